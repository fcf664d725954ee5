"""What code registers with Gin, how selectors find it, and what stays open where code cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from hp_lsp.dialects.gin.code.configurable import Configurable
from hp_lsp.dialects.gin.code.facts import Facts
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.code.scan import scan
from hp_lsp.dialects.gin.code.selectors import SelectorMap
from hp_lsp.dialects.gin.code.tables import BUILTIN_CONSTANTS, BUILTINS, IMPORTED, IMPORTED_CONSTANTS
from hp_lsp.dialects.gin.tree import Import, Name
from hp_lsp.project.modules import ModuleFinder
from hp_lsp.python.modules import Missing
from hp_lsp.python.source import Source
from hp_lsp.text.span import Span


def registry(folder: Path, files: dict[str, str], packages: dict[str, str] | None = None) -> Registry:
    """Return the registry of a project with `files`, beside installed `packages`."""
    for base, texts in (("root", files), ("site", packages or {})):
        for name, text in texts.items():
            path = folder / base / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    finder = ModuleFinder([str(folder / "root")], (), [str(folder / "site")])
    facts = {}
    for name, text in files.items():
        path = str(folder / "root" / name)
        found = scan(Source(text, finder.module_name(path), path))
        if found is not None:
            facts[path] = found
    return Registry(facts, finder)


def facts(source: str) -> Facts:
    return scan(Source(source, "pk.mod", "/project/pk/mod.py")) or Facts("/project/pk/mod.py", "pk.mod")


def keys(found: tuple[Configurable, ...]) -> list[str]:
    return [one.key for one in found]


# --- selectors ------------------------------------------------------------------------------------------------


def test_selectors_match_as_gins_do() -> None:
    from gin.selector_map import SelectorMap as RealMap

    names = ["m.exact", "zz.m.exact", "a.b.c", "b.c", "x.c", "long.path.solo", "f", "a.f", "one"]
    real, ours = RealMap(), SelectorMap(names)
    for name in names:
        real[name] = name
    parts = {
        ".".join(name.split(".")[start:end]) for name in names for start in range(3) for end in range(1, 4)
    }
    for written in sorted({*names, *parts, "ath.solo", "long.solo", "C", "nope"} - {""}):
        assert list(ours.matching(written)) == sorted(real.matching_selectors(written)), written
    for name in names:
        assert ours.matching(ours.minimal(name)) == (name,)
        assert len(ours.minimal(name)) <= len(real.minimal_selector(name))


def test_tables_are_those_of_gins_source() -> None:
    import gin

    folder = Path(gin.__file__).parent
    for module in ("tf", "torch"):
        path = folder / module / "external_configurables.py"
        name = f"gin.{module}.external_configurables"
        found = scan(Source(path.read_text(encoding="utf-8"), name, str(path)))
        assert found is not None
        registered = {
            f"{one.module}.{one.name or _last(one.target.name, one.target.picture)}"
            if one.module
            else str(one.name)
            for one in found.registrations
        }
        assert registered == set(IMPORTED[name])
        assert {one.name for one in found.constants} == set(IMPORTED_CONSTANTS[name])
        assert all(one.wrapper for one in found.opaque)


def _last(name: str, picture: object) -> str:
    return name.rpartition(".")[2] or str(getattr(picture, "name", ""))


def test_built_ins_are_always_there(tmp_path: Path) -> None:
    found = registry(tmp_path, {})
    assert keys(found.matching("macro")) == ["gin.macro"]
    assert [one.name for one in found.signature(found.matching("singleton")[0]).parameters] == ["constructor"]
    assert found.bindable(found.matching("gin.constant")[0], "x") == "no parameter"
    assert [one.name for one in found.constants_matching("REQUIRED")] == [*BUILTIN_CONSTANTS]
    assert set(BUILTINS) <= {one.key for one in found.configurables()}
    assert found.matching("tf.train.AdamOptimizer")[0].requires == "gin.tf.external_configurables"


# --- where things are -----------------------------------------------------------------------------------------

MODEL = '''import gin
from base import Base

@gin.configurable(denylist=['rate'])
class Model(Base):
    """Builds."""

def plain(x): pass
gin.external_configurable(plain, 'named')
'''


def test_what_is_told_of_a_configurable(tmp_path: Path) -> None:
    base = "class Base:\n    def __init__(self, size, rate=1, /, *, depth=2): pass\n"
    found = registry(tmp_path, {"model.py": MODEL, "base.py": base})
    (model,), (named,) = found.matching("Model"), found.matching("named")
    assert (model.kind, model.docstring, model.module, model.name) == ("class", "Builds.", "model", "Model")
    assert model.declaration is not None
    assert MODEL[slice(*model.declaration.span)] == "Model"
    assert model.whole is not None
    assert MODEL[slice(*model.whole)].startswith("@gin")
    assert named.declaration is not None
    assert MODEL[slice(*named.declaration.span)] == "plain"
    assert named.registered_at is not None
    assert MODEL[slice(*named.registered_at.span)] == "gin.external_configurable(plain, 'named')"
    assert [one.name for one in found.bindable_parameters(model)] == ["depth"]
    assert [found.bindable(model, name) for name in ("size", "rate", "depth", "nope", "self")] == [
        "yes", "denylist", "yes", "no parameter", "yes",
    ]  # fmt: skip
    path = str(tmp_path / "root" / "model.py")
    assert [(MODEL[slice(*span)], one.key) for span, one in found.declared_in(path)] == [
        ("Model", "model.Model"), ("plain", "model.named"),
    ]  # fmt: skip
    inherited = found.parameters_declared_in(str(tmp_path / "root" / "base.py"))
    assert [(base[slice(*span)], one.key, name) for span, one, name in inherited] == [
        (name, "model.Model", name) for name in ("size", "rate", "depth")
    ]


def test_alternatives_of_one_key_are_one_configurable(tmp_path: Path) -> None:
    one, other = (
        "    @gin.configurable\n    def f(a): pass\n",
        "    @gin.configurable\n    def f(b): pass\n",
    )
    code = f"import gin\nif x:\n{one}else:\n{other}"
    found = registry(tmp_path, {"m.py": code})
    (f,) = found.matching("f")
    assert len(found.alternatives("m.f")) == 2
    assert [found.bindable(f, name) for name in ("a", "b", "c")] == ["unknown"] * 3


def test_entry_scripts_keep_their_names_apart(tmp_path: Path) -> None:
    code = "import gin\n@gin.configurable\ndef train(a): pass\n"
    found = registry(tmp_path, {"one/run.py": code, "two/run.py": code, "run.py": code})
    assert keys(found.matching("train")) == ["one.run.train", "run.train", "two.run.train"]
    assert keys(found.matching("run.train")) == ["run.train"]
    assert keys(found.matching("__main__.train")) == ["one.run.train", "run.train", "two.run.train"]


def test_folders_above_the_package_may_be_written(tmp_path: Path) -> None:
    code = "import gin\n@gin.configurable\ndef f(a): pass\n"
    found = registry(tmp_path, {"python/pk/__init__.py": "", "python/pk/m.py": code})
    assert keys(found.configurables())[-1] == "torch.optim.lr_scheduler.StepLR" or found.matching("pk.m.f")
    assert keys(found.matching("python.pk.m.f")) == ["pk.m.f"]
    assert found.matching("other.pk.m.f") == ()


# --- what cannot be read --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "possible", "impossible"),
    [
        ("@gin.configurable\ndef f(): pass", [], ["nope"]),
        (
            "for n in names():\n    gin.external_configurable(g(n), f'pk.layers.{n}')",
            ["Dense", "layers.Dense"],
            [],
        ),
        ("gin.external_configurable(g, prefix() + 'Net')", ["ConvNet", "a.Net"], ["Conv"]),
        ("gin.configurable(f, module=m)\ndef f(): pass", ["f", "a.b.f"], ["g"]),
        ("def deco(f): return gin.configurable(f)\n@deco\ndef f(): pass", [], ["g"]),
        ("import elsewhere", ["anything"], []),
        ("import numpy, torch.nn, os.path", [], ["anything"]),
        ("import elsewhere.sub as e", ["a.b.c"], []),
        ("def broken(:\n    Layer", ["Layer", "a.Layer"], ["Other"]),
        ("class Base:\n    @gin.register\n    def method(self): pass", ["C.method"], ["C.other"]),
        ("gin.constant(f'{x}.A', 1)", [], ["A"]),
    ],
)
def test_what_may_exist(tmp_path: Path, code: str, possible: list[str], impossible: list[str]) -> None:
    found = registry(tmp_path, {"code.py": f"import gin\n{code}\n"})
    assert [name for name in possible if not found.may_exist(name)] == []
    assert [name for name in impossible if found.may_exist(name)] == []


def test_wrappers_used_in_other_files_leave_names_open(tmp_path: Path) -> None:
    helper = "import gin\ndef deco(f): return gin.configurable(f, module='lib')\n"
    user = "from helper import deco\nimport gin\n@deco\ndef f(): pass\n"
    assert registry(tmp_path / "a", {"helper.py": helper, "user.py": user}).may_exist("f")
    assert not registry(tmp_path / "b", {"helper.py": helper}).may_exist("f")


def test_constants_that_may_exist(tmp_path: Path) -> None:
    code = "import gin\ngin.constant(f'pk.{x}_SIZE', 1)\n"
    found = registry(tmp_path, {"code.py": code})
    assert found.may_be_constant("pk.A_SIZE")
    assert not found.may_be_constant("pk.A")
    assert not found.may_exist("A")


def test_installed_packages_register_too(tmp_path: Path) -> None:
    package = {
        "lib/__init__.py": "from lib.layers import *\n",
        "lib/layers.py": "import gin, more\n@gin.configurable\nclass Layer: pass\n",
        "lib/tests/test_it.py": "import gin\n@gin.configurable\nclass OnlyInTests: pass\n",
        "more.py": "import gin\n@gin.configurable\ndef more(a): pass\n",
        "unused.py": "import gin\n@gin.configurable\ndef unused(a): pass\n",
    }
    found = registry(tmp_path, {"code.py": "import gin\nimport lib\n"}, package)
    assert keys(found.matching("Layer")) == ["lib.layers.Layer"]
    assert keys(found.matching("more")) == ["more.more"]
    assert found.matching("unused") == found.matching("OnlyInTests") == ()
    assert not found.may_exist("nothing")
    assert [found.may_register(name) for name in ("lib", "nowhere", "torch.nn", "lib.nothing")] == [
        False,
        True,
        False,
        False,
    ]


# --- dynamic registration -------------------------------------------------------------------------------------


def imported(text: str, *, alias: str = "", is_from: bool = False) -> Import:
    names = tuple(Name(part, Span(0, 0)) for part in text.split("."))
    return Import(names, Name(alias, Span(0, 0)) if alias else None, is_from)


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("pk.mod.f", "pk.mod.f"), ("m.f", "pk.mod.f"), ("mod.C", "pk.mod.C"), ("mod.C.method", "pk.mod.C.method"),
        ("mod.D.method", "pk.mod.C.method"), ("mod.Registered", "elsewhere.name"), ("mod.f.x", "unknown"),
        ("mod.value", "unknown"), ("mod.nothing", "absent"), ("mod.C.nothing", "absent"), ("f", "absent"),
        ("other.f", "absent"), ("torch.nn.Linear", "unknown"), ("gin.macro", "gin.macro"), ("macro", "absent"),
        ("gin.nothing", "absent"), ("script.f", "unknown"), ("json.dumps", "json.dumps"),
    ],
)  # fmt: skip
def test_dynamic_registration(tmp_path: Path, selector: str, expected: str) -> None:
    code = (
        "import gin\ndef f(a): pass\nclass C:\n    def __init__(self, b): pass\n    def method(self, c): pass\n"
        "class D(C): pass\nvalue = 1\n@gin.register('elsewhere.name', allowlist=['b'])\nclass Registered(C): pass\n"
    )
    found = registry(tmp_path, {"pk/__init__.py": "", "pk/mod.py": code})
    imports = [
        imported("__gin__.dynamic_registration", is_from=True), imported("pk.mod"), imported("pk.mod", alias="m"),
        imported("pk.mod", is_from=True), imported("torch.nn"), imported("__main__", alias="script"), imported("json"),
    ]  # fmt: skip
    meaning = found.imported_object(imports, selector)
    assert (meaning.value if isinstance(meaning, Missing) else meaning.key) == expected
    if selector == "mod.C.method":
        assert isinstance(meaning, Configurable)
        assert [found.bindable(meaning, name) for name in ("c", "b")] == ["yes", "no parameter"]


# --- programs -------------------------------------------------------------------------------------------------


def test_loads() -> None:
    (one,) = facts("import gin\ngin.parse_config_file('a.gin', skip_unknown=True)").loads
    assert ([path for path, _ in one.paths], one.paths_known, one.skip_unknown, one.finalizes) == (
        ["a.gin"], True, True, False,
    )  # fmt: skip
    (two,) = facts("import gin\ngin.parse_config_files_and_bindings(['a.gin', x], ['b.c = 1'])").loads
    assert ([path for path, _ in two.paths], two.paths_known) == (["a.gin"], False)
    assert ([line for line, _ in two.bindings], two.bindings_known) == (["b.c = 1"], True)
    assert (two.skip_unknown, two.finalizes) == (False, True)
    (three,) = facts(
        "import gin\ndef f(x):\n    gin.parse_config_files_and_bindings(x, None, skip_unknown=['a'])"
    ).loads
    assert (three.paths_known, three.bindings_known, three.skip_unknown) == (False, True, None)


def test_keys_in_strings() -> None:
    source = "import gin\ngin.bind_parameter('s/f.x', 1)\nwith gin.config_scope('s'):\n    gin.query_parameter('%m')\n"
    assert [(one.role, one.text, source[slice(*one.span)]) for one in facts(source).keys] == [
        ("binding", "s/f.x", "'s/f.x'"), ("scope", "s", "'s'"), ("query", "%m", "'%m'"),
    ]  # fmt: skip


WRITTEN = """import gin, dataclasses as dc
from gin import configurable
@dc.dataclass(frozen=True)
@gin.configurable('x', allowlist=['a', B])
@same
class A:
    @configurable
    @classmethod
    def f(cls): pass
kept = gin.external_configurable(A, blacklist=('b',))
gin.external_configurable(A.f, **more)
def late():
    gin.finalize()
    @gin.constants_from_enum(module='m')
    class E: pass
"""


def test_calls_as_they_are_written() -> None:
    calls = {one.span.start: one for one in facts(WRITTEN).calls}
    seen = [calls[start] for start in sorted(calls)]
    assert [(one.function, one.form, one.called, one.target, one.owner, one.in_function) for one in seen] == [
        ("configurable", "decorator", True, "A", "", False), ("configurable", "decorator", False, "f", "A", False),
        ("external_configurable", "expression", True, "A", "", False),
        ("external_configurable", "statement", True, "A.f", "", False),
        ("finalize", "statement", True, "", "", True), ("constants_from_enum", "decorator", True, "E", "", True),
    ]  # fmt: skip
    first, second, third, fourth = seen[:4]
    assert [(one.name, WRITTEN[slice(*one.span)]) for one in (*first.above, *first.below, *second.below)] == [
        ("dataclasses.dataclass", "dc.dataclass(frozen=True)"), ("same", "same"), ("classmethod", "classmethod"),
    ]  # fmt: skip
    assert (first.on_class, second.on_class, first.name and WRITTEN[slice(*first.name)]) == (True, False, "A")
    listed, old = first.argument(2, "allowlist", "whitelist"), third.argument(3, "denylist", "blacklist")
    assert listed is not None
    assert (listed.kind, listed.text, [text for text, _ in listed.strings]) == ("list", "['a', B]", ["a"])
    assert [WRITTEN[slice(*span)] for _, span in listed.strings] == ["'a'"]
    assert old is not None
    assert (old.keyword, old.kind, WRITTEN[slice(*old.key)], WRITTEN[slice(*old.span)]) == (
        "blacklist", "tuple", "blacklist", "('b',)",
    )  # fmt: skip
    assert [one.keyword for one in fourth.arguments] == ["", "**"]


def test_search_paths(tmp_path: Path) -> None:
    code = (
        "import gin, os\nfrom pathlib import Path\nHERE = os.path.dirname(os.path.abspath(__file__))\n"
        "gin.add_config_file_search_path('configs')\ngin.add_config_file_search_path(HERE)\n"
        "gin.add_config_file_search_path(os.path.join(HERE, 'gin'))\n"
        "gin.add_config_file_search_path(Path(__file__).parent.parent / 'more')\n"
    )
    found = registry(tmp_path, {"pk/__init__.py": "", "pk/code.py": code})
    root = str(tmp_path / "root")
    assert found.search_paths == ("configs", f"{root}/pk", f"{root}/pk/gin", f"{root}/more")
    assert not found.has_computed_search_paths
    assert registry(
        tmp_path / "b", {"m.py": "import gin, x\ngin.add_config_file_search_path(x.y)"}
    ).has_computed_search_paths


def test_files_that_only_look_like_it() -> None:
    assert scan(Source("import os\nx = 1\n", "m", "/m.py")) is None
    assert facts("configurable = 1\n@configurable\ndef f(): pass").registrations == ()
    assert facts("import begin as gin\n@gin.configurable\ndef f(): pass").registrations == ()


LOOP = f"for i in {list(range(400))}:\n"


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"{' ' * depth}for x{depth} in {list(range(100))}:\n" for depth in range(8))
        + " " * 8
        + "gin.constant(x, 1)",
        f"x = 'a'\n{LOOP}    x = x + x\ngin.constant(x, 1)",
        f"x = 'a'\n{LOOP}    x = f'{{x}}{{x}}'\ngin.constant(x, 1)",
        f"x = y\n{LOOP}    x = f'{{x}}a{{x}}'\ngin.constant(x, 1)",
        f"x = [1]\n{LOOP}    x = x + x\n    y = [*x, *x]\n    x = y\ngin.constant(x, 1)",
        f"x = {{'a': 1}}\n{LOOP}    x = {{**x, **x}}\ngin.constant(f(**x), 1)",
        f"x = '/a'\nimport os\n{LOOP}    x = os.path.join('b', x, x) + x\ngin.add_config_file_search_path(x)",
        "def f(x): return f(x) + f(x) + g(x)\ndef g(x): return f(x) + f(x)\ngin.constant(f('a'), 1)",
        "f = lambda x: f(f(x))\ngin.constant(f('a'), 1)",
        f"gin.constant([[a + b for a in {list(range(300))}] for b in {list(range(300))}], 1)",
        f"x = {{'a': 1}}\n{LOOP}    x.update(x)\n    x.setdefault(str(i), x)\ngin.constant(f(**x), 1)",
        f"x = ['a']\n{LOOP}    x.extend(x)\n    y = '-'.join(x).replace('a', 'bb').split('-')\ngin.constant(y[0], 1)",
        f"{LOOP}    if i:\n        x = [i]\n    else:\n        x = {{i: x}}\n    y = f'{{x}}{{i}}'\ngin.constant(y, 1)",
        f"for i in range({10**40}), range(), range(1, 2, 0), range(1, 2, 3, 4):\n    gin.constant(f'{{i}}', 1)",
        f"gin.constant('{{{'9' * 5000}}}'.format(1) + f'{{0x{'f' * 5000}}}' + 'a'.split(None, {10**40})[0], 1)",
        "gin.constant(" + "f(" * 90 + ")" * 90 + ", 1)",
        "gin.constant(a" + " + a" * 3000 + ", 1)",
        "x = " + "[" * 90 + "]" * 90 + "\n" + "if x:\n    pass\n" * 3000,
    ],
    ids=range(18),
)
def test_no_program_runs_away(body: str) -> None:
    source = f"import gin\n{body}\n"
    assert facts(source).path


def test_a_function_that_calls_itself_in_many_places_is_followed_to_its_end() -> None:
    calls = " + ".join("shown(part)" for _ in range(6))
    told = facts(
        f"import gin\n\ndef shown(value):\n    for part in value:\n        return {calls}\n"
        "\nshown(gin)\ngin.external_configurable(shown, 'shown')\n"
    )
    assert not told.opaque
    assert [one.name for one in told.registrations] == ["shown"]


def test_a_function_that_calls_itself_with_something_else_is_followed() -> None:
    told = facts(
        "import gin\n\ndef register(names):\n    for name in names:\n        if isinstance(name, tuple):\n"
        "            register(name)\n        else:\n            gin.external_configurable(print, name)\n"
        "\nregister(('outer', ('inner', ('innermost',))))\n"
    )
    assert {one.name for one in told.registrations} == {"outer", "inner", "innermost"}


def test_a_closure_that_calls_its_like_is_another_function() -> None:
    told = facts(
        "import gin\n\ndef outer(name, more):\n    def inner():\n        gin.external_configurable(outer, name)\n"
        "        if more:\n            outer('second', False)\n    inner()\n\nouter('first', True)\n"
    )
    assert {one.name for one in told.registrations} == {"first", "second"}


@pytest.mark.parametrize(
    "pattern", ["[name]", "Some(name)", "{'key': name}", "[1, *name]", "{**name}", "1 as name"]
)
def test_what_a_pattern_binds_is_not_what_the_name_was_before(pattern: str) -> None:
    told = facts(
        f"import gin\n\nname = 'known'\nmatch gin.x:\n    case {pattern}:\n"
        "        gin.external_configurable(print, name)\n"
    )
    assert not told.registrations
    assert told.opaque
