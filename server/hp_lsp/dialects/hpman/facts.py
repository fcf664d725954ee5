"""What one Python file tells hpman, as plain data. Knows one file at a time."""

from __future__ import annotations

from typing import Literal, NamedTuple

from hp_lsp.text.span import Span

Origin = Literal["manager", "alias", "imported", "unbound", "foreign"]
"""How the called name is bound.

"manager": to the manager of that very name, which hpman's parser sees; "alias": to a manager under another name,
which works at run time and hpman's parser does not see; "imported": from a module of the project that may pass a
manager on; "unbound": to nothing in the file; "foreign": to something else, though hpman's parser, which looks at
the name alone, takes it for a manager's.
"""

Fault = Literal["", "arguments", "name", "hint", "unhashable"]
"""Why hpman's parser raises at a call: a wrong number of positional arguments, a name or hint that is no literal, or
a default that Python cannot build.
"""


ANY = "*"
"""Stands for every manager."""


Unreadable = Literal["", "syntax", "mark", "encoding"]
"""Why hpman cannot read a file: its syntax, a byte order mark, or bytes that are not UTF-8."""


IN_FILE = 0
"""With what a call runs that surely runs as soon as its file is imported."""


class Hint(NamedTuple):
    """A keyword argument of a call: its name and source text."""

    name: str
    text: str
    span: Span


class Call(NamedTuple):
    """One `_('name', default, hint=…)`.

    `manager` is the name of the manager, or the absolute name that is called where `origin` is "imported"; `called`
    is what is called, as written. `name` is
    None where it is no string literal; `span` is the range of the literal without quotes, `literal` with them, and
    `is_plain` says that it reads as it is written. `default` is source text, None where there is none;
    `is_literal` says that hpman can read it.
    """

    manager: str
    origin: Origin
    called: str
    name: str | None
    span: Span
    literal: Span
    is_plain: bool
    call: Span
    default: str | None
    default_span: Span | None
    is_literal: bool
    hints: tuple[Hint, ...]
    positional: int
    """How many arguments are given by position."""
    fault: Fault
    fault_span: Span
    """The range of the argument at fault, or of the call."""
    order: int
    """The place among the calls of the file in which hpman's parser meets them; -1 where it does not see the call."""
    run: int | None = None
    """With what it surely runs: `IN_FILE`, or the end of a function around it; None where it need not run with that."""
    is_guarded: bool = False
    """Whether the code expects that it fails."""


class NameUse(NamedTuple):
    """A string that names a hyper-parameter in a call such as `_.get_value('name')`; ranges as in `Call`.

    Where it is a key of a nested dict, `name` is the whole name and the string its last part.
    """

    manager: str
    method: str
    name: str
    span: Span
    literal: Span
    is_plain: bool
    is_nested: bool = False
    is_branch: bool = False
    """Whether it is given a dict in which there may be names below this one."""
    is_early: bool = False
    """Whether it surely runs as soon as the file is imported."""
    is_guarded: bool = False
    """Whether the code expects that there is no such name."""


class Unnamed(NamedTuple):
    """A call that takes a hyper-parameter by a name which is built up, at `span`: `pattern` matches what it may be."""

    manager: str
    pattern: str
    span: Span


class ParseFile(NamedTuple):
    """`_.parse_file(…)`: `paths` are relative to the Python file's folder, or to the working folder.

    Not `known`: there are paths that cannot be worked out. `may_pass`: it need not run, or what it raises may be
    caught.
    """

    manager: str
    paths: tuple[tuple[str, bool], ...]
    """Each path and whether it is relative to the folder of the Python file."""
    known: bool
    may_pass: bool
    span: Span
    is_tuple: bool = False
    run: int | None = None
    """As in `Call`."""


MisuseKind = Literal["attribute", "assignment", "item", "star", "class", "gone", "rebound", "unbound"]
"""An attribute that a manager does not have, read or set; a subscript; `from hpman.m import *`, or of what is no
manager; what hpman 0.11 took away; a call of a name that a loop has bound to something else, or will.
"""


class Misuse(NamedTuple):
    """What a file does with a manager's name that does not work; `certain` where it surely is not the manager."""

    kind: MisuseKind
    manager: str
    text: str
    span: Span
    certain: bool
    cause: Span | None = None
    """Where the name is bound to something else."""


class Option(NamedTuple):
    """A flag of `add_argument`, without the dashes; `is_sure` where it is added wherever the parser is bound."""

    flag: str
    span: Span
    is_sure: bool


class Required(NamedTuple):
    """An argument that the parser surely gets with `required=True`: its flags, of which one must be given."""

    flags: tuple[str, ...]
    span: Span


class Bind(NamedTuple):
    """`hpargparse.bind(parser, manager, inject_actions=…)`.

    `actions` are those given as a literal: None where all are, or they are not known. `options` are the flags that are
    added to the same parser, `reserved` those that argparse and hpargparse add. Not `is_strict`: a flag may be given
    twice. `is_asked`: the file surely parses arguments with hpargparse's flags alone.
    """

    manager: str
    parser: str
    """The name of the parser; empty where it is no name, or the file may make several."""
    span: Span
    prefix: str = "hp"
    """What the flags of hpargparse begin with; empty where that is not known."""
    actions: tuple[str, ...] | None = None
    actions_span: Span | None = None
    options: tuple[Option, ...] = ()
    reserved: tuple[str, ...] = ()
    is_strict: bool = True
    is_asked: bool = False
    flags: tuple[str, ...] | None = None
    """All flags that the program adds itself to a parser that takes its own arguments; None where not all are seen."""
    required: tuple[Required, ...] = ()
    """Those of them without which the program ends."""
    infers: bool = False
    """Whether hpargparse takes the format of a file from its name."""
    run: int | None = None
    """As in `Call`."""
    until: int | None = None
    """Where in the file it runs, or may run first: what stands before has run by then. None: not in this file."""
    parsed_at: int | None = None
    """Where the parser is asked for arguments behind it, in the same run; None where that is not known."""
    reads: tuple[tuple[str, Span], ...] = ()
    """The attributes that are read of the arguments, where they have one name in the file."""


LoadKind = Literal["load", "save", "values", "tree"]
"""How a file is used: by `--hp-load` or `hp_load`, by `--hp-save`, or read and given to `set_values` or `set_tree`."""


class Load(NamedTuple):
    """A file that is named as one that holds hyper-parameters. `manager` is empty where none is named.

    `path` is relative to the folder of the file where it stands, if `is_of_code`, else to the working folder. `program`
    is the Python file that a command runs, empty where it is this one or not known. `prefix` is what stands before
    `-load` or `-save` in a flag, empty where it is no flag.
    """

    kind: LoadKind
    manager: str
    path: str
    is_of_code: bool
    span: Span
    program: str = ""
    prefix: str = ""


class Flag(NamedTuple):
    """`--name` in a command; `span` is the range of the name without the dashes.

    `value` is the word that is given to it, None where there is none; `is_literal` says that nothing in it is computed.
    """

    name: str
    span: Span
    value: str | None = None
    is_literal: bool = False
    value_span: Span | None = None


class Command(NamedTuple):
    """Words of a command line. `program` is the path of the Python file that runs, empty where it is this one.

    `is_run`: they surely are a command, and it gives the flags to the program. `is_whole`: no other flags are computed.
    `is_module`: the program is a module, which Python may find elsewhere.
    """

    program: str
    flags: tuple[Flag, ...]
    span: Span
    """The range of the word that is the program; of no length where there is none."""
    is_run: bool = False
    is_whole: bool = False
    is_module: bool = False


class Facts(NamedTuple):
    """Everything one Python file tells hpman, each list in order of the text. `broken`: it could not be parsed.

    `exports` are the names at its top level that are managers, with the manager's name and whether it is the same.
    """

    path: str
    module: str
    broken: bool = False
    unreadable: Unreadable = ""
    calls: tuple[Call, ...] = ()
    uses: tuple[NameUse, ...] = ()
    unnamed: tuple[Unnamed, ...] = ()
    scopes: tuple[ParseFile, ...] = ()
    exports: tuple[tuple[str, str], ...] = ()
    made: tuple[str, ...] = ()
    """The managers that are made there, and are not those of `hpman.m`."""
    patches: bool = False
    """Whether it gives all managers other attributes."""
    binds: tuple[Bind, ...] = ()
    loads: tuple[Load, ...] = ()
    commands: tuple[Command, ...] = ()
    misuses: tuple[Misuse, ...] = ()
    imports: tuple[tuple[str, int], ...] = ()
    """The modules that are surely imported when this one is, by absolute name, each with where its import ends."""
    sources: tuple[str, ...] = ()
    """The managers for which `parse_source` is called."""
    opaque: tuple[str, ...] = ()
    """The managers that get values for names which cannot be worked out, or are handed to other code; or `ANY`."""
