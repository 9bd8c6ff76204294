"""Charts: a table in, a plotly Figure out; no file, no statistics, no change to the table."""

from adverse.charts.incidence import grade_stack, incidence_dot_plot, incidence_heat_map, organ_class_areas
from adverse.charts.onset import onset_in_words, onset_timeline
from adverse.charts.risk import case_share_plot, factor_label, risk_forest, subgroup_dot_plot
from adverse.charts.signal_forest import signal_forest

__all__ = [
    "case_share_plot",
    "factor_label",
    "grade_stack",
    "incidence_dot_plot",
    "incidence_heat_map",
    "onset_in_words",
    "onset_timeline",
    "organ_class_areas",
    "risk_forest",
    "signal_forest",
    "subgroup_dot_plot",
]
