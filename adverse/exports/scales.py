"""The ends and steps of an axis of values, so that it is labelled with round numbers and with 0 or 1."""

from math import ceil, floor, log10
from typing import NamedTuple

from numpy import ndarray

MOST_STEPS = 5
ALL_ZERO = 5  # the end of an axis on which all is 0
ROUND = (1, 2, 5, 10)


class Scale(NamedTuple):
    """An axis from `low` to `high` with a label every `step` (a factor on a log axis)."""

    low: float
    high: float
    step: float
    is_log: bool
    is_percent: bool


def round_scale(values: ndarray, *, is_log: bool, is_percent: bool) -> Scale:
    """An axis for these values, ends of intervals among them: with 0, or on a log axis with 1, and round ends.

    What is not above 0 has no place on a log axis.
    """
    if is_log:
        powers = [log10(value) for value in (1, *values) if value > 0]
        low, high = floor(min(powers)), ceil(max(powers))
        return Scale(10.0**low, 10.0 ** max(high, low + 1), 10, True, is_percent)
    low, high = min(0.0, *values), max(0.0, *values)
    high = high if high > low else ALL_ZERO
    step = _round_step(high - low)
    first = floor(low / step)
    return Scale(step * first, step * max(ceil(high / step), first + 1), step, False, is_percent)


def _round_step(length: float) -> float:
    least = length / MOST_STEPS
    size = 10.0 ** floor(log10(least))
    return next(size * step for step in ROUND if size * step >= least * (1 - 1e-9))
