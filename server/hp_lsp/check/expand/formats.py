"""How configs are printed: text, json, jsonl, csv, table, wandb. Knows no files; all formats are streams."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice

from hp_lsp.check.expand.configs import Job
from hp_lsp.check.expand.wandb import wandb_format
from hp_lsp.check.record import Record, display_path, make_place
from hp_lsp.dialects.base import Document, Problem
from hp_lsp.features.preview import PreviewConfig, axes_json, digits, why_empty
from hp_lsp.features.sampling import size_of

_MEASURED_ROWS = 1000
_WIDEST_CELL = 60
_FEW = 6


def record_of(document: Document, problem: Problem) -> Record:
    """Return a problem of a sweep as the command line reports it."""
    text = document.text
    return Record(make_place(document.path, text, problem.span), problem, text, (), None)


def text_format(job: Job) -> Iterator[str]:
    """Yield one config alone as its file would be; several under comments that say what varies."""
    configs = job.bindings() if job.options.vary else job.configs()
    if job.options.index is not None and not job.options.where:
        yield from (_body(job, config) for config in configs)
        return
    yield f"# {_headline(job)}\n"
    for config in configs:
        yield f"\n# config {digits(config.index)}{_varied(job, config)}\n{_body(job, config)}"


def json_format(job: Job) -> Iterator[str]:
    """Yield one JSON object, config by config."""
    start = job.numbers[0] if size_of(job.numbers) else 0
    yield f'{{"count": {digits(job.expansion.count)}, "start": {digits(start)}, "configs": ['
    for place, config in enumerate(job.configs()):
        yield (",\n" if place else "\n") + json.dumps(config.as_json(), ensure_ascii=False)
    axes = json.dumps(axes_json(job.document, job.expansion), ensure_ascii=False)
    problems = (*why_empty(job.document), *job.problems) if not job.expansion.count else job.problems
    yield f'],\n"axes": {axes},\n"problems": {_problems(job.document, problems)}}}\n'


def nothing_as_json(document: Document, problems: Iterable[Problem]) -> Iterator[str]:
    """Yield the JSON object of a document that cannot be expanded."""
    said = _problems(document, problems)
    yield f'{{"count": 0, "start": 0, "configs": [], "axes": [], "problems": {said}}}\n'


def _problems(document: Document, problems: Iterable[Problem]) -> str:
    return json.dumps([record_of(document, problem).as_json() for problem in problems], ensure_ascii=False)


def jsonl_format(job: Job) -> Iterator[str]:
    """Yield a JSON object and a line end for each config."""
    for config in job.configs():
        yield json.dumps(config.as_json(), ensure_ascii=False) + "\n"


def csv_format(job: Job) -> Iterator[str]:
    """Yield a header and a row for each config; values as Gin writes them, empty where a key is not bound."""
    for row in chain([("index", *job.keys)], _rows(job)):
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerow(row)
        yield buffer.getvalue()


def table_format(job: Job) -> Iterator[str]:
    """Yield a header and a line for each config; the widths fit the first rows."""
    rows = chain([("index", *job.keys)], _rows(job))
    yield from aligned(rows)


def aligned(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield lines of cells in columns; long cells are cut."""
    iterator = iter(rows)
    first = list(islice(iterator, _MEASURED_ROWS))
    widths = [min(_WIDEST_CELL, max(map(len, column))) for column in zip(*first, strict=True)]
    for row in chain(first, iterator):
        cells = (_cut(cell).ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip() + "\n"


FORMATS: Mapping[str, Callable[[Job], Iterator[str]]] = {
    "text": text_format,
    "json": json_format,
    "jsonl": jsonl_format,
    "csv": csv_format,
    "table": table_format,
    "wandb": wandb_format,
}


def _rows(job: Job) -> Iterator[tuple[str, ...]]:
    for config in job.bindings():
        values = dict(config.bindings)
        yield (digits(config.index), *(values.get(key, "") for key in job.keys))


def _headline(job: Job) -> str:
    count = job.expansion.count
    varying = [key for key in job.expansion.keys if key in job.expansion.varying]
    tail = f"; varying: {', '.join(varying)}" if varying else ""
    return f"{display_path(job.document.path)}: {digits(count)} config{'' if count == 1 else 's'}{tail}"


def _varied(job: Job, config: PreviewConfig) -> str:
    """Return the first few values of axes that vary, to tell a config from its neighbours."""
    if job.options.vary:
        return ""
    varying = job.expansion.varying.intersection(axis.key for axis in job.expansion.axes)
    pairs = [f"{key} = {_cut(value)}" for key, value in config.bindings if key in varying]
    more = ", ..." if len(pairs) > _FEW else ""
    return f": {', '.join(pairs[:_FEW])}{more}" if pairs else ""


def _body(job: Job, config: PreviewConfig) -> str:
    """Return the bindings that vary, or a config as `--out` writes it: upstream's last line has no line end."""
    if job.options.vary:
        return "".join(f"{key} = {value}\n" for key, value in config.bindings)
    if config.text is None:
        return ""
    is_alone = job.options.index is not None and job.options.style == "hyperion"
    return config.text if is_alone or not config.text else config.text + "\n"


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST_CELL else text[: _WIDEST_CELL - 3] + "..."
