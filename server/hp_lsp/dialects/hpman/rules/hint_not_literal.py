"""Reports keyword arguments that are not literals.

## What it does
Looks at the keyword arguments of hpman's calls, its hints: each must be a literal, as `ast.literal_eval` reads it. It
is an error in files that some `parse_file` surely reads, else a warning.

## Why it matters
hpman reads hints without running the code. At anything else, such as `type=int`, its parser raises
`NotLiteralEvaluable`, and then no file is parsed.

## Example that fails
```python
_("epochs", 10, type=int)
```

## Example that passes
```python
_("epochs", 10, help="how often to see the data")
```

## Fix
Removes `type=`: the type of the default decides. Safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.facts import Call, Hint
from hp_lsp.dialects.hpman.rules.keywords import with_comma
from hp_lsp.dialects.hpman.rules.raised import fix, raised_in


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each hint that cannot be read."""
    for raised, severity in raised_in(view, document, "hint"):
        call = raised.place.call
        hint = next(one for one in call.hints if one.span == call.fault_span)
        shown = "`**` of a variable" if hint.name == "**" else f"`{hint.name}`"
        message = f"hpman reads hints from the text of the code; {shown} must be a literal."
        yield RULE.problem(hint.span, message, severity, fixes=_fixes(document, call, hint))


def _fixes(document: Document, call: Call, hint: Hint) -> tuple[Fix, ...]:
    whole = with_comma(document, call, hint) if hint.name == "type" else None
    return fix(document, "Remove `type`", (whole, ""), safe=True) if whole else ()


RULE = Rule("HPM003", "hint-not-literal", Severity.ERROR, __doc__ or "", check)
