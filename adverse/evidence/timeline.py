"""What surrounds the onset of events: dose steps, hospital days, premedication and the article's own windows.

Day 0 is the start of the infusion. A source that says "days 1-7" means the first seven days: 0 to 7 on this axis.
"""

import pandas as pd

from adverse.evidence.cells import days_in, names_in
from adverse.evidence.load import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.scope import names_focus_drug
from adverse.vocabulary import EVENT_GROUPS, JURISDICTIONS, OPENING_WEIGHT, WEIGHT_BANDS, label

COLUMNS = ["lane", "text", "detail", "start_day", "end_day", "kind", "row_key", "table", "place", "weight_band"]
SAME_PHASE = ["lane", "kind", "start_day", "end_day", "table"]
KEY_SEPARATOR = "\n"
KINDS = ("dose", "premedication", "hospital", "article")
STRIP_LANES = {"premedication": "Premedication", "hospital": "Hospital days"}


@remembered
def treatment_phases(evidence: Evidence) -> pd.DataFrame:
    """Days of cycle 1 of management.csv and the article's windows of claims.csv.

    Columns: lane (one row of a chart), text (short), detail, start_day, end_day (equal for a moment), kind (dose,
    hospital, premedication, article), table, row_key: the keys of all rows that say so, joined by KEY_SEPARATOR, and of
    a rule its place (where it holds) and weight_band.
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
            "",
            "",
        )
        for row in claims.itertuples()
    ]
    return _merged(pd.DataFrame(phases, columns=COLUMNS))


def in_one_strip(phases: pd.DataFrame) -> pd.DataFrame:
    """Phases with one lane a kind: of the doses those of one rule, of the rest every day that a rule names.

    The rule is the one with most steps, and among those the one for the weight that opens. `phases`: rows of
    `treatment_phases`.
    """
    doses = phases[phases["kind"] == "dose"]
    if len(doses):
        n_steps = doses.groupby("lane")["lane"].transform("size")
        is_usual = doses["weight_band"] == OPENING_WEIGHT
        leading = doses.assign(n_steps=n_steps, is_usual=is_usual).sort_values(["n_steps", "is_usual"]).iloc[-1]
        doses = doses[doses["lane"] == leading["lane"]]
        whom = f", {label(WEIGHT_BANDS, leading['weight_band'])}" if leading["weight_band"] else ""
        doses = doses.assign(lane=f"Dose ({leading['place']}{whom})")
    others = phases[phases["kind"] != "dose"]
    lanes = others["kind"].map(STRIP_LANES).fillna(others["lane"])
    return _merged(pd.concat([doses, others.assign(lane=lanes)]))


def _merged(phases: pd.DataFrame) -> pd.DataFrame:
    """Phases of the same lane, kind and days as one, in the order of KINDS, lanes and days."""
    merged = phases.groupby(SAME_PHASE, as_index=False, sort=False).agg(
        text=("text", _joined),
        detail=("detail", _joined),
        row_key=("row_key", KEY_SEPARATOR.join),
        place=("place", "first"),
        weight_band=("weight_band", "first"),
    )
    return merged.sort_values(
        ["kind", "lane", "end_day"], key=lambda c: c.map(KINDS.index) if c.name == "kind" else c, ignore_index=True
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
                where,
                row.weight_band,
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
                where,
                row.weight_band,
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
            where,
            row.weight_band,
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
    """Onset rows, all rows of an event together: by event group, then by the earliest median, window or range start.

    Of an event medians of patients come first, then those of reports, then what has no median.

    Single cases come last, and before them when laboratory values were highest or lowest, which is no onset.
    """
    start = rows[["onset_median_days", "window_start_day", "onset_min_days"]].bfill(axis=1).iloc[:, 0]
    first = start.groupby(rows["event"]).transform("min")
    groups = {key: rank for rank, key in enumerate(EVENT_GROUPS)}
    keys = {
        "_rank": rows["measure"].map({"onset": 0, "single_case": 2}).fillna(1),
        "_group": rows["event_group"].map(groups),
        "_first": first,
        "event": rows["event"],
        "_kind": rows["onset_median_days"].isna() * 2 + (rows["source_kind"] == "pharmacovigilance") * 1,
        "_start": start,
    }
    return rows.assign(**keys).sort_values(list(keys), kind="stable")[rows.columns]
