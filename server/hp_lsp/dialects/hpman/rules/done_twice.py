"""Reports files that are parsed twice for one manager, and parsers that are bound twice.

## What it does
Looks at the calls of `parse_file` and `hpargparse.bind` at the top of one file, or of one function, which all run: two
`parse_file` of one manager that read the same file with a default in it, and two `bind` of one parser.

## Why it matters
hpman raises `DoubleAssignmentException`: every default is there twice. argparse raises `ArgumentError`: `--hp-save` is
there twice.

## Example that fails
```python
_.parse_file(Path(__file__).parent)
_.parse_file(Path(__file__).parent / "model.py")
```

## Example that passes
```python
_.parse_file(Path(__file__).parent)
```
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.facts import IN_FILE, Bind, ParseFile
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.hpman.managers import files_of, is_in


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each call that does again what is done."""
    index: Index = view.index("hpman")
    facts = index.facts[document.path]
    scopes = [scope for scope in facts.scopes if _is_sure(scope)]
    for place, second in enumerate(scopes):
        if any(_read_by_both(index, document.path, first, second) for first in scopes[:place]):
            message = (
                "This reads files that are parsed already, and hpman stops at the first default in them."
            )
            yield RULE.problem(second.span, message, _severity(index, document.path, second))
        elif _is_spelt_twice(second):
            message = "This names a file twice in different ways, and hpman stops at the first default in it."
            yield RULE.problem(second.span, message, Severity.WARNING)
    binds = [bind for bind in facts.binds if _may_conflict(bind)]
    for place, bind in enumerate(binds):
        if any((bind.parser, bind.run) == (first.parser, first.run) for first in binds[:place]):
            message = f"`{bind.parser}` is bound already, and takes no flag twice; make another parser."
            yield RULE.problem(
                bind.span, message, Severity.ERROR if bind.run == IN_FILE else Severity.WARNING
            )


def _is_sure(scope: ParseFile) -> bool:
    is_plain = scope.known and not scope.may_pass and not scope.is_tuple
    return is_plain and scope.run is not None


def _is_spelt_twice(scope: ParseFile) -> bool:
    """Tell whether one call names a file in two ways: hpman compares the paths as they are written."""
    written = {path for path, is_of_code in scope.paths if not is_of_code and path.endswith(".py")}
    return len({os.path.normpath(path) for path in written}) < len(written)


def _severity(index: Index, path: str, scope: ParseFile) -> Severity:
    """Return how bad it is: nobody may call a function, and which files relative paths mean, only the run knows."""
    several = (one for one in index.facts[path].scopes if one.manager == scope.manager)
    is_placed = all(is_of_code for one in several for _, is_of_code in one.paths)
    return Severity.ERROR if scope.run == IN_FILE and is_placed else Severity.WARNING


def _may_conflict(bind: Bind) -> bool:
    return bool(bind.parser) and bind.run is not None and bind.is_strict and bind.actions != ()


def _read_by_both(index: Index, path: str, first: ParseFile, second: ParseFile) -> bool:
    """Tell whether two calls read a file in which a call gives a default."""
    if (first.manager, first.run) != (second.manager, second.run):
        return False
    places = files_of(first.paths, path), files_of(second.paths, path)
    return any(
        named.manager == first.manager and call.default is not None and call.order >= 0 and not call.fault
        for other in index.facts
        if is_in(other, places[0]) and is_in(other, places[1])
        for named, call in index.calls_in(other)
    )


RULE = Rule("HPM211", "done-twice", Severity.ERROR, __doc__ or "", check)
