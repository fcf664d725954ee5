"""`--out`: one file for each config, all of them or none, and a manifest that says where they come from.

Writes below the folder it is given, nowhere else. Files are written aside first and then moved into place, by one
run at a time; files of another sweep stay as they are unless `--force` is given.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hp_lsp.check.expand.configs import Job
from hp_lsp.check.expand.lock import locked
from hp_lsp.check.expand.signals import terminating
from hp_lsp.check.record import display_path
from hp_lsp.check.refused import Refused
from hp_lsp.features.preview import PreviewConfig, bindings_json, digits

MANIFEST = "manifest.jsonl"
LOCK = ".hp-lsp.lock"
_ASIDE = ".hp-lsp-"
_FORGOTTEN_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the manifest: a file, the config in it, and the sweep and style that it comes from.

    `bindings` holds those that vary. `sweep_sha256` is of the sweep's text, `sha256` of the file.
    """

    index: int
    file: str
    bindings: list[dict[str, str]]
    sweep: str
    sweep_sha256: str
    style: str
    sha256: str

    @property
    def origin(self) -> tuple[str, str]:
        """What makes two entries of one sweep belong together."""
        return (self.sweep_sha256, self.style)


def write_files(job: Job, folder: Path) -> int | None:
    """Write the configs that are meant and return how many; None, and no file, where one cannot be written.

    Raises Refused where a file of another sweep is in the way, OSError where the folder cannot be written.
    """
    with _aside(folder) as aside:
        entries = [_write(job, config, aside) for config in job.configs()]
        if job.problems or not entries:
            return None if job.problems else 0
        with locked(folder / LOCK):
            _move_into_place(job, folder, aside, entries)
    return len(entries)


def _move_into_place(job: Job, folder: Path, aside: Path, entries: list[Entry]) -> None:
    """Bring the manifest up to date, and put the files beside it."""
    earlier = _read_manifest(folder / MANIFEST, force=job.options.force)
    outdated = _outdated(earlier, entries)
    if not job.options.force:
        _refuse_conflicts(folder, aside, entries, outdated)
    _write_manifest(aside / MANIFEST, _merged(earlier, outdated, entries))
    for name in (*(entry.file for entry in entries), MANIFEST):
        (aside / name).replace(folder / name)
    _remove_outdated(folder, outdated, entries)


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """Give a folder inside `folder` to write in; it is gone afterwards, and so is a `folder` made in vain."""
    is_new = not folder.is_dir()
    folder.mkdir(parents=True, exist_ok=True)
    _remove_forgotten(folder)
    aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=folder))
    try:
        with terminating():
            yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if is_new and not any(folder.iterdir()):
            with suppress(OSError):  # another run has begun to write there
                folder.rmdir()


def _remove_forgotten(folder: Path) -> None:
    """Remove what runs left that were killed long ago."""
    for aside in folder.glob(f"{_ASIDE}*"):
        with suppress(OSError):  # another run removes it, too
            if time.time() - aside.stat().st_mtime > _FORGOTTEN_SECONDS:
                shutil.rmtree(aside)


def _write(job: Job, config: PreviewConfig, folder: Path) -> Entry:
    """Write one config; upstream's text has no line end behind its last line."""
    name = file_name(job, config.index)
    is_exact = job.options.style == "hyperion" or not config.text
    data = ((config.text or "") + ("" if is_exact else "\n")).encode("utf-8")
    (folder / name).write_bytes(data)
    varying = job.expansion.varying
    return Entry(
        config.index,
        name,
        bindings_json(binding for binding in config.bindings if binding[0] in varying),
        Path(job.document.path).name,
        _sum(job.document.text.source.encode("utf-8", "surrogateescape")),
        job.options.style,
        _sum(data),
    )


def file_name(job: Job, index: int) -> str:
    """Return the name of a config's file: padded so that names sort, except in upstream's style."""
    width = 0 if job.options.style == "hyperion" else len(digits(job.expansion.count - 1))
    return f"{Path(job.document.path).stem}_{digits(index).zfill(width)}.gin"


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read_manifest(path: Path, *, force: bool) -> list[Entry]:
    """Return the entries of earlier runs; refuse a file of that name that is no manifest of ours."""
    if not path.is_file():
        return []
    try:
        return [_entry(json.loads(line)) for line in path.read_text("utf-8").splitlines()]
    except (ValueError, TypeError, KeyError) as problem:
        if force:
            return []
        raise Refused(
            f"`{display_path(str(path))}` is not one of hp-lsp's; --force replaces it."
        ) from problem


def _entry(fields: Any) -> Entry:
    if not isinstance(fields["index"], int) or Path(fields["file"]).name != fields["file"]:
        raise ValueError(fields["file"])
    return Entry(**fields)


def _outdated(earlier: Iterable[Entry], entries: list[Entry]) -> list[Entry]:
    """Return the entries that a sweep of this name left when it said something else."""
    new = {entry.sweep: entry.origin for entry in entries}
    return [entry for entry in earlier if new.get(entry.sweep, entry.origin) != entry.origin]


def _refuse_conflicts(folder: Path, aside: Path, entries: Iterable[Entry], outdated: list[Entry]) -> None:
    if outdated:
        where = display_path(str(folder))
        raise Refused(
            f"`{where}` has configs of another version or style of this sweep; --force replaces them."
        )
    for entry in entries:
        path = folder / entry.file
        if path.exists() and (not path.is_file() or path.read_bytes() != (aside / entry.file).read_bytes()):
            raise Refused(f"`{display_path(str(path))}` says something else; --force replaces it.")


def _merged(earlier: Iterable[Entry], outdated: list[Entry], entries: list[Entry]) -> list[Entry]:
    """Return the entries for the new manifest: those of earlier runs that still hold, and the new ones."""
    written = {entry.file for entry in entries}
    kept = [entry for entry in earlier if entry.file not in written and entry not in outdated]
    return sorted((*kept, *entries), key=lambda entry: (entry.sweep, entry.index))


def _write_manifest(path: Path, entries: Iterable[Entry]) -> None:
    lines = (json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in entries)
    path.write_bytes("".join(lines).encode("utf-8", "surrogatepass"))


def _remove_outdated(folder: Path, outdated: Iterable[Entry], entries: Iterable[Entry]) -> None:
    """Remove what an earlier version of the sweep left, unless somebody changed it since."""
    written = {entry.file for entry in entries}
    for entry in outdated:
        path = folder / entry.file
        if entry.file not in written and path.is_file() and _sum(path.read_bytes()) == entry.sha256:
            path.unlink()
