"""Reports names of hyper-parameters that do not work everywhere.

## What it does
Looks for empty names and names that end with a dot, and, where hpargparse binds the manager, for names with `-` or `%`.

## Why it matters
A call of a name that is empty or ends with a dot returns a dict and not the value. Setting a name with `-` by its flag
ends with `AssertionError`, and `%` ends `--help` with an error.

## Example that fails
```python
_("batch-size", 32)
```

## Example that passes
```python
_("batch_size", 32)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.hpman.parsing import SEPARATOR


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each odd name with a default."""
    index: Index = view.index("hpman")
    for named, call in index.calls_in(document.path):
        is_bound = named.manager in index.bound and call.order >= 0
        if call.default is None:
            continue
        if not named.name or named.name.endswith(SEPARATOR):
            yield RULE.problem(
                call.literal, "A call of this name returns a dict, not the value; use another name."
            )
        elif is_bound and "-" in named.name and len(list(index.with_flag(named))) == 1:
            better = named.name.replace("-", "_")
            yield RULE.problem(call.span, f"hpargparse fails when this is set by its flag; write `{better}`.")
        elif is_bound and "%" in named.name:
            yield RULE.problem(call.span, "`--help` fails at a name with `%`; use another one.")
        percent = next((hint for hint in call.hints if hint.name == "help" and _is_broken(hint.text)), None)
        if is_bound and percent is not None:
            yield RULE.problem(percent.span, "`--help` fails at a lone `%` in a help text; write `%%`.")


def _is_broken(text: str) -> bool:
    """Tell whether argparse fails at a help text: it formats it with `%` and the names of an option's attributes."""
    rest = text.replace("%%", "")
    return any(not after.startswith("(") for after in rest.split("%")[1:])


RULE = Rule("HPM306", "odd-name", Severity.WARNING, __doc__ or "", check)
