"""What the rules about bindings claim of single lines, against what the real Gin does when the function is called."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project

RUN = Path(__file__).with_name("run_bindings.py")

CODE = """\
import gin

gin.constant('math.PI', 3.14)


@gin.configurable
def f(a=1, b=2):
    return (a, b)


@gin.configurable
def g(x=0):
    return x


@gin.configurable
def only(value=1, /, limit=2):
    return (value, limit)


@gin.configurable
def need(position, required=gin.REQUIRED):
    return (position, required)


@gin.configurable
class Nothing:
    def __repr__(self):
        return 'Nothing'


@gin.configurable
class K:
    def __init__(self, width=1):
        self.width = width

    def __repr__(self):
        return f'K({self.width})'


class Plain:
    @gin.register
    def method(self, p=1):
        return p

    @staticmethod
    @gin.register
    def static(p=1):
        return p


class Base:
    @gin.register
    def inherited(self, p=1):
        return p


@gin.register
class Child(Base):
    pass
"""


class Claim(NamedTuple):
    """A config, a call, what Gin makes of it (when it stops, and the exception or the result), and our codes."""

    config: str
    call: str
    stops: str
    result: str
    codes: str = ""


CLAIMS = (
    Claim("f.a = 1", "f()", "", "(1, 2)"),
    Claim("only.value = 3", "only()", "call", "TypeError", "GIN202"),
    Claim("only.limit = 3", "only()", "", "(1, 3)"),
    Claim("Nothing.width = 3", "Nothing()", "call", "TypeError", "GIN202"),
    Claim("K.width = 3", "K()", "", "K(3)"),
    Claim("K.self = 3", "K()", "", "K(1)", "GIN310"),
    Claim("method.p = 3", "Plain().method()", "", "1", "GIN310"),
    Claim("static.p = 3\nf.a = @static()", "f()", "", "(3, 2)"),
    Claim("Child.inherited.p = 3", "gin.get_configurable('Child')().inherited()", "", "3"),
    Claim("f = 3", "f()", "", "(1, 2)", "GIN311"),
    Claim("PI = 3\nf.a = %PI", "f()", "", "(3.14, 2)", "GIN312"),
    Claim("E = 3\nf.a = %E", "f()", "", "(3, 2)"),
    Claim("f.a = 3\nf.a = 4", "f()", "", "(4, 2)", "GIN313"),
    Claim("m = 3\nmodel.f.a = %m\nf:\n  a = 4\nm = 5\nf.b = %m", "f()", "", "(4, 5)", "GIN313 GIN313"),
    Claim("f.a = 3\ns/f.a = 4", "f()", "", "(3, 2)"),
    Claim("f.a = '@g()'", "f()", "", "('@g()', 2)", "GIN332"),
    Claim("f.a = '@nobody()'", "f()", "", "('@nobody()', 2)"),
    Claim("m = 1\nf.a = '%m'\nf.b = %m", "f()", "", "('%m', 1)", "GIN332"),
    Claim("a = %b\nb = %a\nf.a = %a", "f()", "call", "RecursionError", "GIN203"),
    Claim("a = [%a]\nf.a = %a", "f()", "call", "RecursionError", "GIN203"),
    Claim("f.a = @f()", "f()", "call", "RecursionError", "GIN203"),
    Claim("f.a = @g()\ng.x = @f()", "f()", "call", "RecursionError", "GIN203"),
    Claim("f.a = @s/f()", "f()", "call", "RecursionError", "GIN203"),
    Claim("f.a = @s/f()\ns/f.a = 5", "f()", "", "((5, 2), 2)"),
    Claim("f.a = @s/g()\ng.x = @f()\ns/f.a = 5", "f()", "", "((5, 2), 2)"),
    Claim("f.a = @s/g()\ns/g.x = @t/g()\nt/g.x = @s/g()", "f()", "call", "RecursionError", "GIN203"),
    Claim("m = @f()\nm/f.a = 7\nf.a = %m", "f()", "", "((7, 2), 2)"),
    Claim("m = @f()\nf.a = %m", "f()", "call", "RecursionError", "GIN203"),
    Claim("m = 1\nf.a = @m/macro", "f()", "finalize", "ValueError", "GIN204"),
    Claim("m = 1\nf.a = @m/macro()", "f()", "", "(1, 2)"),
    Claim("f.a = [%gin.REQUIRED]", "f()[0][0] is gin.REQUIRED", "", "True", "GIN205"),
    Claim("f.a = %gin.REQUIRED", "f()", "finalize", "ValueError"),
    Claim("m = %gin.REQUIRED\nf.a = %m", "f()", "finalize", "ValueError"),
    Claim("f.a = %gin.REQUIRED\ns/f.a = 1", "f()", "finalize", "ValueError"),
    Claim(
        "c/gin.singleton.constructor = @K()\nf.a = @c/gin.singleton()", "f()", "call", "ValueError", "GIN206"
    ),
    Claim("c/gin.singleton.constructor = @K\nf.a = @c/gin.singleton()", "f()", "", "(K(1), 2)"),
    Claim("d/singleton.constructor = 3\nf.a = @d/singleton()", "f()", "call", "ValueError", "GIN206"),
    Claim("e/singleton.constructor = @K\nf.a = @e/h/singleton()", "f()", "", "(K(1), 2)"),
    Claim("f.a = @gin.singleton()\ngin.singleton.constructor = @K", "f()", "", "(K(1), 2)", "GIN206"),
    Claim("f.a = @need()", "f()", "call", "RuntimeError"),
    Claim("f.a = @need()\nneed.required = 1", "f()", "call", "TypeError"),
    Claim("f.a = @s/need()\ns/need.required = 1\nneed.position = 2", "f()", "", "((2, 1), 2)"),
)


@pytest.fixture(scope="module")
def answers() -> list[list[str]]:
    """Return what the real Gin does with every claim."""
    questions = {"code": CODE, "claims": [(claim.config, claim.call) for claim in CLAIMS]}
    done = subprocess.run(
        [sys.executable, str(RUN)], input=json.dumps(questions), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    found: list[list[str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("number", range(len(CLAIMS)), ids=[claim.config for claim in CLAIMS])
def test_gin_does_what_the_rules_say(number: int, answers: list[list[str]], tmp_path: Path) -> None:
    claim = CLAIMS[number]
    assert answers[number] == [claim.stops, claim.result]
    (tmp_path / "model.py").write_text(CODE)
    (tmp_path / "main.gin").write_text("import model\n" + claim.config)
    project = Project([str(tmp_path)])
    for _ in project.work():
        pass
    found = diagnose(project.snapshot(), str(tmp_path / "main.gin"))
    assert " ".join(sorted(one.code for one in found)) == claim.codes
