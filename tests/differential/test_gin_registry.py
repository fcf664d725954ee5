"""What the scanner says a package registers, against what the real Gin registers when the package is imported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hp_lsp.dialects.gin.code.facts import Facts
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.code.scan import scan
from hp_lsp.project.modules import ModuleFinder
from hp_lsp.python.source import Source

ORACLE = """
import importlib, json, sys, warnings
warnings.simplefilter("ignore")
import gin
sys.path.insert(0, sys.argv[1])
for name in sys.argv[2].split():
    importlib.import_module(name)
names = json.loads(sys.argv[3])
registry = gin.config._REGISTRY._selector_map

def verdict(key, name):
    try:
        gin.bind_parameter((" ".join(()), key, name), None)
    except ValueError as problem:
        text = str(problem)
        text = text.replace("doesn't have a", "no")
        return next(word for word in ("no parameter", "allowlist", "denylist") if word in text)
    return "yes"

print(json.dumps({
    "keys": sorted(registry),
    "constants": sorted(gin.config._CONSTANTS._selector_map),
    "verdicts": {key: {name: verdict(key, name) for name in names} for key in registry},
}))
"""

NAMES = [
    "a", "b", "c", "d", "x", "y", "z", "args", "kwargs", "kw", "self", "cls", "name", "value", "constructor", "p", "_p",
    "v", "_cls", "nope",
]  # fmt: skip

FORMS = """
import functools
import gin
from gin import config as gin_config
from gin import configurable as conf
import gin.config

@gin.configurable
def bare(a, b=1, *args, c, **kwargs): pass

@gin.configurable()
def called(a, /, b, *, c=2): pass

@gin.configurable('renamed')
def to_rename(a): pass

@gin.configurable(name_or_fn='by_keyword')
def to_rename_too(a): pass

@gin.configurable('x.y.dotted')
def to_dot(a): pass

@gin.configurable(module='other.place')
def moved(a): pass

@gin.configurable('both', 'other.place')
def moved_and_renamed(a): pass

@gin.configurable('inner.n', module='outer')
def combined(a): pass

@gin.register
def registered(a, *args): pass

@gin.register('reg_name', module='reg.module')
class Registered:
    def __init__(self, a, b=2): pass

@gin_config.configurable
def through_config(x): pass

@conf(allowlist=['a'])
def allowed(a, b): pass

@gin.config.configurable(denylist=('b',))
def denied(a, b): pass

@gin.configurable(allowlist=[])
def empty_list(a, b): pass

def plain(a, b): pass
called_form = gin.configurable(plain, module='called')
named_form = gin.configurable('named_form')(plain)
gin.external_configurable(plain, 'ext_name')
gin.external_configurable(plain, module='ext.module')
gin.external_configurable(functools.partial(plain, 1), name='partial_one')
gin.external_configurable(functools.partial(plain, b=1), name='partial_keyword')
gin.external_configurable(lambda x, y=2: x, name='anonymous')
gin.external_configurable(dict, name='a_dict')

def outer():
    @gin.configurable
    def inner(z): pass
    @gin.configurable
    class Inner:
        def __init__(self, z): pass
outer()
"""

HELPERS = """
import gin
from gin import *
import forms_target as target

def layer(*args, **kwargs):
    kwargs['module'] = 'my.layers'
    return gin.external_configurable(*args, **kwargs)

First = layer(target.First)
second = layer(target.second, name='second_layer')

@layer
def used_as_decorator(a): pass

def place(name):
    def wrap(fn):
        return gin.configurable(name, module='placed')(fn)
    return wrap

@place('placed_name')
def to_place(a): pass

here = lambda cls: gin.configurable(cls, module=__name__)
First = here(target.First)

for n in ['a_fn', 'b_fn']:
    gin.external_configurable(getattr(target, n), f'table.{n}')

TABLE = {'one': target.a_fn, 'two': target.b_fn}
for key, fn in TABLE.items():
    gin.external_configurable(fn, 'dict.' + key)

for name, fn in (('p', target.a_fn), ('q', target.b_fn)):
    gin.external_configurable(fn, module='tuple', name='%s_fn' % name)

[gin.external_configurable(fn, module='comp') for fn in (target.a_fn, target.b_fn)]

try:
    import nothing_of_that_name
except ImportError:
    @gin.configurable
    def fallback(a): pass

if True:
    class Holder:
        @gin.configurable
        def configured_method(self, a): pass

@configurable
def starred(a): pass

deco = gin.configurable(module='kept')

@deco
def with_kept(a): pass
"""

TARGET = """
class First:
    def __init__(self, a, b=1): pass

def second(x): pass
def a_fn(a): pass
def b_fn(b): pass
"""

METHODS = """
import gin

@gin.register
class R:
    def __init__(self, a): pass
    @gin.register
    def m(self, x): pass
    @gin.register('other')
    def n(self, y): pass
    @gin.configurable
    def c(self, z): pass

@gin.configurable
class C:
    @gin.register
    def m2(self, x): pass
    @gin.configurable
    def c2(self, z): pass

class Never:
    @gin.register
    def m3(self, x): pass

class External:
    @gin.register
    def m4(self, x): pass

gin.external_configurable(External, module='ext')

class Static:
    @staticmethod
    @gin.configurable
    def st(a): pass

class Broken:
    @gin.configurable
    @classmethod
    def cm(cls, a): pass
    @gin.configurable
    @property
    def pr(self): pass
    @classmethod
    @gin.configurable
    def inner_cm(cls, a): pass

class Loose:
    @gin.register
    def inherited(self, a): pass

@gin.register
class Heir(Loose):
    pass

gin.external_configurable(Loose.inherited, 'through_class')
"""

MORE = """
import functools
import gin
import gin as G
import more_target
from more_target import Outer as O
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nowhere import nothing

conf = gin.configurable
MODULE = 'const.module'
PREFIX = __name__ + '.sub'
OPTIONS = {'module': 'from.options'}

@conf
def through_alias(a): pass

@G.configurable(module=MODULE)
def through_as(a): pass

@gin.configurable(**OPTIONS)
def with_options(a): pass

@gin.configurable(f'{PREFIX}.named')
def formatted(a): pass

cc = partial(gin.external_configurable, module='cc')
cc(more_target.f)
cc(O.Inner, name='Deep')
cc(O.Inner.method)

kept = functools.partial(gin.configurable, module='kept.partial')

@kept()
def by_partial(a): pass

def two(*args, **kwargs):
    return one(*args, module='levels', **kwargs)

def one(target, **kwargs):
    return gin.external_configurable(target, **kwargs)

two(more_target.f)

def register_all(module, names):
    for name in names:
        gin.external_configurable(getattr(module, name), module='all.of')

register_all(more_target, ['g', 'h'])

for n, f in zip(['zip_a', 'zip_b'], [more_target.g, more_target.h]):
    gin.external_configurable(f, name=n)

for i, f in enumerate((more_target.g,)):
    gin.external_configurable(f, name='enumerated')

for f in [*(more_target.g,), more_target.h]:
    gin.external_configurable(f, module='starred')

for f in (more_target.g, more_target.h):
    gin.external_configurable(f, 'by_name.' + f.__name__)

TABLE = dict(first=more_target.g, second=more_target.h)
for k, v in TABLE.items():
    gin.external_configurable(v, 'dict_call.' + k)

for k, v in {f'k{n}': more_target.g for n in ('1', '2')}.items():
    gin.external_configurable(v, 'comprehended.{}'.format(k))

class Table:
    rows = [('row_a', more_target.g), ('row_b', more_target.h)]
for name, fn in Table.rows:
    gin.external_configurable(fn, name)

def with_default(fn, module='default.module'):
    return gin.configurable(module=module)(fn)

@with_default
def uses_default(a): pass

def scoped():
    def local(q): pass
    gin.external_configurable(local, module='local.scope')
scoped()

@gin.configurable
def twice(a): pass
gin.external_configurable(twice, 'again')
"""

MORE_TARGET = """
class Outer:
    class Inner:
        def __init__(self, a, *, b=1): pass
        def method(self, x): pass
def f(a): pass
def g(b): pass
def h(c): pass
"""

CLASSES = """
import abc, collections, dataclasses, enum, functools, typing
import attr
import gin

class Base:
    def __init__(self, a, b=1): pass

class Middle(Base): pass

@gin.configurable
class Inherits(Middle): pass

@gin.configurable
class Wider(Base):
    def __init__(self, z, **kw): pass

@gin.configurable
class Nothing: pass

@gin.configurable
class Abstract(abc.ABC): pass

@gin.configurable
class Failure(Exception): pass

@gin.configurable
class ADict(dict): pass

@gin.configurable
class OnlyNew:
    def __new__(cls, x): return object.__new__(cls)

@gin.configurable
class NewAndInit:
    def __new__(cls, *args, **kwargs): return object.__new__(cls)
    def __init__(self, y): pass

T = typing.TypeVar('T')

class Box(typing.Generic[T]):
    def __init__(self, v): pass

@gin.configurable
class Boxed(Box[int]): pass

class Left(Base):
    pass

class Right(Base):
    def __init__(self, c): pass

@gin.configurable
class Diamond(Left, Right): pass

@gin.configurable
@dataclasses.dataclass
class Data:
    a: int
    b: int = 1
    c: list = dataclasses.field(default_factory=list)
    d: int = dataclasses.field(default=1, init=False)
    x: typing.ClassVar[int] = 3
    y: dataclasses.InitVar[int] = 2
    _: dataclasses.KW_ONLY
    z: int = 1

@dataclasses.dataclass(frozen=True)
class Parent:
    p: int = 1

@gin.configurable
@dataclasses.dataclass(frozen=True)
class Child(Parent):
    v: int = 2

@gin.configurable
class UndecoratedChild(Parent):
    x: int = 3

@gin.configurable
@dataclasses.dataclass(init=False)
class NoInit:
    a: int = 1

@gin.configurable
@dataclasses.dataclass
class OwnInit:
    a: int = 1
    def __init__(self, b): pass

@dataclasses.dataclass
@gin.configurable
class Outside:
    a: int = 1

@gin.configurable
class Tuple(typing.NamedTuple):
    a: int
    b: int = 1

@gin.configurable
@attr.s
class Attrs:
    a = attr.ib()
    _p = attr.ib(default=1)
    c = attr.ib(init=False, default=1)

@gin.configurable
@attr.define
class Defined:
    a: int
    _p: int = 1
    b: int = attr.field(default=2, kw_only=True)
    c: int = attr.field(default=3, alias='v')

class Meta(type):
    def __call__(cls, *args, x=1, **kwargs): return super().__call__(*args, **kwargs)

@gin.configurable
class WithMeta(metaclass=Meta):
    def __init__(self, a): pass

def wrapping(fn):
    @functools.wraps(fn)
    def wrapper(*args, extra=1, **kwargs): return fn(*args, **kwargs)
    return wrapper

@gin.configurable
@wrapping
def wrapped(a): pass

@gin.configurable
@functools.lru_cache(maxsize=None)
def cached(a): pass

def same(fn):
    REGISTERED.append(fn)
    return fn
REGISTERED = []

@gin.configurable
@same
def same_one(a): pass

@gin.configurable
@same
class SameClass:
    def __init__(self, a): pass

class Hooked:
    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        REGISTERED.append(cls)

@gin.configurable
class AfterHook(Hooked):
    def __init__(self, a): pass

class LateBase:
    def __init__(self, a): pass
LateBase = gin.configurable(LateBase)

@gin.configurable
class AfterLate(LateBase): pass

@gin.configurable
class Outer:
    class Nested:
        def __init__(self, a): pass
    @gin.configurable
    class Configured(Nested): pass

@gin.configurable
async def coroutine(a): pass
"""

CONSTANTS = """
import enum
import gin

gin.constant('ONE', 1)
gin.constant('a.b.TWO', 2)
gin.constant(name='THREE', value=3)
for name, value in [('FOUR', 4), ('FIVE', 5)]:
    gin.constant('loop.' + name, value)

@gin.constants_from_enum
class Color(enum.Enum):
    RED = 1
    BLUE = 2
    _ignore_ = ['x']

    def method(self): pass

@gin.constants_from_enum(module='mod')
class Shape(enum.Enum):
    ROUND = 'r'

class Plain(enum.Enum):
    A = 1
gin.constants_from_enum(Plain, module='called')
"""

PACKAGES = {
    "forms": {"forms.py": FORMS},
    "helpers": {"helpers.py": HELPERS, "forms_target.py": TARGET},
    "methods": {"methods.py": METHODS},
    "more": {"more.py": MORE, "more_target.py": MORE_TARGET},
    "classes": {"classes.py": CLASSES},
    "constants": {"constants.py": CONSTANTS},
    "pk.sub.mod": {
        "pk/__init__.py": "from pk.sub import *",
        "pk/sub/__init__.py": "from .mod import Derived\n__all__ = ['Derived']",
        "pk/sub/mod.py": "import gin\nfrom ..base import Base\n\n\n@gin.configurable\nclass Derived(Base): pass\n",
        "pk/base.py": "class Base:\n    def __init__(self, a, b): pass\n",
    },
}


def _written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _real(folder: Path, modules: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", ORACLE, str(folder), modules, json.dumps(NAMES)],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _ours(folder: Path) -> Registry:
    finder = ModuleFinder([str(folder)], (), [str(Path(sys.prefix) / "lib")])
    facts: dict[str, Facts] = {}
    for path in sorted(map(str, folder.rglob("*.py"))):
        found = scan(Source(Path(path).read_text(encoding="utf-8"), finder.module_name(path), path))
        if found is not None:
            facts[path] = found
    return Registry(facts, finder)


@pytest.fixture(params=PACKAGES, ids=str)
def both(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[dict[str, Any], Registry]:
    folder = _written(tmp_path, PACKAGES[request.param])
    return _real(folder, request.param), _ours(folder)


def _own_keys(registry: Registry) -> list[str]:
    return [one.key for one in registry.configurables() if not one.requires]


def test_registers_the_same_keys(both: tuple[dict[str, Any], Registry]) -> None:
    real, ours = both
    assert _own_keys(ours) == real["keys"]


def test_registers_the_same_constants(both: tuple[dict[str, Any], Registry]) -> None:
    real, ours = both
    assert [one.name for one in ours.constants() if not one.name.startswith(("tf.", "torch."))] == real[
        "constants"
    ]


def test_lets_the_same_parameters_be_bound(both: tuple[dict[str, Any], Registry]) -> None:
    real, ours = both
    wrong = {}
    for key, verdicts in real["verdicts"].items():
        (configurable,) = ours.alternatives(key)
        for name, verdict in verdicts.items():
            if ours.bindable(configurable, name) != verdict:
                wrong[key, name] = (ours.bindable(configurable, name), verdict)
    assert wrong == {}
