"""Where the batches come from: seeded noise in place of text."""

import random
from collections.abc import Iterator

import gin

gin.external_configurable(random.Random, module="random")


class Dataset:
    """Numbered examples."""

    def __len__(self) -> int:
        raise NotImplementedError

    def example(self, index: int) -> list[int]:
        """Return the token ids of one example."""
        raise NotImplementedError


@gin.configurable(denylist=["root"])
class TextDataset(Dataset):
    """The lines of one split of a text.

    Args:
        root: the folder of the text; the program chooses it, so configs must not.
        split: "train" or "validation".
        length: tokens per example; longer lines are cut.
    """

    def __init__(self, root: str = "text", split: str = "train", length: int = 128) -> None:
        self.root = root
        self.split = split
        self.length = length

    def __len__(self) -> int:
        return {"train": 1_000, "validation": 100}[self.split]

    def example(self, index: int) -> list[int]:
        line = random.Random(f"{self.root}/{self.split}/{index}")
        return [line.randrange(256) for _ in range(self.length)]


@gin.configurable
def batches(
    dataset: Dataset, batch_size: int = 32, shuffle: bool = True, rng: random.Random | None = None
) -> Iterator[list[list[int]]]:
    """Yield the examples of `dataset` in groups of `batch_size`; what is left over is dropped."""
    order = list(range(len(dataset)))
    if shuffle:
        (rng or random.Random(0)).shuffle(order)
    for start in range(0, len(order) - batch_size + 1, batch_size):
        yield [dataset.example(index) for index in order[start : start + batch_size]]
