"""Charts: a table in, a plotly Figure out; no file, no statistics, no change to the table."""

from adverse.charts.across import exposure_slope, pooled_forest
from adverse.charts.by_setting import setting_dot_plot
from adverse.charts.compare import aligned_dot_plot
from adverse.charts.curves import curve_plot
from adverse.charts.grading import grade_ladder
from adverse.charts.icons import icon_array
from adverse.charts.incidence import grade_stack, incidence_dot_plot, incidence_heat_map
from adverse.charts.matrix import matrix_plot
from adverse.charts.monitoring import monitoring_timeline
from adverse.charts.onset import onset_in_words, onset_timeline
from adverse.charts.reported import report_onset_plot, reported_forest, reports_heat_map, rules_plot, who_plot
from adverse.charts.risk import case_share_plot, factor_label, risk_forest, subgroup_dot_plot
from adverse.charts.risk_board import risk_board_plot
from adverse.charts.signal_forest import signal_forest

__all__ = [
    "aligned_dot_plot",
    "case_share_plot",
    "curve_plot",
    "exposure_slope",
    "factor_label",
    "grade_ladder",
    "grade_stack",
    "icon_array",
    "incidence_dot_plot",
    "incidence_heat_map",
    "matrix_plot",
    "monitoring_timeline",
    "onset_in_words",
    "onset_timeline",
    "pooled_forest",
    "report_onset_plot",
    "reported_forest",
    "reports_heat_map",
    "risk_board_plot",
    "risk_forest",
    "rules_plot",
    "setting_dot_plot",
    "signal_forest",
    "subgroup_dot_plot",
    "who_plot",
]
