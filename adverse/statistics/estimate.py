"""The one shape of every result: a value, its interval, and how the interval was made."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Estimate:
    """A value with its two-sided confidence interval.

    `value`, `low` and `high` share the unit that the statistic states. `level` is the confidence level, between
    0 and 1 (0.95 for a 95% interval). `method` names the interval, as in "Wilson score". NaN is a number that the data
    do not give and infinity an end that they leave open; the statistic says when.
    """

    value: float
    low: float
    high: float
    level: float
    method: str


def check_level(level: float) -> None:
    """Raise ValueError unless the confidence level lies strictly between 0 and 1."""
    if not 0 < level < 1:
        raise ValueError(f"Impossible confidence level: {level}. It must be between 0 and 1, as in 0.95.")


def check_method(method: str, methods: Collection[str]) -> None:
    """Raise ValueError, with the choices in the sentence, unless the method is one of them."""
    if method not in methods:
        raise ValueError(f"Unknown method: {method!r}. Choose one of: {', '.join(methods)}.")
