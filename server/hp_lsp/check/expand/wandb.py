"""`--format wandb`: a sweep that is a plain grid, as the YAML of a Weights & Biases sweep. Knows no files.

A number, a truth value and None is written as YAML has it, everything else as a string of the text that Gin reads: so
`f"{key} = {value}"` is the binding for every parameter that a run is given.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from math import prod

from hp_lsp.check.expand.configs import Job
from hp_lsp.check.record import display_path
from hp_lsp.check.refused import Refused
from hp_lsp.dialects.hyperion.render import prelude_text
from hp_lsp.dialects.hyperion.values.conditions import known_value
from hp_lsp.dialects.sweeps import Unrenderable
from hp_lsp.features.preview import digits
from hp_lsp.text.span import Span

_LARGEST_EXACT = 2**53


def wandb_format(job: Job) -> Iterator[str]:
    """Yield the lines of the YAML; raises Refused where the sweep is no plain grid."""
    if not job.options.is_whole or job.options.vary:
        raise Refused("a W&B sweep is the whole grid; leave out the flags that choose.")
    if not job.expansion.count:
        raise Refused("the sweep generates no config.")
    if obstacle := job.expansion.obstacle_to_grid:
        raise _refused(job, f"{obstacle.message}, so that W&B's grid search cannot run this", obstacle.span)
    try:
        parameters = _parameters(job)
    except Unrenderable as reason:
        raise _refused(job, str(reason).removesuffix("."), reason.span) from reason
    yield f"# {display_path(job.document.path)}: {digits(job.expansion.count)} runs. "
    yield 'A run binds what it is given with f"{key} = {value}".\n'
    for prelude in job.expansion.sweep.preludes:
        for node in prelude.nodes:
            yield f"# It also needs: {prelude_text(node)}\n"
    yield "method: grid\nparameters:\n"
    for key, values in parameters.items():
        shown = list(map(_yaml, values))
        said = f"value: {shown[0]}" if len(shown) == 1 else f"values: [{', '.join(shown)}]"
        yield f"  {json.dumps(key, ensure_ascii=False)}:\n    {said}\n"


def _refused(job: Job, message: str, span: Span) -> Refused:
    place = job.document.text.position(span.start)
    return Refused(f"{display_path(job.document.path)}:{place.line + 1}:{place.column + 1}: {message}.")


def _parameters(job: Job) -> dict[str, list[str]]:
    """Return the values of each key: those of the first config, and of those where one axis alone has moved on."""
    axes = [choice for choice in job.expansion.sweep.choices if choice.count > 1]
    axes.sort(key=lambda choice: choice.span)
    found = {key: [value] for key, value in job.expansion.lines(0).items()}
    for place, axis in enumerate(axes):
        stride = prod(later.count for later in axes[place + 1 :])
        for value in range(1, axis.count):
            lines = job.expansion.lines(value * stride)
            key, _ = axis.columns[0]
            found[key].append(lines[key])
            found.update({key: [value] for key, value in lines.items() if key not in found})
    return found


def _yaml(text: str) -> str:
    value = known_value(text)
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int) and abs(value) <= _LARGEST_EXACT:
        return str(value)
    if isinstance(value, float) and math.isfinite(value):
        digits_before, mark, exponent = repr(value).partition("e")
        point = "" if "." in digits_before else ".0"
        return f"{digits_before}{point if mark else ''}{mark}{exponent}"
    return json.dumps(text, ensure_ascii=False)
