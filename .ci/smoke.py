"""Tries an installed hp-lsp: `smoke.py DIST`, run by its interpreter. DIST holds the sdist and the wheel."""

import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import hp_lsp

ROOT = Path(__file__).resolve().parents[1]
COMMAND = str(Path(sys.executable).with_name("hp-lsp"))
IN_WHEEL = {
    "hp_lsp/py.typed",
    "hp_lsp/grammar/gin.lark",
    "hp_lsp/grammar/hyp.lark",
    "hp_lsp/grammar/gin.json",
    "hp_lsp/grammar/hyp.json",
}
IN_SDIST = {
    "server/hp_lsp/py.typed",
    "grammar/gin.lark",
    "grammar/hyp.lark",
    "hatch_build.py",
    "LICENSE",
    "README.md",
}


def main(dist: Path) -> None:
    """Run all checks; an assertion says what is wrong."""
    assert Path(hp_lsp.__file__).is_relative_to(sys.prefix), "it is the installed package that is tried"
    check_contents(dist)
    check_versions()
    with tempfile.TemporaryDirectory() as folder:
        example = Path(shutil.copytree(ROOT / "examples/transformer", Path(folder) / "example"))
        check_commands(example)
        check_server(example)
    print(f"hp-lsp {hp_lsp.__version__} is complete")


def check_contents(dist: Path) -> None:
    """Look for what must not be forgotten, and for what has no place there."""
    ((wheel,), (sdist,)) = (list(dist.glob(pattern)) for pattern in ("*.whl", "*.tar.gz"))
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    assert inside >= IN_WHEEL, IN_WHEEL - inside
    assert any(re.fullmatch(r"hp_lsp-[^/]+\.dist-info/licenses/LICENSE", name) for name in inside)
    with tarfile.open(sdist) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    assert packed >= IN_SDIST, IN_SDIST - packed
    strange = {name for name in inside | packed if name.endswith(".pyc") or "tests/" in name}
    assert not strange, strange


def check_versions() -> None:
    """Compare every version that is written down with the one of the package."""
    version = hp_lsp.__version__
    assert run("--version").stdout == f"hp-lsp {version}\n"
    assert json.loads((ROOT / "vscode-extension/package.json").read_text())["version"] == version
    assert f";; Version: {version}\n" in (ROOT / "emacs/hp-lsp.el").read_text()


def check_commands(example: Path) -> None:
    """Run the main jobs on the example."""
    check = run("--check", folder=example)
    assert (check.returncode, check.stdout.count("\n")) == (1, 10), check
    assert run("--check", "configs/train.gin", folder=example).returncode == 0
    assert run("--expand", "sweeps/lr.hyp", "--count", folder=example).stdout == "54\n"
    assert "d_model" in run("--effective", "configs/train.gin", folder=example).stdout
    assert "learning_rate" in run("--list", folder=example).stdout
    assert run("--explain", "GIN102").stdout.startswith("# GIN102")


def check_server(example: Path) -> None:
    """Greet the server and let it go."""
    root = {"processId": None, "rootUri": example.as_uri(), "capabilities": {}}
    messages = (
        {"id": 1, "method": "initialize", "params": root},
        {"method": "initialized", "params": {}},
        {"id": 2, "method": "shutdown"},
        {"method": "exit"},
    )
    sent = b"".join(framed({"jsonrpc": "2.0", **message}) for message in messages)
    done = subprocess.run([COMMAND, "--stdio"], input=sent, capture_output=True, timeout=60, check=True)
    assert f'"version":"{hp_lsp.__version__}"' in done.stdout.decode().replace(" ", ""), done


def framed(message: dict[str, object]) -> bytes:
    """Return a message as it goes over the line."""
    body = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def run(*arguments: str, folder: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """Run the installed command."""
    return subprocess.run([COMMAND, *arguments], cwd=folder, capture_output=True, text=True, timeout=60)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
