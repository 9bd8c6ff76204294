"""Score intervals of Miettinen and Nurminen for two arms: difference, ratio and odds ratio, for arrays of counts.

Each interval holds the values that a score test does not reject. The test compares the arms with the variance that the
most likely proportions under that value give, times N / (N - 1). Miettinen OS, Nurminen M, Stat Med 1985;4:213-226.

Ratios are searched on their logarithm, so that a limit of 0.000001 is as exact as one of 2, and tested as two weights
r / (1 + r) and 1 / (1 + r), of which 0 and infinity are ordinary values and which exchanging the arms mirrors.
"""

from collections.abc import Callable

import numpy as np
import scipy

from adverse.statistics.counts import TwoArms

Limits = tuple[np.ndarray, np.ndarray]
HALVINGS = 44  # of a scale that is 2 or 120 wide: eleven digits
FARTHEST = 60.0  # log ratio beyond which no counts lie


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

    def not_rejected(share, other):
        # Under its root the quadratic has positive terms only, so nothing cancels.
        treated_part, control_part = (n1 + x0) * share, (n0 + x1) * other
        under_root = (treated_part - control_part) ** 2 + 4 * share * other * (n1 - x1) * (n0 - x0)
        scale = 2 * total / (treated_part + control_part + np.sqrt(under_root))
        treated, control = scale * share, scale * other
        variance = other**2 * treated * (1 - treated) / n1 + share**2 * control * (1 - control) / n0
        return (other * p1 - share * p0) ** 2 <= critical * variance

    return _ratio_limits(not_rejected, x1 * n0, x0 * n1)


def odds_ratio_limits(arms: TwoArms, level: float) -> Limits:
    """Both limits of the odds ratio, from 0 to infinity; 0 and infinity when none or all had the event in both arms."""
    x1, n1, x0, n0 = arms
    total, critical = x1 + x0, _critical(arms, level)
    without = n1 + n0 - total
    says_nothing = (total == 0) | (without == 0)
    observed = np.stack(np.broadcast_arrays(x1, n1 - x1, x0, n0 - x0))

    def not_rejected(share, other):
        expected = np.stack(
            np.broadcast_arrays(
                _expected(share, other, n1, total, n0),
                _expected(other, share, n1, without, n0),
                _expected(other, share, n0, total, n1),
                _expected(share, other, n0, without, n1),
            )
        )
        # All four cells lie equally far from what is expected; the smallest says it with the most digits.
        shape = (4,) + (1,) * (expected.ndim - observed.ndim) + observed.shape[1:]
        apart = np.take_along_axis(observed.reshape(shape) - expected, expected.argmin(axis=0)[None], axis=0)[0]
        treated, control = expected[0] * expected[1] / n1, expected[2] * expected[3] / n0
        return says_nothing | (apart**2 * (treated + control) < critical * treated * control)

    return _ratio_limits(not_rejected, x1 * (n0 - x0), x0 * (n1 - x1))


def difference_p_values(arms: TwoArms) -> np.ndarray:
    """Two-sided p value of no difference; 1 when none or all of both arms had the event."""
    x1, n1, x0, n0 = arms
    treated, control = arms.proportions
    share = (x1 + x0) / (n1 + n0)
    variance = share * (1 - share) * (1 / n1 + 1 / n0) * (n1 + n0) / (n1 + n0 - 1)
    return 2 * scipy.special.ndtr(-np.abs(treated - control) / np.sqrt(np.where(variance > 0, variance, 1.0)))


def _expected(share, other, n, total, n_other):
    """The expected patients with the event in an arm of `n`, of `total` in both, under the odds ratio share / other.

    A quadratic equation with positive terms only under its root, solved without a subtraction of nearly equal numbers.
    """
    linear = other * (n_other - total) + share * (n + total)
    mixed = 2 * share * other * (n * n_other + total * (n + n_other - total))
    root = np.sqrt((other * (n_other - total)) ** 2 + (share * (n - total)) ** 2 + mixed)
    return np.where(
        linear >= 0,
        _quotient(2 * share * n * total, linear + root),
        _quotient(root - linear, 2 * (other - share)),
    )


def _variance_given_difference(arms: TwoArms, value):
    """Variance of the difference with the most likely proportions that differ by the value: a cubic in closed form.

    The variance is the same with arms exchanged and with patients counted who did not have the event. So the cubic is
    solved for the arm with the smaller proportion, on the side where its root lies nearest to 0. There the greatest of
    the three roots is exact, and without it a quadratic remains.
    """
    x1, n1, x0, n0 = np.where(value < 0, np.stack(arms.swapped())[:, None], np.stack(arms)[:, None])
    value = np.abs(value)
    *_, half_at_mean = _cubic(x1, n1, x0, n0, value)
    without = n0 - x0, n0, n1 - x1, n1
    x1, n1, x0, n0 = (np.where(half_at_mean > 0, *pair) for pair in zip(without, (x1, n1, x0, n0), strict=True))
    square, linear, constant, half_at_mean = _cubic(x1, n1, x0, n0, value)
    reach = np.sqrt(np.maximum(square**2 - linear, 1e-200))
    greatest = 2 * reach * np.cos(np.arccos(np.clip(-half_at_mean / reach**3, -1, 1)) / 3) - square
    total, product = -3 * square - greatest, _quotient(constant, greatest)
    root = np.sqrt(total**2 + 4 * product)
    control = np.where(total >= 0, (total + root) / 2, _quotient(2 * product, root - total))
    control = np.clip(control, 0, 1 - value)
    treated = control + value
    return treated * (1 - treated) / n1 + control * (1 - control) / n0


def _cubic(x1, n1, x0, n0, value):
    """Coefficients a, b, c of p^3 + 3ap^2 + 3bp + c, which is 0 at the control proportion, and half of it at p = -a."""
    n = n1 + n0
    square = ((n1 + 2 * n0) * value - n - x1 - x0) / (3 * n)
    linear = ((n0 * value - n - 2 * x0) * value + x1 + x0) / (3 * n)
    constant = x0 * value * (1 - value) / n
    return square, linear, constant, square**3 - 1.5 * square * linear + constant / 2


def _critical(arms: TwoArms, level: float):
    n = arms.n_at_risk + arms.n_at_risk_control
    return scipy.special.ndtri((1 - level) / 2) ** 2 * n / (n - 1)


def _ratio_limits(not_rejected: Callable, above: np.ndarray, below: np.ndarray) -> Limits:
    """The ends of the ratios not rejected, around above / below; from 0 to infinity where both are 0.

    `not_rejected` takes the two weights of a ratio: r / (1 + r) and 1 / (1 + r).
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = above / below
        middle = np.clip(np.nan_to_num(np.log(ratio)), -FARTHEST, FARTHEST)
    logs = _limits(
        lambda log: not_rejected(scipy.special.expit(log), scipy.special.expit(-log)), middle, -FARTHEST, FARTHEST
    )
    low, high = (np.exp(log) for log in logs)
    says_nothing = np.isnan(ratio)
    ends = np.zeros_like(ratio), np.ones_like(ratio)
    low = np.where(says_nothing | (ratio == 0) | not_rejected(*ends), 0, np.fmin(low, ratio))
    high = np.where(says_nothing | np.isinf(ratio) | not_rejected(*reversed(ends)), np.inf, np.fmax(high, ratio))
    return low, high


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
