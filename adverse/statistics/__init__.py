"""Statistics: numbers and tables in, an `Estimate` or a table out."""

from adverse.statistics.agreement import cohens_kappa
from adverse.statistics.difference import (
    number_needed_to_harm,
    number_needed_to_treat,
    risk_difference,
    with_number_needed,
    with_risk_difference,
)
from adverse.statistics.estimate import Estimate
from adverse.statistics.multiplicity import with_q_values
from adverse.statistics.pooled import PooledProportion, pooled_proportion
from adverse.statistics.proportion import incidence_proportion, with_incidence_proportion
from adverse.statistics.rate import incidence_rate, rate_ratio
from adverse.statistics.ratio import odds_ratio, risk_ratio, with_odds_ratio, with_risk_ratio
from adverse.statistics.regression import hazard_ratios, odds_ratios
from adverse.statistics.shrinkage import Prior, shrunk_ratio, with_shrunk_ratio
from adverse.statistics.signals import (
    ChiSquared,
    information_component,
    proportional_reporting_ratio,
    reporting_chi_squared,
    reporting_odds_ratio,
    stratified_reporting_odds_ratio,
    with_signals,
)
from adverse.statistics.survival import event_free, incidence_over_time, restricted_mean
from adverse.statistics.weibull import weibull_shape

__all__ = [
    "ChiSquared",
    "Estimate",
    "PooledProportion",
    "Prior",
    "cohens_kappa",
    "event_free",
    "hazard_ratios",
    "incidence_over_time",
    "incidence_proportion",
    "incidence_rate",
    "information_component",
    "number_needed_to_harm",
    "number_needed_to_treat",
    "odds_ratio",
    "odds_ratios",
    "pooled_proportion",
    "proportional_reporting_ratio",
    "rate_ratio",
    "reporting_chi_squared",
    "reporting_odds_ratio",
    "restricted_mean",
    "risk_difference",
    "risk_ratio",
    "shrunk_ratio",
    "stratified_reporting_odds_ratio",
    "weibull_shape",
    "with_incidence_proportion",
    "with_number_needed",
    "with_odds_ratio",
    "with_q_values",
    "with_risk_difference",
    "with_risk_ratio",
    "with_shrunk_ratio",
    "with_signals",
]
