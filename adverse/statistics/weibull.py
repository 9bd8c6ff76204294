"""Does the event come early or late? The shape of a Weibull distribution of the time to it."""

from collections.abc import Sequence

import numpy as np
import scipy

from adverse.statistics.estimate import Estimate, check_level

FEWEST_EVENTS = 2


def weibull_shape(days: Sequence[float], is_event: Sequence[bool], *, level: float = 0.95) -> Estimate:
    """The shape of the Weibull distribution that fits the times best, with limits from its logarithm.

    A shape below 1 says that the event comes ever more seldom, above 1 ever more often, the longer a patient has been
    without it. Where the limits hold 1 neither is shown. It says nothing of how many have the event, of its cause, or
    of patients who left for a reason that goes with the event; of a day on which the hazard turns it knows nothing.
    Patients without the event count up to their last day. By maximum likelihood with the observed information.

    Raises ValueError for fewer than two events, for events all on one day, for a day that is not above 0 (a first day
    of treatment is day 1) and for a level outside 0 to 1. Weibull W, J Appl Mech 1951;18:293-297; Sauzet O and others,
    Pharmacoepidemiol Drug Saf 2013;22:561-568.
    """
    check_level(level)
    day, event = np.asarray(days, dtype=float), np.asarray(is_event, dtype=bool)
    if len(day) != len(event):
        raise ValueError(f"Impossible times: {len(day)} days and {len(event)} ends. Each patient needs one of both.")
    odd = ~np.isfinite(day) | (day <= 0)
    if odd.any():
        raise ValueError(f"Impossible day: {day[odd.argmax()]:.15g}. It must be above 0.")
    if event.sum() < FEWEST_EVENTS or len(np.unique(day[event])) < FEWEST_EVENTS:
        raise ValueError(f"{event.sum()} events on {len(np.unique(day[event]))} days give no shape.")
    log_day = np.log(day / day.max())
    mean_event = log_day[event].mean()

    def slope(shape: float) -> float:
        weight = np.exp(shape * log_day)
        return (weight * log_day).sum() / weight.sum() - 1 / shape - mean_event

    highest = 1.0
    while slope(highest) <= 0:
        highest *= 2
    shape = scipy.optimize.brentq(slope, 1e-9, highest, xtol=1e-14, rtol=1e-14)
    log_scale = np.log(np.exp(shape * log_day).sum() / event.sum()) / shape
    z = shape * (log_day - log_scale)
    hazard = np.exp(z)
    # The information on (log scale, log shape); their product term vanishes but for z * hazard at the maximum.
    information = np.array(
        [
            [shape**2 * hazard.sum(), shape * (z * hazard).sum()],
            [shape * (z * hazard).sum(), (z * hazard + z**2 * hazard).sum() - z[event].sum()],
        ]
    )
    error = np.sqrt(np.linalg.inv(information)[1, 1])
    spread = np.exp(-scipy.special.ndtri((1 - level) / 2) * error)
    return Estimate(
        value=float(shape),
        low=float(shape / spread),
        high=float(shape * spread),
        level=level,
        method="Wald on the log scale",
    )
