"""What may be written next in a Gin or Hyperion file. Knows names and positions; `cursor` knows the text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from hp_lsp.dialects.base import Document, Symbol, View
from hp_lsp.dialects.completions import CompletionItem
from hp_lsp.dialects.gin.code.registry import Configurable, Registry
from hp_lsp.dialects.gin.cursor import Cursor, bound_in_block, cursor_at
from hp_lsp.dialects.gin.fitting import Fit, Wanted, fit, fit_of, wanted_by
from hp_lsp.dialects.gin.names.lookup import Meaning, lookup
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.names.scopes import known_scopes
from hp_lsp.dialects.gin.names.symbols import (
    configurable_symbol,
    constant_symbol,
    macro_symbol,
    parameter_symbol,
)
from hp_lsp.dialects.gin.runs.includes import all_includers, closure
from hp_lsp.python.annotations import literals_of
from hp_lsp.python.modules import Missing
from hp_lsp.python.signatures import Parameter
from hp_lsp.text.span import Span

MOST_CHARACTERS = 40
"""A longer default is not offered as a value."""

_NEVER_IN_BLOCKS = ("import", "from", "include")
_PLAIN = ("True", "False", "None")
_PLAIN_TEXT = re.compile(r"[^'\"\\\n]+")
_COMBINING = ("product", "union")


def complete(view: View, document: Document, offset: int) -> tuple[CompletionItem, ...]:
    """Return what may be written at `offset`."""
    cursor = cursor_at(document.text, offset)
    completer = _Completer(view, document, cursor, offset)
    match cursor.position:
        case "left":
            return (*completer.left_side(), *completer.keywords())
        case "column":
            return tuple(completer.left_side())
        case "with":
            return tuple(completer.configurables())
        case "value":
            return tuple(completer.value())
        case "string":
            return tuple(completer.texts())
        case "reference":
            return (*completer.references(""), *completer.scopes())
        case "macro":
            return tuple(completer.macros(cursor.span, ""))
        case "argument":
            return tuple(completer.parameters(completer.meaning(cursor.target), frozenset(), rank=0))
        case "include":
            return tuple(completer.include_paths())
        case "module" | "member":
            return tuple(completer.modules())
        case _:
            return ()


class _Completer:
    """The suggestions at one cursor."""

    def __init__(self, view: View, document: Document, cursor: Cursor, offset: int) -> None:
        self.view = view
        self.document = document
        self.cursor = cursor
        self.offset = offset
        self.registry: Registry = view.index("gin")
        self.names = lookup(view, document)
        self.takers = self._takers()
        self.wanted: Wanted = wanted_by(self.takers)

    def meaning(self, selector: str) -> Meaning:
        return self.names.meaning(selector)

    # --- left of `=` --------------------------------------------------------------------------------------------

    def left_side(self) -> Iterator[CompletionItem]:
        path, dot, _ = self.cursor.written.rpartition(".")
        around = self._block_selector()
        if around is not None:
            line = self.document.text.position(self.offset).line
            selector = ".".join(part for part in (around, path) if part)
            bound = bound_in_block(self.document.text, line)
            yield from self.parameters(self.meaning(selector), bound, rank=0)
            if not self._in_with():
                return
        elif dot:
            yield from self.parameters(self.meaning(path), self._bound_flat(path), rank=0)
        yield from self.configurables(suffix=".")
        yield from self.scopes()

    def keywords(self) -> Iterator[CompletionItem]:
        """Yield the words that may open a line here; imports and includes stand in no block."""
        if "." not in self.cursor.written and (self._in_hyperion() or not self.cursor.blocks):
            is_last = self._wants_assignment()
            known = self.document.dialect.keywords if self.document.dialect else {}
            for keyword, snippet in known.items():
                if not (self.cursor.blocks and keyword in _NEVER_IN_BLOCKS):
                    item = CompletionItem(keyword, "keyword", self.cursor.span, keyword, rank=9)
                    yield item._replace(snippet=snippet) if is_last else item

    def _block_selector(self) -> str | None:
        """Return the selector that the enclosing blocks make, without scope; None at the top."""
        names = [block.name.rpartition("/")[2] for block in self.cursor.blocks if block.name]
        named = [name for name in names if name not in _COMBINING]
        return ".".join(named) if named else None

    def _in_with(self) -> bool:
        return any(block.is_with for block in self.cursor.blocks)

    def _prefix(self) -> str:
        """Return the names that `with` puts before the left sides of lines and before other `with`s."""
        return ".".join(block.name for block in self.cursor.blocks if block.is_with)

    def _in_hyperion(self) -> bool:
        """Tell whether the block around is none of Gin's, which hold nothing but parameters."""
        return all(block.is_with or block.name in _COMBINING for block in self.cursor.blocks)

    def _bound_flat(self, path: str) -> frozenset[str]:
        line = self.document.text.position(self.offset).line
        return frozenset(
            bound.parameter
            for statement, bound in resolve(self.view, self.document).bounds()
            if bound.selector == path
            and not bound.scope
            and self.document.text.position(statement.span.start).line != line
        )

    def configurables(self, suffix: str = "") -> Iterator[CompletionItem]:
        """Yield every configurable as the left side of a line: those that the file binds first."""
        used = self._used()
        for selector, configurable in self.selectors():
            rank = 2 if configurable in used else _distance(configurable)
            yield self._configurable(selector, configurable, selector + suffix, rank)

    def references(self, sign: str) -> Iterator[CompletionItem]:
        """Yield every configurable as a value: those that fit the parameter first."""
        for selector, configurable in self.selectors():
            fitting = fit_of(self.wanted, configurable, self.registry.kinds)
            rank = _fitting(fitting, 2 + _distance(configurable))
            yield self._configurable(sign + selector, configurable, sign + selector, rank)

    def _configurable(self, label: str, configurable: Configurable, insert: str, rank: int) -> CompletionItem:
        return CompletionItem(
            label,
            "class" if configurable.kind == "class" else "function",
            self.cursor.span,
            insert,
            configurable.key if configurable.key != label.lstrip("@") else "",
            rank,
            configurable_symbol(configurable.key),
        )

    def selectors(self) -> Iterator[tuple[str, Configurable]]:
        """Yield every configurable that fits the dotted names written so far, with the shortest name for it."""
        path = self.cursor.written.rpartition(".")[0]
        prefix = self._prefix() if self.cursor.position in ("left", "column", "with") else ""
        written = ".".join(filter(None, (prefix, path)))
        for shortest, configurable in self.names.selectors():
            whole = _continued(configurable.key, written) if written else shortest
            if whole is not None:
                yield whole.removeprefix(f"{prefix}."), configurable

    def _used(self) -> frozenset[Configurable]:
        """Return the configurables whose parameters the file binds: one with some lines often gets more."""
        if self.cursor.position != "left" or "." in self.cursor.written:
            return frozenset()
        selectors = {bound.selector for _, bound in resolve(self.view, self.document).bounds()}
        return frozenset(one for selector in selectors for one in self.meaning(selector).configurables)

    def scopes(self) -> Iterator[CompletionItem]:
        """Yield the scopes that may stand before a selector."""
        if "." not in self.cursor.written:
            for name in known_scopes(self.view, self.document) - {self.cursor.written}:
                yield CompletionItem(f"{name}/", "scope", self.cursor.span, f"{name}/", "scope", rank=6)

    def parameters(self, meaning: Meaning, bound: frozenset[str], rank: int) -> Iterator[CompletionItem]:
        """Yield the parameters that may be bound: required ones first, those already bound last."""
        span = self._last_word()
        offered: set[str] = set()
        for configurable in meaning.configurables:
            for parameter in self.registry.bindable_parameters(configurable):
                if parameter.name not in offered:
                    offered.add(parameter.name)
                    yield self._parameter(configurable, parameter, span, rank + _rank(parameter, bound))

    def _parameter(
        self, configurable: Configurable, parameter: Parameter, span: Span, rank: int
    ) -> CompletionItem:
        detail = f": {parameter.annotation}" if parameter.annotation else ""
        detail += f" = {parameter.default}" if parameter.default is not None else ""
        return CompletionItem(
            parameter.name,
            "parameter",
            span,
            f"{parameter.name} = " if self._wants_assignment() else parameter.name,
            detail.lstrip(": "),
            rank,
            parameter_symbol(configurable.key, parameter.name),
        )

    def _last_word(self) -> Span:
        """Return the range of the word at the cursor behind the last dot."""
        return Span(self.cursor.span.start + self.cursor.written.rfind(".") + 1, self.cursor.span.end)

    def _wants_assignment(self) -> bool:
        """Tell whether nothing follows the cursor's word on its line, so that ` = ` is what comes next."""
        line = self.document.text.position(self.offset).line
        end = self.document.text.line_span(line).end
        return (
            self.cursor.position == "left"
            and not self.document.text.source[self.cursor.span.end : end].strip()
        )

    # --- right of `=` -------------------------------------------------------------------------------------------

    def value(self) -> Iterator[CompletionItem]:
        """Yield the default, what fits the parameter, the plain values, and the other macros and references."""
        defaults = self._defaults()
        is_other = any(text not in _PLAIN for text in defaults)
        known = {text.replace('"', "'") for text in defaults}
        listed = [text for text in map(ast.unparse, self._listed()) if text not in known]
        for text in dict.fromkeys((*defaults, *listed, *_PLAIN)):
            plain = 6 if is_other or listed else 3
            detail, rank = ("default", 0) if text in defaults else ("", plain if text in _PLAIN else 1)
            yield CompletionItem(text, "value", self.cursor.span, text, detail, rank)
        yield from self.macros(self.cursor.span, "%")
        yield from self.references("@")

    def texts(self) -> Iterator[CompletionItem]:
        """Yield the texts that a `Literal` lists, where a string is begun."""
        for text in (one.value for one in self._listed()):
            if isinstance(text, str) and _PLAIN_TEXT.fullmatch(text):
                yield CompletionItem(text, "value", self.cursor.span, text)

    def _listed(self) -> list[ast.Constant]:
        """Return the values that a `Literal` lists for the parameter at the cursor."""
        return [value for one in self.takers for value in literals_of(one.annotation or "")]

    def _takers(self) -> tuple[Parameter, ...]:
        """Return the parameter that is given the value at the cursor, of each configurable that may be meant."""
        path, _, parameter = self.cursor.target.rpartition("/")[2].rpartition(".")
        selector = ".".join(filter(None, (self._block_selector(), path)))
        found = (self.registry.parameter(one, parameter) for one in self.meaning(selector).configurables)
        return tuple(one for one in found if one is not None)

    def _defaults(self) -> tuple[str, ...]:
        """Return the defaults of the parameter at the cursor that Gin can write."""
        return tuple(one.default for one in self.takers if one.default is not None and _is_plain(one.default))

    def macros(self, span: Span, sign: str) -> Iterator[CompletionItem]:
        """Yield the macros of the files read with this one first, those of other configs after, then constants."""
        near = self._near_macros()
        for key in sorted(near | _macro_keys(self.view.definitions())):
            rank = _fitting(fit(self.wanted, key), 4) if key in near else 6
            yield CompletionItem(f"{sign}{key}", "macro", span, f"{sign}{key}", "", rank, macro_symbol(key))
        for constant in self.names.known_constants():
            name, rank = (
                constant.name,
                _fitting(fit(self.wanted, constant.name), 7 if constant.name.startswith("gin.") else 5),
            )
            yield CompletionItem(
                f"{sign}{name}",
                "constant",
                span,
                f"{sign}{name}",
                "constant",
                rank,
                constant_symbol(constant),
            )

    def _near_macros(self) -> set[str]:
        read = closure(self.view, self.document.path).paths
        documents = map(self.view.document, (*read, *all_includers(self.view, self.document.path)))
        return _macro_keys(symbol for one in documents if one for symbol in one.summary.defines)

    # --- files and modules --------------------------------------------------------------------------------------

    def include_paths(self) -> Iterator[CompletionItem]:
        """Yield the configs that Gin would find, those of the workspace before those of installed packages."""
        from hp_lsp.dialects.gin.runs.targets import installed_targets, own_targets

        span = Span(self.cursor.span.start, self.offset)
        for rank, targets in enumerate((own_targets, installed_targets)):
            for target in targets(self.view, self.document.path):
                yield CompletionItem(target, "file", span, target, rank=rank)

    def modules(self) -> Iterator[CompletionItem]:
        """Yield the modules of the workspace that register something."""
        prefix = f"{self.cursor.module}." if self.cursor.module else ""
        for name in sorted({one.module for one in self.registry.configurables() if one.module}):
            if name.startswith(prefix) and not isinstance(self.view.modules.find(name), Missing):
                short = name[len(prefix) :]
                if self.cursor.position == "module" or "." not in short:
                    yield CompletionItem(short, "module", self.cursor.span, short)


def _continued(key: str, path: str) -> str | None:
    """Return the end of `key` that begins with the names of `path`; None where they do not stand in it."""
    place = f".{key}".rfind(f".{path}.")
    return None if place < 0 else key[place:]


def _macro_keys(symbols: Iterable[Symbol]) -> set[str]:
    return {symbol.key for symbol in symbols if symbol.kind == "macro"}


def _rank(parameter: Parameter, bound: frozenset[str]) -> int:
    if parameter.name in bound:
        return 8
    required = parameter.default is None or parameter.default.rpartition(".")[2] == "REQUIRED"
    return 0 if required else 1


def _distance(configurable: Configurable) -> int:
    """Return the rank of a configurable by where it is from: code that was read, Gin itself, a list of Gin's."""
    if configurable.declaration is None:
        return 7
    return 5 if configurable.module == "gin" else 3


def _fitting(fitting: Fit, otherwise: int) -> int:
    return otherwise if fitting == 2 else 1 + fitting


def _is_plain(default: str) -> bool:
    """Tell whether a default's source text is a value that Gin can read: a number, a string, a simple list."""
    from hp_lsp.dialects.gin.syntax import parse_value

    _, errors = parse_value(default)
    return not errors and len(default) <= MOST_CHARACTERS
