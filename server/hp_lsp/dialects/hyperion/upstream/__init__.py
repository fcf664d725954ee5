"""Upstream Hyperion 0.1.0: what it writes, what it refuses, whether it is installed."""
