"""What a few functions and methods give for known strings, paths and tables. Knows values only; runs nothing."""

from __future__ import annotations

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


def formatted(template: str, value: Value) -> Value:
    """Return `template % value` for `%s` and one or several strings."""
    values = list(value.items) if isinstance(value, Items) else [value]
    pieces = template.split("%s")
    if len(pieces) != len(values) + 1 or "%" in "".join(pieces):
        return UNKNOWN
    parts: list[Value] = [Text(pieces[0])]
    for one, piece in zip(values, pieces[1:], strict=True):
        parts += (one, Text(piece))
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
    if name == "os.path.dirname":
        return path_parent(first)
    if name in ("os.path.join", "pathlib.Path"):
        return path_join(first, *arguments.positional[1:]) if arguments.complete else UNKNOWN
    if name == "pkg_resources.resource_filename" and first == Text(module):
        return path_join(CodePath("."), *arguments.positional[1:2])
    return None


def _rearranged(name: str, arguments: Arguments) -> Value | None:
    """Return what `zip`, `enumerate` and `reversed` give for known items."""
    items = [one.items for one in arguments.positional if isinstance(one, Items) and one.complete]
    if len(items) != len(arguments.positional):
        return None
    if name == "zip":
        return Items(tuple(Items(row) for row in zip(*items, strict=False)))
    if name == "enumerate":
        return Items(tuple(Items((Plain(number), one)) for number, one in enumerate(items[0])))
    return Items(items[0][::-1])


def known_method(owner: Value, method: str, arguments: Arguments) -> Value:
    """Return what a method of a known string, path or table gives."""
    match owner, method:
        case Table(pairs, complete), "items":
            return Items(tuple(Items(pair) for pair in pairs), complete)
        case Table(pairs, complete), "keys":
            return Items(tuple(key for key, _ in pairs), complete)
        case Table(pairs, complete), "values":
            return Items(tuple(value for _, value in pairs), complete)
        case CodePath() | Text(), "resolve" | "absolute" | "as_posix" | "expanduser":
            return owner
        case CodePath() | Text(), "joinpath":
            return path_join(owner, *arguments.positional)
        case Text(template), "format" if (
            template.count("{}") == template.count("{") == len(arguments.positional)
        ):
            return formatted(template.replace("%", "%%").replace("{}", "%s"), Items(arguments.positional))
        case Text(text), "split" if arguments.positional in ((), (Text(","),)):
            words = text.split(",") if arguments.positional else text.split()
            return Items(tuple(Text(word) for word in words))
        case _:
            return UNKNOWN
