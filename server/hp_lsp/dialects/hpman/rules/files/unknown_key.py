"""Reports keys in hpman's YAML files that set nothing.

## What it does
Looks for keys that are the name of no hyper-parameter of the programs near the file: misspelt ones, ones with `-` for
`_`, ones that YAML does not read as text, and names to which no call gives a default. Where code sets values whose
names are not written there, only names that look like a slip of a known one are reported. Keys with an anchor, `&name`,
are there to be repeated, and are left out, and so is a file that is only written: it may be of another day.

## Why it matters
hpargparse drops such a key without a word, and the run goes on with the default.

## Example that fails
```yaml
learning_rat: 0.1
```

## Example that passes
```yaml
learning_rate: 0.1
```

## Fix
Writes the name that is nearest; safe only where `-` stands for `_`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.config.given import Given
from hp_lsp.dialects.hpman.config.known import Known, first_call, judged, kind_of, known_in
from hp_lsp.dialects.hpman.config.nodes import Tree
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.hpman.parsing import SEPARATOR
from hp_lsp.dialects.hpman.rules.raised import fix
from hp_lsp.text.similar import Words


class _Found(NamedTuple):
    message: str
    better: str = ""
    is_sure: bool = False
    severity: Severity = Severity.WARNING


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each key that sets nothing."""
    known = known_in(view, document.path)
    if not view.complete or not known.names or known.kinds == {"save"}:
        return
    words = Words((*known.names, *known.branches))
    tree: Tree = document.tree
    for one in judged(view, document):
        if any(anchored is one.value for anchored in tree.anchors.values()) and one.name not in known.names:
            continue
        found = (
            _without_default(view, known, one)
            if one.name in known.names and one.key.tag == "!!str"
            else _unknown(view, known, words, one)
        )
        if found is not None:
            yield RULE.problem(
                one.key.span, found.message, found.severity, fixes=_fixes(document, one, found)
            )


def _unknown(view: View, known: Known, words: Words, one: Given) -> _Found | None:
    name, key = one.name, one.key
    dashed = name.replace("-", "_")
    if key.tag != "!!str" and name in known.names:
        message = f"YAML does not read `{key.text}` as text, so this is no name; put it in quotes."
        return _Found(message, is_sure=True)
    if dashed in known.names:
        return _Found(f"`{name}` is dropped; the hyper-parameter is called `{dashed}`.", dashed, is_sure=True)
    outer = next((above for above in _above(name) if above in known.names), None)
    if outer is not None and kind_of(view, known.names[outer]) == "dict":
        inner = name[len(outer) + 1 :]
        return _Found(
            f"`{outer}` is one value, a dict: `{name}` is dropped. Write `{inner}` in a mapping below `{outer}`."
        )
    near = words.similar(name, 1)
    if near:
        return _Found(f"There is no hyper-parameter `{name}`; did you mean `{near[0]}`?", near[0])
    if name in known.branches:
        return _Found(f"`{name}` is no hyper-parameter: those below it have values.")
    return (
        None
        if _is_open(view, known)
        else _Found(f"There is no hyper-parameter `{name}`; its value is dropped.")
    )


def _without_default(view: View, known: Known, one: Given) -> _Found | None:
    index: Index = view.index("hpman")
    several = known.names[one.name]
    has_none = all(first_call(view, named).default is None for named in several)
    if not known.is_loaded or not has_none:
        return None
    if any(index.may_have_value(named.manager, named.name) for named in several):
        return None
    message = f"No call gives `{one.name}` a default, so hpargparse drops this value and the call fails."
    return _Found(message, severity=Severity.ERROR)


def _is_open(view: View, known: Known) -> bool:
    index: Index = view.index("hpman")
    managers = {one.manager for several in known.names.values() for one in several}
    return any(index.is_open_to(manager) or index.reads_unknown(manager) for manager in managers)


def _above(name: str) -> list[str]:
    parts = name.split(SEPARATOR)
    return [SEPARATOR.join(parts[:end]) for end in range(len(parts) - 1, 0, -1)]


def _fixes(document: Document, one: Given, found: _Found) -> tuple[Fix, ...]:
    if one.key.tag != "!!str":
        quoted = fix(document, "Put it in quotes", (one.key.span, f'"{one.key.text}"'), safe=True)
        return quoted if found.is_sure and one.key.is_plain else ()
    prefix = one.name[: len(one.name) - len(one.key.text)]
    if not found.better.startswith(prefix) or not found.better or not one.key.is_plain:
        return ()
    part = found.better[len(prefix) :]
    return fix(document, f"Change to `{part}`", (one.key.inner, part), safe=found.is_sure)


RULE = Rule("HPM103", "unknown-key", Severity.WARNING, __doc__ or "", check)
