"""Values in YAML files, compared with the real hpargparse: which it converts, which it refuses, and to what."""

from __future__ import annotations

import warnings
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hpargparse.hputils import hp_load
from hpman import HyperParameterManager

from hp_lsp.dialects.hpman.config.converting import Converted, convert
from hp_lsp.dialects.hpman.config.nodes import Mapping
from hp_lsp.dialects.hpman.config.reading import read
from hp_lsp.dialects.hpman.literals import type_name
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project

DEFAULTS = (
    "1", "0.5", "1j", "True", "'x'", "[1]", "{'k': 1}", "(1, 2)", "{1, 2}", "None", "...", "-3", "()", "[]", "{}",
)  # fmt: skip
VALUES = (
    "1", "0", "-7", "12_000", "0x1f", "010", "1:30", "1.0", "1.9", "-0.0", "1e4", "1.0e+4", "1e-4", ".5", "1.", ".inf",
    "-.inf", ".nan", "true", "no", "on", "'on'", "Off", "y", "'true'", "'false'", "'yes'", "''", "' '", "abc", "'12'",
    "' 12 '", "'1.5'", "'nan'", "'1e4'", "'0x1f'", "'1_0'", "null", "~", "", "2001-02-03", "2001-02-03 10:00:00",
    "2001-13-45", "[]", "[1]", "[1, [2]]", "[a, {b: 1}]", "[[1], [1]]", "{}", "{k: 2}", "{a: {b: 1}}", "'[1, 2]'",
    "'(1, 2)'", "'{1: 2}'", "'[1, x]'", "'[1,'", "'  [1]'", "'{[]: 1}'", "'set()'", "'\"[1]\"'", "'1+2j'", "1.10",
    "!!str 5", "!!int '5'", "!!float 3", "!!bool yes", "|\n  text", "*a", "*list", "é", "'é'", "1_0.5", "+1", "0o17",
    "0b11", "=", "<<",
)  # fmt: skip
ANCHORS = "one: &a 5\ntwo: &list [1, 2]\n"


def really(default: str, text: str, folder: Path) -> tuple[str, Any]:
    """Return how the real hpargparse ends: "raises", or the value that the manager has then."""
    manager = HyperParameterManager("_")
    path = folder / "values.yaml"
    path.write_text(text, encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        manager.parse_source(f"_('h', {default})")
        try:
            hp_load(str(path), manager, "auto")
        except Exception as problem:
            return "raises", problem
        return "loaded", manager.get_value("h")


def ours(default: str, text: str) -> Converted | None:
    """Return what we say; None where the file is said to be none that can be loaded."""
    tree = read(text)
    if tree.mistakes:
        return None
    assert isinstance(tree.root, Mapping)
    return convert(type_name(default), tree, tree.root.entries[-1].value)


@pytest.mark.parametrize("default", DEFAULTS)
def test_values_end_as_the_real_hpargparse_ends_them(default: str, tmp_path: Path) -> None:
    outcomes = set()
    for value in VALUES:
        text = f"{ANCHORS}h: {value}\n"
        how, result = really(default, text, tmp_path)
        said = ours(default, text)
        if said is None or said.outcome == "raises":
            assert how == "raises", (value, result)
        else:
            assert how == "loaded" or _is_unbuilt(text), (value, result)
        if said is not None and said.outcome == "changed":
            assert said.shown == _shown(result), value
        outcomes.add(said.outcome if said else None)
    assert len(outcomes) > 1


def _is_unbuilt(text: str) -> bool:
    """Tell whether the loader itself fails at a value, of which nothing is said."""
    try:
        yaml.safe_load(text)
    except (ValueError, yaml.YAMLError):
        return True
    return False


def _shown(value: Any) -> str:
    return f"{{{', '.join(sorted(map(repr, value)))}}}" if isinstance(value, set) else repr(value)


KEPT = (
    *product(("1",), ("1", "2.0", "'12'", "0x1f")),
    *product(("0.5",), ("1", "0.1", "1e-4", "'1e4'", ".inf")),
    *product(("True",), ("yes", "off", "1", "0", "'true'", "''")),
    *product(("'x'",), ("abc", "5", "'on'", "1.5", "2001-02-03")),
    *product(("[1]",), ("[]", "[a, {b: 1}]", "'[1, 2]'")),
    *product(("{'k': 1}",), ("{}", "{a: 1}", "'{1: 2}'")),
    *product(("(1, 2)",), ("[3, 4]", "[]")),
)


@pytest.mark.parametrize(("default", "value"), KEPT)
def test_what_is_meant_is_left_alone(default: str, value: str, tmp_path: Path) -> None:
    text = f"h: {value}\n"
    assert ours(default, text) == Converted("kept")
    assert really(default, text, tmp_path)[0] == "loaded"


TEXTS = (
    "a: 1", "", "- a", "a", "a:\n\t- 1", "a: 1\n---\nb: 2", "a: [1", "a: {b: 1", "a: 'b", "a: b: c", "a: *x",
    "a: &x [*x]",
    "a: &x 1\nb: &x 2", "a: !!python/tuple [1]", "a: !foo 1", "? [1]\n: 2", "a: @b", "a: `b`", "a: %b", "a\nb: 1",
    "a: 1\n b: 2",
    "\ufeffa: 1", "a: \x07", "%YAML 1.2\n---\na: 1", "--- \na: 1\n...\n", "a: 1\n...\n---\n", "a: !!set {b, c}",
    "a: !!omap [b: 1]", "a: !!binary aGk=", "<<: {a: 1}\nb: 2", "a: 'é'\r\nb: |\r\n  x\r\n", "a: 1\na: 2",
    "{a: 1, b: [1]}", "[]",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_what_cannot_be_loaded_is_said_and_nothing_else(text: str) -> None:
    mistakes = read(text).mistakes
    try:
        yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, TypeError):
        assert mistakes
    else:
        assert not mistakes
    assert all(0 <= one.span.start <= one.span.end <= len(text) for one in mistakes)


CALLS = """\
_("lr", 0.1)
_("batch_size", 32)
_("optim.name", "adam")
_("optim.beta.one", 0.9)
_("sched", {"step": 1})
_("on", 1)
_("2", 1)
_("a-b", 1)
_("spaced name", 1)
_("bare")
"""
KEYS = (
    "lr", "'lr'", '"lr"', "Lr", "l_r", "batch-size", "batch_size", "batchsize", "optim.name", "optim", "optim.beta",
    "optim.beta.one", "optim.nmae", "optim-name", "sched", "sched.step", "on", "'on'", "2", "'2'", "a-b", "a_b",
    "spaced name", "bare", "other", "null", "1.5", "true", "é", "!!str on", "!!str 2", "? lr\n",
)  # fmt: skip
START = """\
import argparse
import hpargparse
from hpman.m import _

_.parse_file(__file__)
hpargparse.bind(argparse.ArgumentParser(), _)
"""


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", ["3", "{step: 1}", "{name: sgd, beta: {one: 0.5}}"])
def test_keys_are_dropped_that_the_real_hpargparse_drops(key: str, value: str, tmp_path: Path) -> None:
    text = f"{key}: {value}\n"
    (tmp_path / "main.py").write_text(START + CALLS, encoding="utf-8")
    (tmp_path / "base.yaml").write_text(text, encoding="utf-8")
    manager = HyperParameterManager("_")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        manager.parse_source(CALLS)
    (loaded,) = yaml.safe_load(text)
    project = Project([str(tmp_path)], {"hpman-files": ["*.yaml"]})
    for _ in project.work():
        pass
    problems = diagnose(project.snapshot(), str(tmp_path / "base.yaml"))
    is_said = any(problem.code in ("HPM103", "HPM104") for problem in problems)
    assert is_said == (loaded not in manager.get_values()), problems
