"""Trains a small network, as far as this example goes: prints the loss that it made up."""

import sys
from collections.abc import Callable

import gin

Schedule = Callable[[int], float]


@gin.configurable
class Steady:
    """A schedule: the same factor at each step."""

    def __init__(self, factor: float = 1.0) -> None:
        self.factor = factor

    def __call__(self, _step: int) -> float:
        return self.factor


@gin.configurable
class Cosine:
    """A schedule: a rise, then a slow fall."""

    def __init__(self, warmup: int = 100, floor: float = 0.0) -> None:
        self.warmup = warmup
        self.floor = floor

    def __call__(self, step: int) -> float:
        return min(1.0, step / self.warmup) if self.warmup else max(0.5, self.floor)


@gin.configurable
class Adam:
    """An optimizer."""

    def __init__(
        self, learning_rate: float = 1e-3, beta: float = 0.9, schedule: Schedule | None = None
    ) -> None:
        self.learning_rate = learning_rate
        self.memory = beta
        self.schedule = schedule or Steady()


@gin.configurable
class SGD:
    """Another one."""

    def __init__(
        self, learning_rate: float = 0.1, momentum: float = 0.0, schedule: Schedule | None = None
    ) -> None:
        self.learning_rate = learning_rate
        self.memory = momentum
        self.schedule = schedule or Steady()


@gin.configurable
class Network:
    """Layers of one width."""

    def __init__(self, layers: int = 2, width: int = 64, hidden: int = 256, dropout: float = 0.0) -> None:
        self.size = layers * width * hidden
        self.dropout = dropout


@gin.configurable
def train(
    network: Callable[[], Network] = Network,
    optimizer: Callable[[], Adam | SGD] = Adam,
    steps: int = 1000,
    batch_size: int = 32,
    seed: int = 0,
) -> float:
    """Return the loss after so many steps."""
    model, rule = network(), optimizer()
    progress = rule.learning_rate * rule.schedule(steps) * (1 + rule.memory) * steps * batch_size
    return 1 / (1 + progress) + (1 + model.dropout) / model.size + seed * 1e-6


if __name__ == "__main__":
    gin.parse_config_files_and_bindings(sys.argv[1:2], sys.argv[2:])
    print(f"loss {train():.6f}")
