"""Score intervals of Miettinen and Nurminen for two arms: difference, ratio and odds ratio, for arrays of counts.

Each interval holds the values that a score test does not reject. The test compares the arms with the variance that the
most likely proportions under that value give, times N / (N - 1). Miettinen OS, Nurminen M, Stat Med 1985;4:213-226.

Ratios are searched on the scale r / (1 + r), from 0 to 1, where infinity is an ordinary end and exchanging the arms is
a mirror.
"""

from collections.abc import Callable

import numpy as np
from scipy.stats import norm

from adverse.statistics.counts import TwoArms

Limits = tuple[np.ndarray, np.ndarray]
HALVINGS = 30  # of a scale that is 1 or 2 wide: nine digits


def difference_limits(arms: TwoArms, level: float) -> Limits:
    """Both limits of the risk difference, from -1 to 1."""
    treated, control = arms.proportions
    difference, critical = treated - control, _critical(arms, level)

    def not_rejected(value):
        return (difference - value) ** 2 <= critical * _variance_given_difference(arms, value)

    return _limits(not_rejected, difference, -1.0, 1.0)


def ratio_limits(arms: TwoArms, level: float) -> Limits:
    """Both limits of the risk ratio, from 0 to infinity; 0 and infinity when no patient of either arm had the event."""
    x1, n1, x0, n0 = arms
    p1, p0 = arms.proportions
    total, critical = x1 + x0, _critical(arms, level)

    def not_rejected(share):
        other = 1 - share
        half = (n1 + x0) * share + (n0 + x1) * other
        scale = 2 * total / (half + np.sqrt(np.maximum(half**2 - 4 * (n1 + n0) * total * share * other, 0)))
        treated, control = scale * share, scale * other
        variance = other**2 * treated * (1 - treated) / n1 + share**2 * control * (1 - control) / n0
        return (other * p1 - share * p0) ** 2 <= critical * variance

    return _as_ratios(_limits(not_rejected, _share(p1, p0), 0.0, 1.0))


def odds_ratio_limits(arms: TwoArms, level: float) -> Limits:
    """Both limits of the odds ratio, from 0 to infinity; 0 and infinity when none or all had the event in both arms."""
    x1, n1, x0, n0 = arms
    total, critical = x1 + x0, _critical(arms, level)
    says_nothing = (total == 0) | (total == n1 + n0)

    def not_rejected(share):
        # The expected count of the treated arm under this odds ratio: a quadratic equation, solved without a
        # subtraction of nearly equal numbers.
        square, linear = 1 - 2 * share, (1 - share) * (n0 - total) + share * (n1 + total)
        root = np.sqrt(np.maximum(linear**2 + 4 * square * share * n1 * total, 0))
        expected = np.where(
            linear >= 0,
            _quotient(2 * share * n1 * total, linear + root),
            _quotient(root - linear, 2 * square),
        )
        treated = expected * (n1 - expected) / n1
        control = (total - expected) * (n0 - total + expected) / n0
        return says_nothing | ((x1 - expected) ** 2 * (treated + control) < critical * treated * control)

    return _as_ratios(_limits(not_rejected, _share(x1 * (n0 - x0), x0 * (n1 - x1)), 0.0, 1.0))


def difference_p_values(arms: TwoArms) -> np.ndarray:
    """Two-sided p value of no difference; 1 when none or all of both arms had the event."""
    x1, n1, x0, n0 = arms
    treated, control = arms.proportions
    share = (x1 + x0) / (n1 + n0)
    variance = share * (1 - share) * (1 / n1 + 1 / n0) * (n1 + n0) / (n1 + n0 - 1)
    return 2 * norm.sf(np.abs(treated - control) / np.sqrt(np.where(variance > 0, variance, 1.0)))


def _variance_given_difference(arms: TwoArms, value):
    """Variance of the difference with the most likely proportions that differ by the value: a cubic in closed form."""
    x1, n1, x0, n0 = arms
    n = n1 + n0
    square = ((n1 + 2 * n0) * value - n - x1 - x0) / (3 * n)
    linear = ((n0 * value - n - 2 * x0) * value + x1 + x0) / (3 * n)
    constant = x0 * value * (1 - value) / n
    q = square**3 - 1.5 * square * linear + constant / 2
    p = np.copysign(np.sqrt(np.maximum(square**2 - linear, 1e-30)), q)
    angle = (np.pi + np.arccos(np.minimum(q / p**3, 1))) / 3
    control = np.minimum(np.maximum(2 * p * np.cos(angle) - square, np.maximum(0, -value)), np.minimum(1, 1 - value))
    treated = control + value
    return treated * (1 - treated) / n1 + control * (1 - control) / n0


def _critical(arms: TwoArms, level: float):
    n = arms.n_at_risk + arms.n_at_risk_control
    return norm.isf((1 - level) / 2) ** 2 * n / (n - 1)


def _limits(not_rejected: Callable, estimate: np.ndarray, lowest: float, highest: float) -> Limits:
    """The ends of the values not rejected, by halving the distance between the estimate and the end of the scale."""
    outside = np.stack([np.full_like(estimate, lowest), np.full_like(estimate, highest)])
    inside = np.where(not_rejected(outside), outside, estimate)
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        kept = not_rejected(middle)
        inside, outside = np.where(kept, middle, inside), np.where(kept, outside, middle)
    return inside[0], inside[1]


def _quotient(above, below):
    return np.divide(above, below, out=np.zeros(np.broadcast(above, below).shape), where=below != 0)


def _share(treated, control):
    """The place of treated / control on the scale from 0 to 1; its middle where both are 0."""
    return np.where(treated + control > 0, _quotient(treated, treated + control), 0.5)


def _as_ratios(shares: Limits) -> Limits:
    low, high = (np.where(share < 1, _quotient(share, 1 - share), np.inf) for share in shares)
    return low, high
