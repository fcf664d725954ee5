"""A line that can be fitted."""

from hpman.m import _


class Line:
    """`slope * x + offset`, with both numbers learnt."""

    def __init__(self) -> None:
        self.slope = _("model.slope", 0.0, help="the slope before training")
        self.offset = _("model.offset", 0.0, help="the offset before training")

    def __call__(self, x: float) -> float:
        return self.slope * x + self.offset
