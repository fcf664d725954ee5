"""Points out hints that hpargparse does not read, though they look as if.

## What it does
hpargparse reads `help`, `choices` and `required`. Looks for `type`, for other arguments of `add_argument`, and for
slips of the three, where hpargparse binds the manager. Other hints may be meant for the program's own use.

## Why it matters
The hint is kept and does nothing. The type of a flag is that of the default.

## Example that fails
```python
_("optimizer", "adam", choice=["adam", "sgd"])
```

## Example that passes
```python
_("optimizer", "adam", choices=["adam", "sgd"])
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.hpman.rules.raised import fix
from hp_lsp.text.similar import similar
from hp_lsp.text.span import Span

_READ = ("help", "choices", "required")
_OF_ARGPARSE = ("type", "nargs", "action", "metavar", "dest", "const")


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each hint that does nothing."""
    index: Index = view.index("hpman")
    for named, call in index.calls_in(document.path):
        for hint in (
            call.hints if named.manager in index.bound and call.default is not None and not call.fault else ()
        ):
            near = similar(hint.name, _READ, 1) if hint.name not in _READ else []
            if near:
                name = Span(hint.span.start, hint.span.start + len(hint.name))
                fixes = fix(document, f"Change to `{near[0]}`", (name, near[0]))
                message = f"hpargparse reads no hint `{hint.name}`; did you mean `{near[0]}`?"
                yield RULE.problem(name, message, fixes=fixes)
            elif hint.name in _OF_ARGPARSE:
                yield RULE.problem(
                    hint.span,
                    f"hpargparse reads `help`, `choices` and `required`, not `{hint.name}`.",
                )


RULE = Rule("HPM308", "ignored-hint", Severity.INFORMATION, __doc__ or "", check)
