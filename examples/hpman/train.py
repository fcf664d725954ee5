"""Fits a line to noisy points: `python train.py [NAME=VALUE ...]`."""

import ast
import random
import sys
from pathlib import Path

from hpman.m import _
from model import Line

_.parse_file(Path(__file__).resolve().parent)


def points() -> list[tuple[float, float]]:
    """Return noisy points of the line `2 * x + 1`."""
    rng = random.Random(_("data.seed", 0))
    noise = _("data.noise", 0.1, help="standard deviation of the noise")
    xs = [rng.uniform(-1.0, 1.0) for _i in range(_("data.size", 200))]
    return [(x, 2.0 * x + 1.0 + rng.gauss(0.0, noise)) for x in xs]


def train(line: Line) -> float:
    """Fit `line` by gradient descent; return the mean squared error of the last pass."""
    data = points()
    rate = _("optimizer.learning_rate", 0.1)
    if _("optimizer.name", "sgd", choices=["sgd", "none"]) == "none":
        rate = 0.0
    total = 0.0
    for epoch in range(_("epochs", 10)):
        total = 0.0
        for x, y in data:
            error = line(x) - y
            line.slope -= rate * error * x
            line.offset -= rate * error
            total += error**2
        if epoch % _("log_every", 5) == 0:
            print(f"epoch {epoch}: {total / len(data):.4f}")
    return total / len(data)


def main(arguments: list[str]) -> None:
    """Set the hyper-parameters given as `NAME=VALUE`, then train."""
    for argument in arguments:
        name, _equals, value = argument.partition("=")
        if not _.exists(name):
            raise SystemExit(f"there is no hyper-parameter `{name}`; there are {', '.join(_.get_values())}")
        _.set_value(name, ast.literal_eval(value))
    line = Line()
    error = train(line)
    rate = _("optimizer.learning_rate")
    print(f"{line.slope:.2f} * x + {line.offset:.2f}, error {error:.4f} with rate {rate}")


if __name__ == "__main__":
    main(sys.argv[1:])
