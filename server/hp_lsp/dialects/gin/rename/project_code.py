"""The project's Python for a search through all of it. Knows which of Gin's functions register what they are given."""

from __future__ import annotations

from hp_lsp.dialects.base import View
from hp_lsp.python.project_files import ProjectFiles

REGISTERING = frozenset(("configurable", "register", "external_configurable", "constants_from_enum"))
"""Gin's functions by which it finds what they are given, by the last part of their names."""


def project_files(view: View) -> ProjectFiles:
    """Return the Python files of the project with their texts."""
    return view.once(("gin.project-files",), lambda: ProjectFiles(view.modules, _texts(view)))


def _texts(view: View) -> dict[str, str]:
    documents = ((path, view.document(path)) for path in view.python_files())
    return {path: document.text.source for path, document in documents if document is not None}
