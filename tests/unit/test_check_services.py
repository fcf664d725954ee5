"""What `--check` writes for services is what they read: SARIF by its schema, GitLab's and GitHub's by their rules."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft4Validator

from checking import hp_lsp

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/transformer"
OTHER = ROOT / "examples/hpman"
SCHEMA = Draft4Validator(json.loads((ROOT / "tests/schemas/sarif-schema-2.1.0.json").read_text()))
ODD_NAME = "50% a,b: c\N{SNOWMAN}.gin"


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A file whose name has all that must be escaped."""
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / ODD_NAME).write_text("f.a = [1,\n\nf.b = 100% 3\n")
    return tmp_path


def written(folder: Path, form: str, *more: str) -> str:
    done = hp_lsp(folder, "--check", "--format", form, *more)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def test_sarif_meets_its_schema(odd: Path) -> None:
    for text in (
        written(EXAMPLE, "sarif"),
        written(OTHER, "sarif"),
        written(odd, "sarif"),
        written(odd, "sarif", "--select", "HPM"),
    ):
        assert list(SCHEMA.iter_errors(json.loads(text))) == []
    assert list(SCHEMA.iter_errors({"version": "2.1.0"})) != []


def test_sarif_names_files_by_uris(odd: Path) -> None:
    (run,) = json.loads(written(odd, "sarif"))["runs"]
    (uri,) = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]}
    assert uri == "50%25%20a%2Cb%3A%20c%E2%98%83.gin"


def test_gitlab_reads_each_issue() -> None:
    issues = json.loads(written(EXAMPLE, "gitlab")) + json.loads(written(OTHER, "gitlab"))
    assert len({one["fingerprint"] for one in issues}) == len(issues) > 10
    for one in issues:
        assert set(one) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert one["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert one["location"]["lines"]["begin"] >= 1
        assert not one["location"]["path"].startswith(("./", "/"))
    assert json.loads(written(EXAMPLE, "gitlab", "--select", "HPL002")) == []


def annotations(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands as the runner of GitHub Actions does: level, properties, message."""
    found = []
    for line in text.splitlines():
        level, properties, message = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line).groups()
        pairs = (pair.split("=", 1) for pair in properties.split(","))
        found.append((level, {name: unescaped(value) for name, value in pairs}, unescaped(message)))
    return found


def unescaped(text: str) -> str:
    for code, character in {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}.items():
        text = text.replace(code, character)
    return text


def test_github_reads_each_annotation(odd: Path) -> None:
    problems = json.loads(written(odd, "json"))
    seen = annotations(written(odd, "github"))
    assert [message for _, _, message in seen] == [one["message"] for one in problems]
    assert {properties["file"] for _, properties, _ in seen} == {ODD_NAME}
    assert {level for level, _, _ in annotations(written(OTHER, "github"))} <= {"error", "warning", "notice"}


def test_the_action_checks_what_its_inputs_say(tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    step = action["runs"]["steps"][-1]
    assert (step["shell"], set(step["env"])) == ("bash", {"PYTHON", "PATHS", "ARGUMENTS"})
    defaults = {name: value["default"] for name, value in action["inputs"].items()}

    def check(folder: Path, paths: str, arguments: str) -> tuple[int, str]:
        environment = {**os.environ, "PYTHON": sys.executable, "PATHS": paths, "ARGUMENTS": arguments}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout

    assert check(tmp_path, defaults["paths"], defaults["arguments"])[0] == 0
    status, text = check(EXAMPLE, defaults["paths"], defaults["arguments"])
    assert (status, len(annotations(text))) == (1, 10)
    assert check(EXAMPLE, "configs/train.gin sweeps", "--fail-on warning") == (0, "")
    assert check(EXAMPLE, "nowhere", "")[0] == 2
