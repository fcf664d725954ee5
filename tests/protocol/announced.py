"""One session as the captured clients have it: what they announce, and questions in the columns that they count."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest_lsp

from protocol.rawclient import RawClient
from protocol.session import HERE, PUBLISH, codes, cut, eventually, pulled, units

OWN, SHIPPED = HERE.parent / "clients", Path(pytest_lsp.__file__).parent / "clients"
CLIENTS = {
    "nothing": None,
    "vscode-1.65": SHIPPED / "visual_studio_code_v1.65.2.json",
    "vscode-1.99": OWN / "vscode-1.99.3.json",
    "neovim-0.6": SHIPPED / "neovim_v0.6.1.json",
    "neovim-0.10": SHIPPED / "neovim_v0.10.0.json",
    "neovim-0.11": OWN / "neovim-0.11.4.json",
    "emacs-29": SHIPPED / "emacs_v29.1.json",
}


class Session(NamedTuple):
    """One client's session, which all of its points share: each opens documents of its own."""

    client: RawClient
    announced: Any
    folder: Path
    early: Any
    """What a request before `initialize` was answered."""
    initialized: Any

    def can(self, field: str) -> Any:
        """Return what the client announces of a capability, None where it announces nothing."""
        found = self.announced
        for name in field.split("."):
            found = found.get(name) if isinstance(found, dict) else None
        return found

    @property
    def encoding(self) -> str:
        known = [one for one in self.can("general.positionEncodings") or () if one.startswith("utf-")]
        return known[0] if known else "utf-16"

    @property
    def pulls(self) -> bool:
        return bool(self.can("textDocument.diagnostic") and self.can("workspace.diagnostics.refreshSupport"))

    def open(self, name: str, text: str) -> Opened:
        language = {"gin": "gin", "hyp": "hyperion", "py": "python"}[name.rpartition(".")[2]]
        opened = Opened(self, (self.folder / name).as_uri(), text)
        self.client.open(opened.uri, text, language)
        return opened

    def answers(self, method: str, **params: object) -> Any:
        return self.client.result(method, params)

    def told(self, *changes: tuple[Path, int]) -> None:
        """Tell of files: 1 was created, 2 was changed, 3 was deleted."""
        events = [{"uri": path.as_uri(), "type": kind} for path, kind in changes]
        self.client.notify("workspace/didChangeWatchedFiles", {"changes": events})

    def users_of_steps(self) -> set[str]:
        """Return the names of the configs that set a parameter of the code."""
        path = self.folder / "model.py"
        lines = path.read_text(encoding="utf-8").split("\n")
        number = next(number for number, line in enumerate(lines) if "steps: int" in line)
        column = units(lines[number][: lines[number].index("steps")], self.encoding)
        found = self.answers(
            "textDocument/references",
            textDocument={"uri": path.as_uri()},
            position={"line": number, "character": column},
            context={"includeDeclaration": False},
        )
        return {one["uri"].rpartition("/")[2] for one in found or ()}


class Opened(NamedTuple):
    """A text that is open in a session, in the columns that its client counts."""

    session: Session
    uri: str
    text: str

    @property
    def document(self) -> dict[str, Any]:
        return {"textDocument": {"uri": self.uri}}

    def at(self, part: str, shift: int = 0) -> dict[str, Any]:
        """Return the params that point `shift` characters into the first `part`."""
        before = self.text[: self.text.index(part) + shift]
        column = units(before.rpartition("\n")[2], self.session.encoding)
        return {**self.document, "position": {"line": before.count("\n"), "character": column}}

    def ask(self, method: str, part: str, shift: int = 0, **more: object) -> Any:
        return self.session.answers(f"textDocument/{method}", **self.at(part, shift), **more)

    def piece(self, range_: Any) -> str:
        """Return what stands in a range within a line."""
        start, end = range_["start"], range_["end"]
        assert start["line"] == end["line"]
        line = self.text.split("\n")[start["line"]]
        return cut(line, start["character"], end["character"], self.session.encoding)

    def problems(self, wanted: list[str]) -> Any:
        """Return the problems, in the one way that the client has, as soon as they have these codes."""
        if not self.session.pulls:
            return self.session.client.notification(
                PUBLISH, lambda params: params["uri"] == self.uri and codes(params) == wanted
            )["diagnostics"]
        report = eventually(
            lambda: pulled(self.session.client, self.uri),
            lambda report: [one["code"] for one in report["items"]] == wanted,
        )
        return report["items"]

    def close(self) -> None:
        self.session.client.notify("textDocument/didClose", self.document)
