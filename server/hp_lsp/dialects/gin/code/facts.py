"""What one Python file tells Gin, as plain data: registrations, constants, search paths. Knows one file at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from hp_lsp.python.module import Class, Decorator, Function
from hp_lsp.text.span import Span

Api = Literal["configurable", "register", "external_configurable"]


class Target(NamedTuple):
    """What is registered: a `def` or `class` on the spot (`picture`, at `qualname`), or something named elsewhere.

    `name` is the dotted name as the file writes it; `imported` says that it starts with an import of an enclosing
    function, and then it is the absolute name. `decorators` are those below Gin's. `given` counts the arguments that
    `functools.partial` gives by position; `partial` that there is one. `local`: the picture stands in a function.
    """

    picture: Function | Class | None = None
    qualname: str = ""
    name: str = ""
    imported: bool = False
    decorators: tuple[Decorator, ...] = ()
    given: int = 0
    partial: bool = False
    local: bool = False


class Registration(NamedTuple):
    """One call or decorator that registers something.

    `name` and `module` are as given, None where the target's own count. `allow` and `deny` are None without a list;
    `lists_known` is False where one is computed. `owner` is the path of the class whose method is registered.
    `arguments` are the keywords as written.
    """

    api: Api
    target: Target
    name: str | None
    module: str | None
    span: Span
    allow: tuple[str, ...] | None = None
    deny: tuple[str, ...] | None = None
    lists_known: bool = True
    owner: str = ""
    arguments: tuple[str, ...] = ()


class Argument(NamedTuple):
    """One argument of a call as written: `keyword` is empty for one by position, `*` or `**` for an unpacked one.

    `kind` tells what the expression is, not what it comes to. `strings` are the string literals that it is, or that
    stand right in its list, tuple or set, with their ranges. `key` is the range of the keyword, `span` of the value.
    """

    keyword: str
    kind: Literal["string", "list", "tuple", "set", "dict", "none", "name", "other"]
    text: str
    span: Span
    key: Span
    strings: tuple[tuple[str, Span], ...] = ()


class Stacked(NamedTuple):
    """A decorator in a stack: its absolute name as far as it is imported, else as written, and its expression's range.

    `name` is empty where it is computed. `arguments` are empty where it is not called.
    """

    name: str
    span: Span
    arguments: tuple[Argument, ...] = ()


class GinCall(NamedTuple):
    """A call of one of Gin's functions that register or lock, or a decorator that is one, as it is written.

    `span` is that of the call or of the decorator's expression, the same as in `Registration.span`. A "statement" is a
    call whose result is dropped. `called`: there are parentheses. `target` is what the call names first, a dotted name
    as written, or the name in the `def` or `class` that is decorated; `name` the range of the latter. `above` and
    `below` are the other decorators of the stack, the outermost first. `owner` is the path of the class around.
    """

    function: str
    span: Span
    form: Literal["decorator", "statement", "expression"]
    called: bool = True
    arguments: tuple[Argument, ...] = ()
    target: str = ""
    name: Span | None = None
    on_class: bool = False
    above: tuple[Stacked, ...] = ()
    below: tuple[Stacked, ...] = ()
    owner: str = ""
    in_function: bool = False

    def argument(self, position: int, *keywords: str) -> Argument | None:
        """Return the argument written at a position or with one of some keywords, if there is one."""
        for place, one in enumerate(self.arguments):
            if one.keyword in keywords or (one.keyword == "" and place == position):
                return one
        return None


class ConstantFact(NamedTuple):
    """`gin.constant('name', value)`: `value` is source text."""

    name: str
    value: str
    span: Span


class EnumFact(NamedTuple):
    """`gin.constants_from_enum`: a class on the spot or named, and the module it is registered in, None for its own."""

    target: Target
    module: str | None
    span: Span


class Opaque(NamedTuple):
    """A registration whose name cannot be computed.

    `name` and `module` are regular expressions of what they can be; None is anything. `constant` says that it is a
    constant. `wrapper` is the path of the function that registers what its callers give it.
    """

    name: str | None
    module: str | None
    span: Span
    constant: bool = False
    wrapper: str = ""


class Load(NamedTuple):
    """A call that reads configs: literal `paths` and whether those are all, literal `bindings` and likewise."""

    paths: tuple[tuple[str, Span], ...]
    paths_known: bool
    bindings: tuple[tuple[str, Span], ...]
    bindings_known: bool
    skip_unknown: bool | None
    """None where it is computed or a list."""
    finalizes: bool
    span: Span
    paths_in_string: bool = False
    """Whether a string is given where Gin takes a list of paths."""


class SearchPath(NamedTuple):
    """`gin.add_config_file_search_path(…)`: a folder, relative to the working folder.

    `path` is None where it is computed, or where the program reads files in a way of its own. `beside_code`: it is
    relative to the folder of the Python file instead.
    """

    path: str | None
    beside_code: bool = False


class Key(NamedTuple):
    """A string in Python that names a binding, a configurable or a scope, or is a value; `span` is that of the literal.

    `call` is that of the call. `parts` are the strings of a key given as `(scope, selector, parameter)`, whose `text`
    is what they come to. `value` is the string that `bind_parameter` binds, if it is one.
    """

    role: Literal["binding", "query", "configurable", "scope", "value"]
    text: str
    span: Span
    call: Span
    parts: tuple[tuple[str, Span], ...] = ()
    value: tuple[str, Span] | None = None


class Command(NamedTuple):
    """A command line in a script that gives Gin files and bindings, with their ranges.

    `program` is the Python file that it runs, or the module behind `-m`, as written; empty where that is not told. The
    text of a binding whose value is computed ends with `UNTOLD`, and is empty where its left side is.
    """

    program: str
    paths: tuple[tuple[str, Span], ...]
    bindings: tuple[tuple[str, Span], ...]
    span: Span


class Facts(NamedTuple):
    """Everything one Python file tells Gin. `module` is its dotted name.

    `broken`: it could not be parsed, and then only its `words` are known. `uses` are names from other files that are
    called or used as decorators, and so may be functions that register what they are given. `words` are those of a file
    that registers in ways that are not followed.
    """

    path: str
    module: str
    broken: bool = False
    registrations: tuple[Registration, ...] = ()
    constants: tuple[ConstantFact, ...] = ()
    enums: tuple[EnumFact, ...] = ()
    opaque: tuple[Opaque, ...] = ()
    loads: tuple[Load, ...] = ()
    search_paths: tuple[SearchPath, ...] = ()
    keys: tuple[Key, ...] = ()
    calls: tuple[GinCall, ...] = ()
    imports: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    patched: frozenset[str] = frozenset()
    """The names of functions and classes whose parameters the file may change after their definition."""
    commands: tuple[Command, ...] = ()
    """The command lines of a script, which tells nothing else."""


def bindings_in(facts: Facts) -> Iterator[tuple[str, Span]]:
    """Yield the texts of bindings that calls and commands give Gin, with their ranges."""
    for load in facts.loads:
        yield from load.bindings
    for command in facts.commands:
        yield from command.bindings
