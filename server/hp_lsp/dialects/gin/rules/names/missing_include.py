"""Reports an `include` of a file that is not there.

## What it does
Looks in the workspace folders, in the settings' `include-roots`, in the folders given to
`gin.add_config_file_search_path`, among the resources of importable packages, and in the folders above the config.
It is an error where none of them has the file. It is a warning where the program may find the file all the same:
started in another folder of the workspace, as a resource of a package that is not installed here, in a folder that it
computes, or because it writes the file or reads files in a way of its own; and where the workspace holds no code. A
file found only beside the including one is information: Gin looks from the folder that the program runs in.

## Why it matters
Gin stops with "Unable to open file".

## Example that fails
```gin
include 'config/base.gin'
```
where the folder is called `configs`.

## Example that passes
```gin
include 'configs/base.gin'
```

## Settings
`include-roots`: more folders to look in.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.configs import gin_configs
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.names.suggest import did_you_mean
from hp_lsp.dialects.gin.runs.includes import (
    ends_with,
    find_include,
    include_folders,
    include_path,
    searched_folders,
)
from hp_lsp.dialects.gin.tree import Include
from hp_lsp.python.modules import Missing
from hp_lsp.text.edits import Edit
from hp_lsp.text.similar import Words
from hp_lsp.text.span import Span


class _Includable(NamedTuple):
    """Paths to include configs by, by the names of the files, and prepared to be compared."""

    by_name: Mapping[str, Sequence[str]]
    words: Words


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each include that Gin would not, or may not, find."""
    for statement, node in resolve(view, document).includes():
        span = statement.at(node.span)
        found = find_include(view, document.path, node.path)
        if found is None:
            yield _missing(view, document, node, span)
        elif found.how == "beside" and found.path != document.path:
            message = (
                f"`{node.path}` is only found beside this file, but Gin looks in the folder "
                "where the program is started."
            )
            yield RULE.problem(span, message, Severity.INFORMATION)


def _missing(view: View, document: Document, node: Include, span: Span) -> Problem:
    near = _near(view, document, node.path)
    severity = Severity.ERROR if _is_certain(view, document, node.path) else Severity.WARNING
    fixes = tuple(Fix(f"Change to `{name}`", ((document.path, Edit(span, repr(name))),)) for name in near)
    purpose = " to include" if document.host is None else ""
    return RULE.problem(
        span, f"There is no file `{node.path}`{purpose}{did_you_mean(near)}", severity, fixes=fixes
    )


def _is_certain(view: View, document: Document, target: str) -> bool:
    """Tell whether no folder that Gin may search is unknown.

    A path without folders, or below a folder that exists in the workspace, is no resource of another package.
    """
    registry: Registry = view.index("gin")
    if not view.complete or not registry.facts or registry.has_computed_search_paths or "://" in target:
        return False
    if ends_with(view, target) or _is_named_in_code(view, target):
        return False
    if os.path.isabs(target):
        return any(target.startswith(root + os.sep) for root in view.roots)
    folder, _, below = target.replace("\\", "/").partition("/")
    if not below:
        return True
    if any(view.is_folder(os.path.join(place, folder)) for place in include_folders(view, document.path)[:8]):
        return True
    return view.modules.find(folder) is Missing.ABSENT


def _is_named_in_code(view: View, target: str) -> bool:
    """Tell whether Python that has to do with Gin names the file, as a program does that writes it."""
    name = os.path.basename(target)
    return bool(name) and view.recall(("gin.named-in-code", name), partial(_is_in_code, view, name))


def _is_in_code(view: View, name: str) -> bool:
    registry: Registry = view.index("gin")
    documents = (view.document(path) for path in registry.facts)
    return any(document is not None and name in document.text.source for document in documents)


def _near(view: View, document: Document, target: str) -> tuple[str, ...]:
    """Return configs of the workspace with a similar path, as they would have to be written."""
    known = view.once(("gin.includable", document.path), partial(_includable, view, document))
    same_name = sorted(known.by_name.get(os.path.basename(target), ()))
    return tuple(known.words.similar(target, 2) or same_name[:2])


def _includable(view: View, document: Document) -> _Includable:
    """Return the other configs of the workspace, as they would have to be written."""
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    places = searched_folders(view, document.path), include_folders(view, document.path)
    for path in (one.path for one in gin_configs(view) if one.path != document.path):
        written = dict.fromkeys(include_path(folders, path) for folders in places)
        by_name[os.path.basename(path)] += filter(None, written)
    return _Includable(by_name, Words(name for names in by_name.values() for name in names))


RULE = Rule("GIN105", "missing-include", Severity.ERROR, __doc__ or "", check)
