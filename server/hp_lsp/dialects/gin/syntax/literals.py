"""What literal tokens mean: numbers and strings, as Gin has Python read them. Knows one value at a time."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from typing import NamedTuple

_OPENING = re.compile(r"([A-Za-z]*)(\"\"\"|'''|\"|')")
_CLOSED = re.compile(
    r"""[A-Za-z]*(?:
        \"\"\" [^"\\]* (?: (?: \\[\s\S] | "(?!"") ) [^"\\]* )* \"\"\"
      | '''    [^'\\]* (?: (?: \\[\s\S] | '(?!'') ) [^'\\]* )* '''
      | "      [^"\\]* (?: \\[\s\S] [^"\\]* )* "
      | '      [^'\\]* (?: \\[\s\S] [^'\\]* )* '
    )""",
    re.VERBOSE,
)
# Most literals are plain, and reading them so takes a fifth of the time.
_PLAIN_NUMBER = re.compile(r"[1-9][0-9]{0,99}")
_PLAIN_STRING = re.compile("'[^'\\\\\r\n\0\ud800-\udfff]*'|\"[^\"\\\\\r\n\0\ud800-\udfff]*\"")
_PREFIXES = frozenset(("", "r", "u", "b", "br", "rb"))
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|([\s\S]))")
_KNOWN_ESCAPES = frozenset("\r\n\\'\"abfnrtvxNuU")
_WHY_NOT_FUSED = (
    "Gin reads an empty string before another one as the start of a triple-quoted string: leave it out."
)
_SURROGATE = re.compile("[\ud800-\udfff]")


class Unreadable(NamedTuple):
    """Why a literal has no value: the code of the rule, a sentence, and what may be meant by it."""

    code: str
    message: str
    instead: tuple[str, ...] = ()


def number(token: str) -> complex | Unreadable:
    """Return the value of a number token."""
    if _PLAIN_NUMBER.fullmatch(token):
        return int(token)
    try:
        value: complex = ast.literal_eval(token)
    except (SyntaxError, ValueError):
        return _no_number(token)
    return value


def _no_number(token: str) -> Unreadable:
    digits = token.lstrip("0_")
    if len(token) > len(digits) and len(token) < 100:
        message = f"A number has no leading zeros: did you mean `{digits}`, or in base eight `0o{digits}`?"
        return Unreadable("GIN001", message, (digits, f"0o{digits}"))
    return Unreadable("GIN001", f"A number of {len(token)} digits is longer than Python reads.")


def joined(tokens: Iterable[str]) -> str | bytes | Unreadable:
    """Return the value of adjacent string tokens.

    Gin writes the tokens directly one behind the other before Python reads them, so that an empty string
    followed by the same quote opens a triple-quoted one.
    """
    tokens = tuple(tokens)
    texts: list[str] = []
    for token in tokens:
        if texts and is_closed(token) and _fuses(texts[-1], token):
            fused = _fused(texts.pop(), token)
            if not fused:
                without = " ".join(one for one in tokens if one not in ("''", '""'))
                return Unreadable("GIN001", _WHY_NOT_FUSED, (without,))
            texts += fused
        else:
            texts.append(token)
    values: list[str | bytes] = []
    for text in texts:
        value = _string(text)
        if isinstance(value, Unreadable):
            return value
        values.append(value)
    return _concatenated(values)


def is_closed(token: str) -> bool:
    """Tell whether a string token has its closing quotes; a token of another kind has no need of them."""
    return _OPENING.match(token) is None or _CLOSED.fullmatch(token) is not None


def opening_length(token: str) -> int:
    """Return the length of a string token's prefix and opening quotes."""
    opening = _OPENING.match(token)
    return opening.end() if opening else 0


def _fuses(text: str, token: str) -> bool:
    opening = _OPENING.match(text)
    return opening is not None and text[opening.end(1) :] == token[0] * 2


def _fused(empty: str, token: str) -> tuple[str, ...]:
    """Return the strings that Python sees in an empty one with `token` behind it; none if one is unclosed."""
    whole, texts, at = empty + token, list[str](), 0
    while at < len(whole):
        opening, closed = _OPENING.match(whole, at), _CLOSED.match(whole, at)
        if opening is None or closed is None or not closed.group().endswith(opening[2]):
            return ()
        texts.append(closed.group())
        at = closed.end()
    return tuple(texts)


def _string(text: str) -> str | bytes | Unreadable:
    """Return the value of one string token."""
    if _PLAIN_STRING.fullmatch(text):
        return text[1:-1]
    opening = _OPENING.match(text)
    prefix, quote = (opening[1].lower(), opening[2]) if opening else ("", "")
    if prefix not in _PREFIXES:
        plain = text[len(prefix) :]
        return Unreadable("GIN001", _why_no_prefix(prefix), () if "{" in plain else (plain,))
    if not _CLOSED.fullmatch(text):
        return Unreadable("GIN002", f"The string is never closed: `{quote}` is missing at its end.")
    if _SURROGATE.search(text):
        return Unreadable("GIN006", "The string holds bytes that are not UTF-8.")
    try:
        value = ast.literal_eval(text if "\\" not in text or "r" in prefix else _ESCAPE.sub(_explicit, text))
    except (SyntaxError, ValueError) as problem:
        return Unreadable("GIN001", _why_no_string(text, prefix, problem))
    return value if isinstance(value, (str, bytes)) else Unreadable("GIN001", "This is not a string.")


def _explicit(escape: re.Match[str]) -> str:
    r"""Write an escape that Python reads with a warning, such as `\d` or `\777`, as one without."""
    octal, character = escape.groups()
    if octal:
        return escape.group() if int(octal, 8) < 0o400 else _large_octal(escape.string, int(octal, 8))
    return escape.group() if character in _KNOWN_ESCAPES else f"\\{escape.group()}"


def _large_octal(text: str, code: int) -> str:
    is_bytes = "b" in text[:2].lower()
    return f"\\{code & 0o377:03o}" if is_bytes else f"\\u{code:04x}"


def _why_no_prefix(prefix: str) -> str:
    if "f" in prefix:
        return "Gin does not read f-strings: write the text itself, without `f`."
    return f"`{prefix}` is no prefix of a string that Gin reads: `r`, `b`, `u` and `rb` are."


def _why_no_string(text: str, prefix: str, problem: Exception) -> str:
    if "\0" in text:
        return "A string cannot hold a NUL character: write `\\0`."
    if "b" in prefix and not text.isascii():
        return "A bytes string holds ASCII characters only."
    reason = str(problem).partition(": ")[2].partition(" (")[0] or "an escape in it is incomplete"
    return f"The string cannot be read: {reason}."


def _concatenated(values: list[str | bytes]) -> str | bytes | Unreadable:
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) == len(values):
        return "".join(texts)
    if not texts:
        return b"".join(value for value in values if isinstance(value, bytes))
    return Unreadable(
        "GIN001", "Text and bytes cannot be joined: give all of the adjacent strings a `b`, or none."
    )
