"""The words, signs, literals, comments and modules of a Gin or Hyperion file. Knows no configurable and no macro."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.coloring import Mark, MarkKind
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.names.lookup import DYNAMIC_REGISTRATION
from hp_lsp.dialects.gin.runs.includes import imports
from hp_lsp.dialects.gin.tree import Header, Import, Include, Name, Node, Statement, TableHeader, Tree
from hp_lsp.dialects.gin.words import WordKind, words_in
from hp_lsp.python.modules import Missing
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span

_KINDS: dict[WordKind, MarkKind] = {"string": "string", "number": "number", "operator": "operator"}
_VALUES = frozenset(("True", "False", "None", "and", "or", "not", "in"))
_IMPORTING = frozenset(("import", "from", "as"))


def marks(view: View, document: Document) -> Iterator[Mark]:
    """Yield what a config is coloured by beside the names that its symbols stand for, in no order."""
    tree: Tree = document.tree
    yield from (Mark(span, "comment") for span in tree.comments)
    for statement, _ in tree.walk():
        yield from _words(document.text, statement)
        yield from _paths(view, document, statement)


def _words(text: Text, statement: Statement) -> Iterator[Mark]:
    """Yield the words of the language, signs, numbers and strings of a line."""
    heading = _heading(statement.node)
    is_import = isinstance(statement.node, Import)
    for word in words_in(text.source, *statement.span):
        if word.kind == "name":
            is_heading = word.start == statement.span.start and word.text == heading
            if is_heading or word.text in (_IMPORTING if is_import else _VALUES):
                yield Mark(Span(word.start, word.end), "keyword")
        elif word.kind in _KINDS:
            yield Mark(Span(word.start, word.end), _KINDS[word.kind])


def _heading(node: Node) -> str:
    """Return the word of the language that a line begins with; empty where it begins with a name."""
    match node:
        case Include():
            return "include"
        case TableHeader():
            return "table"
        case Header(kind="with" | "product" | "union" as kind):
            return kind
        case _:
            return ""


def _paths(view: View, document: Document, statement: Statement) -> Iterator[Mark]:
    """Yield the names of modules, and those of a `with`, which may be modules' as well."""
    match statement.node:
        case Import(names=names, alias=alias) as node:
            is_found = node.module == DYNAMIC_REGISTRATION or _is_found(view, node)
            yield from _all(statement, [name for name in (*names, alias) if name], is_known=is_found)
        case Header(kind="with", selector=selector) if selector and selector.path:
            bound = (one.bound for one in imports(document))
            is_known = selector.path[0].text in bound or selector.text in _module_paths(view)
            yield from _all(statement, selector.path, is_known=is_known)


def _all(statement: Statement, names: Iterable[Name], *, is_known: bool) -> Iterator[Mark]:
    return (Mark(statement.at(name.span), "module" if is_known else "unknown") for name in names)


def _is_found(view: View, node: Import) -> bool:
    return not isinstance(view.modules.find(node.module), Missing)


def _module_paths(view: View) -> frozenset[str]:
    """Return every path that may stand before the name of a configurable: parts of the modules of all of them."""
    registry: Registry = view.index("gin")

    def paths() -> Iterator[str]:
        for module in {one.module for one in registry.configurables()}:
            parts = module.split(".")
            for start, end in combinations(range(len(parts) + 1), 2):
                yield ".".join(parts[start:end])

    return view.recall(("gin.module-paths",), lambda: frozenset(paths()))
