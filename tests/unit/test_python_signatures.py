"""What classes and functions take: against Python's own `inspect` on real modules, and the odd cases by hand."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gin.config
import pytest

from hp_lsp.project.modules import ModuleFinder
from hp_lsp.python.forwarding import forwarded
from hp_lsp.python.module import Module
from hp_lsp.python.modules import Found, Missing, Modules, absolute, lookup
from hp_lsp.python.signatures import Signature, found_signature

STANDARD = """
abc argparse ast asyncio base64 bdb calendar cmd code codecs collections concurrent.futures configparser contextlib
csv dataclasses datetime decimal difflib dis email.message enum fileinput fractions functools gettext gzip hashlib
heapq html http.client http.cookies imaplib inspect io ipaddress json json.decoder json.encoder keyword linecache
locale logging logging.config logging.handlers mailbox mimetypes multiprocessing.pool netrc ntpath numbers operator
optparse os pathlib pdb pickle pkgutil platform plistlib poplib posixpath pprint profile pstats queue random re
reprlib sched selectors shelve shlex shutil smtplib socket socketserver sqlite3 ssl stat statistics string
subprocess symtable tarfile tempfile textwrap threading timeit token tokenize trace traceback tracemalloc types
typing unittest.case unittest.mock urllib.parse urllib.request uuid venv warnings wave weakref xml.dom.minidom
xml.etree.ElementTree xmlrpc.client zipfile zoneinfo lark lark.lark lark.tree hypothesis.strategies rich.console
rich.table rich.text click click.core attr
"""


PATCHED = ("typing._collect_type_vars",)
"""What `typing_extensions` replaces at run time on older Pythons."""


def members() -> Iterator[tuple[str, Any]]:
    for name in STANDARD.split():
        module = importlib.import_module(name)
        for attribute, value in vars(module).items():
            if (inspect.isclass(value) or inspect.isfunction(value)) and f"{name}.{attribute}" not in PATCHED:
                yield f"{name}.{attribute}", value


def real_names(value: Any) -> tuple[set[str], bool] | None:
    """Return the names that Gin lets be bound, and whether it takes any; None where `inspect` cannot tell."""
    function = gin.config._find_class_construction_fn(value) if inspect.isclass(value) else value
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    try:
        spec = inspect.getfullargspec(function)
    except TypeError:
        return None
    return {*spec.args, *spec.kwonlyargs}, spec.varkw is not None


def our_names(signature: Signature) -> tuple[set[str], bool]:
    named = {one.name for one in signature.parameters}
    return (named | {signature.receiver} if signature.receiver else named), signature.accepts_any


def test_no_signature_of_an_installed_module_is_wrong() -> None:
    site = [path for path in sys.path if path.endswith("site-packages")]
    finder = ModuleFinder([], (), site)
    wrong, verdicts = {}, Counter[str]()
    for name, value in members():
        real, meaning = real_names(value), absolute(finder, name)
        assert meaning is not Missing.ABSENT or name.rpartition(".")[2].startswith("__"), name
        ours = found_signature(finder, meaning)
        verdicts["known" if ours.known else "unknown"] += 1
        if real is None or not ours.known:
            continue
        if our_names(ours)[1] != real[1] or (not real[1] and our_names(ours)[0] != real[0]):
            wrong[name] = (our_names(ours), real)
    assert wrong == {}
    assert verdicts["known"] > 2 * verdicts["unknown"]


def project(folder: Path, files: dict[str, str]) -> Modules:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return ModuleFinder([str(folder)])


def taken(modules: Modules, name: str) -> str:
    """Render what something takes: `a, b, **` for names and any, with `?` where it is not known."""
    signature = found_signature(modules, absolute(modules, name))
    names = [one.name for one in signature.parameters] + (["**"] if signature.accepts_any else [])
    return ", ".join(names) + ("" if signature.known else "?")


UNKNOWN_CASES = """
import functools
import torch
from elsewhere import Base, decorate
from flax import linen as nn

class Unread(torch.nn.Module): pass
class Own(torch.nn.Module):
    def __init__(self, a): pass
class First:
    def __init__(self, a): pass
class FirstThenUnread(First, torch.nn.Module): pass
class UnreadThenFirst(torch.nn.Module, First): pass
class Computed(make()): pass
@decorate
class Decorated:
    def __init__(self, a): pass
@decorate
def function(a): pass
class DecoratedInit:
    @decorate
    def __init__(self, a): pass
class Meta(type):
    def __new__(mcs, name, bases, namespace): return super().__new__(mcs, name, bases, namespace)
class Made(metaclass=Meta):
    def __init__(self, a): pass
class UnreadMeta(metaclass=torch.Meta):
    def __init__(self, a): pass
class Hook:
    def __init_subclass__(cls): cls.__init__ = lambda self, b: None
class Hooked(Hook):
    def __init__(self, a): pass
if torch.old:
    def branch(a): pass
else:
    def branch(b): pass
def kept(a): pass
kept = functools.lru_cache(kept)
def changed(a): pass
changed = decorate(changed)
class Inconsistent(First, object, First): pass
class Circle(Circle2): pass
class Circle2(Circle): pass
class Dense(nn.Module):
    features: int
    use_bias: bool = True
class Wide(Dense):
    width: int = 1
    def __call__(self, x): pass
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Unread", "?"),
        ("Own", "a"),
        ("FirstThenUnread", "a"),
        ("UnreadThenFirst", "?"),
        ("Computed", "?"),
        ("Decorated", "a?"),
        ("function", "a?"),
        ("DecoratedInit", "a?"),
        ("Made", "a?"),
        ("UnreadMeta", "a?"),
        ("Hooked", "a?"),
        ("branch", "?"),
        ("kept", "a"),
        ("changed", "a?"),
        ("Inconsistent", "?"),
        ("Circle", "?"),
        ("Dense", "parent, name, features, use_bias"),
        ("Wide", "parent, name, features, use_bias, width"),
        ("nothing", "?"),
    ],
)
def test_what_cannot_be_read_is_not_known(tmp_path: Path, name: str, expected: str) -> None:
    assert taken(project(tmp_path, {"code.py": UNKNOWN_CASES}), f"code.{name}") == expected


def test_parameters_tell_where_they_are_declared(tmp_path: Path) -> None:
    base = "class Base:\n    def __init__(self, é: 'int' = 1, *, size: list[int] = [1, 2]): pass\n"
    modules = project(
        tmp_path,
        {
            "pk/__init__.py": "",
            "pk/base.py": base,
            "code.py": "from pk.base import Base as B\nclass C(B): ...",
        },
    )
    first, second = found_signature(modules, absolute(modules, "code.C")).parameters
    assert (first.name, first.kind, first.default, first.annotation) == ("é", "positional", "1", "'int'")
    assert (second.kind, second.default, second.annotation) == ("keyword-only", "[1, 2]", "list[int]")
    assert first.declaration.path == str(tmp_path / "pk" / "base.py")
    assert base[slice(*second.declaration.span)] == "size"


def test_decorators_are_judged_by_what_they_return(tmp_path: Path) -> None:
    code = """
import functools
from functools import wraps

def same(f): return f
def factory(name):
    def inner(f):
        TABLE[name] = f
        return f
    return inner
def either(f=None, *, x=1):
    def inner(f): return f
    if f is None:
        return inner
    return inner(f)
def wrapping(f):
    @wraps(f)
    def wrapper(*args, **kwargs): return f(*args, **kwargs)
    return wrapper
def naked(f):
    def wrapper(b): return f(b)
    return wrapper
def mutating(cls):
    cls.__init__ = naked
    return cls

@same
def a(x): pass
@factory('b')
def b(x): pass
@either
def c(x): pass
@either(x=2)
def d(x): pass
@wrapping
def e(x): pass
@naked
def f(x): pass
@mutating
class g:
    def __init__(self, x): pass
"""
    modules = project(tmp_path, {"code.py": code})
    found = {name: taken(modules, f"code.{name}") for name in "abcdefg"}
    assert found == {"a": "x", "b": "x", "c": "x", "d": "x", "e": "x", "f": "x?", "g": "x?"}
    assert isinstance(absolute(modules, "code.a"), Found)


FORWARDING = """
import helper
class Base:
    def __init__(self, a, b=1, **kw): self.rest(1, **kw)
    def rest(self, first, second, *, third=3): pass
class Child(Base):
    def __init__(self, own, **kwargs): super().__init__(a=1, **kwargs)
def f(x, **kwargs): return g(x, y=1, **kwargs)
def g(p, q, y, z, **more): helper.h(**more)
def round(**kwargs): return round(**kwargs)
def pops(**kwargs):
    a = kwargs.pop('a')
    return unknown(**kwargs)
def starred(*args, **kwargs): return g(*args, **kwargs)
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Base", ["second", "third"]), ("Child", ["b", "second", "third"]), ("f", ["q", "z", "deep"]), ("round", []),
        ("pops", []), ("starred", []),
    ],
)  # fmt: skip
def test_forwarded_parameters(tmp_path: Path, name: str, expected: list[str]) -> None:
    (tmp_path / "helper.py").write_text("def h(deep=1): pass\n")
    (tmp_path / "code.py").write_text(FORWARDING)
    finder = ModuleFinder([str(tmp_path)])
    module = finder.find("code")
    assert isinstance(module, Module)
    assert [one.name for one in forwarded(finder, lookup(finder, module, name))] == expected


MADE_OF_FIELDS = """
import chex, equinox as eqx, flax.linen as nn, flax.struct
from flax.struct import PyTreeNode
from typing import ClassVar
class Linen(nn.Module):
    features: int
    act: object = nn.relu
    c: ClassVar[int] = 1
class LinenChild(Linen):
    extra: int = 2
class Bare(nn.Module):
    def setup(self): pass
class Eqx(eqx.Module):
    w: int
    s: int = eqx.field(static=True, default=2)
class EqxOwn(eqx.Module):
    w: int
    def __init__(self, size): pass
class EqxChild(Eqx):
    z: int = 1
class EqxHeir(EqxOwn):
    y: int = 1
@chex.dataclass(frozen=True)
class Chex:
    a: int
    b: int = 1
@flax.struct.dataclass
class Struct:
    a: int
    b: int = flax.struct.field(pytree_node=False, default=1)
class Node(PyTreeNode):
    a: int = 1
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Linen", "features act parent name"), ("LinenChild", "features act extra parent name"),
        ("Bare", "parent name"), ("Eqx", "w s"), ("EqxOwn", "size"), ("EqxChild", "w s z"), ("EqxHeir", "size"),
        ("Chex", "a b"), ("Struct", "a b"), ("Node", "a"),
    ],
)  # fmt: skip
def test_libraries_that_make_constructors_of_fields(tmp_path: Path, name: str, expected: str) -> None:
    """Compare with what the real Gin takes with flax 0.12, equinox 0.13 and chex 0.1.92, none of which is needed."""
    (tmp_path / "code.py").write_text(MADE_OF_FIELDS)
    finder = ModuleFinder([str(tmp_path)])
    found = found_signature(finder, absolute(finder, f"code.{name}"))
    assert sorted(one.name for one in found.parameters) == sorted(expected.split())
    assert (found.known, found.accepts_any, found.receiver) == (True, False, "self")
