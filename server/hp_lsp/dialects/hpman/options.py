"""What a call of `hpargparse.bind` says, and the flags of its parser. Knows the syntax tree of one file."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator, Mapping

from hp_lsp.dialects.hpman.early import first_run
from hp_lsp.dialects.hpman.facts import IN_FILE, Bind, Option
from hp_lsp.dialects.hpman.parsers import all_flags, parser_names, required_flags
from hp_lsp.dialects.hpman.shapes import is_bound_once, text_of
from hp_lsp.python.source import Source
from hp_lsp.text.span import Span

_ACTIONS = ("load", "save", "list", "detail")
_PARSING = ("parse_args", "parse_known_args", "parse_intermixed_args")


def bind_of(source: Source, node: ast.Call, manager: str, runs: Mapping[Span, int]) -> Bind:
    """Return what a call of `bind` with a manager says; `runs` tells with what calls surely run."""
    given = {keyword.arg: keyword.value for keyword in node.keywords}
    actions = _actions(given.get("inject_actions"))
    at = source.span(given["inject_actions"]) if actions is not None else None
    prefix = text_of(given["action_prefix"]) if "action_prefix" in given else "hp"
    reserved = [f"{prefix}-{action}" for action in _added(actions)] if prefix else []
    if "add_help" not in source.text and _is_only_parser(source):
        reserved.append("help")
    is_strict = "conflict_handler" not in source.text
    span = source.span(node)
    run = runs.get(span)
    parser = _parser(source, node)
    names = parser_names(source) if _is_only_parser(source) else frozenset()
    asking = list(_asking(source, names | {parser}))
    options = tuple(_options(source, node, parser))
    is_own = any(option.flag.startswith(f"{prefix}-") for option in options)
    return Bind(
        manager,
        parser,
        span,
        prefix or "",
        actions,
        at,
        options,
        tuple(reserved),
        is_strict,
        bool(parser) and not is_own and _parses(source),
        all_flags(source, node, names) if prefix else None,
        tuple(required_flags(source, names)) if is_strict else (),
        "serial_format" not in given or text_of(given["serial_format"]) == "auto",
        run,
        span.start if run == IN_FILE else first_run(source, node),
        _behind(span, run, [source.span(one) for one in asking], runs),
        tuple(_reads(source, asking)),
    )


def _added(actions: tuple[str, ...] | None) -> list[str]:
    """Return the ends of the flags that hpargparse adds for some actions, for all where they are not known."""
    given = [one for one in _ACTIONS if actions is None or one in actions]
    files = ["serial-format"] if "load" in given or "save" in given else []
    return [*given, *files, *(["exit"] if given else [])]


def _actions(given: ast.expr | None) -> tuple[str, ...] | None:
    match given:
        case ast.Constant(value=False):
            return ()
        case ast.List(elts=parts):
            texts = [text_of(part) for part in parts]
            return None if None in texts else tuple(text for text in texts if text is not None)
        case _:
            return None


def _asking(source: Source, names: Container[str]) -> Iterator[ast.Call]:
    """Yield the calls that ask a parser of one of some names for the arguments."""
    for node in ast.walk(source.tree) if source.tree is not None else ():
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)) if name in names:
                yield from (node,) if method in _PARSING else ()
            case _:
                pass


def _behind(span: Span, run: int | None, asking: list[Span], runs: Mapping[Span, int]) -> int | None:
    """Return where arguments are asked for first behind a call, if that surely runs with it."""
    return min(
        (one.start for one in asking if one > span and run is not None and runs.get(one) == run), default=None
    )


def _reads(source: Source, asking: list[ast.Call]) -> Iterator[tuple[str, Span]]:
    """Yield the attributes that are read of the arguments, where all of a file calls them by one name."""
    nodes = list(ast.walk(source.tree)) if source.tree is not None else []
    names = [
        node.targets[0].id
        for node in nodes
        if isinstance(node, ast.Assign)
        and any(node.value is call for call in asking)
        and isinstance(node.targets[0], ast.Name)
    ]
    if len(names) != 1 or not is_bound_once(source.tree, names[0]):
        return
    for node in nodes:
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=attribute, ctx=ast.Load()) if name == names[0]:
                yield attribute, source.span(node)
            case _:
                pass


def _parses(source: Source) -> bool:
    """Tell whether a file parses arguments, and gives them no values of its own."""
    return "set_defaults" not in source.text and any(f".{name}(" in source.text for name in _PARSING)


def _options(source: Source, bind: ast.Call, parser: str) -> Iterator[Option]:
    """Yield the flags that are added to the same parser; none where there may be several."""
    sure = {id(call) for call in _run_with(source.tree, bind)} if source.tree is not None else set()
    for node in ast.walk(source.tree) if source.tree is not None and parser else ():
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="add_argument")) if name == parser:
                for argument in node.args:
                    text = text_of(argument)
                    if text is not None and text.startswith("--"):
                        yield Option(text[2:], source.span(argument), id(node) in sure)
            case _:
                pass


def _run_with(tree: ast.Module, bind: ast.Call) -> Iterator[ast.Call]:
    """Yield the calls that are statements beside the one that binds, or beside one around it in the same function."""
    body: list[ast.stmt] = tree.body
    found: list[ast.stmt] = []
    while body:
        around = next((one for one in body if any(node is bind for node in ast.walk(one))), None)
        is_inner = isinstance(around, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        found = [] if is_inner else [*found, *body]
        lists = [getattr(around, name, []) for name in ("body", "orelse", "finalbody")]
        body = next(
            (one for one in lists if any(node is bind for inner in one for node in ast.walk(inner))), []
        )
    for statement in found:
        if isinstance(statement, ast.Expr | ast.Assign) and isinstance(statement.value, ast.Call):
            yield statement.value


def _parser(source: Source, bind: ast.Call) -> str:
    """Return the name of the parser that is bound, if the file makes no other one."""
    parser = bind.args[0] if bind.args else None
    is_one = isinstance(parser, ast.Name) and _is_only_parser(source) and _is_given_once(source, parser.id)
    return parser.id if isinstance(parser, ast.Name) and is_one else ""


def _is_given_once(source: Source, name: str) -> bool:
    """Tell whether a file gives a name a value in at most one place; a parameter of that name is the same parser."""
    nodes = ast.walk(source.tree) if source.tree is not None else ()
    found = (isinstance(one, ast.Name) and one.id == name and isinstance(one.ctx, ast.Store) for one in nodes)
    return sum(found) <= 1


def _is_only_parser(source: Source) -> bool:
    return source.text.count("ArgumentParser(") == 1 and "add_parser(" not in source.text
