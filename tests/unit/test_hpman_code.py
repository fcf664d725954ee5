"""hpman's calls in Python: which ones are its own, and what its real parser makes of them."""

from __future__ import annotations

import warnings

import pytest
from hpman import HyperParameterManager
from hpman.primitives import EmptyValue, NotLiteralEvaluable, NotLiteralNameException

from hp_lsp.dialects.hpman.code import scan
from hp_lsp.dialects.hpman.facts import Call, Facts
from hp_lsp.dialects.hpman.managers import calls_by_file
from hp_lsp.project.modules import ModuleFinder
from hp_lsp.python.source import Source

IMPORT = "from hpman.m import _\n"


def facts(source: str) -> Facts:
    found = scan(Source(source, "module", "/project/module.py"))
    return found or Facts("/project/module.py", "module")


def calls(source: str) -> list[tuple[str, str, str | None]]:
    return [(call.manager, call.origin, call.name) for call in facts(source).calls]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from hpman.m import _\n_('a', 1)", [("_", "manager", "a")]),
        ("from hpman.m import hp\nhp('a', 1)", [("hp", "manager", "a")]),
        ("from hpman.m import _ as hp\nhp('a')", [("_", "alias", "a")]),
        ("import hpman\n_ = hpman.HyperParameterManager('_')\n_('a')", [("_", "manager", "a")]),
        ("import hpman\ncfg = hpman.HyperParameterManager('_')\ncfg('a')", [("_", "alias", "a")]),
        ("from hpman import HyperParameterManager as M\n_ = M(placeholder='_')\n_('a')", [("_", "manager", "a")]),
        ("import hpman.m\nhpman.m._('a', 1)", [("_", "alias", "a")]),
        ("import hpman.m as m\nm.hp('a', 1)", [("hp", "alias", "a")]),
        ("import hpman.m\nhp = hpman.m.hp\nhp('a', 1)", [("hp", "manager", "a")]),
        ("from hpman.m import _\nother = _\nother('a')", [("_", "alias", "a")]),
        ("from hpman.m import _\nif x:\n    def f(b=_('a')):\n        return lambda: _('c')\n",
         [("_", "manager", "a"), ("_", "manager", "c")]),
        ("from hpman.m import _\nclass A:\n    a = _('a')\n    def f(self): return f'{_(\"b\")}'\n",
         [("_", "manager", "a"), ("_", "manager", "b")]),
        ("from hpman.m import _\nx = [i for i in y if _('a')]\nz = {_('k'): 1}[_('i'):_('j')]\n",
         [("_", "manager", "a"), ("_", "manager", "k"), ("_", "manager", "i"), ("_", "manager", "j")]),
        ("from hpman.m import _\ndef f():\n    from hpman.m import hp\n    return hp('a') + _('b')\n",
         [("hp", "manager", "a"), ("_", "manager", "b")]),
        ("from hpman.m import _\ndef f(_): return _('a')", [("_", "foreign", "a")]),
        ("from hpman.m import _\ndef f():\n    _ = str\n    return _('a')", [("_", "foreign", "a")]),
        ("from gettext import gettext as _\n_('a')", [("gettext.gettext", "imported", "a")]),
        ("def _(x): return x\n_('a', 1)", []),
        ("_ = lambda x: x\n_('a', 1)", []),
        ("_('a', 1)", [("_", "unbound", "a")]),
    ],
)  # fmt: skip
def test_whose_call_it_is(source: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert calls(source) == expected


CALLS = [
    "_('a', 1)", "_('a', None)", "_('a' 'b', 1)", "_(r'a', 1)", "_('''a''', 1)", "_(('a'), 1)",
    "_()", "_('a', 1, 2)", "_(*a)", "_('a', *b)", "_(hp_name='a')", "_(x, 1)", "_(f'a', 1)", "_('a' + 'b', 1)",
    "_(b'a', 1)", "_(1)", "_(None, 2)", "_('a', -1)", "_('a', +1)", "_('a', 1+2j)", "_('a', -1-2j)", "_('a', set())",
    "_('a', 1e400)", "_('a', ...)", "_('a', [1, (2, 3), {'k': {4}}])", "_('a', x)", "_('a', dict(a=1))",
    "_('a', lambda: 1)", "_('a', f'x')", "_('a', 1 // 2)", "_('a', 2 ** 3)", "_('a', 1 + 2)", "_('a', -(-1))",
    "_('a', not True)", "_('a', 1 if x else 2)", "_('a', x[0])", "_('a', {**x})", "_('a', [*x])", "_('a', {[]: 1})",
    "_('a', {(1, []): 1})", "_('a', {[1]})", "_('a', 1, type=int)", "_('a', 1, choices=[1, 2])",
    "_('a', 1, help='a' + 'b')",
    "_('a', 1, **kw)", "_('a', 1, **{'help': 'x'})", "_('a', 1, help=f'x')", "_('', 1)", "_('a.', 1)", "_('é', 1)",
    "_('a', set([1]))", "_('a', -'x')", "_('a', True + 1j)", "_('a', -True)", "_('a', {1: 2, **{}})",
]  # fmt: skip


@pytest.mark.parametrize("source", CALLS)
def test_reads_a_call_as_the_real_parser_does(source: str) -> None:
    (call,) = facts(IMPORT + source).calls
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        assert _seen(call) == _really(source)


def _seen(call: Call) -> tuple[object, ...]:
    if call.fault:
        return (call.fault,)
    default = "none" if call.default is None else "literal" if call.is_literal else "expression"
    return (call.name, default, [hint.name for hint in call.hints])


def _really(source: str) -> tuple[object, ...]:
    manager = HyperParameterManager("_")
    try:
        manager.parse_source(source)
    except NotLiteralNameException:
        return ("name",)
    except NotLiteralEvaluable:
        return ("hint",)
    except TypeError:
        return ("unhashable",)
    except Exception as problem:
        return ("arguments" if "number of positional args" in str(problem) else str(problem),)
    (occurrence,) = [one for node in manager.get_nodes() for one in node.db]
    value = occurrence.value
    default = "none" if isinstance(value, EmptyValue) else "literal"
    if isinstance(value, NotLiteralEvaluable):
        default = "expression"
    return (
        occurrence.name,
        default,
        ["**" if name is None else name for name in occurrence.hints or {}],
    )


def test_ranges_of_names() -> None:
    source = (
        "from hpman.m import _\né = _('lr', 1); _('a' 'b'); _('a\\x62'); _(\"\"\"c\"\"\"); f'é{_(\"f\")}'\n"
    )
    found = facts(source).calls
    assert [(source[slice(*call.span)], call.is_plain) for call in found] == [
        ("lr", True), ("'a' 'b'", False), ("'a\\x62'", False), ("c", True), ("f", True),
    ]  # fmt: skip
    assert source[slice(*found[0].call)] == "_('lr', 1)"


def test_names_in_strings() -> None:
    found = facts(IMPORT + "_.get_value('a')\n_.set_values({'b': 1, x: 2, 'c.d': 3})\n_.exists(y)\n").uses
    assert [(use.method, use.name) for use in found] == [
        ("get_value", "a"), ("set_values", "b"), ("set_values", "c.d"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("argument", "paths", "known"),
    [
        ("__file__", (("module.py", True),), True),
        ("os.path.dirname(os.path.realpath(__file__))", ((".", True),), True),
        ("Path(__file__).resolve().parent", ((".", True),), True),
        ("Path(__file__).parent.parent / 'src'", (("../src", True),), True),
        ("BASE", ((".", True),), True),
        ("'.'", ((".", False),), True),
        ("['a', os.path.join(BASE, 'b')]", (("a", False), ("b", True)), True),
        ("args.path", (), False),
    ],
)
def test_what_parse_file_reads(argument: str, paths: tuple[tuple[str, bool], ...], known: bool) -> None:
    header = "import os\nfrom pathlib import Path\nBASE = os.path.dirname(__file__)\n"
    source = f"{header}{IMPORT}_.parse_file({argument})\n"
    (scope,) = facts(source).scopes
    assert (scope.paths, scope.known) == (paths, known)


def test_managers_that_files_pass_on(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("project")
    files = {
        "common.py": "from hpman.m import _, hp\n_.parse_file('.')\n",
        "user.py": "from common import _, hp as other\n_('a', 1)\nother('b')\nfrom gettext import gettext\n"
        "gettext('c')\n",
        "loose.py": "_('d', 1)\n_('text')\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    finder = ModuleFinder([str(folder)])
    found = {
        str(folder / name): told
        for name, text in files.items()
        if (told := scan(Source(text, name[:-3], str(folder / name))))
    }
    resolved = calls_by_file(found, finder)
    assert [(call.manager, call.origin, call.name) for call in resolved[str(folder / "user.py")]] == [
        ("_", "manager", "a"), ("hp", "alias", "b"), ("gettext", "foreign", "c"),
    ]  # fmt: skip
    assert [(call.origin, call.name) for call in resolved[str(folder / "loose.py")]] == [
        ("manager", "d"), ("foreign", "text"),
    ]  # fmt: skip


def test_broken_files_are_told() -> None:
    assert facts("from hpman.m import _\n_('a', \n").broken
    assert scan(Source("x = (", "m", "/m.py")) is None
