"""What the project says is registered and may be bound, against the real Gin that imports the same modules.

The probes stand in `registrations/*.txt`; `registrations/README.md` describes how they are written.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.project.project import Project

HERE = Path(__file__).parent
_PROBE = re.compile(r"^##### (.*)\n", re.MULTILINE)
_FILE = re.compile(r"^=== (.*)\n", re.MULTILINE)
_NOTE = re.compile(r"^#= (\w+)(?: (.*))?\n", re.MULTILINE)
_DIFFERENCES = ("open", "extra", "unknown", "called")
_WORD = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True)
class Probe:
    """Files, the modules to import, and what is known to differ: notes by their first word."""

    topic: str
    purpose: str
    files: dict[str, str] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)

    @property
    def modules(self) -> list[str]:
        """The modules to import, in order."""
        return self.notes["import"][0].split() if "import" in self.notes else ["probe"]

    @property
    def names(self) -> list[str]:
        """Every word of the files, to be tried as a parameter."""
        words = {word for text in self.files.values() for word in _WORD.findall(text)}
        return sorted({*words, "self", "cls", "args", "kwargs", "nope"})


def _read(path: Path) -> list[Probe]:
    _, *parts = _PROBE.split(path.read_text(encoding="utf-8"))
    return [_probe(path.stem, *pair) for pair in zip(parts[::2], parts[1::2], strict=True)]


def _probe(topic: str, purpose: str, text: str) -> Probe:
    probe = Probe(topic, purpose)
    for word, rest in _NOTE.findall(text):
        probe.notes.setdefault(word, []).append(rest)
    main, *parts = _FILE.split(_NOTE.sub("", text))
    files = dict(zip(parts[::2], parts[1::2], strict=True))
    if main.strip():
        files["probe.py"] = main
    probe.files.update((name, body.rstrip("\n") + "\n") for name, body in files.items())
    return probe


PROBES = [probe for path in sorted(HERE.glob("registrations/*.txt")) for probe in _read(path)]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Write every probe into a folder of its own."""
    top = Path(os.path.realpath(tmp_path_factory.mktemp("probes")))
    for number, probe in enumerate(PROBES):
        for name, text in probe.files.items():
            path = top / str(number) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return [top / str(number) for number in range(len(PROBES))]


@pytest.fixture(scope="module")
def real(folders: list[Path]) -> list[dict[str, Any]]:
    """Return what the real Gin says of every probe."""
    asked = [
        (str(folder / probe.notes.get("path", [""])[0]), probe.modules, probe.names)
        for folder, probe in zip(folders, PROBES, strict=True)
    ]
    done = subprocess.run(
        [sys.executable, str(HERE / "import_probes.py")], input=json.dumps(asked), capture_output=True, text=True,
        check=False, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told


def _registry(folder: Path) -> Registry:
    project = Project([str(folder)], {"python": sys.prefix})
    for _ in project.work():
        pass
    registry: Registry = project.snapshot().index("gin")
    return registry


@pytest.mark.parametrize("number", range(len(PROBES)), ids=[f"{one.topic}: {one.purpose}" for one in PROBES])
def test_as_the_real_gin(number: int, folders: list[Path], real: list[dict[str, Any]]) -> None:
    probe, told, ours = PROBES[number], real[number], _registry(folders[number])
    assert told["raised"].startswith(probe.notes.get("raises", [""])[0] or "")
    assert bool(told["raised"]) == ("raises" in probe.notes), told["raised"]
    assert _differences(probe, told, ours) == {
        (word, *note.split()) for word in _DIFFERENCES for note in probe.notes.get(word, ())
    }


def _differences(probe: Probe, told: dict[str, Any], ours: Registry) -> set[tuple[str, ...]]:
    """Return in what way we know less than Gin; every other difference fails."""
    found: set[tuple[str, ...]] = set()
    own = {one.key for one in ours.configurables() if not one.requires}
    constants = {one.name for one in ours.constants() if not one.requires}
    for key in set(told["keys"]) - own:
        meant = [one.key for one in ours.matching(key)]
        found.add(("called", *meant) if meant else ("open" if ours.may_exist(key) else "MISSING", key))
        own.difference_update(meant)
    for key in set(told["constants"]) - constants:
        found.add(("open" if ours.may_be_constant(key) else "MISSING", f"%{key}"))
    found.update(("extra", key) for key in own - set(told["keys"]))
    if ours.may_exist("nothing.of.that.name"):
        found.add(("open", "*"))
    found.update(("extra", f"%{key}") for key in constants - set(told["constants"]))
    for key in own & set(told["keys"]):
        found.update(_wrong_verdicts(ours, key, told["verdicts"][key]))
    return found


def _wrong_verdicts(ours: Registry, key: str, told: dict[str, str]) -> set[tuple[str, ...]]:
    configurable = ours.alternatives(key)[0]
    said = {name: ours.bindable(configurable, name) for name in told}
    wrong = {
        ("WRONG", key, name, said[name], told[name])
        for name in told
        if said[name] not in ("unknown", told[name])
    }
    unknown = any(said[name] == "unknown" for name in told)
    return wrong | ({("unknown", key)} if unknown else set())
