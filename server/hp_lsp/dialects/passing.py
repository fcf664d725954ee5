"""What a dialect may look for in files that do not name it, beside the names of functions and classes."""

from __future__ import annotations

ODD = "\0"
"""Among the names of `Dialect.passing`: what files hold that are no plain UTF-8 without a byte order mark."""
