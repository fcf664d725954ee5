"""What a config comes to: its statements in the order in which Gin applies them, and the value that wins."""

from __future__ import annotations
