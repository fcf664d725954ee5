"""Markdown about what a symbol stands for, for hover and completion. Knows no file formats."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Symbol, View
from hp_lsp.dialects.gin.code.registry import Configurable, Registry
from hp_lsp.dialects.gin.configs import gin_config_at
from hp_lsp.dialects.gin.describe_places import describe_module, describe_scope
from hp_lsp.dialects.gin.effective.shown import short_path, shown_macro, shown_parameter
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.names.symbols import split_parameter
from hp_lsp.dialects.gin.runs.includes import closure, read_together
from hp_lsp.dialects.markdown import code_block, prose
from hp_lsp.python.docstrings import parameter_text
from hp_lsp.python.signatures import Parameter, Signature

MOST_VALUES = 5
MOST_LINE = 88


def describe(view: View, symbol: Symbol, path: str) -> str | None:
    """Return Markdown about a symbol as seen from the file at `path`; None where there is nothing to say."""
    match symbol.kind:
        case "configurable":
            return _configurable(view, symbol.key)
        case "parameter":
            return _parameter(view, *split_parameter(symbol), path)
        case "macro":
            return _macro(view, symbol, path)
        case "constant":
            return _constant(view, symbol.key)
        case "module":
            return describe_module(view, symbol.key)
        case "scope":
            return describe_scope(view, symbol.key, path)
        case "file":
            return f"Config `{short_path(view, symbol.key)}`"
        case _:
            return None


def _configurable(view: View, key: str) -> str | None:
    registry: Registry = view.index("gin")
    configurable = registry.object_at(key)
    if configurable is None:
        return None
    signature = registry.signature(configurable)
    parts = [code_block(_header(configurable, signature)), f"Registered as `{configurable.key}`"]
    if configurable.docstring:
        parts.append(prose(configurable.docstring))
    return "\n\n".join(parts)


def _header(configurable: Configurable, signature: Signature) -> str:
    keyword = "class" if configurable.kind == "class" else "def"
    name = configurable.key.rpartition(".")[2]
    listed = list(_listed(signature))
    if not signature.known and not listed:
        listed = ["..."]
    flat = f"{keyword} {name}({', '.join(listed)})"
    if len(flat) <= MOST_LINE:
        return flat
    return f"{keyword} {name}(\n" + "".join(f"    {one},\n" for one in listed) + ")"


def _listed(signature: Signature) -> Iterator[str]:
    """Yield the parameters as a `def` would list them, with `/` and `*` where they belong."""
    before = ""
    for parameter in signature.parameters:
        if before == "positional-only" != parameter.kind:
            yield "/"
        if parameter.kind == "keyword-only" != before:
            yield "*"
        yield declared(parameter)
        before = parameter.kind
    if before == "positional-only":
        yield "/"


def declared(parameter: Parameter) -> str:
    """Return a parameter as a `def` lists it."""
    text = parameter.name
    if parameter.annotation is not None:
        text += f": {parameter.annotation}"
    if parameter.default is not None:
        text += f" = {parameter.default}" if parameter.annotation is not None else f"={parameter.default}"
    return text


def _parameter(view: View, key: str, name: str, path: str) -> str | None:
    registry: Registry = view.index("gin")
    configurable = registry.object_at(key)
    if configurable is None:
        return None
    parameter = registry.parameter(configurable, name)
    bound = shown_parameter(view, path, key, name)
    shown = [code_block("\n".join(bound))] if bound else []
    if parameter is None:
        return "\n\n".join((f"`{name}` of `{key}`", *shown))
    parts = [code_block(declared(parameter)), f"Parameter of `{key}`"]
    if parameter.default is not None and parameter.default.rpartition(".")[2] == "REQUIRED":
        parts[-1] += " that must be bound"
    parts.extend(shown)
    text = parameter_text(configurable.docstring, name)
    if text:
        parts.append(prose(text))
    return "\n\n".join(parts)


def _macro(view: View, symbol: Symbol, path: str) -> str:
    lines = shown_macro(view, path, symbol.key)
    if lines:
        return f"{code_block(chr(10).join(lines))}\n\nMacro"
    for place in _macro_files(view, symbol, path):
        document = gin_config_at(view, place)
        if document is None:
            continue
        for statement, macro in resolve(view, document).macros():
            if macro.defines and macro.key == symbol.key:
                line = document.text.position(statement.span.start).line
                text = document.text.line(line).strip()
                lines.append(f"{text}  # {short_path(view, place)}:{line + 1}")
    if not lines:
        return f"Macro `{symbol.key}`, which {_who_defines(view, symbol)}"
    shown = lines[:MOST_VALUES]
    if len(lines) > len(shown):
        shown.append(f"# and {len(lines) - len(shown)} more")
    return f"{code_block(chr(10).join(shown))}\n\nMacro"


def _macro_files(view: View, symbol: Symbol, path: str) -> list[str]:
    """Return the files that define a macro, those that the config at `path` reads itself first.

    Of a config, only those that are read with it: what the others make of the name is nothing to it.
    """
    defining = view.defining(symbol)
    document = view.document(path)
    if document is None or document.dialect is None:
        return list(defining)
    near = dict.fromkeys((*closure(view, path).paths, *read_together(view, path).paths))
    return [place for place in near if place in defining]


def _who_defines(view: View, symbol: Symbol) -> str:
    """Return who defines a macro that no config defines that is read with the one asked from."""
    count = len(view.defining(symbol))
    if not count:
        return "no config of the workspace defines"
    others = "1 other does" if count == 1 else f"{count} others do"
    return f"no config that is read with this one defines; {others}"


def _constant(view: View, name: str) -> str | None:
    registry: Registry = view.index("gin")
    constant = next((one for one in registry.constants_matching(name) if one.name == name), None)
    if constant is None:
        return None
    return f"{code_block(f'{constant.name} = {constant.value}' if constant.value else constant.name)}\n\nGin constant"
