"""What surrounds the onset of events: dose steps, hospital days, premedication and the article's own windows.

Day 0 is the start of the infusion. A source that says "days 1-7" means the first seven days: 0 to 7 on this axis.
"""

import pandas as pd

from adverse.evidence.cells import days_in, names_in
from adverse.evidence.load import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.scope import names_focus_drug
from adverse.vocabulary import EVENT_GROUPS, JURISDICTIONS, label

COLUMNS = ["lane", "text", "detail", "start_day", "end_day", "kind", "row_key", "table"]
SAME_PHASE = ["lane", "kind", "start_day", "end_day", "table"]
KEY_SEPARATOR = "\n"


@remembered
def treatment_phases(evidence: Evidence) -> pd.DataFrame:
    """Days of cycle 1 of management.csv and the article's windows of claims.csv.

    Columns: lane (one row of a chart), text (short), detail, start_day, end_day (equal for a moment), kind (dose,
    hospital, premedication, article), table, and row_key: the keys of all rows that say so, joined by KEY_SEPARATOR.
    Rules without days are not there, nor is premedication that is no single moment.
    """
    rules = evidence.management[names_focus_drug(evidence, evidence.management["drug"])]
    phases = [phase for row in rules.itertuples() for phase in _phases_of(row)]
    claims = evidence.claims[evidence.claims["claim_id"].isin(evidence.about["article_window_claim_ids"])]
    phases += [
        (
            "The article's windows",
            f"{row.value} {row.unit}",
            f"{row.statement}: {row.explanation}",
            *article_window(row.value, row.unit),
            "article",
            row.row_key,
            "claims",
        )
        for row in claims.itertuples()
    ]
    table = pd.DataFrame(phases, columns=COLUMNS)
    merged = table.groupby(SAME_PHASE, as_index=False, sort=False).agg(
        text=("text", _joined), detail=("detail", _joined), row_key=("row_key", KEY_SEPARATOR.join)
    )
    order = {kind: rank for rank, kind in enumerate(("dose", "premedication", "hospital", "article"))}
    return merged.sort_values(
        ["kind", "lane", "end_day"], key=lambda c: c.map(order) if c.name == "kind" else c, ignore_index=True
    )


def _joined(texts: pd.Series) -> str:
    return "; ".join(dict.fromkeys(texts))


def _phases_of(row):
    where, whom = label(JURISDICTIONS, row.jurisdiction), f"{row.condition_in_short}, {row.population}"
    days = days_in(row.first_days, row.last_days)
    if row.topic == "prevention" and days:
        for dose, (first, last) in zip(names_in(row.doses), days, strict=True):
            yield (
                f"Dose ({where}), {whom}",
                dose,
                f"{row.action}: {row.drug_or_dose}",
                first - 1,
                last,
                "dose",
                row.row_key,
                "management",
            )
    elif row.topic == "premedication":
        for day in [first for first, last in days if first == last]:
            yield (
                f"Premedication ({where}), {whom}",
                row.drug_or_dose,
                f"Before the dose of day {day}: {row.drug_or_dose}",
                day - 1,
                day - 1,
                "premedication",
                row.row_key,
                "management",
            )
    elif pd.notna(row.hospital_days):
        yield (
            f"Hospital days, {row.condition_in_short}",
            f"to day {row.hospital_days}",
            f"{where}, {row.grade_or_condition}: first {row.hospital_days} days",
            0,
            row.hospital_days,
            "hospital",
            row.row_key,
            "management",
        )


def article_window(value: str, unit: str) -> tuple[float, float]:
    """First and last day on the axis of a claim: "48" hours -> (0, 2), "3-14" days -> (2, 14)."""
    first, _, last = value.rpartition("-")
    if unit == "hours":
        return 0.0, float(last) / 24
    return (float(first) - 1 if first else 0.0), float(last)


def with_covered_days(rows: pd.DataFrame) -> pd.DataFrame:
    """Add `first_day` and `last_day`: the treatment days (1 is the first 24 hours) on which a row says to watch.

    A window or range covers each of its days; a median alone covers its own day. A figure of 2 days lies on day 2.
    """
    low = rows[["onset_min_days", "window_start_day"]].min(axis=1)
    high = rows[["onset_max_days", "window_end_day"]].max(axis=1)
    median = rows["onset_median_days"]
    low, high = low.fillna(median), high.fillna(median)
    starts_window = rows["onset_min_days"].isna() & rows["window_start_day"].notna()
    starts_window &= rows["window_start_day"] < rows["window_end_day"]
    first_day = low.map(_ceiling) + starts_window.astype(int) * (low == low.round()).astype(int)
    return rows.assign(first_day=first_day.clip(lower=1), last_day=high.map(_ceiling).clip(lower=1))


def _ceiling(value: float) -> float:
    return value if pd.isna(value) else float(-(-value // 1))


def rows_on_day(rows: pd.DataFrame, day: int) -> pd.DataFrame:
    """Rows of `with_covered_days` that cover a treatment day."""
    return rows[(rows["first_day"] <= day) & (day <= rows["last_day"])]


def in_onset_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Onset rows, all rows of an event together: by event group, then by the earliest median, window or range start."""
    start = rows[["onset_median_days", "window_start_day", "onset_min_days"]].bfill(axis=1).iloc[:, 0]
    first = start.groupby(rows["event"]).transform("min")
    groups = {key: rank for rank, key in enumerate(EVENT_GROUPS)}
    ordered = rows.assign(_group=rows["event_group"].map(groups), _first=first, _start=start)
    ordered = ordered.sort_values(["_group", "_first", "event", "_start"], kind="stable")
    return ordered.drop(columns=["_group", "_first", "_start"])
