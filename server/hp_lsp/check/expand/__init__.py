"""`--expand`: shows or writes what a sweep generates. Runs nothing; generates what is asked for only."""

from __future__ import annotations

from hp_lsp.check.expand.run import add_arguments, run

__all__ = ["add_arguments", "run"]
