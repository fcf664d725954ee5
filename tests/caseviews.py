"""The questions of case files about a whole document, such as `=== outline main.gin`, and their answers as text."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from caseplaces import edited, place_text, text_at
from hp_lsp.dialects.outlines import OutlineItem
from hp_lsp.features.fixes import all_safe_fixes, quick_fixes
from hp_lsp.features.folding import folding
from hp_lsp.features.formatting import formatting
from hp_lsp.features.includes import read_by, read_from
from hp_lsp.features.inlay_hints import inlay_hints
from hp_lsp.features.links import links
from hp_lsp.features.moving import moved
from hp_lsp.features.outline import outline
from hp_lsp.features.semantic_tokens import semantic_tokens
from hp_lsp.features.sweeps import lenses
from hp_lsp.features.usage import declared_in, naming
from hp_lsp.features.workspace_symbols import workspace_symbols
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.edits import Edit, apply_edits
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span


def _text(view: Snapshot, path: str) -> Text:
    document = view.document(path)
    assert document is not None
    return document.text


def _fixes(view: Snapshot, folder: Path, path: str) -> str:
    """Return every quick fix and the lines that it makes, then the text after all safe ones."""
    text = _text(view, path)
    shown = []
    for one in quick_fixes(view, path, Span(0, len(text))):
        safety = "safe" if one.fix.safe else "unsafe"
        shown.append(f"{one.problems[0].code} {one.fix.title} ({safety})\n")
        shown.extend(f"  {edited(view, folder, changed, *edit)}" for changed, edit in one.fix.edits)
    after = apply_edits(text.source, all_safe_fixes(view, path))
    return "".join(shown) + (f"--- all safe fixes\n{after}" if after != text.source else "")


def _outline(view: Snapshot, folder: Path, path: str) -> str:
    return "".join(_outlined(view, path, item) for item in outline(view, path))


def _outlined(view: Snapshot, path: str, item: OutlineItem, indent: str = "") -> str:
    assert item.whole.holds(item.named)
    assert all(item.whole.holds(inner.whole) for inner in item.items)
    line = f"{indent}{item.kind} {item.name} «{text_at(view, path, item.named)}» {item.detail}".rstrip()
    return f"{line}\n" + "".join(_outlined(view, path, inner, f"{indent}  ") for inner in item.items)


def _links(view: Snapshot, folder: Path, path: str) -> str:
    return "".join(
        f"{place_text(view, folder, path, one.span)} -> {Path(one.path).relative_to(folder).as_posix()}\n"
        for one in links(view, path)
    )


def _includes(view: Snapshot, folder: Path, path: str) -> str:
    """Return the places that name a config, and those in it that name others."""
    incoming = ((one.path, span) for one in read_by(view, path) for span in one.places)
    outgoing = ((one.path, span) for one in read_from(view, path) for span in one.places)
    return "".join(
        (
            *(f"from {place_text(view, folder, other, span)}\n" for other, span in incoming),
            *(
                f"{place_text(view, folder, path, span)} -> {Path(other).relative_to(folder).as_posix()}\n"
                for other, span in outgoing
            ),
        )
    )


def _sweep(view: Snapshot, folder: Path, path: str) -> str:
    """Return the text with the lenses above their lines and the hints behind theirs, as an editor shows them."""
    text = _text(view, path)
    above = [
        (text.line_span(text.position(one.span.start).line).start, one.title) for one in lenses(view, path)
    ]
    inside = [(one.offset, one.label) for one in inlay_hints(view, path, Span(0, len(text)))]
    shown = [Edit(Span(offset, offset), f"                    [{title}]\n") for offset, title in above]
    shown += [Edit(Span(offset, offset), f" «{label}»") for offset, label in inside]
    return apply_edits(text.source, shown) if shown else ""


def _formatted(view: Snapshot, folder: Path, path: str) -> str:
    """Return the canonical text; nothing where it is canonical, or has syntax errors."""
    text = _text(view, path)
    after = apply_edits(text.source, formatting(view, path, "    "))
    return after if after != text.source else ""


def _folding(view: Snapshot, folder: Path, path: str) -> str:
    text = _text(view, path)
    return "".join(
        f"{one.kind}: {text.line(one.first).strip()} ... {text.line(one.last).strip()}\n"
        for one in folding(view, path)
    )


_SIGNS = {"operator", "comment", "number"}


def _tokens(view: Snapshot, folder: Path, path: str) -> str:
    """Return each line with tokens, and what its words are: signs, comments and numbers are left out."""
    text = _text(view, path)
    tokens = semantic_tokens(view, path)
    assert all(one.span.end <= after.span.start for one, after in pairwise(tokens))
    shown: dict[int, list[str]] = {}
    for one in tokens:
        if one.kind not in _SIGNS:
            declared = "*" if one.declares else ""
            words = " ".join(text.slice(one.span).split())
            shown.setdefault(text.position(one.span.start).line, []).append(f"{one.kind}{declared} {words}")
    return "".join(f"{text.line(line).strip()}\n    {', '.join(found)}\n" for line, found in shown.items())


def _moved(view: Snapshot, folder: Path, argument: str) -> str:
    """Return the lines that change when a file goes elsewhere: `=== moved old->new`."""
    old, new = str(Path(argument).relative_to(folder)).split("->")
    edits = moved(view, {str(folder / old): str(folder / new)})
    return "".join(edited(view, folder, path, *edit) for path, edit in edits)


def _symbols(view: Snapshot, folder: Path, query: str) -> str:
    return "".join(
        f"{one.named.kind} {one.named.name} of {one.named.container!r}: {place_text(view, folder, *one.location)}\n"
        for one in workspace_symbols(view, Path(query).name)
    )


def _lenses(view: Snapshot, folder: Path, path: str) -> str:
    """Return what stands under the lenses of a Python file, and in how many configs each is named."""
    return "".join(
        f"{place_text(view, folder, path, one.span)} in {sum(naming(view, one.symbols))}\n"
        for one in declared_in(view, path)
    )


VIEWS: dict[str, Callable[[Snapshot, Path, str], str]] = {
    "fixes": _fixes,
    "lenses": _lenses,
    "outline": _outline,
    "links": _links,
    "sweep": _sweep,
    "folding": _folding,
    "moved": _moved,
    "formatted": _formatted,
    "includes": _includes,
    "tokens": _tokens,
    "symbols": _symbols,
}
