"""Names with flags that hpargparse cannot add: an error is reported where the real `bind` raises, and only there."""

from __future__ import annotations

import argparse
import warnings
from itertools import product
from pathlib import Path

import hpargparse
import pytest
from hpman import HyperParameterManager

from hp_lsp.dialects.base import Severity
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project
from hp_lsp.text.lines import Text

START = """\
import argparse
from pathlib import Path

import hpargparse
from hpman.m import _

_.parse_file(Path(__file__).resolve().parent)
parser = argparse.ArgumentParser()
{options}
hpargparse.bind(parser, _{arguments})
"""
NAMES = (
    "a_b",
    "a-b",
    "a.b",
    "help",
    "hp_load",
    "hp-exit",
    "hp_serial_format",
    "_",
    "__",
    "run_load",
    "x",
    "h",
    "hp",
)
OPTIONS = ("", 'parser.add_argument("--a-b")', 'parser.add_argument("-x", "--x")', 'parser.add_argument("x")')
ARGUMENTS = ("", ', action_prefix="run"', ", inject_actions=[]", ', inject_actions=["load", "save", "list"]')


def really_fails(names: tuple[str, ...], options: str, arguments: str) -> bool:
    manager = HyperParameterManager("_")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        manager.parse_source("\n".join(f"_({name!r}, 1)" for name in names))
    parser = argparse.ArgumentParser()
    scope = {"hpargparse": hpargparse, "parser": parser, "_": manager}
    try:
        exec(f"{options}\nhpargparse.bind(parser, _{arguments})", scope)
    except (argparse.ArgumentError, ValueError):
        return True
    return False


@pytest.mark.parametrize(("options", "arguments"), list(product(OPTIONS, ARGUMENTS)))
def test_conflicts_are_those_of_the_real_parser(options: str, arguments: str, tmp_path: Path) -> None:
    wrong = []
    several = {tuple(sorted({one, other})) for one, other in product(NAMES, NAMES)}
    project, path = Project([str(tmp_path)]), str(tmp_path / "main.py")
    project.open(path, "python", Text(""))
    for names in sorted(several):
        calls = "\n".join(f"_({name!r}, 1)" for name in names)
        project.change(path, Text(START.format(options=options, arguments=arguments) + calls))
        for _ in project.work():
            pass
        problems = diagnose(project.snapshot(), path)
        said = any(one.code == "HPM206" and one.severity is Severity.ERROR for one in problems)
        if said != really_fails(names, options, arguments):
            wrong.append((names, said))
    assert wrong == []
