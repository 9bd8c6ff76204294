"""Factors that go with more or fewer events: odds ratios by logistic regression, hazard ratios by Cox regression.

statsmodels and firthmodels take seconds to import, so they are imported where a model is made.
"""

import warnings
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import scipy

from adverse.statistics.estimate import check_level

EVENTS_PER_FACTOR = 10
ADVANCE = 1e-8  # of a fit, at which it ends; below it the last digits of a machine decide whether one does
Factors = Mapping[str, Sequence[float]]


def odds_ratios(
    has_event: Sequence[bool], factors: Factors, *, level: float = 0.95, is_sparse: bool = False
) -> pd.DataFrame:
    """The odds ratio of each factor, the others held constant, by logistic regression.

    `factors`: name -> one number a patient; the ratio is that of one more unit (of 1 against 0 for a mark). Returns one
    row a factor: `factor`, `ratio` with `ratio_low` and `ratio_high`, and `p_value`. Limits and p value are Wald's.
    `is_sparse` corrects for few events: the likelihood is penalized as Firth says, and limits and p values are those of
    the profile of the penalized likelihood; it gives finite ratios where a cell of the table is empty.

    Raises ValueError where everybody or nobody had the event, for a number that is missing, for lists of different
    lengths, for factors that do not vary or say the same, and where no finite ratio fits best (then `is_sparse` gives
    one). Cox DR, J R Stat Soc B 1958;20:215-242; Firth D, Biometrika 1993;80:27-38; Heinze G, Schemper M, Stat Med
    2002;21:2409-2419.
    """
    check_level(level)
    event, matrix = _checked(has_event, factors)
    if event.all():
        raise ValueError("Every patient had the event: there is no odds ratio.")
    if is_sparse:
        from firthmodels import FirthLogisticRegression

        model = FirthLogisticRegression(backend="numpy", gtol=ADVANCE, xtol=ADVANCE, max_iter=200)
        return _penalized(model, matrix, event, factors, level)
    from statsmodels.discrete.discrete_model import Logit
    from statsmodels.tools.sm_exceptions import PerfectSeparationError

    try:
        with np.errstate(all="ignore"):
            fit = Logit(event.astype(float), np.column_stack([matrix, np.ones(len(matrix))])).fit(
                method="newton", tol=ADVANCE, maxiter=100, disp=False, warn_convergence=False
            )
    except (PerfectSeparationError, np.linalg.LinAlgError):
        raise ValueError(NOT_FINITE) from None
    return _waldian(fit.params[:-1], fit.bse[:-1], factors, level)


def hazard_ratios(
    days: Sequence[float],
    has_event: Sequence[bool],
    factors: Factors,
    *,
    level: float = 0.95,
    is_sparse: bool = False,
) -> pd.DataFrame:
    """The hazard ratio of each factor, the others held constant, by Cox regression.

    `days`: the day of the event, or the last day without it. Ties are shared out as Efron says. Columns, `factors` and
    errors as in `odds_ratios`; `is_sparse` is Firth's penalty with profile limits, and shares ties out as Breslow says.
    Where something else ends the time at risk, the ratio is that of the event among those still at risk. Cox DR, J R
    Stat Soc B 1972;34:187-220; Efron B, J Am Stat Assoc 1977;72:557-565; Heinze G, Schemper M, Biometrics
    2001;57:114-119.
    """
    check_level(level)
    event, matrix = _checked(has_event, factors)
    day = np.asarray(days, dtype=float)
    if len(day) != len(event) or not np.isfinite(day).all() or (day < 0).any():
        raise ValueError("Impossible days: each patient needs one, 0 or later.")
    if is_sparse:
        from firthmodels import FirthCoxPH

        model = FirthCoxPH(backend="numpy", gtol=ADVANCE, xtol=ADVANCE, max_iter=200)
        return _penalized(model, matrix, (event, day), factors, level)
    from statsmodels.duration.hazard_regression import PHReg

    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a search that does not end is told by its ratio, in `_waldian`
        fit = PHReg(day, matrix, status=event.astype(int), ties="efron").fit(disp=False)
        return _waldian(fit.params, fit.bse, factors, level)


def most_factors(n_events: int) -> int:
    """How many factors one model may hold: one for 10 events (or for 10 patients without, where these are fewer).

    Peduzzi P and others, J Clin Epidemiol 1996;49:1373-1379.
    """
    return n_events // EVENTS_PER_FACTOR


NOT_FINITE = "The factors part those with the event from those without it: no finite ratio fits best."
NO_END = "Too few patients with the event tell of it: the search for its ratio does not end."
WIDEST = 15.0  # a logarithm of a ratio beyond which it is not finite but where the search ended


def _checked(has_event: Sequence[bool], factors: Factors) -> tuple[np.ndarray, np.ndarray]:
    event = np.asarray(has_event, dtype=bool)
    matrix = np.column_stack([np.asarray(values, dtype=float) for values in factors.values()])
    if len(matrix) != len(event):
        raise ValueError(f"Impossible table: {len(event)} patients and {len(matrix)} values of each factor.")
    if not np.isfinite(matrix).all():
        raise ValueError("A factor is missing for a patient: leave the patient out, and say so.")
    if not event.any():
        raise ValueError("No patient had the event: there is no ratio.")
    whole = np.column_stack([matrix, np.ones(len(matrix))])
    if np.linalg.matrix_rank(whole / np.abs(whole).max(axis=0).clip(min=1e-300)) < whole.shape[1]:
        raise ValueError("Two factors say the same, or one does not vary: there is no ratio of each.")
    return event, matrix


def _waldian(logs: np.ndarray, errors: np.ndarray, factors: Factors, level: float) -> pd.DataFrame:
    widest = np.abs(logs) * np.array([np.ptp(np.asarray(values, dtype=float)) for values in factors.values()])
    if not np.isfinite(errors).all() or (widest > WIDEST).any():
        raise ValueError(NOT_FINITE)
    z = -scipy.special.ndtri((1 - level) / 2)
    p_values = 2 * scipy.special.ndtr(-np.abs(logs / errors))
    return _table(factors, logs, logs - z * errors, logs + z * errors, p_values)


def _penalized(model, matrix: np.ndarray, outcome, factors: Factors, level: float) -> pd.DataFrame:
    center, size = matrix.mean(axis=0), matrix.std(axis=0)  # the search goes the same way whatever the unit
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a search that does not end gives no ratio
        try:
            model.fit((matrix - center) / size, outcome)
            model.lrt()
            limits = model.conf_int(alpha=1 - level, method="pl", max_iter=200, tol=1e-8)[: len(size)]
        except Warning:
            raise ValueError(NO_END) from None
    low, high = limits[:, 0] / size, limits[:, 1] / size
    return _table(factors, model.coef_ / size, low, high, model.lrt_pvalues_[: len(size)])


def _table(factors: Factors, logs, low, high, p_values) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "factor": list(factors),
            "ratio": np.exp(logs),
            "ratio_low": np.exp(low),
            "ratio_high": np.exp(high),
            "p_value": p_values,
        }
    )
