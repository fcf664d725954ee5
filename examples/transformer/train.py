"""Trains the model of a config: `python train.py [CONFIG] [BINDING ...]`."""

import itertools
import math
import sys

import data
import gin
import model
import optim


@gin.configurable
def train(
    model: model.Transformer = gin.REQUIRED,
    optimizer: optim.Optimizer = gin.REQUIRED,
    train_data: data.Dataset = gin.REQUIRED,
    eval_data: data.Dataset = gin.REQUIRED,
    steps: int = 1_000,
    eval_every: int = 200,
    tags: tuple[str, ...] = (),
) -> float:
    """Train `model` for `steps` steps and return its last validation loss.

    Args:
        model: what is trained.
        optimizer: how it is trained.
        train_data: what it learns from.
        eval_data: what it is judged by.
        steps: how many batches are seen.
        eval_every: steps between two validations.
        tags: words to find this run by.
    """
    with gin.config_scope("train"):
        epoch = sum(1 for _ in data.batches(train_data))
    print(f"{type(model).__name__}: {model.weights():,} weights, {epoch} batches an epoch", *tags)
    distance = 0.0
    for step in range(steps):
        distance += optimizer.rate(step)
        if (step + 1) % eval_every == 0:
            print(f"step {step + 1}: loss {evaluate(model, eval_data, distance):.3f}")
    return evaluate(model, eval_data, distance)


@gin.configurable(allowlist=["max_batches"])
def evaluate(model: model.Transformer, dataset: data.Dataset, distance: float, max_batches: int = 8) -> float:
    """Return a made-up loss: it falls with the way the optimizer has come and with the size of the model."""
    with gin.config_scope("eval"):
        seen = sum(1 for _ in itertools.islice(data.batches(dataset), max_batches))
    capacity = 10.0 / math.log(model.weights())
    return capacity + 4.0 * math.exp(-distance) + 0.1 / (seen + 1)


def main(arguments: list[str]) -> None:
    """Read the config, then train."""
    if arguments:
        gin.parse_config_files_and_bindings([arguments[0]], arguments[1:])
    else:
        gin.parse_config_file("configs/train.gin")
    train()


if __name__ == "__main__":
    main(sys.argv[1:])
