"""What the real Gin parser makes of a text, and our tree of it, in the same terms: to compare the two."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from collections.abc import Sequence as Many
from typing import Any

from gin import config_parser

from hp_lsp.dialects.gin.tree import (
    Binding,
    Constant,
    Group,
    Header,
    Import,
    Include,
    MacroUse,
    Mapping,
    Reference,
    Selector,
    Sequence,
    Statement,
    Tree,
    Unary,
    Value,
)

Statements = list[tuple[Any, ...]]


class _Delegate(config_parser.ParserDelegate):  # type: ignore[misc]
    def configurable_reference(self, scoped_configurable_name: str, evaluate: bool) -> tuple[str, str, bool]:
        return ("@", scoped_configurable_name, evaluate)

    def macro(self, macro_name: str) -> tuple[str, str]:
        return ("%", macro_name)


def statements_of_gin(source: str) -> Statements | None:
    """Return the statements that Gin reads from a file with this text; None where it refuses the file.

    It refuses by any exception: SyntaxError, IndentationError, TokenError, TypeError.
    """
    as_opened = io.StringIO(source, newline=None).read()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return [_upstream(statement) for statement in config_parser.ConfigParser(as_opened, _Delegate())]
        except RecursionError:
            raise
        except Exception:
            return None


def _upstream(statement: Any) -> tuple[Any, ...]:
    match statement:
        case config_parser.BindingStatement(scope, selector, argument, value):
            return ("binding", scope, selector, argument, _plain(value))
        case config_parser.ImportStatement(module, is_from, alias):
            return ("import", module, is_from, alias)
        case config_parser.IncludeStatement(path):
            return ("include", path)
        case _:
            return ("block", statement.scope, statement.selector)


def statements_of_tree(tree: Tree) -> Statements | None:
    """Return the statements of a tree in the same terms; None where it has errors."""
    return None if tree.errors else [*_statements(tree.statements, None)]


def _statements(statements: Many[Statement], block: Selector | None) -> Iterator[tuple[Any, ...]]:
    for statement in statements:
        match statement.node:
            case Binding(target, value) if block:
                yield ("binding", block.scope_text, block.text, target.text, _plain(value_of(value)))
            case Binding(target, value):
                selector, _, argument = target.text.rpartition(".")
                key = (selector, argument) if selector else (argument, "")
                yield ("binding", target.scope_text, *key, _plain(value_of(value)))
            case Import(_, alias, is_from) as node:
                yield ("import", node.module, is_from, alias.text if alias else None)
            case Include(path):
                yield ("include", path)
            case Header(_, Selector() as selector_):
                yield ("block", selector_.scope_text, selector_.text)
                yield from _statements(statement.body, selector_)
            case node:
                raise TypeError(node)


def value_of(value: Value) -> Any:
    """Return what a value of the tree is for Gin: references and macros are tuples."""
    match value:
        case Constant(constant):
            return constant
        case Reference(selector, evaluated):
            return ("@", _full(selector), evaluated)
        case MacroUse(selector):
            return ("%", _full(selector))
        case Sequence("list", items):
            return [value_of(item) for item in items]
        case Sequence(_, items):
            return tuple(value_of(item) for item in items)
        case Mapping(items):
            return {value_of(key): value_of(item) for key, item in items}
        case Group(inner) | Unary(_, inner):
            return value_of(inner)
        case _:
            raise TypeError(value)


def _full(selector: Selector) -> str:
    return "/".join(filter(None, (selector.scope_text, selector.text)))


def _plain(value: Any) -> Any:
    """Make values comparable by type and exactly: 1, 1.0 and True differ, nan equals itself."""
    match value:
        case list() | tuple():
            return (type(value).__name__, [_plain(item) for item in value])
        case dict():
            return ("dict", [(_plain(key), _plain(item)) for key, item in value.items()])
        case _:
            return (type(value).__name__, repr(value))
