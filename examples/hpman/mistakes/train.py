"""Every mistake that hp-lsp is to find here is announced by a comment. The program does not run."""

import argparse
from pathlib import Path

import hpargparse
from hpman.m import _

_.parse_file(Path(__file__).resolve())

parser = argparse.ArgumentParser()
hpargparse.bind(parser, _)
parser.parse_args()

# Planted: a default that is given twice
_("width", 64)
_("width", 32)

# Planted: a name that hpman cannot read
_(f"{__name__}.depth", 2)

# Planted: a hint that is no literal
_("depth", 2, type=int)

# Planted: a value with names below it
_("optimizer", "sgd")
_("optimizer.rate", 0.1)

# Planted: a default by keyword
_("seed", default=0)

# Planted: a name that nothing gives a default
_("widht")

# Planted: two names with one flag
_("log_every", 5)
_("log-every", 5)

# Planted: a default that is none of the choices
_("schedule", "cosin", choices=["cosine", "linear"])

# Planted: an item of a manager
_["width"]

# Right: what the config beside this file gives values
_("epochs", 10)
_("shuffle", True)
_("layers", [1, 2])
_("data.size", 200)


def steps() -> int:
    """Return how many steps there are."""
    total = 0
    # Planted: a manager's name that a loop has taken
    for _ in range(3):
        total += _("epochs")
    return total
