"""Every mark of `docs/features.md` has a marker case: a method, asked about a file of that kind, with an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from casefile import Case, plain_files, read_case
from test_cases import CASES

PAGE = Path(__file__).parent.parent / "docs" / "features.md"
QUESTIONS = {
    "callHierarchy/incomingCalls": ("includes",),
    "callHierarchy/outgoingCalls": ("includes",),
    "codeLens/resolve": ("lenses", "sweep"),
    "completionItem/resolve": ("completion",),
    "textDocument/codeAction": ("fixes", "rewrite"),
    "textDocument/codeLens": ("lenses", "sweep"),
    "textDocument/completion": ("completion",),
    "textDocument/declaration": ("declaration",),
    "textDocument/definition": ("definition",),
    "textDocument/diagnostic": ("diagnostics",),
    "textDocument/documentHighlight": ("highlight",),
    "textDocument/documentLink": ("links",),
    "textDocument/documentSymbol": ("outline",),
    "textDocument/foldingRange": ("folding",),
    "textDocument/formatting": ("formatted",),
    "textDocument/hover": ("hover",),
    "textDocument/implementation": ("implementation",),
    "textDocument/inlayHint": ("sweep",),
    "textDocument/onTypeFormatting": ("typed",),
    "textDocument/prepareCallHierarchy": ("includes",),
    "textDocument/prepareRename": ("rename",),
    "textDocument/rangeFormatting": ("formatted",),
    "textDocument/references": ("references",),
    "textDocument/rename": ("rename",),
    "textDocument/selectionRange": ("selection",),
    "textDocument/semanticTokens/full": ("tokens",),
    "textDocument/semanticTokens/range": ("tokens",),
    "textDocument/signatureHelp": ("signature",),
    "workspace/diagnostic": ("diagnostics",),
    "workspace/executeCommand": ("preview", "implementation"),
    "workspace/symbol": ("symbols",),
    "workspace/willRenameFiles": ("moved",),
}
"""The questions of cases that stand for a method; `--update-cases` and a reader look at their answers."""
KINDS = (".gin", ".hyp", "Python, Gin", "Python, hpman", "YAML, hpman")
"""The kinds of files in the table; cells of notebooks are Python, and `tests/protocol/test_notebooks.py` asks there."""


def kind_of(name: str, text: str) -> str:
    suffix = Path(name).suffix
    if suffix == ".py":
        return "Python, hpman" if "hpman" in text else "Python, Gin"
    return "YAML, hpman" if suffix in (".yaml", ".yml") else suffix


def asked(case: Case) -> Iterator[tuple[str, str]]:
    """Yield each question of a case that has an answer, and the kind of file that it is about."""
    kinds = {name: kind_of(name, text) for name, text in plain_files(case).items()}
    for question in case.questions:
        title, *arguments = question.split()
        answer = case.answers[question]
        if title in ("diagnostics", "symbols", "moved"):
            named = re.findall(r"^\s*(?:\w+ \w+ of '.*': )?([\w./-]+): ", answer, re.MULTILINE)
            yield from ((title, kinds[name]) for name in named if name in kinds)
        elif not answer.startswith("nothing"):
            cursor = case.cursors.get(arguments[0].removeprefix("$"))
            name = cursor[0] if cursor else arguments[0]
            yield title, kinds[name]


def test_every_mark_has_a_case() -> None:
    found = {one for path in CASES for one in asked(read_case(path.read_text(encoding="utf-8")))}
    missing = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        method, *marks = (cell.strip() for cell in line.split("|")[1:-1]) if line.startswith("| `") else ("",)
        for kind, mark in zip(KINDS, marks[1:], strict=False):
            wanted = QUESTIONS[method.strip("`")]
            is_asked = any((title, kind) in found for title in wanted)
            if mark and not is_asked:
                missing.append((method.strip("`"), kind))
    assert missing == []
