"""Fits a line to noisy points: `python train.py --epochs 20 --hp-load configs/careful.yaml`."""

import argparse
import random
from pathlib import Path

import hpargparse
from hpman.m import _
from model import Line

HERE = Path(__file__).resolve().parent
_.parse_file([HERE / "model.py", HERE / "train.py"])


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


def main() -> None:
    """Take the hyper-parameters from the command line, then train."""
    parser = argparse.ArgumentParser()
    hpargparse.bind(parser, _)
    parser.parse_args()
    line = Line()
    error = train(line)
    rate = _("optimizer.learning_rate")
    print(f"{line.slope:.2f} * x + {line.offset:.2f}, error {error:.4f} with rate {rate}")


if __name__ == "__main__":
    main()
