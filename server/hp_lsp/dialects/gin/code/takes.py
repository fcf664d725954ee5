"""What a configurable takes. Knows what is registered and where it is defined."""

from __future__ import annotations

from hp_lsp.dialects.gin.code.configurable import Configurable
from hp_lsp.dialects.gin.code.tables import BUILTINS
from hp_lsp.python.classes import ClassAt
from hp_lsp.python.module import Class, Decorator, Function
from hp_lsp.python.modules import Found, Modules, absolute
from hp_lsp.python.signatures import (
    UNKNOWN,
    Parameter,
    Signature,
    class_signature,
    found_signature,
    method_signature,
    signature,
    without_given,
)
from hp_lsp.text.span import Location, Span


def signature_of(modules: Modules, configurable: Configurable) -> Signature:
    """Return what a configurable takes, `functools.partial` and the decorators below Gin's taken into account."""
    if configurable.key in BUILTINS and configurable.target is None:
        return _builtin(configurable.key)
    meaning = absolute(modules, configurable.key) if configurable.requires else configurable.meaning
    if not isinstance(meaning, Found) or not isinstance(meaning.bound, Function | Class):
        return found_signature(modules, meaning)
    target = configurable.target
    decorators = meaning.bound.decorators if target is None or target.picture is None else target.decorators
    takes = _plain(modules, meaning, meaning.bound, decorators, is_method=configurable.kind == "method")
    if target is None or not target.partial:
        return takes
    if meaning.bound.decorators:  # of a `partial` Python does not see what a wrapper wraps
        takes = takes._replace(known=False)
    return without_given(takes, target.given)


def _plain(
    modules: Modules,
    meaning: Found,
    bound: Function | Class,
    decorators: tuple[Decorator, ...],
    *,
    is_method: bool,
) -> Signature:
    if isinstance(bound, Class):
        return class_signature(modules, ClassAt(meaning.module, meaning.qualname, bound), decorators)
    if is_method:
        return method_signature(modules, meaning.module, bound, decorators)
    return signature(modules, meaning.module, meaning.qualname, bound, decorators)


def _builtin(key: str) -> Signature:
    nowhere = Location("", Span(0, 0))
    named = [Parameter(name, "positional", None, None, nowhere) for name in BUILTINS[key]]
    return UNKNOWN._replace(parameters=tuple(named), known=True)
