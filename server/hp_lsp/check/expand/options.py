"""The flags of `--expand` and what they mean together. Knows no sweep."""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from typing import Literal, get_args

from hp_lsp.dialects.base import Refused
from hp_lsp.dialects.hyperion.values.conditions import Condition, parse_condition
from hp_lsp.features.preview import Style

Format = Literal["text", "json", "jsonl", "csv", "table", "wandb"]
_SLICE = re.compile(r"(-?\d+)?:(-?\d+)?(?::(-?\d+))?")
_SHARD = re.compile(r"(\d+)/(\d+)")


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for; the fields are its flags."""

    expand: str
    count: bool = False
    index: int | None = None
    slice: slice | None = None
    shard: tuple[int, int] | None = None
    sample: int | None = None
    seed: int = 0
    where: tuple[Condition, ...] = ()
    vary: bool = False
    diff: tuple[int, int] | None = None
    axes: bool = False
    format: Format = "text"
    style: Style = "gin"
    out: str | None = None
    force: bool = False

    @property
    def is_selective(self) -> bool:
        """Whether the user says how many configs are wanted."""
        return any(one is not None for one in (self.index, self.slice, self.shard, self.sample))

    @property
    def is_whole(self) -> bool:
        """Whether all of the sweep is asked for."""
        return not (self.is_selective or self.where)


def options_of(given: argparse.Namespace) -> Options:
    """Return the options that a parser with `add_arguments` found."""
    return Options(
        expand=given.expand,
        count=given.count,
        index=given.index,
        slice=given.slice,
        shard=given.shard,
        sample=given.sample,
        seed=given.seed,
        where=tuple(given.where),
        vary=given.vary,
        diff=tuple(given.diff) if given.diff else None,
        axes=given.axes,
        format=given.format,
        style=given.style,
        out=given.out,
        force=given.force,
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the flags of `--expand`, except itself."""
    which = parser.add_argument_group(
        "which configs (numbered from 0; default: all; flags combine in this order)"
    )
    which.add_argument("--index", type=_number, metavar="I", help="config I alone; -1 is the last one")
    which.add_argument(
        "--slice",
        type=_slice,
        metavar="A:B[:STEP]",
        help="configs A to B, without B, as in Python; `--slice=-3:` are the last three",
    )
    which.add_argument(
        "--shard", type=_shard, metavar="I/N", help="every N-th config, beginning with config I (0 to N-1)"
    )
    which.add_argument(
        "--where", type=_condition, action="append", default=[], metavar="CONDITION",
        help="those of them that meet this, such as 'lr <= 0.1'; may be repeated",
    )  # fmt: skip
    which.add_argument("--sample", type=_size, metavar="N", help="N of them, drawn at random")
    which.add_argument(
        "--seed",
        type=_number,
        default=0,
        metavar="S",
        help="the seed of --sample (default: 0); the same seed draws the same configs",
    )
    _add_output(parser)


def _add_output(parser: argparse.ArgumentParser) -> None:
    shown = parser.add_argument_group("what is shown")
    shown.add_argument("--count", action="store_true", help="print only how many configs there are")
    shown.add_argument(
        "--vary", action="store_true", help="leave out the keys that are the same in all configs"
    )
    shown.add_argument(
        "--diff", nargs=2, type=_number, metavar=("I", "J"), help="show how config J differs from config I"
    )
    shown.add_argument(
        "--axes", action="store_true", help="show which values each varied key takes, and in how many configs"
    )
    shown.add_argument(
        "--format",
        choices=get_args(Format),
        default="text",
        help="how to print the configs (default: text); wandb: a sweep of Weights & Biases, where it is a plain grid",
    )
    shown.add_argument(
        "--style", choices=("gin", "hyperion"), default="gin",
        help="gin (default): text that plain Gin reads; hyperion: exactly what Hyperion 0.1.0 writes",
    )  # fmt: skip
    files = parser.add_argument_group("files")
    files.add_argument(
        "--out",
        metavar="DIR",
        help="write each config to its own file in this folder, and a manifest.jsonl that lists them",
    )
    files.add_argument(
        "--force",
        action="store_true",
        help="replace files that say something else, and those of an earlier version of the sweep",
    )


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text[:40]}` is not a whole number") from None


def _size(text: str) -> int:
    size = _number(text)
    if size < 0:
        raise argparse.ArgumentTypeError(f"`{text[:40]}` is below 0")
    return size


def _slice(text: str) -> slice:
    match = _SLICE.fullmatch(text)
    if not match:
        raise argparse.ArgumentTypeError(f"`{text[:40]}` is not of the form A:B")
    start, stop, step = (None if part is None else _number(part) for part in match.groups())
    if step == 0:
        raise argparse.ArgumentTypeError("the step of a slice cannot be 0")
    return slice(start, stop, step)


def _shard(text: str) -> tuple[int, int]:
    match = _SHARD.fullmatch(text)
    if not match:
        raise argparse.ArgumentTypeError(f"`{text[:40]}` is not of the form I/N")
    shard, shards = _number(match[1]), _number(match[2])
    if shard >= shards:
        raise argparse.ArgumentTypeError(f"there is no shard {shard} of {shards}: they count from 0")
    return shard, shards


def _condition(text: str) -> Condition:
    condition = parse_condition(text)
    if isinstance(condition, Refused):
        raise argparse.ArgumentTypeError(condition.reason)
    return condition
