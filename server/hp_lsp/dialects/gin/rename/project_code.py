"""The project's Python for a search through all of it. Knows which of Gin's functions register what they are given."""

from __future__ import annotations

from hp_lsp.dialects.base import View
from hp_lsp.python.uses.project_files import ProjectFiles

REGISTERING = frozenset(("configurable", "register", "external_configurable", "constants_from_enum"))
"""Gin's functions by which it finds what they are given, by the last part of their names."""


def project_files(view: View) -> ProjectFiles:
    """Return the Python files of the project with their texts; what is parsed of them lives as long as this."""
    documents = ((path, view.document(path)) for path in view.python_files())
    return ProjectFiles(view.modules, {path: one.text.source for path, one in documents if one is not None})
