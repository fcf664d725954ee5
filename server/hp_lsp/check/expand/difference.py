"""`--diff`: what one config says otherwise than another. Knows two configs at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from hp_lsp.check.expand.configs import Job
from hp_lsp.check.expand.formats import aligned
from hp_lsp.check.expand.select import config_number
from hp_lsp.check.refused import Refused
from hp_lsp.features.preview import Change, changes, digits


def difference(job: Job, before: int, after: int) -> Iterator[str]:
    """Yield the difference between two configs in the format asked for."""
    if job.options.format == "wandb":
        raise Refused("a difference is no sweep; choose another --format.")
    if not job.options.is_whole:
        raise Refused("--diff takes the numbers of two configs; leave out the flags that choose others.")
    count = job.expansion.count
    numbers = config_number(before, count), config_number(after, count)
    found = list(changes(job.expansion, *numbers))
    names = tuple(map(digits, numbers))
    if job.options.format == "json":
        listed = json.dumps([change.as_json() for change in found], ensure_ascii=False)
        yield f'{{"from": {names[0]}, "to": {names[1]}, "changes": {listed}}}\n'

    elif job.options.format == "jsonl":
        for change in found:
            yield json.dumps(change.as_json(), ensure_ascii=False) + "\n"
    elif job.options.format == "text":
        yield f"--- config {names[0]}\n+++ config {names[1]}\n"
        for key, old, new in found:
            yield "" if old is None else f"-{key} = {old}\n"
            yield "" if new is None else f"+{key} = {new}\n"
    else:
        yield from _columns(job, names, found)


def _columns(job: Job, names: tuple[str, ...], found: list[Change]) -> Iterator[str]:
    rows = [("key", *names), *((key, old or "", new or "") for key, old, new in found)]
    if job.options.format == "table":
        yield from aligned(rows)
        return
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    yield buffer.getvalue()
