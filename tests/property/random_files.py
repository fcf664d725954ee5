"""A small workspace in which random things happen to files: what an editor, a version control system or a user does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from random import Random

FOLDERS = ("", "lib", "lib/deep", "configs", "bin")
PYTHON = ("__init__.py", "model.py", "wrap.py", "hp.py", "use.py", "plain.py")
CONFIGS = ("base.gin", "main.gin", "sweep.hyp", "values.yaml")
OTHERS = ("README.md", "run.sh", "book.ipynb", "train")

CODE = (
    "",
    "x = 1\n",
    "import gin\n\n@gin.configurable\ndef f(a=1, b=2):\n    return a\n",
    "import gin\n\n@gin.configurable\ndef f(a=1, c=2):\n    return a\n",
    "import gin\n\n@gin.configurable('g')\nclass Model:\n    def __init__(self, width=3):\n        pass\n",
    "import gin\nfrom lib.model import Model\n\n@gin.configurable\nclass Wide(Model):\n    depth: int = 1\n",
    "import gin\n\ndef wrap(fn):\n    return gin.configurable(fn)\n",
    "from lib.wrap import wrap\n\n@wrap\ndef wrapped(a=1):\n    return a\n",
    "import gin\nfrom wrap import wrap\n\n@wrap\ndef both(a=1): ...\n\ngin.parse_config_file('configs/main.gin')\n",
    "from hpman.m import _\n\nlr = _('lr', 1e-3)\n",
    "from hpman.m import _ as hp\n\n_ = hp\nlr = _('lr', 0.1)\nhp.parse_file(__file__)\n",
    "from lib.hp import _\n\nsize = _('size', 3)\n",
    "import gin\nfrom lib.hp import _\n\nsize = _('size', 4)\n\n@gin.configurable\ndef sized(n=1):\n    return n\n",
    "def broken(:\n",
    "import gin\n\n@gin.configurable\ndef f(:\n",
)
CONFIG = (
    "",
    "f.a = 1\nx = 2\n",
    "include 'base.gin'\nf.c = %x\n",
    "include 'configs/main.gin'\ng.width = 4\nwrapped.a = 2\n",
    "import lib.model\nWide.depth = 3\nboth.a = @f\nsized.n = 1\n",
    "f.a: [1, 2, 3]\n",
    "f.(a = 1\n",
    "lr: 0.1\nsize: 3\nother: 1\n",
)
OTHER = (
    "",
    "python use.py --hp-load configs/values.yaml\n",
    "#!/bin/sh\npython lib/hp.py --hp-lr 3\n",
    '{"cells": [{"cell_type": "code", "source": ["import gin\\n", "import lib.model"]}]}',
    "#!/usr/bin/env python\nimport gin\n\n@gin.configurable\ndef train(steps=1):\n    pass\n",
)


def text_for(path: Path, random: Random) -> str:
    """Return one of the texts for files of that name."""
    pool = CODE if path.suffix == ".py" else CONFIG if path.name in CONFIGS else OTHER
    return random.choice(pool)


def happen(root: Path, random: Random) -> Sequence[str]:
    """Let one thing happen to a file or folder below `root`; return the paths that a client would tell of."""
    path = root / random.choice(FOLDERS) / random.choice((*PYTHON, *PYTHON, *CONFIGS, *OTHERS))
    what = random.choices(
        (_write, _edit, _rename, _delete, _touch, _chmod, _replace, _rename_folder),
        (6, 6, 2, 3, 1, 1, 2, 0.3),
    )[0]
    return what(root, path, random)


def _write(root: Path, path: Path, random: Random) -> Sequence[str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text_for(path, random))
    return [str(path)]


def _edit(root: Path, path: Path, random: Random) -> Sequence[str]:
    """Change a character of a file, which keeps its size."""
    if not path.exists():
        return _write(root, path, random)
    text = path.read_text()
    old, new = random.choice(
        (("a=1", "d=1"), ("d=1", "a=1"), ("f", "h"), ("h", "f"), ("x", "y"), ("lr", "lx"))
    )
    path.write_text(text.replace(old, new, 1))
    return [str(path)]


def _replace(root: Path, path: Path, random: Random) -> Sequence[str]:
    """Put another file in the place of one, with the times of that one."""
    other = path.with_name("unfinished.tmp")
    path.parent.mkdir(parents=True, exist_ok=True)
    other.write_text(text_for(path, random))
    if path.exists():
        status = path.stat()
        os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    os.replace(other, path)
    return [str(path)]


def _rename(root: Path, path: Path, random: Random) -> Sequence[str]:
    target = root / random.choice(FOLDERS) / f"{random.choice(('model', 'use', 'main', 'base'))}{path.suffix}"
    if not path.exists() or path.name == "train":
        return _write(root, path, random)
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(path, target)
    return [str(path), str(target)]


def _delete(root: Path, path: Path, random: Random) -> Sequence[str]:
    path.unlink(missing_ok=True)
    return [str(path)]


def _touch(root: Path, path: Path, random: Random) -> Sequence[str]:
    if path.exists():
        moment = random.choice((0, 1, 2_000_000_000, 4_000_000_000))
        os.utime(path, (moment, moment))
    return [str(path)]


def _chmod(root: Path, path: Path, random: Random) -> Sequence[str]:
    if path.exists():
        path.chmod(random.choice((0o600, 0o644, 0o000, 0o755)))
    return [str(path)]


def _rename_folder(root: Path, path: Path, random: Random) -> Sequence[str]:
    """Move a folder away, or back, or remove it, with all that is in it."""
    here, there = root / "lib", root / "moved"
    told = [str(one) for folder in (here, there) for one in folder.rglob("*") if one.is_file()]
    if there.exists():
        shutil.rmtree(here, ignore_errors=True)
        there.rename(here)
    elif here.exists() and random.random() < 0.5:
        here.rename(there)
    else:
        shutil.rmtree(here, ignore_errors=True)
    return [*told, *(str(one) for folder in (here, there) for one in folder.rglob("*") if one.is_file())]
