"""The hyper-parameters to which a YAML file gives no value, as lines with their defaults."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.hpman.config.complete import yaml_text
from hp_lsp.dialects.hpman.config.known import Known, first_call, judged, kind_of, known_in
from hp_lsp.dialects.hpman.config.nodes import Mapping, Tree
from hp_lsp.dialects.refactorings import Refactoring
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span

_MOST_NAMED = 3


def added(view: View, document: Document) -> Iterator[Refactoring]:
    """Yield lines for all names without a value, at the end of a file that is written in lines."""
    tree: Tree = document.tree
    is_lines = isinstance(tree.root, Mapping) and tree.root.is_block
    if tree.mistakes or not (tree.root is None or is_lines):
        return
    source = document.text.source
    ended = any(line.startswith("...") for line in source.splitlines())
    lines = [] if ended else list(_lines(view, document, known_in(view, document.path)))
    if lines:
        indent = _indent(document, tree)
        text = "".join(f"{indent}{yaml_text(repr(name))}: {value}\n" for name, value in lines)
        start = "" if not source or source.endswith("\n") else "\n"
        end = Span(len(source), len(source))
        yield Refactoring(
            f"Add the missing {_listed([name for name, _ in lines])}", (Edit(end, start + text),)
        )


def _lines(view: View, document: Document, known: Known) -> Iterator[tuple[str, str]]:
    """Yield each name without a value that a file can set, with its default in YAML."""
    written = {one.name for one in judged(view, document)}
    for name, several in sorted(known.names.items()):
        call = first_call(view, several[0])
        value = yaml_text(call.default) if call.is_literal and kind_of(view, several) else None
        if name not in written and value is not None and name.isprintable():
            yield name, value


def _indent(document: Document, tree: Tree) -> str:
    if not isinstance(tree.root, Mapping) or not tree.root.entries:
        return ""
    first = tree.root.entries[0].key.span.start
    return " " * document.text.position(first).column


def _listed(names: list[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:_MOST_NAMED])
    return shown if len(names) <= _MOST_NAMED else f"{shown} and {len(names) - _MOST_NAMED} more"
