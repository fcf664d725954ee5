"""What Gin itself registers: its built-ins, and the tables of `gin.tf` and `gin.torch` (gin-config 0.5.0)."""

from __future__ import annotations

BUILTINS = {
    "gin.macro": ("value",),
    "gin.constant": (),
    "gin.singleton": ("constructor",),
}
"""The configurables that are always there, with their parameters."""

BUILTIN_FUNCTIONS = {"gin.macro": "macro", "gin.constant": "_retrieve_constant", "gin.singleton": "singleton"}
"""The names of their functions in the module `gin.config`."""

BUILTIN_CONSTANTS = ("gin.REQUIRED",)


def _keys(table: str) -> tuple[str, ...]:
    """Return the keys of lines `module: name name …`."""
    lines = [line.partition(":") for line in table.strip().splitlines()]
    return tuple(f"{module.strip()}.{name}" for module, _, names in lines for name in names.split())


_TENSORFLOW = """
tf.train: exponential_decay inverse_time_decay natural_exp_decay polynomial_decay piecewise_constant
tf.train: GradientDescentOptimizer AdadeltaOptimizer AdagradOptimizer AdagradDAOptimizer MomentumOptimizer
tf.train: AdamOptimizer FtrlOptimizer ProximalGradientDescentOptimizer ProximalAdagradOptimizer RMSPropOptimizer
tf.losses: absolute_difference cosine_distance hinge_loss huber_loss log_loss mean_pairwise_squared_error
tf.losses: mean_squared_error sigmoid_cross_entropy softmax_cross_entropy sparse_softmax_cross_entropy
tf.math: squared_difference
tf.keras.optimizers: Adadelta Adagrad Adam Adamax Ftrl Nadam RMSprop SGD
tf.keras.optimizers.schedules: ExponentialDecay PiecewiseConstantDecay PolynomialDecay InverseTimeDecay CosineDecay
tf.keras.optimizers.schedules: CosineDecayRestarts
tf.nn: crelu dropout elu leaky_relu relu relu6 sigmoid softmax softplus softsign tanh
tf: identity
tf.compat.v2.distribute: MirroredStrategy
tf.random: gamma multinomial normal poisson truncated_normal uniform stateless_categorical stateless_normal
tf.random: stateless_truncated_normal stateless_uniform
"""

_TENSORFLOW_CONSTANTS = """
tf: float16 float32 float64 bfloat16 complex64 complex128 int8 uint8 uint16 int16 int32 int64 bool string
tf: qint8 quint8 qint16 quint16 qint32 resource variant
"""

_TORCH = """
torch.nn.modules.loss: BCELoss BCEWithLogitsLoss CosineEmbeddingLoss CrossEntropyLoss CTCLoss HingeEmbeddingLoss
torch.nn.modules.loss: KLDivLoss L1Loss MarginRankingLoss MSELoss MultiLabelMarginLoss MultiLabelSoftMarginLoss
torch.nn.modules.loss: MultiMarginLoss NLLLoss NLLLoss2d PoissonNLLLoss SmoothL1Loss SoftMarginLoss TripletMarginLoss
torch.optim: Adadelta Adagrad Adam Adamax AdamW ASGD LBFGS RMSprop Rprop SGD SparseAdam
torch.optim.lr_scheduler: CosineAnnealingLR CosineAnnealingWarmRestarts CyclicLR ExponentialLR LambdaLR MultiStepLR
torch.optim.lr_scheduler: OneCycleLR ReduceLROnPlateau StepLR
torch.nn.modules.activation: CELU ELU GLU Hardshrink Hardtanh LeakyReLU LogSigmoid LogSoftmax MultiheadAttention PReLU
torch.nn.modules.activation: ReLU ReLU6 RReLU SELU Sigmoid Softmax Softmax2d Softmin Softplus Softshrink Softsign Tanh
torch.nn.modules.activation: Tanhshrink Threshold
torch.distributions.bernoulli: Bernoulli
torch.distributions.beta: Beta
torch.distributions.binomial: Binomial
torch.distributions.categorical: Categorical
torch.distributions.cauchy: Cauchy
torch.distributions.chi2: Chi2
torch.distributions.dirichlet: Dirichlet
torch.distributions.exponential: Exponential
torch.distributions.fishersnedecor: FisherSnedecor
torch.distributions.gamma: Gamma
torch.distributions.geometric: Geometric
torch.distributions.gumbel: Gumbel
torch.distributions.half_cauchy: HalfCauchy
torch.distributions.half_normal: HalfNormal
torch.distributions.independent: Independent
torch.distributions.laplace: Laplace
torch.distributions.log_normal: LogNormal
torch.distributions.lowrank_multivariate_normal: LowRankMultivariateNormal
torch.distributions.multinomial: Multinomial
torch.distributions.multivariate_normal: MultivariateNormal
torch.distributions.negative_binomial: NegativeBinomial
torch.distributions.normal: Normal
torch.distributions.one_hot_categorical: OneHotCategorical
torch.distributions.pareto: Pareto
torch.distributions.poisson: Poisson
torch.distributions.relaxed_bernoulli: LogitRelaxedBernoulli RelaxedBernoulli
torch.distributions.relaxed_categorical: RelaxedOneHotCategorical
torch.distributions.studentT: StudentT
torch.distributions.uniform: Uniform
torch.distributions.weibull: Weibull
"""

_TORCH_CONSTANTS = """
torch: float16 float32 float64 int8 uint8 int16 int32 int64
"""

IMPORTED = {
    "gin.tf": ("gin.tf.utils.singleton_per_graph",),
    "gin.tf.external_configurables": _keys(_TENSORFLOW),
    "gin.torch.external_configurables": _keys(_TORCH),
}
"""The configurables that importing a module of Gin's brings."""

IMPORTED_CONSTANTS = {
    "gin.tf.external_configurables": _keys(_TENSORFLOW_CONSTANTS),
    "gin.torch.external_configurables": _keys(_TORCH_CONSTANTS),
}
"""The constants that importing a module of Gin's brings."""
