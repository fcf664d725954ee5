"""URIs of clients and paths of files. Knows both spellings of a name; looks at no disk.

A document that is no local file (`untitled:`, `git:`, a notebook cell) keeps its URI as its path everywhere.
"""

from __future__ import annotations

import ntpath
import os
import posixpath
import re
from urllib.parse import quote, unquote, urlsplit

_ABSOLUTE = re.compile(r"/|\\\\|[A-Za-z]:[\\/]")
_DRIVE = re.compile(r"/?[A-Za-z]:")
_UNQUOTED = "/!$&'()*+,=@~"
"""Characters of a path that stay as they are; `:` and `;` are percent-encoded as VS Code does."""


def path_of(uri: str, *, windows: bool = os.name == "nt") -> str:
    """Return the normal absolute path of a `file:` URI, and any other URI as it is.

    Percent-encoded bytes that are not UTF-8 become lone surrogates, as `os.fsdecode` makes them. A URI with a
    query or fragment names something inside a file, so it is no file.
    """
    try:
        parts = urlsplit(uri)
    except ValueError:
        return uri
    path = unquote(parts.path, errors="surrogateescape")
    if parts.scheme.lower() != "file" or parts.query or parts.fragment or not path or "\0" in path:
        return uri
    host = "" if parts.netloc.lower() == "localhost" else unquote(parts.netloc)
    if windows:
        return _windows_path(host, path)
    return uri if host else posixpath.normpath("/" + path.lstrip("/"))


def _windows_path(host: str, path: str) -> str:
    if host:
        return ntpath.normpath(f"//{host}{path}")
    if _DRIVE.match(path):
        path = path.lstrip("/")
        path = path[0].lower() + path[1:]
    return ntpath.normpath(path)


def uri_of(path: str, *, windows: bool = os.name == "nt") -> str:
    """Return the `file:` URI of an absolute path, and a path that is a URI as it is."""
    if not is_file(path):
        return path
    if windows:
        path = path.replace("\\", "/")
    if path.startswith("//"):
        host, _, path = path[2:].partition("/")
        return f"file://{host}/{_quote(path)}"
    return f"file:///{_quote(path.lstrip('/'))}"


def is_file(path: str) -> bool:
    """Tell whether a path made by `path_of` names a file rather than a document that is none."""
    return _ABSOLUTE.match(path) is not None


def _quote(path: str) -> str:
    return quote(path, safe=_UNQUOTED, errors="surrogateescape")
