"""Incidence rate: events over the time that patients were observed."""

import math

from scipy.stats import gamma

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
    if not (n_events >= 0 and n_events % 1 == 0 and 0 < patient_years < math.inf):
        raise ValueError(
            f"Impossible rate: {n_events:.15g} events in {patient_years:.15g} patient-years. "
            "Events must be whole and at least 0, patient-years above 0."
        )
    tail = (1 - level) / 2
    return Estimate(
        value=float(n_events / patient_years),
        low=float(gamma.ppf(tail, n_events) / patient_years) if n_events else 0.0,
        high=float(gamma.isf(tail, n_events + 1) / patient_years),
        level=level,
        method="Poisson exact (Garwood)",
    )
