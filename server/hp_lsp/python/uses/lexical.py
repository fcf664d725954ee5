"""Which scope of a Python file each name belongs to. Knows one syntax tree and follows no import."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from hp_lsp.python.module import Import
from hp_lsp.python.reading import from_imports, plain_imports
from hp_lsp.python.source import Source

FrameKind = Literal["module", "class", "function", "comprehension"]
Binder: TypeAlias = ast.AST | Import
"""What binds a name: the node that does, or the import."""

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(eq=False)
class Frame:
    """A scope: what binds names in it, and which names its `global` and `nonlocal` statements give to others."""

    node: ast.AST
    kind: FrameKind
    parent: Frame | None
    bound: dict[str, list[Binder]] = field(default_factory=dict)
    outer: dict[str, Literal["global", "nonlocal"]] = field(default_factory=dict)

    def within(self, other: Frame) -> bool:
        """Tell whether this is `other`, or lies in it."""
        frame: Frame | None = self
        while frame is not None and frame is not other:
            frame = frame.parent
        return frame is other


class Lexical:
    """The scopes of a file that could be parsed. Raises RecursionError where it nests too deep."""

    def __init__(self, source: Source, tree: ast.Module) -> None:
        self.source = source
        self.top = Frame(tree, "module", None)
        self.nodes: list[tuple[ast.AST, Frame]] = []
        """Every node and the scope that it is evaluated in, outer nodes first."""
        self.frames: dict[ast.AST, Frame] = {}
        """The scope that a function, class or comprehension opens."""
        self._visit_all(tree.body, self.top)

    def owner(self, frame: Frame, name: str) -> Frame:
        """Return the scope that a name used in `frame` belongs to; the module's for built-in names too."""
        current: Frame | None = frame
        while current is not None:
            declared = current.outer.get(name)
            if declared == "global":
                return self.top
            if declared is None and name in current.bound and (current.kind != "class" or current is frame):
                return current
            current = current.parent
        return self.top

    def named(self, name: str, owner: Frame) -> Iterator[ast.Name]:
        """Yield the uses of a name that belong to the scope `owner`."""
        for node, frame in self.nodes:
            if isinstance(node, ast.Name) and node.id == name and self.owner(frame, name) is owner:
                yield node

    def _visit_all(self, nodes: Iterable[ast.AST | None], frame: Frame) -> None:
        for node in nodes:
            if node is not None:
                self._visit(node, frame)

    def _visit(self, node: ast.AST, frame: Frame) -> None:
        self.nodes.append((node, frame))
        if isinstance(node, _FUNCTIONS):
            self._function(node, frame)
        elif isinstance(node, ast.ClassDef):
            self._class(node, frame)
        elif isinstance(node, _COMPREHENSIONS):
            self._comprehension(node, frame)
        else:
            self._bind(node, frame)
            self._visit_all(ast.iter_child_nodes(node), frame)

    def _bind(self, node: ast.AST, frame: Frame) -> None:
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                _add(frame, name, node)
            case ast.Import():
                for name, bound in plain_imports(self.source, node):
                    _add(frame, name, bound)
            case ast.ImportFrom():
                for name, bound in from_imports(self.source, node):
                    _add(frame, name, bound)
            case ast.Global(names):
                frame.outer.update((name, "global") for name in names)
            case ast.Nonlocal(names):
                frame.outer.update((name, "nonlocal") for name in names)
            case (
                ast.ExceptHandler(name=str(name))
                | ast.MatchAs(name=str(name))
                | ast.MatchStar(name=str(name))
                | ast.MatchMapping(rest=str(name))
            ):
                _add(frame, name, node)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, frame: Frame) -> None:
        inner = self._open(node, "function", frame)
        arguments = node.args
        parameters = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        parameters += [one for one in (arguments.vararg, arguments.kwarg) if one is not None]
        if not isinstance(node, ast.Lambda):
            _add(frame, node.name, node)
            self._visit_all((*node.decorator_list, node.returns), frame)
        self._visit_all((*arguments.defaults, *arguments.kw_defaults), frame)
        for parameter in parameters:
            self.nodes.append((parameter, inner))
            _add(inner, parameter.arg, parameter)
            self._visit_all((parameter.annotation,), frame)
        self._visit_all(_type_parameters(node), inner)
        self._visit_all([node.body] if isinstance(node, ast.Lambda) else node.body, inner)

    def _class(self, node: ast.ClassDef, frame: Frame) -> None:
        _add(frame, node.name, node)
        self._visit_all((*node.decorator_list, *node.bases, *node.keywords), frame)
        inner = self._open(node, "class", frame)
        self._visit_all((*_type_parameters(node), *node.body), inner)

    def _comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp, frame: Frame
    ) -> None:
        inner = self._open(node, "comprehension", frame)
        first = node.generators[0].iter
        self._visit(first, frame)
        for generator in node.generators:
            parts = [one for one in ast.iter_child_nodes(generator) if one is not first]
            self._visit_all(parts, inner)
        values = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        self._visit_all(values, inner)

    def _open(self, node: ast.AST, kind: FrameKind, parent: Frame) -> Frame:
        self.frames[node] = Frame(node, kind, parent)
        return self.frames[node]


def _add(frame: Frame, name: str, binder: Binder) -> None:
    if frame.kind == "comprehension" and not _is_target(frame, binder) and frame.parent is not None:
        _add(frame.parent, name, binder)
        return
    frame.bound.setdefault(name, []).append(binder)


def _is_target(frame: Frame, binder: Binder) -> bool:
    """Tell whether a name in a comprehension is bound by one of its `for`, and not by `:=`."""
    generators: Sequence[ast.comprehension] = getattr(frame.node, "generators", ())
    return any(binder is inner for one in generators for inner in ast.walk(one.target))


def _type_parameters(node: ast.AST) -> Sequence[ast.AST]:
    """Return the type parameters of a definition, which Python knows from 3.12 on."""
    found: Sequence[ast.AST] = getattr(node, "type_params", ())
    return found
