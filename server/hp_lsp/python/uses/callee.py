"""What a dotted name means in a scope of a file, followed through imports. Knows no arguments of calls."""

from __future__ import annotations

import ast

from hp_lsp.python.classes import ClassAt, class_at, mro
from hp_lsp.python.fields import generates_init
from hp_lsp.python.module import Import, Module
from hp_lsp.python.modules import Meaning, Missing, Modules, imported, lookup
from hp_lsp.python.signatures import UNKNOWN, Signature, class_signature, found_signature
from hp_lsp.python.source import dotted
from hp_lsp.python.uses.lexical import Frame, Lexical


class FileNames:
    """The names of one file that could be parsed. `module` is its picture."""

    def __init__(self, modules: Modules, module: Module, lexical: Lexical) -> None:
        self.modules = modules
        self.module = module
        self.lexical = lexical

    def meaning(self, node: ast.expr, frame: Frame) -> Meaning:
        """Return what an expression of the form `a.b.c` means in a scope; unknown for variables and the rest."""
        name = dotted(node)
        if name is None:
            return Missing.UNKNOWN
        first, _, rest = name.partition(".")
        owner = self.lexical.owner(frame, first)
        if owner is self.lexical.top:
            return lookup(self.modules, self.module, name)
        if owner.kind == "class":
            return lookup(self.modules, self.module, f"{class_path(owner)}.{name}")
        bound = owner.bound[first]
        if len(bound) == 1 and isinstance(bound[0], Import):
            attribute = ".".join(filter(None, (bound[0].attribute, rest)))
            return imported(self.modules, bound[0].module, attribute, self.module.path)
        return Missing.UNKNOWN

    def takes(self, called: ast.expr, frame: Frame) -> Signature:
        """Return what a called expression takes, as far as that can be told."""
        match called:
            case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="__init__" | "__new__"):
                return self._super(frame)
            case ast.Name(id=name) if name == _class_receiver(self.lexical.owner(frame, name)):
                start = self.class_around(frame)
                return UNKNOWN if start is None else _constructor(self.modules, start)
            case _:
                return found_signature(self.modules, self.meaning(called, frame))

    def is_imported(self, name: str, frame: Frame) -> bool:
        """Tell whether the first part of a dotted name is bound by imports alone."""
        first = name.partition(".")[0]
        bound = self.lexical.owner(frame, first).bound.get(first, ())
        return bool(bound) and all(isinstance(one, Import) for one in bound)

    def targets(self, name: str, frame: Frame) -> list[str]:
        """Return the absolute dotted names that a dotted name may stand for by the imports of its first part."""
        first, dot, rest = name.partition(".")
        bound = self.lexical.owner(frame, first).bound.get(first, ())
        return [f"{one.target}{dot}{rest}" for one in bound if isinstance(one, Import)]

    def _super(self, frame: Frame) -> Signature:
        start = self.class_around(frame)
        for one in mro(self.modules, start).classes[1:] if start else ():
            if isinstance(one, str):
                return UNKNOWN
            own = {"__init__", "__new__"} & set(one.picture.members)
            if own or generates_init((one,), one.picture.decorators):
                return _constructor(self.modules, one)
        return UNKNOWN

    def class_around(self, frame: Frame) -> ClassAt | None:
        """Return the innermost class whose body holds a scope; None where none can be named."""
        current: Frame | None = frame
        while current is not None and current.kind != "class":
            current = current.parent
        if current is None:
            return None
        return class_at(lookup(self.modules, self.module, class_path(current)))


def class_path(frame: Frame) -> str:
    """Return the dotted path of a class by its scope; for a class in a function one that nothing has."""
    names: list[str] = []
    current: Frame | None = frame
    while current is not None and current.kind != "module":
        names.append(current.node.name if isinstance(current.node, ast.ClassDef) else "<locals>")
        current = current.parent
    return ".".join(reversed(names))


def _class_receiver(frame: Frame) -> str | None:
    """Return the name by which a class method knows its class."""
    node = frame.node
    if not isinstance(node, ast.FunctionDef) or frame.parent is None or frame.parent.kind != "class":
        return None
    is_class_method = any(dotted(one) == "classmethod" for one in node.decorator_list)
    receivers = [*node.args.posonlyargs, *node.args.args][:1]
    return receivers[0].arg if is_class_method and receivers else None


def _constructor(modules: Modules, one: ClassAt) -> Signature:
    return class_signature(modules, one, one.picture.decorators)
