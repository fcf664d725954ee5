"""Hyperion: `.hyp` files, Gin plus sweeps, tables, expressions and calls with arguments."""
