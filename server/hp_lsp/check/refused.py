"""What a command says when it cannot do what its arguments ask for."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - the message is the one sentence that the user sees
    """The command cannot do what its arguments say."""
