"""What one Python file binds, as plain data. Knows nothing of other files, and keeps no syntax tree.

Dotted names stand as written in the file (`nn.Module`); what they mean is for `hp_lsp.python.modules` to say. All
spans count code points of the decoded text.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias

from hp_lsp.text.span import Span

ParameterKind = Literal["positional-only", "positional", "var-positional", "keyword-only", "var-keyword"]

Effect = Literal["same", "wraps", ""]
"""A decorator gives back what it got, or a function that `functools.wraps` it, or something else."""

_NONE: Mapping[str, Any] = MappingProxyType({})


class ParameterNode(NamedTuple):
    """One parameter as declared; `default` and `annotation` are source text, None where there is none."""

    name: str
    kind: ParameterKind
    default: str | None
    annotation: str | None
    span: Span


class Decorator(NamedTuple):
    """`@name` or `@name(arguments)`: `name` is None where it is computed, `call` None where nothing is called.

    `call` holds the arguments as source text: positional ones with key None; `**x` has key `**`, `*x` key `*`.
    """

    name: str | None
    call: tuple[tuple[str | None, str], ...] | None


class Forward(NamedTuple):
    """A call that a function passes its `**kwargs` on to: the dotted name, and what else the call gives."""

    name: str
    positional: int
    keywords: tuple[str, ...]


class Function(NamedTuple):
    """A `def`. `span` is the range of its name, `whole` that of the statement with its decorators."""

    name: str
    span: Span
    whole: Span
    parameters: tuple[ParameterNode, ...]
    decorators: tuple[Decorator, ...] = ()
    doc: str = ""
    effect: Effect = ""
    """What it makes of a function or class when it is used as a decorator: `@f`."""
    product_effect: Effect = ""
    """What its result makes of a function or class: `@f(...)`."""
    rewrites_class: bool = False
    """Whether its text speaks of constructors or sets attributes by name."""
    gives: str = ""
    """The name of the one function or class in its body that it returns, if that is all it returns."""
    forwards: tuple[Forward, ...] = ()


class Field(NamedTuple):
    """An annotated name in a class body: what dataclass-like decorators and bases make a parameter of."""

    name: str
    span: Span
    annotation: str
    default: str | None


class Class(NamedTuple):
    """A `class`. `bases` are dotted names without subscripts, None where one is computed."""

    name: str
    span: Span
    whole: Span
    bases: tuple[str | None, ...]
    keywords: Mapping[str, str]
    decorators: tuple[Decorator, ...] = ()
    members: Mapping[str, tuple[Bound, ...]] = _NONE
    fields: tuple[Field, ...] = ()
    doc: str = ""


class Import(NamedTuple):
    """A name bound by an import: `target` is the absolute dotted path of what it names.

    The part of it that certainly is a module comes first: `module`, then `attribute`, empty for the module itself.
    A star import is not `certain` where a branch or `try` holds it.
    """

    module: str
    attribute: str
    span: Span
    certain: bool = True

    @property
    def target(self) -> str:
        """The absolute dotted path of what the name stands for."""
        return f"{self.module}.{self.attribute}" if self.attribute else self.module


class Value(NamedTuple):
    """A name bound to something else. `text` is the expression, empty where it is unknown or long."""

    text: str
    span: Span


Bound: TypeAlias = Function | Class | Import | Value


class Module(NamedTuple):
    """One Python file. Each name has every alternative that branches or `try` may leave it bound to.

    `broken`: the file could not be parsed, so nothing in it is known. `is_open`: names may be bound by means that
    cannot be read, such as a module's `__getattr__`. `path` is a folder's where the package has no `__init__.py`.
    """

    name: str
    path: str
    is_package: bool
    broken: bool = False
    is_open: bool = False
    doc: str = ""
    names: Mapping[str, tuple[Bound, ...]] = _NONE
    star_imports: tuple[Import, ...] = ()
    imports: tuple[Import, ...] = ()
    """What its import statements name, in full, whatever names they bind: `a.b` for `import a.b`."""


def read_module(source: str, name: str, path: str) -> Module:
    """Return the picture of the Python file at `path`, imported as `name`. Never raises."""
    from hp_lsp.python.source import Source

    return Source(source, name, path).module
