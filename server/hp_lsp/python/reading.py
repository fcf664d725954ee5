"""From the syntax tree of a Python file to its picture. Knows statements, not what names mean."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from hp_lsp.python.effects import decorator_effects, returned_name
from hp_lsp.python.module import (
    Bound,
    Class,
    Decorator,
    Field,
    Forward,
    Function,
    Import,
    Module,
    ParameterKind,
    ParameterNode,
    Value,
)
from hp_lsp.python.source import FunctionNode, Source, docstring, dotted
from hp_lsp.python.statements import flattened
from hp_lsp.text.span import Span

LONGEST_VALUE = 400
"""Expressions of more characters are not kept."""

_OPEN = re.compile(
    r"\b(?:(?:globals|vars|locals)\(\)|exec\(|sys\.modules\b|__getattr__\b|__path__\b)|\b_convert_?\("
)
_REWRITES = re.compile(
    r"\b(?:__init__|__new__|__signature__|setattr|dataclass|dataclass_transform|exec)\b|\bwrap"
)

Names = dict[str, tuple[Bound, ...]]


def picture(source: Source) -> Module:
    """Return what the file binds; a broken picture where it cannot be parsed."""
    broken = Module(source.name, source.path, source.is_package, broken=True)
    if source.tree is None:
        return broken
    try:
        body = _Body(source)
        body.read(source.tree.body)
    except RecursionError:
        return broken
    if "__all__." in source.text and "__all__" in body.names:
        body.names["__all__"] = (Value("", body.names["__all__"][0].span),)
    return Module(
        source.name,
        source.path,
        source.is_package,
        is_open=_OPEN.search(source.text) is not None,
        doc=docstring(source.tree.body),
        names=body.names,
        star_imports=tuple(body.star_imports),
        imports=tuple(body.imports),
    )


class _Body:
    """The names that the body of a module or class binds, statement by statement."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.names: Names = {}
        self.star_imports: list[Import] = []
        self.imports: list[Import] = []
        self.fields: list[Field] = []

    def read(self, statements: Sequence[ast.stmt]) -> None:
        """Take in a body."""
        for statement, certain in flattened(statements):
            if isinstance(statement, ast.Assign) and self._decorates(statement):
                continue
            for name, bound in self._bindings(statement):
                before = () if certain else self.names.get(name, ())
                if isinstance(bound, Import):
                    bound = bound._replace(certain=certain)  # noqa: PLW2901 - only what was read is told apart
                self.names[name] = (*before, bound)
            self.imports += (one._replace(certain=certain) for one in _named_in_full(self.source, statement))
            if isinstance(statement, ast.ImportFrom) and statement.names[0].name == "*":
                ((_, star),) = from_imports(self.source, statement)
                self.star_imports.append(star._replace(certain=certain))

    def _decorates(self, statement: ast.Assign) -> bool:
        """Take `x = f(x)` and `x = f(...)(x)` as the decorator that it is; tell whether it is one."""
        match statement:
            case ast.Assign(
                targets=[ast.Name(id=name)],
                value=ast.Call(func=function, args=[ast.Name(id=given)], keywords=[]),
            ) if name == given and name in self.names:
                decorator = read_decorator(self.source, function)
                self.names[name] = tuple(_under(decorator, bound) for bound in self.names[name])
                return True
            case _:
                return False

    def _bindings(self, statement: ast.stmt) -> Iterator[tuple[str, Bound]]:
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield statement.name, read_function(self.source, statement)
            case ast.ClassDef():
                yield statement.name, read_class(self.source, statement)
            case ast.Import():
                yield from plain_imports(self.source, statement)
            case ast.ImportFrom():
                yield from (one for one in from_imports(self.source, statement) if one[0] != "*")
            case ast.Assign():
                for target in statement.targets:
                    yield from self._targets(target, statement.value)
            case ast.AnnAssign():
                yield from self._annotated(statement)
            case ast.AugAssign() | ast.For() | ast.AsyncFor():
                yield from self._targets(statement.target, None)
            case ast.With() | ast.AsyncWith():
                for item in statement.items:
                    if item.optional_vars is not None:
                        yield from self._targets(item.optional_vars, None)
            case _:
                return

    def _targets(self, target: ast.expr, value: ast.expr | None) -> Iterator[tuple[str, Bound]]:
        pending: list[tuple[ast.expr, ast.expr | None]] = [(target, value)]
        while pending:
            current, assigned = pending.pop()
            match current:
                case ast.Name():
                    yield current.id, Value(self._kept(assigned), self.source.span(current))
                case ast.Starred():
                    pending.append((current.value, None))
                case ast.Tuple() | ast.List():
                    pending.extend(_unpacked(current, assigned))
                case _:
                    pass

    def _annotated(self, statement: ast.AnnAssign) -> Iterator[tuple[str, Bound]]:
        if not isinstance(statement.target, ast.Name):
            return
        span = self.source.span(statement.target)
        default = None if statement.value is None else self.source.slice(statement.value)
        annotation = self.source.slice(statement.annotation)
        self.fields.append(Field(statement.target.id, span, annotation, default))
        if statement.value is not None:
            yield statement.target.id, Value(self._kept(statement.value), span)

    def _kept(self, value: ast.expr | None) -> str:
        if value is None:
            return ""
        span = self.source.span(value)
        return self.source.slice(value) if span.end - span.start <= LONGEST_VALUE else ""


def _under(decorator: Decorator, bound: Bound) -> Bound:
    if isinstance(bound, Function | Class):
        return bound._replace(decorators=(decorator, *bound.decorators))
    return bound


def _unpacked(target: ast.Tuple | ast.List, value: ast.expr | None) -> list[tuple[ast.expr, ast.expr | None]]:
    same_shape = isinstance(value, ast.Tuple | ast.List) and len(value.elts) == len(target.elts)
    starred = any(isinstance(part, ast.Starred) for part in target.elts)
    if same_shape and not starred and isinstance(value, ast.Tuple | ast.List):
        return list(zip(target.elts, value.elts, strict=True))
    return [(part, None) for part in target.elts]


def _named_in_full(source: Source, statement: ast.stmt) -> Iterator[Import]:
    """Yield what an import statement names, each module by its whole path."""
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            yield Import(alias.name, "", source.span(alias))
    elif isinstance(statement, ast.ImportFrom):
        yield from (one for _, one in from_imports(source, statement))


def plain_imports(source: Source, statement: ast.Import) -> Iterator[tuple[str, Import]]:
    """Yield what `import …` binds."""
    for alias in statement.names:
        span = source.span(alias)
        if alias.asname:
            yield alias.asname, Import(alias.name, "", span)
        else:
            first = alias.name.split(".", 1)[0]
            yield first, Import(first, "", span)


def from_imports(source: Source, statement: ast.ImportFrom) -> Iterator[tuple[str, Import]]:
    """Yield what `from … import …` binds; the name of a star is `*`."""
    base = source.absolute(statement.module, statement.level)
    for alias in statement.names:
        span = source.span(alias)
        if alias.name == "*":
            yield "*", Import(base, "", span)
        else:
            yield alias.asname or alias.name, Import(base, alias.name, span)


def read_function(source: Source, node: FunctionNode) -> Function:
    """Return the picture of a `def`, the same object each time."""
    known: Function | None = source.pictures.get(node)
    if known is None:
        known = source.pictures[node] = _function(source, node)
    return known


def _function(source: Source, node: FunctionNode) -> Function:
    whole = _whole(source, node)
    return Function(
        node.name,
        source.name_span(node),
        whole,
        read_parameters(source, node.args),
        tuple(read_decorator(source, decorator) for decorator in node.decorator_list),
        docstring(node.body),
        *decorator_effects(node),
        _REWRITES.search(source.text, *whole) is not None,
        returned_name(node),
        tuple(_forwards(node)) if node.args.kwarg is not None else (),
    )


def _forwards(node: FunctionNode) -> Iterator[Forward]:
    """Yield the calls in a function that get all of its `**kwargs`."""
    own = node.args.kwarg.arg if node.args.kwarg is not None else ""
    for call in (one for statement in node.body for one in ast.walk(statement)):
        if not isinstance(call, ast.Call) or any(isinstance(one, ast.Starred) for one in call.args):
            continue
        unpacked = [one.value for one in call.keywords if one.arg is None]
        if any(isinstance(one, ast.Name) and one.id == own for one in unpacked):
            named = tuple(one.arg for one in call.keywords if one.arg is not None)
            yield Forward(_callee(call.func), len(call.args), named)


def _callee(function: ast.expr) -> str:
    match function:
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=method):
            return f"super().{method}"
        case _:
            return dotted(function) or ""


def read_class(source: Source, node: ast.ClassDef) -> Class:
    """Return the picture of a `class`, the same object each time."""
    known: Class | None = source.pictures.get(node)
    if known is None:
        known = source.pictures[node] = _class(source, node)
    return known


def _class(source: Source, node: ast.ClassDef) -> Class:
    body = _Body(source)
    body.read(node.body)
    return Class(
        node.name,
        source.name_span(node),
        _whole(source, node),
        tuple(_base(base) for base in node.bases),
        {keyword.arg or "**": source.slice(keyword.value) for keyword in node.keywords},
        tuple(read_decorator(source, decorator) for decorator in node.decorator_list),
        body.names,
        tuple(body.fields),
        docstring(node.body),
    )


def read_parameters(source: Source, arguments: ast.arguments) -> tuple[ParameterNode, ...]:
    """Return the parameters of a `def` or `lambda` in order."""
    plain = [*arguments.posonlyargs, *arguments.args]
    missing: list[ast.expr | None] = [None] * (len(plain) - len(arguments.defaults))
    defaults = [*missing, *arguments.defaults]
    read: list[ParameterNode] = []

    def add(node: ast.arg | None, kind: ParameterKind, default: ast.expr | None = None) -> None:
        if node is None:
            return
        span = source.span(node)
        annotation = None if node.annotation is None else source.slice(node.annotation)
        text = None if default is None else source.slice(default)
        read.append(
            ParameterNode(node.arg, kind, text, annotation, Span(span.start, span.start + len(node.arg)))
        )

    for position, node in enumerate(plain):
        positional_only = position < len(arguments.posonlyargs)
        add(node, "positional-only" if positional_only else "positional", defaults[position])
    add(arguments.vararg, "var-positional")
    for node, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        add(node, "keyword-only", default)
    add(arguments.kwarg, "var-keyword")
    return tuple(read)


def read_decorator(source: Source, node: ast.expr) -> Decorator:
    """Return the picture of a decorator."""
    if not isinstance(node, ast.Call):
        return Decorator(dotted(node), None)
    return Decorator(dotted(node.func), read_arguments(source, node))


def read_arguments(source: Source, node: ast.Call) -> tuple[tuple[str | None, str], ...]:
    """Return the arguments of a call as key and source text: None for a positional one, `*` and `**` for those."""
    positional: list[tuple[str | None, str]] = [
        ("*" if isinstance(argument, ast.Starred) else None, source.slice(argument)) for argument in node.args
    ]
    return (*positional, *((keyword.arg or "**", source.slice(keyword.value)) for keyword in node.keywords))


def _base(node: ast.expr) -> str | None:
    return dotted(node.value if isinstance(node, ast.Subscript) else node)


def _whole(source: Source, node: FunctionNode | ast.ClassDef) -> Span:
    span = source.span(node)
    if not node.decorator_list:
        return span
    first = source.span(node.decorator_list[0]).start
    return Span(source.text.rfind("@", 0, first), span.end)
