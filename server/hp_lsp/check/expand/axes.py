"""`--axes`: which values each varied key takes, and in how many configs. Enumerates nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from hp_lsp.check.expand.configs import Job
from hp_lsp.check.record import display_path
from hp_lsp.check.refused import Refused
from hp_lsp.dialects.hyperion.sweep import Product
from hp_lsp.features.preview import digits
from hp_lsp.text.span import Span


class Axis(NamedTuple):
    """A varied key, the lines (from 1) that vary it, and its values with the number of configs that have them.

    The value is None where configs do not bind the key. `values` is None where they are too many to be counted.
    """

    key: str
    lines: tuple[int, ...]
    values: Mapping[str | None, int] | None


def taken_values(job: Job) -> Iterator[str]:
    """Yield the axes and blocks of the whole sweep as text or JSON."""
    if not job.options.is_whole:
        raise Refused("--axes shows the whole sweep; leave out the flags that choose.")
    if job.options.format not in ("text", "json"):
        raise Refused("--axes prints text or JSON; choose `--format text` or `--format json`.")
    return _as_json(job) if job.options.format == "json" else _as_text(job)


def _as_text(job: Job) -> Iterator[str]:
    yield f"{display_path(job.document.path)}: {_configs(job.expansion.count)}\n"
    for block in _blocks(job):
        yield f"line {block['line']}: {block['kind']} of {_configs(block['count'])}\n"
    for axis in _axes(job):
        yield f"\n{axis.key} (line {', '.join(map(str, axis.lines))})\n"
        counts = [digits(number) for number in (axis.values or {}).values()]
        width = max(map(len, counts), default=0)
        for value, count in zip(axis.values or {}, counts, strict=True):
            yield f"  {count.rjust(width)}  {'(not bound)' if value is None else value}\n"
        if axis.values is None:
            yield "  (too many combinations to be counted)\n"


def _as_json(job: Job) -> Iterator[str]:
    yield f'{{"count": {digits(job.expansion.count)},\n"blocks": ['
    for place, block in enumerate(_blocks(job)):
        fields = f'"kind": "{block["kind"]}", "line": {block["line"]}, "count": {digits(block["count"])}'
        yield f"{',' if place else ''}\n{{{fields}}}"
    yield '],\n"axes": ['
    for place, axis in enumerate(_axes(job)):
        lines = json.dumps(axis.lines)
        yield f'{"," if place else ""}\n{{"key": {json.dumps(axis.key, ensure_ascii=False)}, "lines": {lines}, '
        yield f'"values": {_values_json(axis)}}}'
    yield "]}\n"


def _values_json(axis: Axis) -> str:
    if axis.values is None:
        return "null"
    shown = (
        f'{{"value": {json.dumps(value, ensure_ascii=False)}, "configs": {digits(number)}}}'
        for value, number in axis.values.items()
    )
    return f"[{', '.join(shown)}]"


def _axes(job: Job) -> Iterator[Axis]:
    places: dict[str, list[int]] = {}
    for info in job.expansion.axes:
        places.setdefault(info.key, []).append(_line(job, info.span))
    for key, lines in places.items():
        found = job.expansion.tally([key])
        values = None if found is None else {dict(one).get(key): number for one, number in found.items()}
        yield Axis(key, tuple(lines), values)


def _blocks(job: Job) -> Iterator[dict[str, Any]]:
    for block in job.expansion.sweep.blocks[1:]:
        kind = "product" if isinstance(block, Product) else "union"
        yield {"kind": kind, "line": _line(job, block.span), "count": block.count}


def _line(job: Job, span: Span) -> int:
    return job.document.text.position(span.start).line + 1


def _configs(count: int) -> str:
    return f"{digits(count)} config{'' if count == 1 else 's'}"
