"""From the arguments of a call that reads configs, or names something in them, to a fact. Knows how Gin takes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from hp_lsp.dialects.gin.code.facts import Key, Load, SearchPath
from hp_lsp.python.source import Source
from hp_lsp.python.symbolic import NONE, UNKNOWN, Arguments, CodePath, Items, Plain, Text, Value
from hp_lsp.text.span import Span

KEYED: Mapping[str, tuple[Literal["binding", "query", "configurable", "scope", "value"], str]] = {
    "bind_parameter": ("binding", "binding_key"),
    "query_parameter": ("query", "binding_key"),
    "get_configurable": ("configurable", "fn_or_cls_or_selector"),
    "get_bindings": ("configurable", "fn_or_cls_or_selector"),
    "config_scope": ("scope", "name_or_scope"),
    "parse_value": ("value", "value"),
}
"""The functions whose first argument names a binding, a configurable or a scope, or is a value, and its parameter."""


def load_of(source: Source, name: str, arguments: Arguments, span: Span) -> Load:
    """Return what the call at `span` of Gin's function `name` reads."""
    several = name == "parse_config_files_and_bindings"
    nothing: Value = Items(())
    if name == "parse_config":
        paths, bindings = nothing, arguments.get(0, "bindings") or UNKNOWN
    elif name == "parse_config_file":
        paths, bindings = arguments.get(0, "config_file") or UNKNOWN, nothing
    else:
        paths = arguments.get(0, "config_files") or UNKNOWN
        bindings = arguments.get(1, "bindings") or UNKNOWN
    finalizes = arguments.get(2, "finalize_config") if several else Plain(False)
    return Load(
        *_literals(source, paths),
        *_literals(source, bindings),
        _flag(arguments.get(3 if several else 1, "skip_unknown")),
        finalizes is None or finalizes == Plain(True),
        span,
        several and isinstance(paths, Text),
    )


def search_path_of(value: Value | None) -> SearchPath:
    """Return the folder that `gin.add_config_file_search_path` is given."""
    match value:
        case Text(text):
            return SearchPath(text)
        case CodePath(path):
            return SearchPath(path, beside_code=True)
        case _:
            return SearchPath(None)


def key_of(source: Source, name: str, arguments: Arguments, call: Span) -> Key | None:
    """Return what the call at `call` of Gin's function `name` gives it as a key; None where that is computed."""
    role, parameter = KEYED[name]
    given = arguments.get(0, parameter)
    value = arguments.get(1, "value") if role == "binding" else None
    bound = (value.text, source.span(value.node)) if isinstance(value, Text) and value.node else None
    if isinstance(given, Text) and given.node is not None:
        return Key(role, given.text, source.span(given.node), call, value=bound)
    if role in ("binding", "scope") and isinstance(given, Items):
        parts, known = _literals(source, given)
        texts = [text for text, _ in parts]
        span = Span(parts[0][1].start, parts[-1][1].end) if parts else Span(0, 0)
        if known and role == "scope" and parts:
            return Key(role, "/".join(texts), span, call, parts)
        if known and len(parts) == 3:
            return Key(role, f"{texts[0]}/{texts[1]}.{texts[2]}".lstrip("/"), span, call, parts, bound)
    return None


def _flag(value: Value | None) -> bool | None:
    if value is None:
        return False
    return value.value if isinstance(value, Plain) and isinstance(value.value, bool) else None


def _literals(source: Source, value: Value) -> tuple[tuple[tuple[str, Span], ...], bool]:
    """Return the texts that a value holds with the ranges of their literals, and whether those are all."""
    if value == NONE:
        return (), True
    values = value.items if isinstance(value, Items) else (value,)
    complete = value.complete if isinstance(value, Items) else True
    found = []
    for one in values:
        if isinstance(one, Text) and one.node is not None:
            found.append((one.text, source.span(one.node)))
        else:
            complete = False
    return tuple(found), complete
