"""Which flags a program adds to its parser itself, where all are seen. Knows the syntax tree of one file."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from hp_lsp.dialects.hpman.facts import Required
from hp_lsp.dialects.hpman.shapes import text_of
from hp_lsp.python.source import Source

_OTHER_WAYS = ("sys.argv", "parents", "prefix_chars", "__getattr__")
"""What stands in files whose parser may take other flags than those that are added to it."""
_HARMLESS = frozenset(
    (
        "add_argument", "description", "epilog", "format_help", "formatter_class", "parse_args", "print_help",
        "print_usage", "prog", "set_defaults", "usage",
    )
)  # fmt: skip
"""What may be done with a parser so that all its flags are seen."""


def parser_names(source: Source) -> frozenset[str]:
    """Return the names that a file gives a parser: one that is made there, or that a function of the file makes."""
    names: set[str] = set()
    making: set[str] = set()
    nodes = list(ast.walk(source.tree)) if source.tree is not None else []
    while True:
        before = len(names) + len(making)
        for node in nodes:
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value) if _is_made(value, making):
                    names.add(name)
                case ast.FunctionDef(name=name) if any(_returns(node, names)):
                    making.add(name)
                case _:
                    pass
        if len(names) + len(making) == before:
            return frozenset(names)


def all_flags(source: Source, bind: ast.Call, names: Collection[str]) -> tuple[str, ...] | None:
    """Return the flags that a file adds to the parser of some names that it binds; None where others may be there.

    Also None where the parser does not take the program's own arguments.
    """
    tree = source.tree
    if tree is None or not bind.args or any(word in source.text for word in _OTHER_WAYS):
        return None
    returned = {
        id(value) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for value in _returned(node)
    }
    making = {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and any(_returns(node, names))
    }
    known = returned | {id(bind.args[0])}
    flags: list[str] = []
    uses: list[ast.Name] = []
    parses = False
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) if name in names:
                uses.append(node)
            case ast.arg(arg=name) if name in names:
                return None
            case ast.Assign(targets=[ast.Name(id=name) as target], value=value) if name in names:
                known.update((id(target),) if _is_made(value, making) else ())
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name) as owner, attr=method)) if name in names:
                texts = [text_of(argument) for argument in node.args]
                if method == "add_argument" and None not in texts:
                    flags += _added(node, [text for text in texts if text is not None])
                    known.add(id(owner))
                elif method == "parse_args" and not node.args and not node.keywords:
                    parses = True
                    known.add(id(owner))
                elif method not in ("add_argument", "parse_args") and method in _HARMLESS:
                    known.add(id(owner))
            case ast.Attribute(value=ast.Name(id=name) as owner, attr=attribute) if name in names:
                known.update((id(owner),) if attribute in _HARMLESS - {"add_argument", "parse_args"} else ())
            case _:
                pass
    is_bound = isinstance(bind.args[0], ast.Name) and bind.args[0].id in names
    return tuple(flags) if is_bound and parses and all(id(use) in known for use in uses) else None


def required_flags(source: Source, names: Collection[str]) -> Iterator[Required]:
    """Yield the arguments that a parser surely gets as required, where the file gives it some name.

    They are added where the parser is made. Those with a short flag too are left out.
    """
    for owner in ast.walk(source.tree) if source.tree is not None else ():
        if not isinstance(owner, ast.Module | ast.FunctionDef | ast.If):
            continue
        given: set[str] = set()
        for statement in owner.body:
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in names:
                    given.update((name,) if _is_made(value, ()) else ())
                case ast.Expr(
                    ast.Call(
                        func=ast.Attribute(value=ast.Name(id=name), attr="add_argument"), args=args
                    ) as call
                ) if name in given and _is_required(call):
                    texts = [text_of(argument) or "" for argument in args]
                    if args and all(text.startswith("--") for text in texts):
                        yield Required(tuple(text[2:] for text in texts), source.span(args[0]))
                case _:
                    pass
            if not isinstance(statement, ast.FunctionDef) and _may_end(statement):
                break


def _may_end(statement: ast.stmt) -> bool:
    return any(isinstance(node, ast.Return) for node in ast.walk(statement))


def _is_required(call: ast.Call) -> bool:
    given = (one.value for one in call.keywords if one.arg == "required")
    return any(isinstance(value, ast.Constant) and value.value is True for value in given)


def _added(node: ast.Call, texts: list[str]) -> Iterator[str]:
    """Yield the flags that an `add_argument` adds; also `--no-` ones, as of `BooleanOptionalAction`, where one may."""
    action = next((one.value for one in node.keywords if one.arg in ("action", None)), None)
    for text in texts:
        if text.startswith("--"):
            yield text[2:]
            yield from () if action is None or text_of(action) is not None else (f"no-{text[2:]}",)


def _is_made(value: ast.expr, making: Collection[str]) -> bool:
    """Tell whether an expression makes a parser."""
    called = value.func if isinstance(value, ast.Call) else None
    match called:
        case ast.Name(id="ArgumentParser") | ast.Attribute(attr="ArgumentParser"):
            return True
        case ast.Name(id=name):
            return name in making
        case _:
            return False


def _returns(function: ast.FunctionDef, names: Collection[str]) -> Iterator[bool]:
    yield from (isinstance(value, ast.Name) and value.id in names for value in _returned(function))


def _returned(function: ast.FunctionDef) -> Iterator[ast.expr]:
    """Yield what a function returns."""
    for node in ast.walk(function):
        if isinstance(node, ast.Return) and node.value is not None:
            yield node.value
