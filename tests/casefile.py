"""Case files: several source files and what the features say about them, in one text.

    What the case shows, in prose.
    === model.py
    import gin
    === main.gin
    f.le$1arning_rate = 1
    === diagnostics
    === hover $1
    ...

`$1` is a cursor, taken out of the text before it is used. The sections after the files name a question; their bodies
are the answers, rendered as text, which `pytest --update-cases` rewrites. A `diagnostics` section must be there if
and only if there are problems, in every config of the case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from caseplaces import edited, place_text, text_at
from caseviews import VIEWS
from hp_lsp.dialects.base import Problem, Refused
from hp_lsp.dialects.signatures import Signature, label_of
from hp_lsp.features import (
    completion,
    declaration,
    definition,
    formatting,
    highlight,
    hover,
    implementation,
    preview,
    refactorings,
    references,
    rename,
    selection,
    signature_help,
)
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.edits import apply_edits
from hp_lsp.text.span import Span

_SECTION = re.compile(r"^=== (.*)\n", re.MULTILINE)
_CURSOR = re.compile(r"\$(\d)")
_GOING = {
    "definition": definition.definition,
    "declaration": declaration.declaration,
    "implementation": implementation.implementation,
}
_QUESTIONS = (
    "diagnostics",
    "hover",
    "highlight",
    "typed",
    *_GOING,
    "references",
    "completion",
    "preview",
    "rename",
    "rewrite",
    "selection",
    "signature",
    *VIEWS,
)


@dataclass
class Case:
    prose: str
    files: dict[str, str] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    cursors: dict[str, tuple[str, int]] = field(default_factory=dict)


def read_case(text: str) -> Case:
    prose, *parts = _SECTION.split(text)
    case = Case(prose)
    for title, body in zip(parts[::2], parts[1::2], strict=True):
        if title.split()[0] in _QUESTIONS:
            case.questions.append(title)
            case.answers[title] = body
        else:
            case.files[title] = body
    return case


def plain_files(case: Case) -> dict[str, str]:
    """Return the files without cursors, and note where the cursors stood."""
    plain = {}
    for name, body in case.files.items():
        removed = 0
        for match in _CURSOR.finditer(body):
            case.cursors[match[1]] = (name, match.start() - removed)
            removed += len(match[0])
        plain[name] = _CURSOR.sub("", body)
    return plain


def run_case(case: Case, folder: Path) -> str:
    """Return the text of the case file with the answers that the features give now."""
    for name, body in plain_files(case).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body.encode())
    project = Project([str(folder)])
    for _ in project.work():
        pass
    view = project.snapshot()
    answers = {question: _answer(view, folder, case, question) for question in case.questions}
    found = _diagnostics(view, folder, case)
    if found or "diagnostics" in case.questions:
        answers = {"diagnostics": found, **answers}
    sections = [*case.files.items(), *((title, answers[title]) for title in answers if answers[title])]
    return case.prose + "".join(f"=== {title}\n{body}" for title, body in sections)


def _answer(view: Snapshot, folder: Path, case: Case, question: str) -> str:
    kind, *arguments = question.split()
    if kind == "diagnostics":
        return _diagnostics(view, folder, case)
    if kind == "preview":
        document = view.document(str(folder / arguments[0]))
        assert document is not None
        found = preview.preview(document).as_json()
        texts = [f"--- {config['index']}\n{config['text'].rstrip()}\n" for config in found["configs"]]
        return f"{found['countText']} configs, varying {', '.join(found['varying'])}\n{''.join(texts)}"
    if kind in VIEWS:
        return VIEWS[kind](view, folder, str(folder / arguments[0])) or "nothing\n"
    name, offset = case.cursors[arguments[0].removeprefix("$")]
    path = str(folder / name)
    if kind == "hover":
        shown = hover.hover(view, path, offset)
        return f"{shown.markdown}\n" if shown else "nothing\n"
    if kind in _GOING:
        links = _GOING[kind](view, path, offset)
        places = [f"{place_text(view, folder, one.target.path, one.target.name)}\n" for one in links]
        return "".join(places) or "nothing\n"
    if kind == "references":
        found_at = references.references(view, path, offset, include_declaration=True)
        return "".join(f"{place_text(view, folder, one.path, one.span)}\n" for one in found_at) or "nothing\n"
    if kind == "selection":
        spans = selection.selection(view, path, offset)
        return "".join(f"{text_at(view, path, span)!r}\n" for span in spans) or "nothing\n"
    if kind in _AT_CURSOR:
        return _AT_CURSOR[kind](view, folder, path, offset) or "nothing\n"
    if kind == "signature":
        return "".join(map(_signature, signature_help.signature_help(view, path, offset))) or "nothing\n"
    if kind == "rename":
        return _renamed(view, folder, path, offset, *arguments[1:])
    items = completion.complete(view, path, offset)
    wanted = int(arguments[1]) if len(arguments) > 1 else 8
    lines = [f"{one.kind} {one.insert!r} {one.detail}".rstrip() + "\n" for one in items[:wanted]]
    return "".join(lines) or "nothing\n"


def _highlighted(view: Snapshot, folder: Path, path: str, offset: int) -> str:
    return "".join(
        f"{'writes' if one.writes else 'reads'} {place_text(view, folder, path, one.span)}\n"
        for one in highlight.highlights(view, path, offset)
    )


def _typed(view: Snapshot, folder: Path, path: str, offset: int) -> str:
    edit = formatting.begun_line(view, path, offset, "    ")
    return edited(view, folder, path, *edit) if edit else ""


def _rewritten(view: Snapshot, _: Path, path: str, offset: int) -> str:
    """Return each way to write the lines at the cursor, and the text that it makes."""
    document = view.document(path)
    assert document is not None
    found = refactorings.refactorings(view, path, Span(offset, offset))
    texts = [f"--- {one.title}\n{apply_edits(document.text.source, one.edits)}" for one in found]
    return "".join(texts)


_AT_CURSOR = {"highlight": _highlighted, "rewrite": _rewritten, "typed": _typed}


def _signature(found: Signature) -> str:
    """Return the label with the active parameter marked, and what is said of it and of the whole."""
    label, spans = label_of(found)
    if found.active is None:
        return f"{label}\n{found.documentation}\n"
    start, end = spans[found.active]
    about = found.parameters[found.active].documentation
    return f"{label[:start]}«{label[start:end]}»{label[end:]}\n{found.documentation}\n> {about}\n"


def _renamed(view: Snapshot, folder: Path, path: str, offset: int, new: str = "") -> str:
    found = rename.rename(view, path, offset, new) if new else rename.prepare(view, path, offset)
    if isinstance(found, Refused):
        return f"refused: {found.reason}\n"
    if isinstance(found, rename.Renamable):
        return f"{place_text(view, folder, path, found.span)}\n"
    return "".join(edited(view, folder, changed, *edit) for changed, edit in found or ()) or "nothing\n"


def _diagnostics(view: Snapshot, folder: Path, case: Case) -> str:
    return "".join(
        _problem(view, folder, str(folder / name), problem)
        for name in case.files
        for problem in diagnose(view, str(folder / name))
    )


def _problem(view: Snapshot, folder: Path, path: str, problem: Problem) -> str:
    head = f"{problem.severity.name.lower()} {problem.code} {problem.name}: {problem.message}\n"
    related = "".join(
        f"    {one.message}: {place_text(view, folder, one.location.path, one.location.span)}\n"
        for one in problem.related
    )
    return head + _picture(view, folder, path, problem.span) + related


def _picture(view: Snapshot, folder: Path, path: str, span: Span) -> str:
    document = view.document(path)
    assert document is not None
    start, end = document.text.position(span.start), document.text.position(span.end)
    line = document.text.line(start.line)
    width = end.column - start.column if end.line == start.line else len(line) - start.column
    name = Path(path).relative_to(folder).as_posix()
    indent = " " * len(f"{name}: ")
    pad = "".join("\t" if character == "\t" else " " for character in line[: start.column])
    return f"  {name}: {line}\n  {indent}{pad}{'^' * max(1, width)}\n"
