"""Renames names of generated programs: the real Gin gives them the same values after it, and back is as it was."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from counts import times
from hp_lsp.dialects.base import Refused
from hp_lsp.features.rename import Renamable, prepare, rename
from hp_lsp.project.project import Project
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.edits import Edit, apply_edits
from hp_lsp.text.lines import Text
from property.rename_projects import NAMES, make_project

SEEDS = range(times(8))
NEW_NAMES = ("fresh", "fresh", "fresh", *NAMES, "late", "f1", "SIZE")
MOST = 8
FIRST_OPEN = 10**6
EXAMPLE = Path(__file__).parents[2] / "examples" / "transformer"
RUNNER = Path(__file__).parent / "run_renamed.py"


class Renamed(NamedTuple):
    """A project and what became of it by renaming one name."""

    before: Path
    after: Path
    what: str
    came_back: bool = False


def read(folder: Path) -> Snapshot:
    project = Project([str(folder)])
    for _ in project.work():
        pass
    return project.snapshot()


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


def changed(folder: Path, edits: tuple[tuple[str, Edit], ...]) -> dict[str, str]:
    """Return the files of a folder after the edits."""
    texts = {path: path.read_bytes().decode() for path in folder.rglob("*") if path.is_file()}
    return {
        str(path.relative_to(folder)): apply_edits(
            text, [edit for other, edit in edits if other == str(path)]
        )
        for path, text in texts.items()
    }


def names(view: Snapshot) -> Iterator[tuple[str, int]]:
    """Yield one place of each thing that has a name."""
    seen = set()
    for path in (*view.configs(), *view.code_files()):
        for occurrence in view.occurrences(path):
            if occurrence.symbols not in seen:
                seen.add(occurrence.symbols)
                yield path, occurrence.span.end


def attempts(folder: Path, seed: int) -> Iterator[Renamed | str]:
    """Rename some names of a generated project; yield the results, and the reason for each that is refused."""
    before = write(folder / "before", make_project(seed))
    view, random = read(before), Random(seed)
    places = list(names(view))
    for number, (path, offset) in enumerate(random.sample(places, min(MOST, len(places)))):
        found = prepare(view, path, offset)
        if not isinstance(found, Renamable):
            yield found.reason if found else "nothing to rename"
            continue
        new = random.choice([one for one in NEW_NAMES if one != found.name])
        edits = rename(view, path, offset, new)
        if isinstance(edits, Refused) or edits is None:
            yield edits.reason if edits else "nothing to rename"
            continue
        after = write(folder / str(number), changed(before, edits))
        done = Renamed(before, after, f"seed {seed}: {found.name} to {new}")
        yield done._replace(came_back=comes_back(done, path, found, new, edits))


def comes_back(
    done: Renamed, path: str, old: Renamable, new: str, edits: tuple[tuple[str, Edit], ...]
) -> bool:
    """Rename back at the same place and compare the bytes; tell whether that was not refused."""
    before = [edit for other, edit in edits if other == path and edit.span < old.span]
    offset = old.span.start + len(before) * (len(new) - len(old.name))
    back = rename(read(done.after), str(done.after / Path(path).relative_to(done.before)), offset, old.name)
    if isinstance(back, Refused):  # inside a function, the old name may have a second meaning
        return False
    assert back is not None, done.what
    assert changed(done.after, back) == changed(done.before, ())
    return True


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[Renamed | str]:
    root = tmp_path_factory.mktemp("rename")
    return [one for seed in SEEDS for one in attempts(root / str(seed), seed)]


def test_renamed_programs_print_the_same(results: list[Renamed | str]) -> None:
    done = [one for one in results if isinstance(one, Renamed)]
    folders = list(dict.fromkeys(str(folder) for one in done for folder in (one.before, one.after)))
    ran = subprocess.run(
        [sys.executable, str(RUNNER)], input=json.dumps(folders), capture_output=True, text=True, check=True
    )
    said = dict(zip(folders, json.loads(ran.stdout), strict=True))
    assert [said[str(one.before)] for one in done if not said[str(one.before)].startswith("[")] == []
    assert [one.what for one in done if said[str(one.before)] != said[str(one.after)]] == []


def test_most_names_can_be_renamed_back(results: list[Renamed | str]) -> None:
    back = [one.came_back for one in results if isinstance(one, Renamed)]
    assert sum(back) > len(back) / 2


def test_most_names_can_be_renamed(results: list[Renamed | str]) -> None:
    refused = Counter(one for one in results if isinstance(one, str))
    assert len(results) - refused.total() > len(results) / 3


def test_names_come_back_in_open_files(tmp_path: Path) -> None:
    """Without saving: each name is given a new one in the editor, and its old one there."""
    came_back = refused = 0
    for seed in range(FIRST_OPEN, FIRST_OPEN + times(70)):
        folder = write(tmp_path / str(seed), make_project(seed))
        project = Project([str(folder)])
        for _ in project.work():
            pass
        texts = {str(path): path.read_text(encoding="utf-8") for path in folder.iterdir()}
        for path, text in texts.items():
            project.open(path, "", Text(text))
        for path, offset in list(names(project.snapshot())):
            back = _there_and_back(project, texts, path, offset)
            came_back += back is True
            refused += back is None
            assert back is not False, (seed, path, offset)
    assert came_back > times(1000), refused


def _there_and_back(project: Project, texts: dict[str, str], path: str, offset: int) -> bool | None:
    """Rename a name and rename it back; tell whether all is as it was, None where either is refused."""
    view = project.snapshot()
    found = prepare(view, path, offset)
    there = rename(view, path, offset, "quite_fresh") if isinstance(found, Renamable) else None
    if there is None or isinstance(there, Refused) or not isinstance(found, Renamable):
        return None
    before = [edit for other, edit in there if other == path and edit.span < found.span]
    start = found.span.start + len(before) * (len("quite_fresh") - len(found.name))
    renamed = _show(project, texts, there)
    back = rename(project.snapshot(), path, start, found.name)
    restored = None if back is None or isinstance(back, Refused) else _show(project, renamed, back)
    for other, text in texts.items():
        project.change(other, Text(text))
    return None if restored is None else restored == texts


def _show(project: Project, texts: dict[str, str], edits: tuple[tuple[str, Edit], ...]) -> dict[str, str]:
    """Change the open files by the edits; return their texts."""
    made = {
        path: apply_edits(text, [edit for other, edit in edits if other == path])
        for path, text in texts.items()
    }
    for path, text in made.items():
        if text != texts[path]:
            project.change(path, Text(text))
    return made


def test_the_example_comes_back(tmp_path: Path) -> None:
    """Names of the bundled example, in code, configs and sweeps, are renamed there and back."""
    before = write(tmp_path / "before", changed(EXAMPLE, ()))
    view = read(before)
    files = Counter()
    for number, (path, offset) in enumerate(names(view)):
        found = prepare(view, path, offset)
        edits = rename(view, path, offset, "quite_fresh") if isinstance(found, Renamable) else None
        if edits is None or isinstance(edits, Refused) or number % 4:
            continue
        after = write(tmp_path / str(number), changed(before, edits))
        assert comes_back(Renamed(before, after, found.name), path, found, "quite_fresh", edits)
        files.update({Path(other).suffix for other, _ in edits})
    assert min(files[suffix] for suffix in (".py", ".gin", ".hyp")) > 2
