"""Incidence rate: events over the time that patients were observed."""

import math

import scipy

from adverse.statistics.estimate import Estimate, check_level


def incidence_rate(n_events: int, patient_years: float, *, level: float = 0.95) -> Estimate:
    """The number of events per patient-year, with the exact Poisson confidence interval.

    The value and both limits are events per patient-year, from 0 up. The interval covers the true rate at least as
    often as `level` says, if events come independently and at a constant rate; the lower limit is exactly 0 when
    there was no event. Garwood F, Biometrika 1936;28:437-442.

    Raises ValueError, with the numbers in the sentence, unless `n_events` is a whole number of at least 0 and
    `patient_years` is finite and above 0; also for a level outside 0 to 1.
    """
    check_level(level)
    _check_rate(n_events, patient_years)
    tail = (1 - level) / 2
    return Estimate(
        value=float(n_events / patient_years),
        low=float(scipy.special.gammaincinv(n_events, tail) / patient_years) if n_events else 0.0,
        high=float(scipy.special.gammainccinv(n_events + 1, tail) / patient_years),
        level=level,
        method="Poisson exact (Garwood)",
    )


def rate_ratio(
    n_events: int, patient_years: float, n_events_control: int, patient_years_control: float, *, level: float = 0.95
) -> Estimate:
    """The event rate among the treated over the rate among the controls, with its exact interval.

    The value and both limits are ratios, from 0 up; above 1 the event came more often among the treated in the same
    time. Given the sum of events, those of the treated are binomial; the limits are the Clopper-Pearson limits of their
    share, carried over to the ratio, and cover the true ratio at least as often as `level` says if events come
    independently and at constant rates. Nothing is added to an arm without an event: with none among the controls the
    value and the upper limit are infinite, with none among the treated the value and the lower limit are 0, with none
    at all the value is empty (NaN) and the interval runs from 0 to infinity. Przyborowski J, Wilenski H, Biometrika
    1940;31:313-323; Lehmann EL, Romano JP, Testing Statistical Hypotheses 2005, section 4.5.

    Raises ValueError for an impossible rate of either arm (see `incidence_rate`) and for a level outside 0 to 1.
    """
    check_level(level)
    _check_rate(n_events, patient_years)
    _check_rate(n_events_control, patient_years_control)
    tail = (1 - level) / 2
    low = _odds(tail, n_events, n_events_control + 1) if n_events else 0.0
    high = 1 / _odds(tail, n_events_control, n_events + 1) if n_events_control else math.inf
    without_control = math.inf if n_events else math.nan
    value = n_events / n_events_control if n_events_control else without_control
    times = patient_years_control / patient_years
    return Estimate(
        value=float(value * times),
        low=float(low * times),
        high=float(high * times),
        level=level,
        method="Exact conditional (Clopper-Pearson)",
    )


def _odds(tail: float, a: float, b: float) -> float:
    """The quantile of a beta distribution over its rest, which is the quantile from the other side of its mirror."""
    return scipy.special.betaincinv(a, b, tail) / scipy.special.betainccinv(b, a, tail)


def _check_rate(n_events: int, patient_years: float) -> None:
    if not (n_events >= 0 and n_events % 1 == 0 and 0 < patient_years < math.inf):
        raise ValueError(
            f"Impossible rate: {n_events:.15g} events in {patient_years:.15g} patient-years. "
            "Events must be whole and at least 0, patient-years above 0."
        )
