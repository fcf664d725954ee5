"""Texts of the kind found in real projects: Python with configurables, configs, sweeps. Writes no file.

The same arguments give the same text on every machine and in every run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from random import Random
from typing import NamedTuple

_NOUNS = (
    "Encoder", "Decoder", "Attention", "Optimizer", "Schedule", "Trainer", "Sampler", "Loss", "Reader",
    "Policy", "Memory", "Filter", "Critic", "Actor", "Mixer", "Norm",
)  # fmt: skip
NAMES = (
    "width", "depth", "rate", "momentum", "dropout", "steps", "units", "kernel_size", "num_heads", "seed",
    "epsilon", "max_length", "temperature", "weight_decay", "clip_norm", "warmup_steps",
)  # fmt: skip
_PARAMETERS_EACH = 8
_SCOPES = ("train", "eval", "teacher", "student", "first", "second", "small", "large")
_VALUES = (
    "0.1",
    "0.001",
    "1e-4",
    "32",
    "64",
    "256",
    "1024",
    "True",
    "False",
    "None",
    "'relu'",
    "'adam'",
    "'valid'",
)


class Configurable(NamedTuple):
    """A class to be registered with Gin."""

    module: str
    name: str
    parameters: tuple[str, ...]


def configurables(count: int, per_module: int = 10) -> list[Configurable]:
    """Return so many configurables, spread over modules of the package `app`."""
    random = Random(count)
    return [
        Configurable(
            f"app.part_{number // per_module:03}",
            f"{_NOUNS[number % len(_NOUNS)]}{number:04}",
            tuple(random.sample(NAMES, _PARAMETERS_EACH)),
        )
        for number in range(count)
    ]


def module_text(members: Sequence[Configurable]) -> str:
    """Return the Python of one module that registers `members`."""
    return '"""Part of a generated project."""\n\nimport gin\n' + "".join(map(_class_text, members))


def _class_text(member: Configurable) -> str:
    parameters = "".join(f", {name}={number}" for number, name in enumerate(member.parameters))
    docs = "".join(f"            {name}: What {name} is for.\n" for name in member.parameters)
    body = "".join(f"        self.{name} = {name}\n" for name in member.parameters)
    return (
        f'\n\n@gin.configurable\nclass {member.name}:\n    """A generated {member.name}."""\n\n'
        f'    def __init__(self{parameters}):\n        """Store what is given.\n\n'
        f'        Args:\n{docs}        """\n'
        f"{body}\n    def call(self, inputs, training=False):\n"
        f"        return [value * self.{member.parameters[0]} for value in inputs if training or value]\n"
    )


def config_text(lines: int, known: Sequence[Configurable], seed: int = 0) -> str:
    """Return a config of so many lines: imports, bindings of every kind, macros, comments, one mistake.

    The mistake is the last line, a parameter that does not exist. No line binds what another has bound, and a value
    calls only what stands further down in `known`, so that no value needs itself.
    """
    random = Random(seed)
    modules = sorted({one.module for one in known})
    head = [f"import {module}" for module in modules[: lines // 5]]
    last = f"{known[0].name}.no_such_parameter = 1"
    body = islice(_statements(random, known), max(0, lines - len(head) - 1))
    return "\n".join((*head, *body, last)) + "\n"


def _statements(random: Random, known: Sequence[Configurable]) -> Iterator[str]:
    """Yield lines without end, for two configurables or more; a list over several lines is cut where the file ends."""
    bound: set[str] = set()
    for number in cycle(range(10**6)):
        place = random.randrange(len(known) - 1)
        one, below = known[place], known[place + 1 :]
        scope = random.choice(("", "", f"{random.choice(_SCOPES)}{number % 40}/"))
        target = f"{scope}{one.name}.{random.choice(one.parameters)}"
        if target in bound:
            target = f"only_{number}/{target}"
        bound.add(target)
        kind = random.random()
        if kind < 0.06:
            yield ""
        elif kind < 0.12:
            yield f"# What follows is for {one.name}."
        elif kind < 0.18:
            yield f"size_{number} = {random.randrange(1, 512)}"
            yield f"{target} = %size_{number}"
        elif kind < 0.28:
            yield f"{target} = @{random.choice(_SCOPES)}/{random.choice(below).name}()"
        elif kind < 0.36:
            yield f"{target} = [{', '.join(str(random.randrange(100)) for _ in range(6))}]"
        elif kind < 0.40:
            yield f"{target} = {{'rate': {random.random():.3f}, 'names': ('a', 'b'), 'part': @{one.name}}}"
        elif kind < 0.65:
            yield f"{target} = {random.randrange(1, 10_000)}"
        else:
            yield f"{target} = {random.choice(_VALUES)}"


def sweep_text(axes: int) -> str:
    """Return a sweep of `axes` axes with ten values each; one of them is a table of ten rows."""
    rows = "".join(f"    {2**number}, {number}, 'size_{number}'\n" for number in range(10))
    table = f"table (width, depth, name):\n{rows}"
    body = "".join(
        f"Part{axis}.rate: [{', '.join(f'{axis}.{value}' for value in range(10))}]\n"
        for axis in range(1, axes)
    )
    return f"{table}Model.width = %width * 2\nModel.depth = %depth\n{body}"


def plain_code(size: int, random: Random) -> str:
    """Return `size` bytes of Python, or a little more, that mention no configuration system."""
    parts = []
    length = 0
    while length < size:
        part = random.choice(_PLAIN_PARTS)
        parts.append(part)
        length += len(part)
    return "".join(parts)


_PLAIN_PARTS = tuple(
    f"""

class Engine{number}:
    '''Begins something; the engine of part {number}.

    It takes whatever stands at the origin of a path, up to the limit that is given, and adds up its roots;
    a margin that is left over counts for nothing, and neither does the order in which the values are given.
    '''

    def __init__(self, path, limit={number}):
        self.path = os.path.join(path, "origin")
        self.limit = limit

    def begin(self, values):
        # The margin is what is left over.
        total = 0.0
        for index, value in enumerate(values):
            if index > self.limit:
                break
            total += math.sqrt(abs(value)) * {number + 1}
        return total


def original_{number}(left, right):
    return {{"left": left, "right": [right] * {number}, "none": None}}
"""
    for number in range(40)
)
