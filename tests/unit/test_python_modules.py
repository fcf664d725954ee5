"""Python files as data: what they bind, where modules are found, and what names mean across them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from hp_lsp.project.environment import package_folders
from hp_lsp.project.modules import ModuleFinder
from hp_lsp.python.module import Class, Function, Import, Value, read_module
from hp_lsp.python.modules import Builtin, Found, Meaning, Missing, absolute, lookup


def written(folder: Path, files: dict[str, str]) -> str:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return str(folder)


def shown(meaning: Meaning) -> str:
    """Render what a name means: `module:path`, or what is missing."""
    if isinstance(meaning, Missing):
        return meaning.value
    if isinstance(meaning, Builtin):
        return f"builtins:{meaning.name}"
    return f"{meaning.module.name}:{meaning.qualname}"


# --- one file -------------------------------------------------------------------------------------------------


def test_ranges_count_code_points() -> None:
    first, second = "é = 1; from a import b as ü\r\n", "def  größe(ä, *, π: int = 3): 'doc'\r"
    source = f"{first}{second}class\\\n  Ç(B[int], metaclass=M): x: int = 0\n"
    module = read_module(source, "m", "/m.py")
    (function,), (klass,), (imported,) = module.names["größe"], module.names["Ç"], module.names["ü"]
    assert isinstance(function, Function)
    assert isinstance(klass, Class)
    assert isinstance(imported, Import)
    assert (source[slice(*function.span)], source[slice(*klass.span)]) == ("größe", "Ç")
    assert source[slice(*imported.span)] == "b as ü"
    assert [source[slice(*one.span)] for one in function.parameters] == ["ä", "π"]
    assert (function.doc, klass.bases, klass.keywords) == ("doc", ("B",), {"metaclass": "M"})
    assert [source[slice(*one.span)] for one in klass.fields] == ["x"]


def test_whole_definitions_hold_their_decorators() -> None:
    source = "x = 1\n@ a.b (1, k=2)\n@c\ndef f(): pass\n"
    (function,) = read_module(source, "m", "/m.py").names["f"]
    assert isinstance(function, Function)
    assert source[slice(*function.whole)] == source[6:-1]
    assert [(one.name, one.call) for one in function.decorators] == [
        ("a.b", ((None, "1"), ("k", "2"))), ("c", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "name", "kinds"),
    [
        ("x = 1\nx = 2", "x", ["2"]),
        ("if a:\n    x = 1\nelse:\n    x = 2", "x", ["1", "2"]),
        ("try:\n    import x\nexcept ImportError:\n    x = None", "x", ["import x", "None"]),
        ("x = 1\nfor x in y:\n    pass", "x", [""]),
        ("with open(a) as x:\n    y = 1", "x", [""]),
        ("with open(a) as x:\n    y = 1", "y", ["1"]),
        ("x, y = 1, 2", "y", ["2"]),
        ("x, *y = z", "y", [""]),
        ("x: int", "x", []),
        ("x += 1", "x", [""]),
        ("match a:\n    case 1:\n        x = 1\n    case _:\n        x = 2", "x", ["1", "2"]),
        ("while a:\n    x = 1", "x", ["1"]),
        ("def f():\n    x = 1", "x", []),
        ("import a.b.c", "a", ["import a"]),
        ("import a.b.c as d", "d", ["import a.b.c"]),
        ("from . import a", "a", ["import pk.a"]),
        ("from ..a import b", "b", ["import ...b"]),
        ("from .a.b import c", "c", ["import pk.a.b.c"]),
        ("x = [" + "1, " * 300 + "]", "x", [""]),
    ],
)
def test_names_have_every_alternative(source: str, name: str, kinds: list[str]) -> None:
    bound = read_module(source, "pk.m", "/pk/m.py").names.get(name, ())
    assert [
        one.text if isinstance(one, Value) else f"import {getattr(one, 'target', '')}" for one in bound
    ] == kinds


@pytest.mark.parametrize(
    "source",
    [
        "x = (", "\0", "def f(:", "\udce9 = 1", "-" * 100_000 + "1", "x" + ".b" * 100_000, "x = " + "(" * 5000,
        "if x: pass\n" + "elif x: pass\n" * 20_000, "x = '\\N{nothing}'", "match x:\n case", "\ufeff\ufeffx",
    ],
    ids=range(11),
)  # fmt: skip
def test_no_text_breaks_reading(source: str) -> None:
    module = read_module(source, "m", "/m.py")
    assert module.broken or module.names == {}


# --- where modules are ----------------------------------------------------------------------------------------


def test_names_of_files(tmp_path: Path) -> None:
    root = written(
        tmp_path,
        {
            "pk/__init__.py": "", "pk/sub/__init__.py": "", "pk/sub/mod.py": "", "script.py": "", "tools/run.py": "",
            "src/lib/__init__.py": "", "src/lib/a.py": "", "python/other/__init__.py": "", "python/other/b.py": "",
        },
    )  # fmt: skip
    finder = ModuleFinder([root])
    names = {
        path: finder.module_name(f"{root}/{path}")
        for path in (
            "pk/__init__.py",
            "pk/sub/mod.py",
            "script.py",
            "tools/run.py",
            "src/lib/a.py",
            "python/other/b.py",
        )
    }
    assert names == {
        "pk/__init__.py": "pk", "pk/sub/mod.py": "pk.sub.mod", "script.py": "script", "tools/run.py": "tools.run",
        "src/lib/a.py": "lib.a", "python/other/b.py": "other.b",
    }  # fmt: skip


def test_finding_modules(tmp_path: Path) -> None:
    root = written(
        tmp_path,
        {
            "pk/__init__.py": "", "pk/a.py": "", "pk/fast.cpython-311-x86_64-linux-gnu.so": "", "space/inner/m.py": "",
            "tools/helper.py": "", "tools/run.py": "", "vendor/torch/__init__.py": "", "open/__init__.py":
            "__path__ = []", "site/installed/__init__.py": "", "site/pk/__init__.py": "x = 1", "broken.py": "x = (",
        },
    )  # fmt: skip
    finder = ModuleFinder([root], (), [f"{root}/site"])
    verdicts = {
        name: found.value if isinstance(found, Missing) else found.path[len(root) + 1 :]
        for name in (
            "pk", "pk.a", "pk.b", "pk.fast", "pk.a.c", "space", "space.inner.m", "space.nothing", "helper", "torch",
            "open.x", "installed", "json", "math", "nowhere", "broken", "__main__", "not-a-name",
        )
        if not (found := finder.find(name)) or not getattr(found, "path", "").startswith(sys.base_prefix)
    }  # fmt: skip
    assert verdicts == {
        "pk": "pk/__init__.py", "pk.a": "pk/a.py", "pk.b": "absent", "pk.fast": "unknown", "pk.a.c": "absent",
        "space": "space/", "space.inner.m": "space/inner/m.py", "space.nothing": "unknown", "helper": "unknown",
        "torch": "unknown", "open.x": "unknown", "installed": "site/installed/__init__.py", "math": "unknown",
        "nowhere": "unknown", "broken": "broken.py", "__main__": "unknown", "not-a-name": "absent",
    }  # fmt: skip


def test_a_script_finds_what_stands_beside_it(tmp_path: Path) -> None:
    root = written(
        tmp_path, {"tools/helper.py": "", "tools/run.py": "", "pk/__init__.py": "", "pk/helper2.py": ""}
    )
    finder = ModuleFinder([root])
    assert shown(Found(finder.find("helper", f"{root}/tools/run.py"), "", None)) == "helper:"  # type: ignore[arg-type]
    assert finder.find("helper2", f"{root}/pk/__init__.py") is Missing.UNKNOWN


def test_changes_on_disk_and_in_the_editor(tmp_path: Path) -> None:
    root = written(tmp_path, {"pk/__init__.py": "", "pk/a.py": "x = 1", "pk/never_read.py": ""})
    finder = ModuleFinder([root])
    path = f"{root}/pk/a.py"
    assert shown(absolute(finder, "pk.a.x")) == "pk.a:x"
    assert shown(absolute(finder, "pk.b.x")) == "absent"
    finder.show(path, "y = 1")
    assert finder.forget(path)
    assert shown(absolute(finder, "pk.a.x")) == "absent"
    finder.show(path, None)
    assert shown(absolute(finder, "pk.a.x")) == "pk.a:x"
    written(tmp_path, {"pk/b.py": "x = 1", "pk/new/__init__.py": "", "pk/new/c.py": ""})
    assert finder.forget(f"{root}/pk/b.py")
    assert shown(absolute(finder, "pk.b.x")) == "pk.b:x"
    assert shown(absolute(finder, "pk.new.c")) == "pk.new.c:"
    assert not finder.forget(f"{root}/pk/never_read.py")
    (tmp_path / "pk" / "b.py").unlink()
    assert finder.forget(f"{root}/pk/b.py")
    assert shown(absolute(finder, "pk.b.x")) == "absent"


# --- what names mean ------------------------------------------------------------------------------------------

PROJECT = {
    "pk/__init__.py": "from .a import *\nfrom .b import thing as other\nfrom pk import c\n",
    "pk/a.py": "__all__ = ['A', 'alias']\nclass A:\n    class B: pass\n    def m(self): pass\n    n = m\n"
    "alias = A\nhidden = 1\n",
    "pk/b.py": "from pk.a import A\ntry:\n    from nowhere import thing\nexcept ImportError:\n    thing = None\n"
    "class D(A): pass\nif x:\n    def two(): pass\nelse:\n    def two(): pass\ndef f(): pass\nf.attribute = 1\n",
    "pk/c.py": "from pk.d import loop\n",
    "pk/d.py": "from pk.c import loop\n",
    "pk/open.py": "def __getattr__(name): ...\n",
    "pk/broken.py": "def",
    "pk/star.py": "def f(): pass\nfrom nowhere import *\ndef g(): pass\n",
}


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("pk", "pk:"), ("pk.a", "pk.a:"), ("pk.A", "pk.a:A"), ("pk.alias", "pk.a:A"), ("pk.hidden", "absent"),
        ("pk.a.hidden", "pk.a:hidden"), ("pk.A.B", "pk.a:A.B"), ("pk.A.m", "pk.a:A.m"), ("pk.A.n", "unknown"),
        ("pk.A.nothing", "absent"), ("pk.b.D", "pk.b:D"), ("pk.b.D.m", "pk.a:A.m"), ("pk.b.D.nothing", "absent"),
        ("pk.other", "unknown"), ("pk.b.two", "unknown"), ("pk.b.f", "pk.b:f"), ("pk.b.f.attribute", "unknown"),
        ("pk.c.loop", "unknown"), ("pk.open.anything", "unknown"), ("pk.broken.anything", "unknown"),
        ("pk.nothing", "absent"), ("pk.a.__name__", "unknown"), ("pk.star.f", "unknown"), ("pk.star.g", "pk.star:g"),
        ("pk.star.h", "unknown"), ("nowhere.x", "unknown"), ("json.dumps", "json:dumps"),
        ("json.JSONDecoder", "json.decoder:JSONDecoder"), ("os.path.join", "unknown"),
    ],
)  # fmt: skip
def test_what_absolute_names_mean(tmp_path: Path, name: str, meaning: str) -> None:
    assert shown(absolute(ModuleFinder([written(tmp_path, PROJECT)]), name)) == meaning


def test_what_names_mean_in_a_file(tmp_path: Path) -> None:
    finder = ModuleFinder([written(tmp_path, PROJECT)])
    module = finder.find("pk.b")
    assert not isinstance(module, Missing)
    found = {name: shown(lookup(finder, module, name)) for name in ("A.B", "dict", "nothing", "D.m")}
    assert found == {"A.B": "pk.a:A.B", "dict": "builtins:dict", "nothing": "absent", "D.m": "pk.a:A.m"}


# --- environments ---------------------------------------------------------------------------------------------


def test_environments(tmp_path: Path) -> None:
    root = written(
        tmp_path / "root",
        {
            ".venv/pyvenv.cfg": "home = /nowhere/bin\n", ".venv/lib/python3.11/site-packages/one.py": "",
            ".venv/lib/python3.11/site-packages/link.pth": "# note\nimport os\n../../../../../linked\n/not/there\n",
            "target/pk-1.0.dist-info/METADATA": "", "target/pk.py": "",
        },
    )  # fmt: skip
    linked = written(tmp_path / "linked", {"two.py": ""})
    other = written(tmp_path / "other", {"lib/python3.12/site-packages/x.py": "", "bin/python": ""})
    site = f"{root}/.venv/lib/python3.11/site-packages"
    assert package_folders("", [root], {}) == (site, linked)
    assert package_folders("", [], {}) == ()
    assert package_folders("", [other], {}) == ()
    assert package_folders("", [root], {"VIRTUAL_ENV": other}) == (f"{other}/lib/python3.12/site-packages",)
    assert package_folders("", [], {"CONDA_PREFIX": other}) == (f"{other}/lib/python3.12/site-packages",)
    assert package_folders(f"{other}/bin/python", [root], {}) == (f"{other}/lib/python3.12/site-packages",)
    assert package_folders("target", [root], {}) == (f"{root}/target",)
    assert package_folders("/not/there", [root], {}) == ()
    assert package_folders(sys.executable, [], {})[0].endswith("site-packages")
