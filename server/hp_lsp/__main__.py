"""Runs `python -m hp_lsp` as the command `hp-lsp`.

Python puts the current folder first on its import path then, and that may be a workspace nobody trusts: it is taken
off before anything else is imported.
"""

import sys

if not getattr(sys.flags, "safe_path", False):
    del sys.path[0]

from hp_lsp.cli import run_and_exit

if __name__ == "__main__":
    run_and_exit()
