"""URIs of clients and paths of files."""

from __future__ import annotations

import pytest

from hp_lsp.server.uris import is_file, path_of, uri_of

FILES = [
    ("file:///a/b.gin", "/a/b.gin"),
    ("file:/a/b.gin", "/a/b.gin"),
    ("FILE:///a/b.gin", "/a/b.gin"),
    ("file://localhost/a/b.gin", "/a/b.gin"),
    ("file:////a//b.gin", "/a/b.gin"),
    ("file:///a/./c/../b.gin", "/a/b.gin"),
    ("file:///a/b%20c%23%3F.gin", "/a/b c#?.gin"),
    ("file:///a/b c.gin", "/a/b c.gin"),
    ("file:///a/%C3%A9.gin", "/a/é.gin"),
    ("file:///a/é.gin", "/a/é.gin"),
    ("file:///a/%ff.gin", "/a/\udcff.gin"),
    ("file:///c%3A/b.gin", "/c:/b.gin"),
    ("file:///a/", "/a"),
    ("file:///", "/"),
    ("file:///a/100%.gin", "/a/100%.gin"),
]


@pytest.mark.parametrize(("uri", "path"), FILES)
def test_files(uri: str, path: str):
    assert path_of(uri, windows=False) == path
    assert is_file(path)
    assert path_of(uri_of(path, windows=False), windows=False) == path


@pytest.mark.parametrize(
    "uri",
    [
        "untitled:Untitled-1",
        "untitled:/a/b.gin",
        "git:/a/b.gin?%7B%22ref%22%3A%22~%22%7D",
        "vscode-notebook-cell:/a/b.ipynb#W0sZmlsZQ%3D%3D",
        "vscode-remote://ssh-remote%2Bhost/a/b.gin",
        "file://server/share/b.gin",
        "file:///a/b.gin#cell",
        "file:///a/b.gin?query",
        "file:///a%00b.gin",
        "http://[",
        "hp-preview:/x.hyp",
        "nonsense",
        "",
    ],
)
def test_what_is_no_local_file_stays_a_uri(uri: str):
    assert path_of(uri, windows=False) == uri
    assert not is_file(uri)
    assert uri_of(uri, windows=False) == uri


@pytest.mark.parametrize(
    ("uri", "path", "canonical"),
    [
        ("file:///c%3A/a/b.gin", r"c:\a\b.gin", "file:///c%3A/a/b.gin"),
        ("file:///C:/a%20b/b.gin", r"c:\a b\b.gin", "file:///c%3A/a%20b/b.gin"),
        ("file://server/share/b.gin", r"\\server\share\b.gin", "file://server/share/b.gin"),
    ],
)
def test_windows(uri: str, path: str, canonical: str):
    assert path_of(uri, windows=True) == path
    assert uri_of(path, windows=True) == canonical
    assert path_of(canonical, windows=True) == path
    assert is_file(path)
