"""Published packages that hold real Gin configs beside the Python they configure: fetched once, kept, never run."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

REQUIREMENTS = (
    "acids-rave==2.3.1",
    "ddsp==3.7.0",
    "t5==0.9.4",
    "mesh-tensorflow==0.1.21",
    "reaver==2.1.9",
)
CACHE = Path(tempfile.gettempdir()) / "hp-lsp-test-packages"
MINUTES = 60


class CannotDownload(Exception):  # noqa: N818 - it says what is the matter, not that the program failed
    """A package that the index did not give; the message says why."""


def unpacked(requirement: str) -> Path:
    """Return the folder that holds a package's files; raises CannotDownload."""
    target = CACHE / requirement.replace("==", "-")
    if target.is_dir():
        return target
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
        downloaded = subprocess.run(
            [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "--dest", scratch, requirement],
            capture_output=True,
            text=True,
            timeout=5 * MINUTES,
        )
        if downloaded.returncode:
            raise CannotDownload(f"{requirement} cannot be downloaded: {downloaded.stderr.strip()[-200:]}")
        content = Path(scratch) / "content"
        for wheel in Path(scratch).glob("*.whl"):
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(content)
        content.rename(target)
    return target
