"""A model whose parameters are bound in `configs`."""

import gin


@gin.configurable
class Transformer:
    """A stack of layers."""

    def __init__(self, width: int = 16, depth: int = 2, activation=None):
        self.width = width
        self.depth = depth
        self.activation = activation


@gin.configurable
def train(model=None, steps: int = 100, name="😀"):
    """Train a model.

    Args:
        model: what to train
        steps: how many batches to see
        name: what to call it
    """
    return model, steps, name
