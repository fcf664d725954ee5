"""Runs `python -m hp_lsp` as the command `hp-lsp`."""

from hp_lsp.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
