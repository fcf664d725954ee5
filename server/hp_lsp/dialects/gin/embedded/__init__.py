"""Gin inside Python: the strings that a file gives to Gin's functions, as configs with all that configs have.

`configs` makes a config of what stands in strings; the other modules ask about it, and say where in Python the answers
stand.
"""
