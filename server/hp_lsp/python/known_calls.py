"""What a few functions and methods give for known strings, paths and tables. Knows values only; runs nothing."""

from __future__ import annotations

import re

from hp_lsp.python.symbolic import (
    UNKNOWN,
    Arguments,
    CodePath,
    Items,
    Plain,
    Table,
    Text,
    Value,
    joined,
    path_join,
    path_parent,
)

_PLACE = re.compile(r"(?<!%)(?:%%)*?%(?:\((\w+)\))?[sd]")
_LONGEST_RANGE = 64
"""A longer one counts steps of work and no names: its numbers are unknown, and its loop is followed once."""


def formatted(template: str, value: Value) -> Value:
    """Return `template % value` for `%s`, `%d` and `%(key)s` with strings and whole numbers."""
    pieces = _PLACE.split(template)
    texts, keys = pieces[::2], pieces[1::2]
    if isinstance(value, Table):
        values = [value.get(key) or UNKNOWN for key in keys]
    else:
        values = list(value.items) if isinstance(value, Items) else [value]
    if len(keys) != len(values) or any("%" in text.replace("%%", "") for text in texts):
        return UNKNOWN
    parts: list[Value] = [Text(texts[0].replace("%%", "%"))]
    for one, text in zip(values, texts[1:], strict=True):
        parts += (one, Text(text.replace("%%", "%")))
    return joined(parts)


_PATH_IDENTITIES = frozenset(
    (
        "os.path.abspath", "os.path.realpath", "os.path.normpath", "os.path.expanduser", "os.fspath",
        "pathlib.Path", "pathlib.PurePath", "str", "list", "tuple", "sorted", "set", "posixpath.normpath",
    )
)  # fmt: skip


def known_call(name: str, arguments: Arguments, module: str) -> Value | None:
    """Return what a few functions of the standard library give for known strings and paths."""
    first = arguments.get(0, "")
    if name == "dict" and not arguments.positional:
        return Table(tuple((Text(key), value) for key, value, _ in arguments.keywords), arguments.complete)
    if first is None:
        return None
    if name in ("zip", "enumerate", "reversed"):
        return _rearranged(name, arguments)
    if name in _PATH_IDENTITIES and len(arguments.positional) == 1:
        return first
    if name in ("textwrap.dedent", "inspect.cleandoc") and isinstance(first, Text):
        return Text(_unindented(name, first.text), first.node)
    if name == "range":
        return _range(arguments)
    if name == "os.path.dirname":
        return path_parent(first)
    if name in ("os.path.join", "pathlib.Path"):
        return path_join(first, *arguments.positional[1:]) if arguments.complete else UNKNOWN
    if name == "pkg_resources.resource_filename" and first == Text(module):
        return path_join(CodePath("."), *arguments.positional[1:2])
    return None


def _unindented(name: str, text: str) -> str:
    import inspect
    import textwrap

    return inspect.cleandoc(text) if name == "inspect.cleandoc" else textwrap.dedent(text)


def _range(arguments: Arguments) -> Value:
    numbers = [
        one.value for one in arguments.positional if isinstance(one, Plain) and isinstance(one.value, int)
    ]
    if len(numbers) != len(arguments.positional) or not 1 <= len(numbers) <= 3 or 0 in numbers[2:]:
        return UNKNOWN
    run = range(*numbers)
    return UNKNOWN if run[_LONGEST_RANGE:] else Items(tuple(map(Plain, run)))


def _rearranged(name: str, arguments: Arguments) -> Value | None:
    """Return what `zip`, `enumerate` and `reversed` give for known items."""
    given = arguments.positional[:1] if name == "enumerate" else arguments.positional
    items = [one.items for one in given if isinstance(one, Items) and one.complete]
    if len(items) != len(given):
        return None
    if name == "zip":
        return Items(tuple(Items(row) for row in zip(*items, strict=False)))
    if name == "enumerate":
        start = arguments.get(1, "start")
        first = start.value if isinstance(start, Plain) and isinstance(start.value, int) else 0
        return Items(tuple(Items((Plain(number), one)) for number, one in enumerate(items[0], first)))
    return Items(items[0][::-1])
