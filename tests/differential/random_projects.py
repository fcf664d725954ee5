"""Writes small random projects: packages, re-exports, registrations, includes, and bindings with slips in them.

What is right in them is for the real Gin to say; `write_project` knows only what is likely to be interesting.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

_FOLDERS = ("alpha", "beta", "core")
_MODULES = ("model", "loss", "data", "optim")
_FUNCTIONS = ("build", "train", "step", "evaluate", "sample")
_CLASSES = ("Model", "Layer", "Loss", "Reader")
_PARAMETERS = ("width", "depth", "rate", "steps", "name")


@dataclass
class _Thing:
    """Something defined in a module: `parameters` as written, `inner` what stands in the class."""

    name: str
    parameters: list[str]
    is_class: bool
    inner: list[str] = field(default_factory=list)
    given_name: str = ""


@dataclass
class _Module:
    name: str
    path: str
    things: list[_Thing] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    constants: list[str] = field(default_factory=list)


def write_project(seed: int) -> tuple[dict[str, str], str]:
    """Return the files of a project by name, and the training script that reads its `main.gin`."""
    return _Writer(Random(seed)).write()


class _Writer:
    """Writes one project."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.files: dict[str, str] = {}
        self.modules: list[_Module] = []

    def write(self) -> tuple[dict[str, str], str]:
        """Write everything."""
        for folder in self.random.sample(_FOLDERS, self.random.randint(0, 2)):
            self._package(folder)
        for name in self.random.sample(_MODULES, self.random.randint(1, 2)):
            self._module(name, f"{name}.py")
        imported = [one.name for one in self.modules if self._chance(0.5)]
        configs = self.random.sample(
            ["base.gin", "configs/deep.gin", "configs/other.gin"], self.random.randint(0, 3)
        )
        for number, config in enumerate(configs):
            self._config(config, configs[number + 1 :], [])
        self._config("main.gin", configs, [one.name for one in self.modules if one.name not in imported])
        return self.files, self._program(imported)

    # --- code -------------------------------------------------------------------------------------------------

    def _package(self, folder: str) -> None:
        names = self.random.sample(_MODULES, self.random.randint(1, 3))
        for name in names:
            self._module(f"{folder}.{name}", f"{folder}/{name}.py")
        made = {
            module.name.rpartition(".")[2]: module.things[0].name for module in self.modules[-len(names) :]
        }
        forms = ("from . import {0}", "from .{0} import *", "from " + folder + ".{0} import {1}", "", "", "")
        chosen = (self.random.choice(forms).format(name, made[name]) for name in names)
        self.files[f"{folder}/__init__.py"] = "".join(f"{line}\n" for line in chosen if line)

    def _module(self, name: str, path: str) -> None:
        module = _Module(name, path)
        known = [one for one in self.modules if one.things]
        if known and self._chance(0.5):
            other = self.random.choice(known)
            taken = self.random.choice(other.things)
            module.lines += self._import_of(other, taken)
        names = self.random.sample((*_FUNCTIONS, *_CLASSES), self.random.randint(1, 4))
        for one in names:
            (self._class if one in _CLASSES else self._function)(module, one)
        if self._chance(0.2):
            self._constants(module)
        self.modules.append(module)
        self.files[path] = "\n".join(["import gin", *module.lines]) + "\n"

    def _import_of(self, other: _Module, taken: _Thing) -> list[str]:
        match self.random.randrange(4):
            case 0:
                return [f"import {other.name}"]
            case 1:
                return [f"from {other.name} import {taken.name} as Base"]
            case 2:
                return [f"from {other.name} import *"]
            case _:
                lines = [f"import {other.name} as source"]
                if self._chance(0.5):
                    given = self.random.choice((f", 'again_{taken.name}'", f", module='outer_{taken.name}'"))
                    lines.append(f"gin.external_configurable(source.{taken.name}{given})")
                return lines

    def _function(self, module: _Module, name: str) -> None:
        thing = _Thing(name, self._parameters(), is_class=False)
        module.things.append(thing)
        module.lines += [*self._decorators(thing), f"def {name}({', '.join(thing.parameters)}):", "    pass"]
        self._register_below(module, thing)

    def _class(self, module: _Module, name: str) -> None:
        thing = _Thing(name, self._parameters(), is_class=True)
        earlier = [one.name for one in module.things if one.is_class]
        base = self.random.choice(["", "", "object", *earlier])
        decorators = self._decorators(thing)
        if self._chance(0.2):
            fields = [one.split("=")[0] for one in thing.parameters if not one.startswith("*")]
            module.lines += ["import dataclasses", *decorators, "@dataclasses.dataclass", f"class {name}:"]
            module.lines += [f"    {one}: int = 1" for one in dict.fromkeys(fields)] or ["    pass"]
        else:
            module.lines += [*decorators, f"class {name}({base}):", "    kind = 1"]
            if not base or self._chance(0.5):
                module.lines += [
                    f"    def __init__({', '.join(['self', *thing.parameters])}):",
                    "        pass",
                ]
        for number in range(self.random.choice((0, 0, 1, 2))):
            method = f"{self.random.choice(_FUNCTIONS)}_{name.lower()}{number}"
            thing.inner.append(method)
            above = self.random.choice(([], [], ["@gin.register"], ["@gin.configurable"], ["@staticmethod"]))
            receiver = [] if above == ["@staticmethod"] else ["self"]
            module.lines += [f"    {one}" for one in above]
            module.lines += [
                f"    def {method}({', '.join([*receiver, *self._parameters()])}):",
                "        pass",
            ]
        if self._chance(0.2):
            thing.inner.append("Inner")
            module.lines += ["    class Inner:", "        def __init__(self, width=1):", "            pass"]
        module.things.append(thing)
        self._register_below(module, thing)

    def _decorators(self, thing: _Thing) -> list[str]:
        match self.random.randrange(9):
            case 0:
                return ["@gin.configurable()"]
            case 1:
                thing.given_name = self.random.choice((f"my_{thing.name}", f"own.{thing.name}"))
                return [f"@gin.configurable('{thing.given_name}')"]
            case 2:
                thing.given_name = f"outer.{thing.name}"
                return ["@gin.configurable(module='outer')"]
            case 3:
                listed = [one for one in _PARAMETERS if any(one in other for other in thing.parameters)][:1]
                plain = all("=" in one or one.isidentifier() for one in thing.parameters)
                if listed and plain and not thing.is_class:
                    return [f"@gin.configurable({self.random.choice(('allowlist', 'denylist'))}={listed!r})"]
                return ["@gin.configurable"]
            case 4:
                return ["@gin.register"]
            case 5 | 6:
                return []
            case _:
                return ["@gin.configurable"]

    def _register_below(self, module: _Module, thing: _Thing) -> None:
        if self._chance(0.1):
            given = self.random.choice((f", 'other_{thing.name}'", ", module='elsewhere'"))
            call = f"gin.external_configurable({thing.name}{given})"
            match self.random.randrange(4):
                case 0:
                    module.lines += ["if len(__name__) > 3:", f"    {call}"]
                case 1:
                    module.lines += [f"def _register_{thing.name}():", f"    {call}"]
                    if self._chance(0.5):
                        module.lines.append(f"_register_{thing.name}()")
                case _:
                    module.lines.append(call)

    def _constants(self, module: _Module) -> None:
        if self._chance(0.5):
            name = f"{module.name}.{self.random.choice(('SIZE', 'SEED'))}"
            module.constants.append(name)
            module.lines.append(f"gin.constant('{name}', 1)")
        else:
            module.constants += [f"{module.name}.Color.RED", f"{module.name}.Color.BLUE"]
            module.lines += [
                "import enum",
                "@gin.constants_from_enum",
                "class Color(enum.Enum):",
                "    RED = 1",
                "    BLUE = 2",
            ]

    def _parameters(self) -> list[str]:
        names = self.random.sample(_PARAMETERS, self.random.randint(0, 3))
        split = self.random.randint(0, len(names))
        found = [*names[:split], *(f"{name}=1" for name in names[split:])]
        if self._chance(0.15):
            found.insert(split, "*")
            if found[-1] == "*":
                found.pop()
        if self._chance(0.1):
            found.append("**kwargs")
        return found

    # --- configs ----------------------------------------------------------------------------------------------

    def _config(self, name: str, included: list[str], imported: list[str]) -> None:
        dynamic = self._chance(0.3)
        lines = [self._include(one) for one in included if self._chance(0.6)]
        if self._chance(0.1):
            lines.append(self._include(self.random.choice(["main.gin", name, "base.gin"])))
        bound: list[tuple[str, _Module]] = []
        imports = [
            self._config_import(module, bound)
            for module in self.modules
            if module.name in imported or (dynamic and self._chance(0.7)) or self._chance(0.1)
        ]
        if dynamic:
            imports.insert(0 if self._chance(0.9) else 1, "from __gin__ import dynamic_registration")
        if self._chance(0.2):
            self.random.shuffle(lines)
        lines = [*lines, *imports] if self._chance(0.5) else [*imports, *lines]
        lines += [self._statement(dynamic, bound) for _ in range(self.random.randint(1, 8))]
        if self._chance(0.15):
            lines.insert(self.random.randrange(len(lines) + 1), lines.pop(self.random.randrange(len(lines))))
        text = "\n".join(lines) + "\n"
        self.files[name] = text

    def _include(self, name: str) -> str:
        return f"include '{self._slip(name, 0.06)}'"

    def _config_import(self, module: _Module, bound: list[tuple[str, _Module]]) -> str:
        parent, _, last = module.name.rpartition(".")
        name = self._slip(module.name, 0.04)
        match self.random.randrange(8):
            case 0:
                bound.append(("m", module))
                return f"import {name} as m"
            case 1 | 2 | 3 if parent:
                bound.append((last, module))
                return f"from {parent} import {self._slip(last, 0.04)}"
            case 4:
                thing = self.random.choice(module.things).name
                bound.append((thing, module))
                return f"from {module.name} import {thing}" if self._chance(0.3) else f"import {module.name}"
            case _:
                bound.append((module.name, module))
                return f"import {name}"

    def _statement(self, dynamic: bool, bound: list[tuple[str, _Module]]) -> str:
        scope = self.random.choice(("", "", "", "eval/", "a/b/"))
        match self.random.randrange(12):
            case 0:
                return f"{self.random.choice(('size', 'rate'))} = {self._value(dynamic, bound)}"
            case 1:
                names = dict.fromkeys(self._parameter() for _ in range(self.random.randint(1, 3)))
                body = [f"  {name} = {self._value(dynamic, bound)}" for name in names]
                return "\n".join([f"{scope}{self._selector(dynamic, bound)}:", *body])
            case _:
                selector = self._selector(dynamic, bound)
                return f"{scope}{selector}.{self._parameter()} = {self._value(dynamic, bound)}"

    def _selector(self, dynamic: bool, bound: list[tuple[str, _Module]]) -> str:
        module = self.random.choice(self.modules)
        prefix = module.name
        if dynamic and bound and self._chance(0.9):
            prefix, module = self.random.choice(bound)
        thing = self.random.choice(module.things)
        name = thing.given_name if thing.given_name and self._chance(0.7) and not dynamic else thing.name
        if thing.inner and self._chance(0.4):
            name += f".{self.random.choice(thing.inner)}"
        whole = f"{prefix}.{name}"
        if not dynamic:
            parts = whole.split(".")
            whole = ".".join(parts[-self.random.randint(1, len(parts)) :])
        return self._slip(whole, 0.08)

    def _parameter(self) -> str:
        return self._slip(self.random.choice(_PARAMETERS), 0.05)

    def _value(self, dynamic: bool, bound: list[tuple[str, _Module]]) -> str:
        constants = [name for one in self.modules for name in one.constants]
        match self.random.randrange(10):
            case 0:
                return f"@{self._selector(dynamic, bound)}{self.random.choice(('', '()'))}"
            case 1:
                return f"%{self._slip(self.random.choice(('size', 'rate')), 0.05)}"
            case 2 if constants:
                parts = self.random.choice(constants).split(".")
                return "%" + self._slip(".".join(parts[-self.random.randint(1, len(parts)) :]), 0.05)
            case 3:
                return "%gin.REQUIRED" if self._chance(0.1) else "[1, 2]"
            case _:
                return "1"

    def _slip(self, word: str, probability: float) -> str:
        """Return a word, now and then with a slip of the pen."""
        if not self._chance(probability):
            return word
        at = self.random.randrange(len(word))
        if not word[at].isalnum():
            return word
        match self.random.randrange(4):
            case 0:
                return word[:at] + word[at + 1 :] if len(word) > 2 and at else word
            case 1:
                return word[:at] + word[at] * 2 + word[at + 1 :]
            case 2:
                return word[:at] + word[at].swapcase() + word[at + 1 :]
            case _:
                return word.split(".", 1)[-1]

    # --- programs ---------------------------------------------------------------------------------------------

    def _program(self, imported: list[str]) -> str:
        imports = [f"import {name}" for name in imported]
        if self._chance(0.4):
            return "\n".join([*imports, "read('main.gin')"])
        self.random.shuffle(imports)
        inner = imports.pop() if imports and self._chance(0.2) else "pass"
        skip = self.random.choice(("", "", "", "", ", skip_unknown=True"))
        lines = [
            "import gin",
            *imports,
            "@gin.configurable",
            "def main(steps=1, rate=2):",
            "    pass",
            "def run():",
            f"    {inner}",
            f"    gin.parse_config_file('main.gin'{skip})",
            *(["    gin.finalize()"] if self._chance(0.7) else []),
            "if __name__ == '__main__':",
            "    run()",
        ]
        self.files["run.py"] = "\n".join(lines) + "\n"
        return "script('run.py')"

    def _chance(self, probability: float) -> bool:
        return self.random.random() < probability
