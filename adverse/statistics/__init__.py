"""Statistics: numbers and tables in, an `Estimate` or a table out."""

from adverse.statistics.estimate import Estimate
from adverse.statistics.proportion import incidence_proportion, with_incidence_proportion
from adverse.statistics.rate import incidence_rate

__all__ = ["Estimate", "incidence_proportion", "incidence_rate", "with_incidence_proportion"]
