"""Nothing of a workspace is imported or run, no program is started, nothing is sent: shown while it happens."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

SOURCES = sorted((Path(__file__).parent.parent / "server").rglob("*.py"))

CANARY = """
import pathlib
pathlib.Path(__file__).with_name("SUNG").write_text(__name__)
import gin

@gin.configurable
class Model:
    def __init__(self, width=3): ...
"""

AUDITED = """
import os
import sys
from pathlib import Path
workspace = sys.argv[1]
cache = os.environ["XDG_CACHE_HOME"] + "/hp-lsp/"

FORBIDDEN = ("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.spawn", "os.posix_spawn", "socket.connect",
             "socket.bind", "pickle.find_class", "marshal.loads", "webbrowser.open", "urllib.Request")
found = []
kept = []

def hook(event, arguments):
    if event in FORBIDDEN and watching:
        found.append((event, str(arguments)[:200]))
    if event == "import" and watching and arguments[1] and str(arguments[1]).startswith(workspace):
        found.append((event, str(arguments)))
    is_path = event == "open" and not isinstance(arguments[0], int)
    if is_path and watching and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        (kept if str(arguments[0]).startswith(cache) else found).append((event, str(arguments)))
    if event in ("os.remove", "os.rename", "os.mkdir", "os.chmod", "os.truncate", "shutil.rmtree") and watching:
        found.extend((event, one) for one in map(str, arguments[:2])
                     if os.sep in one and not (one + "/").startswith(cache))

watching = False
sys.addaudithook(hook)
from hp_lsp.cli import main
from hp_lsp.project.project import Project
from hp_lsp.features import completion, definition, hover, references
sys.dont_write_bytecode = True
# marshal is how Python reads its own compiled modules, so those that are still to be loaded are loaded first
def everything():
    main(["--check", workspace, "--quiet", "--format", "json"])
    main(["--expand", workspace + "/sweep.hyp"])
    project = Project([workspace])
    list(project.work())
    view = project.snapshot()
    for name in ("main.gin", "model.py", "sweep.hyp"):
        path = str(Path(workspace) / name)
        for offset in range(len(Path(path).read_text()) + 1):
            hover.hover(view, path, offset)
            definition.definition(view, path, offset)
            completion.complete(view, path, offset)
            references.references(view, path, offset, include_declaration=True)

everything()
with open(workspace + "/model.py", "a") as model:
    model.write("# changed")
watching = True
everything()
watching = False
print("FOUND", found, "KEPT", len(kept))
"""


def test_a_workspace_that_would_act_when_imported_stays_silent(tmp_path: Path) -> None:
    workspace = tmp_path / "canary"
    (workspace / "package").mkdir(parents=True)
    for name in ("model.py", "conftest.py", "setup.py", "sitecustomize.py", "gin.py", "package/__init__.py"):
        (workspace / name).write_text(CANARY)
    (workspace / "pyproject.toml").write_text("")
    (workspace / "main.gin").write_text("import model\nimport package\nModel.width = 3\nModel.depth = 2\n")
    (workspace / "sweep.hyp").write_text("import model\nModel.width: [3, 9 ** 99, __import__('os')]\n")
    done = subprocess.run(
        [sys.executable, "-c", AUDITED, str(workspace)],
        cwd=workspace,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "FOUND [] KEPT 1" in done.stdout, done.stdout[-2000:] + done.stderr[-2000:]
    assert "GIN102" in done.stdout
    assert not list(workspace.rglob("SUNG"))


FORBIDDEN_NAMES = {
    "eval", "exec", "compile", "__import__", "import_module", "run_path", "run_module", "system", "popen", "Popen",
    "check_output", "check_call", "load_module", "exec_module", "execv", "execvp", "execve", "fork", "startfile",
    "create_subprocess_exec", "create_subprocess_shell", "safe_load", "unsafe_load", "full_load", "load_all",
}  # fmt: skip
FORBIDDEN_MODULES = {
    "subprocess",
    "pickle",
    "marshal",
    "runpy",
    "importlib",
    "ctypes",
    "urllib",
    "http",
    "shelve",
    "socket",
    "webbrowser",
    "requests",
    "ftplib",
    "smtplib",
}
ALLOWED = {
    ("re", "compile"),  # a regular expression
    ("urllib.parse", "import"),  # takes addresses apart
    ("importlib.resources", "import"),  # reads our own grammar files
    ("ctypes", "import"),  # asks Windows whether the editor still runs
}


def _names(tree: ast.AST) -> set[tuple[str, str]]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            modules = (
                [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
            )
            found |= {(name, "import") for name in modules if name.partition(".")[0] in FORBIDDEN_MODULES}
        elif isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in FORBIDDEN_NAMES:
                found.add(("", called.id))
            elif isinstance(called, ast.Attribute) and called.attr in FORBIDDEN_NAMES:
                found.add((ast.unparse(called.value), called.attr))
    return found


def test_the_package_calls_nothing_that_runs_code() -> None:
    assert len(SOURCES) > 50
    found = {path.name: _names(ast.parse(path.read_text(encoding="utf-8"))) - ALLOWED for path in SOURCES}
    assert {name: calls for name, calls in found.items() if calls} == {}
