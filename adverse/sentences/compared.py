"""What a comparison of arms says under its title: the events of interest first, in an order that no result decides."""

import pandas as pd

from adverse.sentences.case import inside
from adverse.sentences.comparability import how_comparable, verdict_in_short
from adverse.sentences.pairs import difference_in_words
from adverse.sentences.shares import share_in_words
from adverse.vocabulary import GRADE_BANDS, PERIODS, SUBSETS, is_total, label


def compare_answer(rows: pd.DataFrame, *, reader: str, name_column: str = "event") -> str:
    """How far the arms may be compared, once, then the event of interest that stands first; the chart has the others.

    `rows`: incidence rows of all arms with `interest_rank`, `proportion` and those of `with_reference`, with
    differences where they are shown; totals over all events are left out. The order of events is fixed, so that no
    sentence is picked for its p value.
    """
    said = verdict_in_short(rows)
    events = events_in_order(rows)
    if not events:
        return f"{said}. No event in view is reported with a share by the reference arm and by another."
    first = rows[rows["event"] == events[0]]
    pair = first[first["risk_difference"].notna()]
    n_shown = first.loc[first["proportion"].notna(), "arm_id"].nunique()
    if len(pair) == 1 and n_shown == 2:
        row = pair.iloc[0]
        is_said = row["comparability"] == how_comparable(rows)
        told = difference_in_words(row, reader=reader, name_column=name_column, with_verdict=not is_said)
    else:
        told = f"{_figures(first, name_column)}."
    return " ".join([f"{said}. {told}", *joined_in_words(first)])


def joined_in_words(rows: pd.DataFrame, name_column: str = "event") -> list[str]:
    """Which arms report an event as a laboratory term that was joined with it, in a sentence each.

    `rows`: incidence rows, with `reported_as` where laboratory terms stand under their condition.
    """
    if "reported_as" not in rows:
        return []
    is_one = rows["event"].nunique() == 1
    return [
        f"{row['arm_label']} reports {'it' if is_one else inside(row[name_column])} as {inside(row['reported_as'])}."
        for _, row in rows[rows["reported_as"] != ""].iterrows()
    ]


def events_in_order(rows: pd.DataFrame) -> list[str]:
    """Single events that the reference arm and another report with a share: those of interest first, then by share."""
    both = rows[rows["proportion_control"].notna() & rows["proportion"].notna() & ~is_total(rows)]
    ordered = both.sort_values(["interest_rank", "proportion"], ascending=[True, False], kind="stable")
    return list(dict.fromkeys(ordered["event"]))


def _figures(rows: pd.DataFrame, name_column: str) -> str:
    """The share of one event in each arm, "Infections (grade 3 or higher, whole study): 4.9% (13 of 267) in ..."."""
    rows = rows[rows["proportion"].notna()]
    first = rows.iloc[0]
    qualities = [label(GRADE_BANDS, first["grade_band"]).lower()] if first["grade_band"] != "any" else []
    qualities += [label(SUBSETS, first["subset"]).lower()] if first["subset"] != "all" else []
    what = f"{first[name_column]} ({', '.join([*qualities, label(PERIODS, first['period']).lower()])})"
    return f"{what}: {', '.join(f'{share_in_words(row)} in {row.arm_label}' for row in rows.itertuples())}"
