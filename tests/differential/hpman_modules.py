"""Writes small random projects that call hpman in every place where Python takes an expression, right and wrong."""

from __future__ import annotations

from random import Random

_NAMES = (
    "a",
    "b",
    "a.b",
    "a.b.c",
    "lr",
    "opt.lr",
    "opt",
    "x y",
    "",
    "a.",
    ".a",
    "b-c",
    "é",
    "n1",
    "n2",
    "n3",
    "n4",
)
_RARE_NAMES = (
    "name",
    "f'a'",
    "'a' 'b'",
    "r'a'",
    "('a')",
    "b'a'",
    "1",
    "None",
    "'a' + 'b'",
    "*names",
    "'''a'''",
)
_DEFAULTS = (
    "1", "-1", "+1.5", "1e400", "1+2j", "-1-2j", "'s'", "b's'", "True", "None", "...", "[1, 2]", "(1, 'x')", "()",
    "{'k': 1}", "{1, 2}", "set()", "{}", "[{'k': (1, [2])}]", "x", "f(1)", "lambda: 1", "f'{x}'", "1 // 2", "2 ** 3",
    "1 + 2", "-(-1)", "not True", "1 if x else 2", "x[0]", "{**x}", "[*x]", "{[]: 1}", "{(1, []): 1}", "{[1], x}",
    "{x, [1]}", "{[]: x}", "{[]: 1, 'k': x}", "{'k': x, []: 1}", "[x, {[]: 1}]", "[{[]: 1}, x]", "set([1])", "-'x'",
    "True + 1j", "-True", "1j + 1j", "(1, {2: {3}})", "{(set(),): 1}", "*args", "'%d'", "10**6", "x.y", "1 < 2", "~1",
)  # fmt: skip
_HINTS = (
    "help='h'", "choices=[1, 2]", "required=True", "type=int", "choices={[1]}", "help='a' + 'b'", "**{'help': 'x'}",
    "**kw", "default=3", "hp_value=4", "hp_name='a'", "help=f'x'", "choices=OPTIONS", "meta={'k': {1: 2}}",
)  # fmt: skip
_PLACES = (
    "{}", "x = {}", "x = y = [{}, {}]", "def f(a={}, *, b={}):\n    return {}", "if False:\n    {}\nelse:\n    {}",
    "class A({}):\n    a = {}\n    def m(self):\n        return [{} for i in {} if {}]", "@d({})\ndef g():\n    pass",
    "lambda v={}: {}", "async def h():\n    await {}\n    async with {} as q:\n        pass\n    yield {}",
    "match {}:\n    case [1, *z] if {}:\n        {}", "with {} as q, {}:\n    {}",
    "try:\n    {}\nexcept {}:\n    {}\nfinally:\n    {}", "del {}[0]", "assert {}, {}", "x: {} = {}",
    "x = {} if {} else {}", "for i in {}:\n    {}\nelse:\n    {}", "while {}:\n    break", "raise {} from {}",
    "x[{}:{}] = 1", "print(*{}, **{})", "(y := {})", "x += {}", "x = {{{}: {}, **{}}}", "x = {} < {} and not {}",
    "x = {}.a.b({})[{}]", "def k():\n    global x\n    def inner():\n        nonlocal_ = {}\n    return inner",
    "x = lambda: (yield {})", "def typed(a: {}) -> {}:\n    '''text'''", "x = _\\\n(\n'far', 1)", "print(f'{{1}}')",
    "def other(_):\n    return {}", "def local():\n    def _(x, y=1, **kw):\n        return x\n    return {}",
    "if x:\n    if y:\n        while z:\n            {}",
)  # fmt: skip


def write_project(seed: int) -> dict[str, str]:
    """Return the files of a project by name; all call the manager `_`."""
    random = Random(seed)
    names = random.sample(
        ("main.py", "model.py", "sub/data.py", "sub/Optim.py", "a.py"), random.randint(1, 3)
    )
    return {name: _module(random) for name in names}


def _module(random: Random) -> str:
    places = [random.choice(_PLACES) for _ in range(random.randint(1, 5))]
    body = [place.format(*(_call(random) for _ in range(place.count("{}")))) for place in places]
    return "\n".join(("from hpman.m import _", *body, ""))


def _call(random: Random, depth: int = 0) -> str:
    name = repr(random.choice(_NAMES)) if random.random() < 0.95 else random.choice(_RARE_NAMES)
    count = random.choices((0, 1, 2, 3), (1, 40, 58, 1))[0]
    default = _call(random, depth + 1) if depth < 2 and random.random() < 0.1 else random.choice(_DEFAULTS)
    hints = random.sample(_HINTS, random.choices((0, 1, 2), (80, 15, 5))[0])
    arguments = [*(name, default, "3")[:count], *_once(hints)]
    between = random.choice((", ", ",", ",\n   "))
    return f"_{random.choice(('', '', ' '))}({between.join(arguments)})"


def _once(hints: list[str]) -> list[str]:
    """Return the hints without a second one of the same name, which is no Python."""
    return list({hint.partition("=")[0]: hint for hint in hints}.values())
