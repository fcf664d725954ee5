"""Plain records as JSON values and back, exactly, by the annotations of their named tuples. Knows no file and no class.

What a record may hold: other named tuples, text, whole numbers, `None`, literals, tuples, frozen sets of text, mappings
from text, and unions of these of which at most one is no named tuple. Whatever was written is checked when it is read:
a value has the type that is annotated, or there is none.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

Step = Callable[[Any], Any]


DAMAGED = (ValueError, TypeError, LookupError, AttributeError, RecursionError, MemoryError)
"""What reading a damaged or hostile text may raise, and writing a value that cannot be written."""


class MismatchError(ValueError):
    """A value that is not what the annotations say."""


class Codec(NamedTuple):
    """`encode` gives what `json` can write, `decode` the value back; both raise one of DAMAGED.

    Text and numbers are left as they are, so the JSON must be one that keeps them.
    """

    encode: Step
    decode: Step


@cache
def codec_of(kind: Any) -> Codec:
    """Return how values of an annotated type are written and read; raises TypeError for a type that cannot be."""
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _Record(kind).codec
    origin, given = get_origin(kind), get_args(kind)
    if kind in (str, int, bool, types.NoneType):
        return _plain(kind)
    if origin is Literal:
        return _literal(given)
    if origin is tuple and given[1:] == (...,):
        return _sequence(codec_of(given[0]), tuple)
    if origin is tuple:
        return _fixed([codec_of(one) for one in given])
    if origin is frozenset and given == (str,):
        return _names()
    if origin is Mapping and given[0] is str:
        return _mapping(codec_of(given[1]))
    if origin in (Union, types.UnionType):
        return _union(given)
    raise TypeError(f"no way to write {kind!r}")


def _plain(kind: type) -> Codec:
    def same(value: Any) -> Any:
        if type(value) is not kind:
            raise MismatchError(kind.__name__)
        return value

    return Codec(same, same)


def _literal(values: tuple[Any, ...]) -> Codec:
    known = {value: value for value in values}

    def same(value: Any) -> Any:
        try:
            return known[value]
        except KeyError:
            raise MismatchError(str(values)) from None

    return Codec(same, same)


def _sequence(member: Codec, kind: type) -> Codec:
    encode, decode = member

    def read(data: Any) -> Any:
        return tuple([decode(one) for one in _list(data)])

    return Codec(lambda value: [encode(one) for one in _exactly(value, kind)], read)


def _fixed(members: list[Codec]) -> Codec:
    count = len(members)

    def write(value: Any) -> list[Any]:
        return [one.encode(part) for one, part in zip(members, _exactly(value, tuple), strict=True)]

    def read(data: Any) -> Any:
        if len(_list(data)) != count:
            raise MismatchError(f"not {count}")
        return tuple([one.decode(part) for one, part in zip(members, data, strict=True)])

    return Codec(write, read)


def _names() -> Codec:
    names = _sequence(_plain(str), list)

    def read(data: Any) -> frozenset[str]:
        return frozenset(names.decode(data))

    return Codec(lambda value: names.encode(sorted(_exactly(value, frozenset))), read)


def _mapping(member: Codec) -> Codec:
    def write(value: Any) -> dict[str, Any]:
        return {name: member.encode(one) for name, one in value.items()}

    def read(data: Any) -> Mapping[str, Any]:
        return _Unread(_exactly(data, dict), member.decode)

    return Codec(write, read)


class _Unread(Mapping[str, Any]):
    """A mapping whose values are read when they are asked for: of the names of a module most never are.

    There is no value where what was written is none.
    """

    __slots__ = ("_data", "_decode", "_read")

    def __init__(self, data: dict[str, Any], decode: Step) -> None:
        self._data = data
        self._decode = decode
        self._read: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._read:
            try:
                self._read[name] = self._decode(self._data[name])
            except DAMAGED:
                raise KeyError(name) from None
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in self._data

    def __iter__(self) -> Iterator[str]:
        return iter([name for name in self._data if self.get(name) is not None])

    def __len__(self) -> int:
        return len(self._data)


def _union(kinds: tuple[Any, ...]) -> Codec:
    """Write one of several named tuples with its place among them, and what may be `None` as `null` or as it is."""
    members = [one for one in kinds if one is not types.NoneType]
    member = codec_of(members[0]) if len(members) == 1 else _one_of(members)
    return _optional(member) if types.NoneType in kinds else member


def _one_of(kinds: list[Any]) -> Codec:
    if not all(hasattr(one, "_fields") for one in kinds):
        raise TypeError(f"no way to write {kinds!r}")
    places = {kind: place for place, kind in enumerate(kinds)}
    codecs = [codec_of(one) for one in kinds]

    def write(value: Any) -> list[Any]:
        place = places[type(value)]
        return [place, codecs[place].encode(value)]

    def read(data: Any) -> Any:
        place, value = _list(data)
        if type(place) is not int or not 0 <= place < len(codecs):
            raise MismatchError("no such kind")
        return codecs[place].decode(value)

    return Codec(write, read)


def _optional(member: Codec) -> Codec:
    encode, decode = member
    return Codec(
        lambda value: None if value is None else encode(value),
        lambda data: None if data is None else decode(data),
    )


class _Record:
    """How one named tuple is written: a list of its fields, without those at the end that are the defaults."""

    def __init__(self, kind: Any) -> None:
        self._kind = kind
        self._members: list[Codec] = []
        self._decoders: list[Step] = []
        self._plain: list[Any] = []
        self._defaults = tuple(reversed(kind._field_defaults.values()))
        self.codec = Codec(self._encode, self._decode)

    def _resolve(self) -> None:
        """Look at the annotations, when they are first needed: a record may hold others of its own kind."""
        hints = get_type_hints(self._kind)
        self._members = [codec_of(hints[name]) for name in self._kind._fields]
        self._decoders = [one.decode for one in self._members]
        self._plain = [hints[name] for name in self._kind._fields]

    def _encode(self, value: Any) -> list[Any]:
        if not self._members:
            self._resolve()
        fields = list(_exactly(value, self._kind))
        if list(map(type, fields)) == self._plain:  # such as a range, of which there are most
            return fields
        for default in self._defaults:
            if fields[-1] is not default and (type(fields[-1]) is not type(default) or fields[-1] != default):
                break
            fields.pop()
        return [one.encode(field) for one, field in zip(self._members, fields, strict=False)]

    def _decode(self, data: Any) -> Any:
        if not self._decoders:
            self._resolve()
        if type(data) is not list or len(data) > len(self._decoders):
            raise MismatchError(self._kind.__name__)
        if list(map(type, data)) == self._plain:
            return self._kind(*data)
        return self._kind(*[decode(one) for decode, one in zip(self._decoders, data, strict=False)])


def _exactly(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise MismatchError(kind.__name__)
    return value


_list = partial(_exactly, kind=list)
