"""Runs the server that lies in this folder."""

import sys

if sys.version_info < (3, 10):  # noqa: UP036  # whatever is on the PATH is asked
    raise SystemExit("hp-lsp needs Python 3.10 or newer; this is " + sys.version.split()[0] + ".")

from hp_lsp.cli import main

raise SystemExit(main())
