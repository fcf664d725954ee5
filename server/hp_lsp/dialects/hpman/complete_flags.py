"""Flags that fit in a command of a script. Knows the words of the script and the flags of programs."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.completions import CompletionItem
from hp_lsp.dialects.hpman.commands import flag_at
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.hpman.taken import program_at
from hp_lsp.text.span import Span


def complete_flags(view: View, document: Document, offset: int) -> Iterator[CompletionItem]:
    """Yield the flags of the program that the command at `offset` runs, where one is being written."""
    found = flag_at(document.path, document.text.source, offset)
    index: Index = view.index("hpman")
    path = index.program_of(found.program, document.path) if found is not None else None
    program = program_at(view, path) if path is not None else None
    if found is None or program is None:
        return
    span = Span(found.span.start - len("--"), found.span.end)
    for flag, several in program.flags.items():
        default = index.calls[several[0]][0].call.default
        yield CompletionItem(
            f"--{flag}", "parameter", span, f"--{flag}", f"= {default}", symbol=several[0].symbol
        )
    for flag in dict.fromkeys((*(program.bind.flags or ()), *(one.flag for one in program.bind.options))):
        yield CompletionItem(f"--{flag}", "parameter", span, f"--{flag}")
    for name in ("load", "save", "list", "detail", "exit"):
        if program.action(name):
            flag = f"--{program.action(name)}"
            yield CompletionItem(flag, "keyword", span, flag)
