"""The rules by which a pair is called a signal, side by side, with figure and threshold of each that is missed."""

import pandas as pd

from adverse.cards.reported import ReportsChoice, rows_in_view
from adverse.evidence import Evidence
from adverse.evidence.memo import remembered
from adverse.reports import RULES
from adverse.vocabulary import in_three_digits

MEASURED = {  # column of a condition -> that of the table, and its name
    **{"n_drug_event": ("n_reports", "reports"), "prr": ("prr", "PRR"), "chi2_yates": ("chi2_yates", "chi-squared")},
    **{"ror_low": ("ror_ci_low", "lower limit of the ROR"), "ebgm": ("ebgm", "EBGM")},
    **{"ebgm_low": ("ebgm05", "EB05"), "ic_low": ("ic025", "lower limit of the IC")},
}


@remembered
def ruled_rows(evidence: Evidence, choice: ReportsChoice) -> pd.DataFrame:
    """The events in view with what each rule says and why, those on which rules disagree first."""
    rows = rows_in_view(evidence, choice._replace(by="")).rows
    told = {f"told_{rule}": [_told(row, rule) for _, row in rows.iterrows()] for rule in RULES}
    n_signals = rows[[f"signal_{rule}" for rule in RULES]].sum(axis=1)
    disagree = (n_signals > 0) & (n_signals < len(RULES))
    rows = rows.assign(**told, n_rules=n_signals, _disagree=disagree)
    rows = rows.sort_values(["_disagree", "n_reports", "event"], ascending=[False, False, True], kind="stable")
    return rows.drop(columns="_disagree")


def _told(row: pd.Series, rule: str) -> str:
    """Why an event is a signal under a rule or not: each condition that is missed, with its figure."""
    wanted = RULES[rule]
    missed = [condition for condition in wanted.conditions if condition.column in row[f"missed_{rule}"].split("|")]
    parts = []
    for condition in missed:
        column, name = MEASURED[condition.column]
        needed = f"{condition.threshold:g} or more" if condition.is_enough else f"above {condition.threshold:g}"
        figure = row[column]
        has = "not defined" if pd.isna(figure) else f"{figure:,}" if column == "n_reports" else in_three_digits(figure)
        parts.append(f"{name} {has}, {needed} is needed")
    return f"{wanted.title}: {'; '.join(parts) if parts else 'every condition is met'}"
