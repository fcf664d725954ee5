"""Makes small programs that print what Gin gives to their functions, with few names that mean many things."""

from __future__ import annotations

from random import Random

NAMES = ("alpha", "beta", "gamma", "delta")
SCOPES = ("early", "late", "alpha")
EXPRESSIONS = (
    "{p}",
    "[{p} for {p} in range({p} % 3)]",
    "[{q} * {p} for {q} in range(2)]",
    "(lambda {p}={p}: {p})()",
    "(lambda {q}: {p} + {q})(1)",
    "f'{{{p}:>{{{p} % 5}}}} {p} {{{p}!r}}'",
    "{{k: {p} for k in range(2) if {p}}}",
    "dict({p}={p})['{p}']",
    "(late := {p}) + late",
    "inner_{p}()",
    "'{p}'",
)
INNER = """
    def inner_{p}({q}=1):
        def deeper():
            nonlocal {q}
            {q} += {p}
            return {q}
        return deeper()
"""


def make_project(seed: int) -> dict[str, str]:
    """Return the files of a program by name; `main.py` runs it."""
    random = Random(seed)
    functions = {f"f{number}": _parameters(random) for number in range(4)}
    code = ["import gin", "from dataclasses import dataclass"]
    code += [_definition(random, name, takes) for name, takes in functions.items()]
    code.append("gin.constant('sizes.SIZE', 9)")
    return {
        "model.py": "\n".join(code) + "\n",
        "use.py": _use(random, functions),
        "base.gin": "".join(f"{name} = {number}\n" for number, name in enumerate(NAMES[:3], 20)),
        "main.gin": _config(random, functions),
        "main.py": _main(random, functions),
    }


def _parameters(random: Random) -> list[str]:
    return random.sample(NAMES, random.randint(1, 3))


def _definition(random: Random, name: str, takes: list[str]) -> str:
    style = random.choice(("def", "def", "literal", "denied", "class", "heir", "data"))
    values = [random.choice(EXPRESSIONS).format(p=one, q=random.choice(NAMES)) for one in takes]
    inner = "".join(INNER.format(p=one, q=random.choice([n for n in NAMES if n != one])) for one in takes)
    given = ", ".join(f"{one}={number + 1}" for number, one in enumerate(takes))
    head = "@gin.configurable"
    if style == "literal":
        head += f"('{name}')"
    if style == "denied":
        head += f"(denylist=['{takes[0]}'])" if len(takes) > 1 else "()"
    if style == "data":
        fields = "".join(f"    {one}: int = {number}\n" for number, one in enumerate(takes))
        shown = ", ".join(f"self.{one}" for one in takes)
        return f"{head}\n@dataclass\nclass {name}:\n{fields}\n    def out(self):\n        return [{shown}]\n"
    if style in ("class", "heir"):
        inner = inner.replace("\n", "\n    ")
        body = f"    def __init__(self, {given}):{inner}\n        self.values = [{', '.join(values)}]\n"
        body += "\n    def out(self):\n        return self.values\n"
        if style == "class":
            return f"{head}\nclass {name}:\n{body}"
        passed = ", ".join(f"{one}={one}" for one in takes)
        heir = f"    def __init__(self, {given}):\n        super().__init__({passed})\n"
        return f"class Base_{name}:\n{body}\n\n{head}\nclass {name}(Base_{name}):\n{heir}"
    return f"{head}\ndef {name}({given}):{inner}\n    return [{', '.join(values)}]\n"


def _use(random: Random, functions: dict[str, list[str]]) -> str:
    lines = ["import model", "from model import f0 as first, f1", "", "", "def run(alpha, beta):"]
    for name, takes in functions.items():
        called = {"f0": "first", "f1": "f1"}.get(name, f"model.{name}")
        given = ", ".join(f"{one}={random.choice(('alpha', 'beta', '5'))}" for one in takes)
        lines.append(f"    yield {called}({given})")
    return "\n".join(lines) + "\n"


def _config(random: Random, functions: dict[str, list[str]]) -> str:
    lines = ["include 'base.gin'"]
    for name, takes in functions.items():
        for one in takes[1:]:
            scope = random.choice(("", "", *(f"{scope}/" for scope in SCOPES)))
            value = random.choice(("3", "%alpha", "%beta", "%SIZE", "%sizes.SIZE", "-4"))
            style = random.choice(("flat", "flat", "block", "full"))
            if style == "block":
                lines.append(f"{scope}{name}:\n  {one} = {value}")
            else:
                lines.append(f"{scope}{'model.' * (style == 'full')}{name}.{one} = {value}")
    lines.append(random.choice(("", "beta/macro.value = 31", "late/gamma = 4")))
    return "\n".join(lines) + "\n"


def _main(random: Random, functions: dict[str, list[str]]) -> str:
    bindable = [f"{name}.{one}" for name, takes in functions.items() for one in takes[1:]] or ["alpha"]
    bound = random.choice(bindable)
    text = "\\n".join(f"late/{one} = %gamma" for one in random.sample(bindable, 1))
    calls = ", ".join(f"model.{name}" for name in functions)
    return f"""import gin
import model
import use

gin.parse_config_file("main.gin")
gin.bind_parameter("{"early/" * ("." in bound)}{bound}", 55)
gin.parse_config("{text}")
out = [gin.query_parameter("%alpha")]


def show(made):
    out.append(made.out() if hasattr(made, "out") else made)


for made in use.run(1, 2):
    show(made)
for call in ({calls}):
    show(call())
    with gin.config_scope("early"):
        show(call())
    with gin.config_scope("early/late"):
        show(call())
    with gin.config_scope("alpha"):
        show(call())
    with gin.config_scope(["late"]):
        show(call())
print(out)
"""
