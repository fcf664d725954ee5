"""Reports values that are read of the arguments, and that `--hp-load` sets.

## What it does
Looks, in a program that binds a manager to a parser, for attributes of what `parse_args` returns that are called like a
hyper-parameter to which a YAML file gives a value, where a script loads that file with `--hp-load`.

## Why it matters
`--hp-load` gives its values to the manager, not to the arguments: `args.lr` stays at the default, `_("lr")` does not.

## Example that fails
```python
args = parser.parse_args()
print(args.lr)
```
with `lr: 0.5` in a file that is loaded.

## Example that passes
```python
args = parser.parse_args()
print(_("lr"))
```

## Fix
Calls the manager; not safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.hpman.config.files import loads_of
from hp_lsp.dialects.hpman.config.known import configs, given
from hp_lsp.dialects.hpman.index import Index, flag_of
from hp_lsp.dialects.hpman.rules.raised import fix
from hp_lsp.text.span import Location


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each attribute whose value a file may set."""
    index: Index = view.index("hpman")
    for bind in index.facts[document.path].binds:
        own = {option.flag.replace("-", "_") for option in bind.options}
        loaded = _loaded(view, document) if bind.reads else {}
        known = {
            flag_of(one.name).replace("-", "_"): one.name
            for one in index.known_from(document.path, bind.manager)
        }
        for attribute, span in bind.reads:
            name = known.get(attribute, "")
            if name in loaded and attribute not in own:
                message = f'`--hp-load` does not change this; call `{bind.manager}("{name}")`.'
                at = Related(loaded[name], "a file that is loaded sets it")
                better = f'{bind.manager}("{name}")'
                fixes = fix(document, f"Change to `{better}`", (span, better))
                yield RULE.problem(span, message, related=(at,), fixes=fixes)


def _loaded(view: View, document: Document) -> dict[str, Location]:
    """Return the names to which files give values that scripts load into the program, each with one place."""
    index: Index = view.index("hpman")
    return {
        one.name: Location(config.path, one.key.span)
        for config in configs(view)
        if any(
            load.kind == "load" and load.prefix and index.program_of(load.program, origin) == document.path
            for origin, load in loads_of(view, config.path)
        )
        for one in given(view, config)
        if not one.is_nested
    }


RULE = Rule("HPM313", "argument-read", Severity.WARNING, __doc__ or "", check)
