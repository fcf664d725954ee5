"""What every dialect offers and what it may ask: the plain data that passes between dialects, features and rules.

Knows no syntax and no system. Everything here is immutable, and every offset counts code points of a document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

from hp_lsp.dialects.coloring import Mark
from hp_lsp.dialects.completions import CompletionItem
from hp_lsp.dialects.hints import Hint
from hp_lsp.dialects.lists import Listed
from hp_lsp.dialects.outlines import Fold, OutlineItem
from hp_lsp.dialects.refactorings import Refactoring
from hp_lsp.dialects.renaming import Rename
from hp_lsp.dialects.signatures import Signature
from hp_lsp.dialects.sweeps import Expansion
from hp_lsp.python.modules import Modules
from hp_lsp.python.source import Source
from hp_lsp.text.edits import Edit
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Location, Span

T = TypeVar("T")

# --- names ----------------------------------------------------------------------------------------------------


class Symbol(NamedTuple):
    """One thing that has a name, the same for whoever mentions it.

    `dialect` is the system that gives it meaning; `kind` one of that system's own words, such as "configurable",
    "parameter", "macro"; `key` its full name, unique among its kind.
    """

    dialect: str
    kind: str
    key: str


Role = Literal["declaration", "binding", "use"]


class Occurrence(NamedTuple):
    """A range of a document and what it means.

    Several symbols where the name is ambiguous, none where it is unknown. A "declaration" brings the symbol into
    being (a `def`, the definition of a macro), a "binding" gives it a value, a "use" does neither.
    """

    span: Span
    role: Role
    symbols: tuple[Symbol, ...]


class Declaration(NamedTuple):
    """Where a symbol is declared: the range of its name and the range of the whole declaration."""

    path: str
    name: Span
    whole: Span


# --- documents ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Document:
    """One text as it stands now. `path` is a file's path, or the URI of a document that is no file.

    `dialect` is None for Python. `undecodable` is the offset of the first byte that is not UTF-8, if any. `host` is the
    Python file of a config that stands in strings there, whose `path` nothing else has. `is_code` tells that it is
    Python by its name, or as the editor says of a notebook and of a text that is no file.
    """

    path: str
    text: Text
    dialect: Dialect | None
    undecodable: int | None = None
    host: str | None = None
    is_code: bool = False

    @cached_property
    def tree(self) -> Any:
        """The dialect's own tree of the text; None for Python."""
        return None if self.dialect is None else self.dialect.parse(self.text.source)

    @cached_property
    def summary(self) -> Summary:
        """What other files need to know of this one; empty for Python."""
        return Summary() if self.dialect is None else self.dialect.summarize(self)


class Summary(NamedTuple):
    """What other files need to know of a config file: the includes as written, and the symbols it defines.

    `uses` are those that it may use and others may define; one too many does no harm.
    """

    includes: tuple[str, ...] = ()
    defines: frozenset[Symbol] = frozenset()
    uses: frozenset[Symbol] = frozenset()


class View(Protocol):
    """The project as a dialect sees it: frozen in one moment. A Snapshot is one."""

    @property
    def roots(self) -> tuple[str, ...]:
        """The workspace folders."""

    def setting(self, name: str, path: str) -> Any:
        """Return the value of a setting, such as `include-roots`, as it holds for the file at `path`."""

    def document(self, path: str) -> Document | None:
        """Return the file as open in the editor, else as on disk; None where neither can be read."""

    def exists(self, path: str) -> bool:
        """Tell whether there is a regular file at `path`, on disk or open."""

    def is_folder(self, path: str) -> bool:
        """Tell whether there is a folder at `path`."""

    @property
    def complete(self) -> bool:
        """Whether the whole workspace has been read. Until then nothing is known not to exist."""

    def index(self, dialect: str) -> Any:
        """Return what the dialect of that name made of the project's Python (`Dialect.index`)."""

    @property
    def modules(self) -> Modules:
        """The Python modules that can be read."""

    def remember(self, document: Document, key: str, compute: Callable[[], T]) -> T:
        """Return what `compute` gives, worked out once for this text of the document and this state of the code."""

    def recall(self, key: tuple[str, ...], compute: Callable[[], T]) -> T:
        """Return what `compute` gives, worked out once for this state of the code."""

    def once(self, key: tuple[str, ...], compute: Callable[[], T]) -> T:
        """Return what `compute` gives, worked out once for this view."""

    def includers(self, path: str) -> tuple[str, ...]:
        """Return the config files of the workspace that include the one at `path` directly."""

    def defining(self, symbol: Symbol) -> tuple[str, ...]:
        """Return the config files of the workspace whose summary defines `symbol`."""

    def using(self, symbol: Symbol) -> tuple[str, ...]:
        """Return the config files of the workspace whose summary says that they may use `symbol`."""

    def definitions(self) -> Iterable[Symbol]:
        """Return every symbol that some config file of the workspace defines."""

    def configs(self) -> tuple[str, ...]:
        """Return the config files of the workspace, sorted."""

    def occurrences(self, path: str) -> tuple[Occurrence, ...]:
        """Return every name in the document at `path`, in order of the text."""

    def code_files(self) -> tuple[str, ...]:
        """Return the Python files that say something to some dialect, sorted."""

    def python_files(self) -> tuple[str, ...]:
        """Return all Python files of the workspace and the open ones outside it, sorted."""

    def other_code(self) -> Iterator[tuple[str, str]]:
        """Yield the paths of the notebooks, and of the scripts without a suffix, with the Python in them, sorted."""


# --- problems and refusals --------------------------------------------------------------------------------------


class Severity(IntEnum):
    """How bad a problem is, with the Language Server Protocol's numbers. Error means certain."""

    ERROR = 1
    WARNING = 2
    INFORMATION = 3
    HINT = 4


class Fix(NamedTuple):
    """A change that solves a problem. `safe` ones keep the meaning or are the only thing that can be meant."""

    title: str
    edits: tuple[tuple[str, Edit], ...]
    safe: bool = False


class Related(NamedTuple):
    """Another place that explains a problem."""

    location: Location
    message: str


class Problem(NamedTuple):
    """One finding of a rule in one document."""

    code: str
    name: str
    severity: Severity
    span: Span
    message: str
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    unnecessary: bool = False


@dataclass(frozen=True)
class Rule:
    """One check with a stable code. `docs` is its page: Markdown that opens with one sentence."""

    code: str
    name: str
    severity: Severity
    docs: str
    check: Callable[[View, Document], Iterable[Problem]] = field(repr=False)

    def problem(self, span: Span, message: str, severity: Severity | None = None, **more: Any) -> Problem:
        """Return a finding of this rule at `span`; `more` are further fields of `Problem`."""
        return Problem(self.code, self.name, severity or self.severity, span, message, **more)


class Refused(NamedTuple):
    """Why what was asked is not done: one sentence for the user."""

    reason: str


# --- symbols by name ------------------------------------------------------------------------------------------

NameKind = Literal["class", "function", "parameter", "macro", "constant"]
SymbolKind = Literal[NameKind, "scope"]


class NamedSymbol(NamedTuple):
    """A symbol as people look for it: its own name, and the full name of what it belongs to, if anything."""

    name: str
    container: str
    kind: NameKind
    symbol: Symbol


# --- dialects -------------------------------------------------------------------------------------------------


class Dialect(Protocol):
    """One hyper-parameter system."""

    name: str
    language_id: str
    has_own_language: bool
    """Whether the files of `language_id` are this system's alone."""
    suffixes: tuple[str, ...]
    files_setting: str
    """The setting that holds the globs of this system's config files."""
    keywords: Mapping[str, str]
    """The words of the language that may open a line of a config file, each with the snippet of what it opens.

    An empty one says that the word is all. A tab in one is a step of the client's own indentation.
    """
    code_markers: tuple[bytes, ...]
    """Bytes one of which stands in every Python file that says something to this system."""
    script_markers: tuple[bytes, ...]
    """The same for scripts, beside those for Python, which are looked for in far more files."""

    @property
    def facts_type(self) -> type[tuple[Any, ...]]:
        """The named tuple that `scan` gives; by its annotations it is written down, so it holds plain data alone."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules for config files of this system, in the order of their codes."""

    @property
    def code_rules(self) -> tuple[Rule, ...]:
        """The rules for Python files that say something to this system, in the order of their codes."""

    @property
    def script_rules(self) -> tuple[Rule, ...]:
        """The rules for scripts of commands that run programs of this system, in the order of their codes."""

    def parse(self, source: str) -> Any:
        """Return the tree of a text of any kind; never fails."""

    def summarize(self, document: Document) -> Summary:
        """Return what other files need to know of a config file (asked through `Document.summary`)."""

    def resolve_include(self, view: View, path: str, target: str) -> str | None:
        """Return the path of the file that `include 'target'` in the config at `path` means, if it is found."""

    def scan(self, source: Source) -> Any:
        """Return the facts that one Python file tells this system; None where it tells nothing."""

    def unread(self, source: Source) -> Any:
        """Return the facts of a Python file that could not be read: whatever it may tell is unknown."""

    def unplaced(self, source: Source) -> Any:
        """Return what can be told of Python whose places mean nothing, such as the cells of a notebook."""

    def passing(self, facts: Iterable[Any]) -> frozenset[str]:
        """Return the names in these files through which others may tell this system something without naming it."""

    def passed(self, source: Source, names: frozenset[str]) -> Any:
        """Return the facts of a Python file without any of `code_markers` in which one of those names stands."""

    def scan_script(self, path: str, text: str) -> Any:
        """Return the facts that a script of commands, or a README, tells this system; None where it tells nothing."""

    def named_files(self, view: View) -> Iterable[str]:
        """Return the files that code and scripts name as configs of this system, whatever they are called."""

    def prepare(self, facts: Mapping[str, Any], modules: Modules) -> Iterable[None]:
        """Read, in steps of a file, what `index` will need of installed packages."""

    def index(self, facts: Mapping[str, Any], modules: Modules) -> Any:
        """Return what the facts of all Python files, by path, come to. Cheap: what is costly waits until asked."""

    def occurrences(self, view: View, document: Document) -> tuple[Occurrence, ...]:
        """Return every name in a config file, in order of the text; the spans do not overlap."""

    def valued(self, view: View, document: Document, offset: int) -> Occurrence | None:
        """Return what the value at `offset` of a config is given to, with the range of the value; None elsewhere."""

    def code_occurrences(self, view: View, path: str) -> tuple[Occurrence, ...]:
        """Return every name in the Python file at `path` that this system knows, in order of the text."""

    def declarations(self, view: View, symbol: Symbol) -> tuple[Declaration, ...]:
        """Return where a symbol is declared: several places where several files or branches declare it."""

    def registrations(self, view: View, symbol: Symbol) -> tuple[Declaration, ...]:
        """Return where code makes a symbol known to this system, apart from declaring it; empty where it need not."""

    def describe(self, view: View, symbol: Symbol, path: str) -> str | None:
        """Return Markdown about a symbol as seen from the file at `path`, for hover and completion."""

    def kind_of(self, view: View, symbol: Symbol) -> SymbolKind | None:
        """Return what a symbol stands for; None where nothing that was read declares it, and for files and modules."""

    def words(self, symbol: Symbol) -> tuple[str, ...]:
        """Return words that stand in the text of every config that names a symbol, its own name first, if any do."""

    def marks(self, view: View, document: Document) -> Iterable[Mark]:
        """Yield what a config file is coloured by beside the names in it, in any order; the spans do not overlap."""

    def hints(self, view: View, document: Document, within: Span) -> Iterable[Hint]:
        """Yield what the lines of a config that touch a range leave unsaid, beside the counts of a sweep."""

    def complete(self, view: View, document: Document, offset: int) -> tuple[CompletionItem, ...]:
        """Return what may be written at `offset` of a config file, or of a Python file, whatever its state."""

    def signatures(self, view: View, document: Document, offset: int) -> tuple[Signature, ...]:
        """Return what may be given to the call that is being written at `offset` of a config or Python file."""

    def rename(
        self, view: View, document: Document, occurrence: Occurrence, offset: int
    ) -> Rename | Refused | None:
        """Return all places of the name at `offset`, in an occurrence of this system, or why it is not renamed.

        None where there is nothing to rename.
        """

    def moved(self, view: View, moves: Mapping[str, str]) -> Iterable[tuple[str, Edit]]:
        """Yield the edits, each with its path, that files need when each file of `moves` goes to its new path."""

    def symbol_names(self, view: View) -> Iterable[NamedSymbol]:
        """Return every name of the project that this system knows, whether or not it is declared in the workspace."""

    def listed(self, view: View) -> Iterable[Listed]:
        """Return the hyper-parameters of the project; what one dialect lists, those built on it do not list again."""

    def outline(self, document: Document) -> tuple[OutlineItem, ...]:
        """Return what a config file says, in order of the text."""

    def folds(self, document: Document) -> tuple[Fold, ...]:
        """Return the ranges of a config file that may be folded, in any order; those on one line do no harm."""

    def around(self, document: Document, offset: int) -> Iterable[Span]:
        """Yield the ranges of a config file around `offset` that mean something together, in any order."""

    def formatting(self, document: Document, within: Span | None, unit: str) -> tuple[Edit, ...]:
        """Return what makes a config, or its lines that touch `within`, canonical; `unit` is what indents one block."""

    def begun_line(self, document: Document, offset: int, unit: str) -> Edit | None:
        """Return the change of indentation of the line at `offset`, just begun; `unit` is what indents one block."""

    def refactorings(self, view: View, document: Document, within: Span) -> Iterable[Refactoring]:
        """Yield how the lines of a config that touch a range may be written instead."""

    def expansion(self, document: Document) -> Expansion | None:
        """Return what a config file without syntax errors generates; None where the system has no sweeps."""
