"""Completion in a YAML file: the names that have no value yet, and the values that a name may have.

Knows lines, since a file in which something is being written need be no YAML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.completions import CompletionItem
from hp_lsp.dialects.hpman.config.known import Known, first_call, known_in
from hp_lsp.dialects.hpman.index import Hyperparameter
from hp_lsp.dialects.hpman.literals import literal_of
from hp_lsp.dialects.hpman.parsing import SEPARATOR
from hp_lsp.text.span import Span

_KEY = re.compile(r"(?P<indent> *)(?P<quote>['\"]?)(?P<key>[^\s#'\":,\[\]{}]+)?")
_LINE = re.compile(
    r"^(?P<indent> *)['\"]?(?P<key>[^\s#'\":,\[\]{}-][^#'\":\r\n]*?)['\"]?\s*:(?=\s|$)(?P<value>[^\n\r]*)",
    re.MULTILINE,
)
_VALUE = re.compile(r"\s(?P<written>[^\s#]*)$")


def complete(view: View, document: Document, offset: int) -> Iterator[CompletionItem]:
    """Yield what fits at `offset`: keys where a line begins, and values behind the colon."""
    text = document.text
    line = text.line_span(text.position(offset).line)
    before = text.source[line.start : offset]
    known = known_in(view, document.path)
    above = _above(text.source[: line.start])
    key = _KEY.fullmatch(before)
    if key is not None:
        inside = _inside(above, len(key["indent"]))
        if not (inside and known.is_flat):
            yield from _keys(view, document, known, inside, _around(document, offset, key, line))
        return
    entry = _LINE.match(text.source[line.start : line.end])
    value = _VALUE.search(before)
    if entry is not None and value is not None and line.start + entry.start("value") < offset:
        name = SEPARATOR.join((*_inside(above, len(entry["indent"])), entry["key"]))
        span = Span(offset - len(value["written"]), offset)
        yield from _values(view, known.names.get(name, ()), span)


def _above(source: str) -> list[tuple[int, str]]:
    """Return the keys without a value of their own line, with their indentation."""
    return [(len(one["indent"]), one["key"]) for one in _LINE.finditer(source) if not one["value"].strip()]


def _inside(above: list[tuple[int, str]], indent: int) -> tuple[str, ...]:
    """Return the keys under which a line of that indentation stands, outermost first."""
    found: list[str] = []
    for depth, key in reversed(above):
        if depth < indent:
            found.append(key)
            indent = depth
    return tuple(reversed(found))


def _around(document: Document, offset: int, key: re.Match[str], line: Span) -> Span:
    """Return the range of the key that is written at `offset`."""
    rest = re.match(r"[^\s#'\":,\[\]{}]*", document.text.source[offset : line.end])
    return Span(offset - len(key["key"] or ""), offset + (rest.end() if rest else 0))


def _keys(
    view: View, document: Document, known: Known, inside: tuple[str, ...], span: Span
) -> Iterator[CompletionItem]:
    """Yield the names without a value, then those with one; where the file is nested, only the part that is missing."""
    prefix = "".join(f"{part}{SEPARATOR}" for part in inside)
    has_colon = document.text.source[span.end : span.end + 1] in (":", "'", '"')
    written = _written(document)
    for name, several in known.names.items():
        call = first_call(view, several[0])
        if not name.startswith(prefix) or (call.default is None and known.is_flat):
            continue
        key = name[len(prefix) :]
        default = yaml_text(call.default) if call.is_literal else None
        is_quoted = document.text.source[span.start - 1 : span.start] in ("'", '"') if span.start else False
        whole = key if is_quoted else yaml_text(repr(key)) or key
        insert = key if has_colon else f"{whole}: {default or ''}"
        detail = "" if call.default is None else f"= {call.default}"
        rank = 1 if name in written else 0
        yield CompletionItem(key, "parameter", span, insert, detail, rank, several[0].symbol)


def _written(document: Document) -> set[str]:
    """Return the whole names that have a value in the text, as far as the lines tell."""
    found: set[str] = set()
    above: list[tuple[int, str]] = []
    for one in _LINE.finditer(document.text.source):
        above = [outer for outer in above if outer[0] < len(one["indent"])]
        found.add(SEPARATOR.join((*(key for _, key in above), one["key"])))
        above.append((len(one["indent"]), one["key"]))
    return found


def _values(view: View, several: tuple[Hyperparameter, ...], span: Span) -> Iterator[CompletionItem]:
    """Yield the choices of a hyper-parameter, its default first; for a truth value both."""
    for one in several[:1]:
        call = first_call(view, one)
        default = yaml_text(call.default) if call.is_literal else None
        choices = next((hint.text for hint in call.hints if hint.name == "choices"), "[]")
        given = literal_of(choices)
        texts = (
            [shown for item in given if (shown := _shown(item))] if isinstance(given, list | tuple) else []
        )
        if default in ("true", "false"):
            texts = ["true", "false"]
        for text in dict.fromkeys((*((default,) if default else ()), *texts)):
            detail = "the default" if text == default else ""
            yield CompletionItem(text, "value", span, text, detail, 0 if text == default else 1)


def yaml_text(default: str | None) -> str | None:
    """Return a default, a Python literal, as YAML that loads to the same; None where that is not sure."""
    return None if default is None else _shown(literal_of(default))


def _shown(value: object) -> str | None:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return _float(value)
        case str():
            return value if _is_plain(value) else json.dumps(value, ensure_ascii=False)
        case list() | tuple():
            parts = [_shown(item) for item in value]
            return None if None in parts else f"[{', '.join(part for part in parts if part)}]"
        case dict():
            pairs = [(_shown(key), _shown(item)) for key, item in value.items()]
            is_sure = all(key is not None and item is not None for key, item in pairs)
            return f"{{{', '.join(f'{key}: {item}' for key, item in pairs)}}}" if is_sure else None
        case _:
            return None


def _float(value: float) -> str | None:
    """Return a number as YAML 1.1 reads it: `1e-05` would be text there."""
    text = repr(value)
    if "n" in text:
        return None
    mantissa, exponent, power = text.partition("e")
    if not exponent:
        return text
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}e{power if power[0] in '+-' else '+' + power}"


def _is_plain(text: str) -> bool:
    """Tell whether YAML reads a text without quotes as that very text."""
    import yaml
    from yaml.resolver import Resolver

    resolved = Resolver().resolve(yaml.ScalarNode, text, (True, False))
    return re.fullmatch(r"[A-Za-z_][\w./+-]*", text) is not None and resolved.endswith(":str")
