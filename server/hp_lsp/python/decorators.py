"""What decorators leave of a signature. Knows those that are everywhere; others are judged by their own text."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from hp_lsp.python.classes import target
from hp_lsp.python.module import Decorator, Function, Module
from hp_lsp.python.modules import Found, Modules, lookup


class Transform(Enum):
    """What a decorator does to what it decorates."""

    KEEPS = "keeps"
    """The signature stays: the same object, or one that `functools.wraps` it."""
    DATACLASS = "dataclass"
    """A constructor is made of the fields."""
    UNKNOWN = "unknown"


_KEEPING = frozenset(
    (
        "abc.abstractmethod", "classmethod", "staticmethod", "property", "functools.lru_cache", "functools.cache",
        "functools.singledispatch", "functools.total_ordering", "contextlib.contextmanager",
        "contextlib.asynccontextmanager", "typing.final", "typing.no_type_check", "typing.overload",
        "typing.runtime_checkable", "typing_extensions.runtime_checkable", "typing_extensions.final",
        "enum.unique", "six.python_2_unicode_compatible", "warnings.deprecated", "typing_extensions.deprecated",
        "gin.configurable", "gin.register", "gin.external_configurable", "gin.constants_from_enum",
        "gin.config.configurable", "gin.config.register", "gin.config.external_configurable",
        "gin.config.constants_from_enum",
        "jax.jit", "jax.pmap", "jax.vmap", "jax.named_call", "jax.custom_vjp", "jax.custom_jvp",
        "tensorflow.function", "tensorflow.autograph.experimental.do_not_convert", "tensorflow.custom_gradient",
        "tensorflow.keras.utils.register_keras_serializable", "tensorflow.Module.with_name_scope",
        "keras.utils.register_keras_serializable", "keras.saving.register_keras_serializable",
        "torch.no_grad", "torch.inference_mode", "torch.enable_grad", "torch.jit.ignore", "torch.jit.export",
        "torch.jit.unused", "flax.linen.compact", "flax.linen.nowrap", "flax.nn.compact",
    )
)  # fmt: skip

DATACLASSES = frozenset(
    (
        "dataclasses.dataclass", "flax.struct.dataclass", "chex.dataclass", "attr.s", "attr.attrs", "attr.dataclass",
        "attr.define", "attr.frozen", "attr.mutable", "attrs.define", "attrs.frozen", "attrs.mutable",
        "attr.attributes", "jax_dataclasses.pytree_dataclass",
    )
)  # fmt: skip
"""Decorators that make a constructor of the fields, by absolute name."""


def transform_of(modules: Modules, module: Module, decorator: Decorator) -> Transform:
    """Return what a decorator written in `module` does."""
    if decorator.name is None:
        return Transform.UNKNOWN
    absolute = target(module, decorator.name)
    absolute = absolute.replace("tf.", "tensorflow.", 1) if absolute.startswith("tf.") else absolute
    if absolute.replace(".compat.v1", "").replace(".compat.v2", "") in _KEEPING:
        return Transform.KEEPS
    if absolute in DATACLASSES:
        return Transform.DATACLASS
    if absolute == "functools.partial":
        return transform_of(modules, module, Decorator(_first_argument(decorator), None))
    if absolute == "six.add_metaclass":
        plain = target(module, _first_argument(decorator) or "") == "abc.ABCMeta"
        return Transform.KEEPS if plain else Transform.UNKNOWN
    return _read(modules, module, decorator, decorator.name)


def _first_argument(decorator: Decorator) -> str | None:
    """Return the dotted name that a decorator is given first; None for anything else."""
    first = next((text for key, text in decorator.call or () if key is None), "")
    return first if all(part.isidentifier() for part in first.split(".")) else None


def decorated(transforms: Sequence[Transform]) -> bool:
    """Tell whether a function keeps its signature under decorators of these kinds."""
    return all(transform is Transform.KEEPS for transform in transforms)


def replacement(
    modules: Modules, module: Module, decorators: Sequence[Decorator]
) -> tuple[Module, str] | None:
    """Return the module and name of what decorators put in place of a function or class, if that can be told.

    None where it keeps its own name, or where nothing is known.
    """
    for decorator in decorators:
        if transform_of(modules, module, decorator) is not Transform.UNKNOWN:
            continue
        meaning = lookup(modules, module, decorator.name or "")
        if decorator.call is None and isinstance(meaning, Found) and isinstance(meaning.bound, Function):
            return (meaning.module, meaning.bound.gives) if meaning.bound.gives else None
        return None
    return None


def _read(modules: Modules, module: Module, decorator: Decorator, name: str) -> Transform:
    meaning = lookup(modules, module, name)
    if not isinstance(meaning, Found) or not isinstance(meaning.bound, Function):
        return Transform.UNKNOWN
    function = meaning.bound
    effect = function.effect if decorator.call is None else function.product_effect
    keeps = effect != "" and not function.decorators and not function.rewrites_class
    return Transform.KEEPS if keeps or _only_wraps(effect, function) else Transform.UNKNOWN


def _only_wraps(effect: str, function: Function) -> bool:
    """Tell whether a function makes nothing but a wrapper of what it is given."""
    return effect == "wraps" and not function.decorators
