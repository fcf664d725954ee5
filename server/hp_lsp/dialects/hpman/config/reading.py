"""From the text of a YAML file to its tree, by PyYAML's events. Constructs nothing, and never fails.

Events, not PyYAML's own nodes: those are put together by recursion, so that a deep file ends the process, and are lost
where the text breaks off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hp_lsp.dialects.hpman.config.nodes import Alias, Entry, Mapping, Mistake, Node, Scalar, Sequence, Tree
from hp_lsp.text.span import Span

DEEPEST = 50
"""A file that is nested deeper holds no hyper-parameters."""

_BOM = "\ufeff"
_SURROGATE = re.compile("[\ud800-\udfff]")
"""What stands for bytes that are not UTF-8; PyYAML's C parser takes none."""
_TAG = "tag:yaml.org,2002:"
_SAFE = frozenset(
    (
        "bool",
        "int",
        "float",
        "null",
        "str",
        "binary",
        "timestamp",
        "omap",
        "pairs",
        "set",
        "seq",
        "map",
        "merge",
    )
)
"""The tags that `yaml.safe_load` knows."""
_NO_COLON = "could not find expected ':'"
"""What is missing behind a key is noticed a line later."""
_PROBLEMS = (
    ("cannot start any token", "No value can start with this character; put the text in quotes."),
    ("mapping values are not allowed", "A second `:` makes no sense here; put the text in quotes."),
    (_NO_COLON, "There is no `:` behind this key."),
    ("unexpected end of stream", "The quote is never closed."),
    ("expected ',' or ']'", "The list is never closed: there is no `]`."),
    ("expected ',' or '}'", "The mapping is never closed: there is no `}`."),
    ("expected <block end>", "The indentation fits nothing above it."),
    ("expected block end", "The indentation fits nothing above it."),
    ("did not find expected key", "The indentation fits nothing above it."),
    ("nesting depth", "The file is nested too deeply."),
    ("control characters are not allowed", "YAML allows no control characters."),
    ("special characters are not allowed", "YAML allows no control characters."),
)


def read(source: str) -> Tree:
    """Return the tree of a text, with what keeps `yaml.safe_load` from loading it."""
    import yaml

    start = len(_BOM) if source.startswith(_BOM) else 0
    reader = _Reader(source, start)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(_SURROGATE.sub("\ufffd", source[start:]), loader):
            if not reader.take(event):
                break
    except yaml.YAMLError as problem:
        reader.fail(problem)
    return reader.tree()


class _Open:
    """A collection that is not closed yet."""

    def __init__(self, event: Any) -> None:
        self.event = event
        self.parts: list[Node] = []


class _Reader:
    """Puts events together."""

    def __init__(self, source: str, start: int) -> None:
        from yaml.resolver import Resolver

        self._resolver = Resolver()
        self._source = source
        self._start = start
        self._open: list[_Open] = []
        self._root: Node | None = None
        self._documents = 0
        self._mistakes: list[Mistake] = []
        self._anchors: dict[str, Node] = {}
        self._called: set[str] = set()

    def tree(self) -> Tree:
        """Return what was read; collections that were not closed end with their last part."""
        while self._open:
            self._close(None)
        return Tree(self._root, tuple(self._mistakes), self._anchors)

    def take(self, event: Any) -> bool:
        """Take an event; False where the rest of the text is not to be read."""
        anchor = getattr(event, "anchor", None)
        if anchor and type(event).__name__ != "AliasEvent":
            if anchor in self._called:
                self._mistakes.append(Mistake(self._span(event), f"`&{anchor}` is given twice."))
            self._called.add(anchor)
        match type(event).__name__:
            case "DocumentStartEvent":
                self._documents += 1
                if self._documents > 1:
                    span = self._span(event)
                    message = "A second document starts here; there may be only one."
                    self._mistakes.append(Mistake(span, message, is_syntax=False))
                    return False
            case "ScalarEvent":
                self._put(self._scalar(event), event)
            case "AliasEvent":
                self._alias(event)
            case "SequenceStartEvent" | "MappingStartEvent":
                self._open.append(_Open(event))
                if len(self._open) > DEEPEST:
                    span = self._span(event)
                    self._mistakes.append(Mistake(span, f"The file is nested deeper than {DEEPEST} levels."))
                    return False
            case "SequenceEndEvent" | "MappingEndEvent":
                self._close(event)
            case _:
                pass
        return True

    def fail(self, problem: Any) -> None:
        """Take note that the text breaks off."""
        said = str(getattr(problem, "problem", None) or getattr(problem, "reason", ""))
        begun = getattr(problem, "context_mark", None) if _NO_COLON in said else None
        mark = begun or getattr(problem, "problem_mark", None)
        position = getattr(problem, "position", 0) if mark is None else mark.index
        at = min(self._start + position, len(self._source))
        if self._source[at : at + 1] == "\t":
            message = "YAML is not indented with tabs; use spaces."
        else:
            message = next((text for part, text in _PROBLEMS if part in said), f"This is no YAML: {said}.")
        self._mistakes.append(Mistake(self._visible(at), message))

    def _visible(self, at: int) -> Span:
        """Return a range of one character at or before a place, not a line end."""
        stripped = len(self._source[: at + 1].rstrip("\r\n"))
        return Span(max(stripped - 1, 0), stripped) if stripped <= at else Span(at, at + 1)

    def _span(self, event: Any) -> Span:
        return Span(self._start + event.start_mark.index, self._start + event.end_mark.index)

    def _put(self, node: Node, event: Any) -> None:
        if event.anchor:
            self._anchors[event.anchor] = node
        if self._open:
            self._open[-1].parts.append(node)
        else:
            self._root = node

    def _alias(self, event: Any) -> None:
        node = Alias(self._span(event), event.anchor)
        if node.name not in self._called:
            self._mistakes.append(Mistake(node.span, f"Nothing above is called `&{node.name}`."))
        if self._open:
            self._open[-1].parts.append(node)

    def _scalar(self, event: Any) -> Scalar:
        from yaml.nodes import ScalarNode

        tag = event.tag
        if tag is None or tag == "!":
            tag = self._resolver.resolve(ScalarNode, event.value, event.implicit)
        tag = self._tag(tag, event)
        span = self._span(event)
        quote = event.style if event.style in ("'", '"') else ""
        end = span.end - len(quote)
        inner = Span(end - len(event.value), end)
        is_block = event.style in ("|", ">")
        is_plain = not is_block and self._source[inner.start : inner.end] == event.value
        return Scalar(span, tag, event.value, inner if is_plain else span, is_plain, bool(event.style))

    def _tag(self, tag: str, event: Any) -> str:
        """Return a tag as it is written short; one that `safe_load` does not know is a mistake."""
        short = f"!!{tag[len(_TAG) :]}" if tag.startswith(_TAG) else tag
        if short.removeprefix("!!") not in _SAFE:
            message = f"`{short}` cannot be loaded: `yaml.safe_load` builds plain values only."
            self._mistakes.append(Mistake(self._span(event), message, is_syntax=False))
        return short

    def _close(self, event: Any) -> None:
        started = self._open.pop()
        parts, start = started.parts, self._start + started.event.start_mark.index
        is_block = not started.event.flow_style
        last = parts[-1].span.end if parts else self._start + started.event.end_mark.index
        end = last if event is None or is_block else self._start + event.end_mark.index
        if type(started.event).__name__ == "SequenceStartEvent":
            tag = self._tag(started.event.tag or f"{_TAG}seq", started.event)
            self._put(Sequence(Span(start, end), tag, tuple(parts)), started.event)
            return
        tag = self._tag(started.event.tag or f"{_TAG}map", started.event)
        self._put(Mapping(Span(start, end), tag, tuple(self._entries(parts)), is_block), started.event)

    def _entries(self, parts: list[Node]) -> Iterator[Entry]:
        """Yield keys with their values; a key at which the text breaks off has an empty one."""
        for key, value in zip(parts[::2], parts[1::2], strict=False):
            if isinstance(key, Sequence | Mapping):
                message = "A list or a mapping cannot be a key."
                self._mistakes.append(Mistake(key.span, message, is_syntax=False))
            yield Entry(key, value)
        if len(parts) % 2:
            end = Span(parts[-1].span.end, parts[-1].span.end)
            yield Entry(parts[-1], Scalar(end, "!!null", "", end, True, False))
