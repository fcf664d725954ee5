"""Optimizers, and the schedules that drive their learning rates."""

import math

import gin


class Schedule:
    """A factor for the learning rate that depends on the step."""

    def factor(self, step: int) -> float:
        """Return the factor at `step`."""
        raise NotImplementedError


@gin.configurable
class Linear(Schedule):
    """Warm up, then stay. There is a layer of the same name: configs say `optim.Linear` or `model.Linear`."""

    def __init__(self, warmup_steps: int = 100) -> None:
        self.warmup_steps = warmup_steps

    def factor(self, step: int) -> float:
        return min(1.0, (step + 1) / max(1, self.warmup_steps))


@gin.configurable
class Cosine(Linear):
    """Warm up, then fall to `floor` along a cosine."""

    def __init__(self, total_steps: int, warmup_steps: int = 100, floor: float = 0.1) -> None:
        super().__init__(warmup_steps)
        self.total_steps = total_steps
        self.floor = floor

    def factor(self, step: int) -> float:
        if step < self.warmup_steps:
            return super().factor(step)
        done = (step - self.warmup_steps) / max(1, self.total_steps - self.warmup_steps)
        return self.floor + (1.0 - self.floor) * 0.5 * (1.0 + math.cos(math.pi * min(1.0, done)))


class Optimizer:
    """Anything that turns gradients into steps."""

    def __init__(self, learning_rate: float, schedule: Schedule | None) -> None:
        self.learning_rate = learning_rate
        self.schedule = schedule or Linear()

    def rate(self, step: int) -> float:
        """Return the learning rate at `step`."""
        return self.learning_rate * self.schedule.factor(step)


@gin.configurable
class SGD(Optimizer):
    """Gradient descent with momentum."""

    def __init__(
        self, learning_rate: float = 0.1, momentum: float = 0.9, schedule: Schedule | None = None
    ) -> None:
        super().__init__(learning_rate, schedule)
        self.momentum = momentum


@gin.configurable
class Adam(Optimizer):
    """Adam, with decoupled weight decay."""

    def __init__(
        self,
        learning_rate: float = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        weight_decay: float = 0.0,
        schedule: Schedule | None = None,
    ) -> None:
        super().__init__(learning_rate, schedule)
        self.betas = (beta1, beta2)
        self.weight_decay = weight_decay
