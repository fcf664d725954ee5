"""A transformer language model that knows its shape and its cost, but does no tensor arithmetic."""

import enum
import math
from collections.abc import Callable

import gin

gin.constant("model.VOCABULARY", 32_000)
gin.external_configurable(math.tanh, module="math")


@gin.constants_from_enum
class Norm(enum.Enum):
    """Where a block normalizes its input."""

    PRE = "pre"
    POST = "post"


@gin.register
def gelu(x: float) -> float:
    """Gaussian error linear unit."""
    return 0.5 * x * (1.0 + math.erf(x / math.sqrt(2.0)))


@gin.register
def relu(x: float) -> float:
    """Rectified linear unit."""
    return max(x, 0.0)


class Layer:
    """Anything that has weights."""

    def weights(self) -> int:
        """Return how many numbers the layer learns."""
        raise NotImplementedError


@gin.configurable
class Linear(Layer):
    """A matrix and, if wanted, a bias."""

    def __init__(self, inputs: int, outputs: int, use_bias: bool = True) -> None:
        self.inputs = inputs
        self.outputs = outputs
        self.use_bias = use_bias

    def weights(self) -> int:
        return self.inputs * self.outputs + self.use_bias * self.outputs


@gin.configurable
class Attention(Layer):
    """Multi-head attention.

    Args:
        d_model: width of the residual stream.
        num_heads: how many heads share that width; divides it.
        dropout: share of attention weights set to zero while training.
    """

    def __init__(self, d_model: int, num_heads: int = 4, dropout: float = 0.1) -> None:
        if d_model % num_heads:
            raise ValueError(f"{num_heads} heads cannot share a width of {d_model}")
        self.projections = [Linear(d_model, d_model) for _ in range(4)]
        self.num_heads = num_heads
        self.dropout = dropout

    def weights(self) -> int:
        return sum(projection.weights() for projection in self.projections)


@gin.configurable
class FeedForward(Layer):
    """Two linear layers with an activation between them."""

    def __init__(self, d_model: int, width: int = 512, activation: Callable[[float], float] = relu) -> None:
        self.layers = [Linear(d_model, width), Linear(width, d_model)]
        self.activation = activation

    def weights(self) -> int:
        return sum(layer.weights() for layer in self.layers)


@gin.configurable
class Transformer(Layer):
    """A stack of attention and feed-forward layers.

    Args:
        d_model: width of the residual stream.
        num_layers: how many blocks are stacked.
        dropout: share of activations set to zero while training.
        norm: where each block normalizes its input.
    """

    def __init__(
        self,
        d_model: int = gin.REQUIRED,
        num_layers: int = 6,
        dropout: float = 0.1,
        norm: Norm = Norm.PRE,
    ) -> None:
        self.d_model = d_model
        self.blocks = [(Attention(d_model), FeedForward(d_model)) for _ in range(num_layers)]
        self.dropout = dropout
        self.norm = norm

    def weights(self) -> int:
        return sum(layer.weights() for block in self.blocks for layer in block)


@gin.configurable
class LanguageModel(Transformer):
    """A transformer between two embeddings. Its parameters are those of `Transformer`, and two more."""

    def __init__(self, vocabulary: int, tie_embeddings: bool = True, **transformer: object) -> None:
        super().__init__(**transformer)
        self.vocabulary = vocabulary
        self.tie_embeddings = tie_embeddings

    def weights(self) -> int:
        embeddings = self.vocabulary * self.d_model * (1 if self.tie_embeddings else 2)
        return super().weights() + embeddings


@gin.configurable
class Classifier(Transformer):
    """A transformer that takes its constructor, and so its parameters, from `Transformer`."""
