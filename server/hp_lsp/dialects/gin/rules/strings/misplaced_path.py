"""Reports the path of a config where Gin takes something else.

## What it does
Points at a path that is given to `gin.parse_config`, which reads text, and at a single string where
`gin.parse_config_files_and_bindings` takes a list of paths.

## Why it matters
Gin reads the path as a binding and stops with a syntax error, or takes each of its letters for a path.

## Example that fails
```python
gin.parse_config("train.gin")
gin.parse_config_files_and_bindings("train.gin", [])
```

## Example that passes
```python
gin.parse_config_file("train.gin")
gin.parse_config_files_and_bindings(["train.gin"], [])
```

## Fix
Calls `gin.parse_config_file`, or makes a list of the string. It is safe: nothing else can be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.facts import Load
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.embedded.configs import is_path
from hp_lsp.dialects.gin.rules.strings.certainty import is_expected_to_fail
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span

_CALL = re.compile(r"\.parse_config(?=\(\s*$)")


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each path in the wrong place."""
    registry: Registry = view.index("gin")
    facts = registry.facts.get(document.path)
    for load in facts.loads if facts else ():
        for problem in _misplaced(document, load):
            if not is_expected_to_fail(view, document, (load.span,)):
                yield problem


def _misplaced(document: Document, load: Load) -> Iterator[Problem]:
    if load.paths_in_string:
        for text, span in load.paths:
            message = "Gin takes a list of paths here, and reads a string as one path for each letter."
            if text:
                yield RULE.problem(span, message, fixes=tuple(_make_list(document, load, span)))
    for text, span in load.bindings:
        if is_path(text) and not load.paths and len(load.bindings) == 1:
            message = f"`{text}` is a path, but `parse_config` reads text; call `parse_config_file`."
            yield RULE.problem(span, message, fixes=tuple(_call_other(document, span)))


def _make_list(document: Document, load: Load, literal: Span) -> Iterator[Fix]:
    if load.span.holds(literal):
        edit = Edit(literal, f"[{document.text.slice(literal)}]")
        yield Fix("Make it a list", ((document.path, edit),), safe=True)


def _call_other(document: Document, literal: Span) -> Iterator[Fix]:
    call = _CALL.search(document.text.source, 0, literal.start)
    if call is not None:
        edit = Edit(Span(call.end(), call.end()), "_file")
        yield Fix("Call `parse_config_file`", ((document.path, edit),), safe=True)


RULE = Rule("GIN231", "misplaced-path", Severity.ERROR, __doc__ or "", check)
