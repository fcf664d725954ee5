"""What a call of hpman's, `_('name', default, hint=...)`, may be given. Knows the text before the cursor."""

from __future__ import annotations

import re
from collections import Counter

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.hpman.complete import manager_called
from hp_lsp.dialects.hpman.describe import describe
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.signatures import Signature, SignatureParameter, active_by_name, named, open_arguments

_CALL = re.compile(r"(?<![\w.])(?P<manager>[A-Za-z_]\w*)\(")
_LONGEST = 4_000
"""How far before the cursor a call is looked for."""
_MOST_HINTS = 6
_NAME = SignatureParameter("name", "name", "The name of the hyper-parameter: a string in quotes.")
_DEFAULT = SignatureParameter(
    "default",
    "default",
    "Its value where nothing sets another: a literal. Only one call may give a name its default.",
)
_HINTS = {"help": "What the hyper-parameter is for.", "choices": "The values that it may take."}


def signatures(view: View, document: Document, offset: int) -> tuple[Signature, ...]:
    """Return what may be given to the innermost call of a manager that is open at `offset` of a Python file."""
    source = document.text.source
    for call in reversed(list(_CALL.finditer(source, max(0, offset - _LONGEST), offset))):
        manager = manager_called(view, document, call["manager"])
        if manager is not None:
            arguments = open_arguments(source, call.end(), offset)
            if arguments is not None:
                return (_signature(view, document, manager, arguments),)
    return ()


def _signature(view: View, document: Document, manager: str, arguments: tuple[str, ...]) -> Signature:
    index: Index = view.index("hpman")
    known = index.known_from(document.path, manager)
    used = Counter(hint.name for one in known for place in index.calls[one] for hint in place.call.hints)
    hints = list(dict.fromkeys([*_HINTS, *(name for name, _ in used.most_common())]))[:_MOST_HINTS]
    written = arguments[0].strip()
    meant = next((one for one in known if written in (f"'{one.name}'", f'"{one.name}"')), None)
    return Signature(
        manager,
        (
            _NAME,
            _DEFAULT,
            *(SignatureParameter(f"{name}=...", name, _HINTS.get(name, "A hint.")) for name in hints),
        ),
        _active(hints, arguments),
        (meant and describe(view, meant.symbol)) or "",
        is_open=True,
    )


def _active(hints: list[str], arguments: tuple[str, ...]) -> int | None:
    """Return the place of the parameter that is being written: two come by position, hints by name."""
    place = len(arguments) - 1
    if place < 2 and not named(arguments[-1])[1]:
        return place
    active = active_by_name(hints, arguments)
    return None if active is None else active + 2
