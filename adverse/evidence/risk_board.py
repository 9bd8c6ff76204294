"""The board of risk factors: one line an event and factor, the strongest evidence first, and how documents agree."""

import pandas as pd

from adverse.evidence.risk import ratio_rows, subgroup_rows
from adverse.vocabulary import EVIDENCE_KINDS, is_ratio

KINDS = list(EVIDENCE_KINDS)
KIND_OF_ADJUSTED = {"yes": "adjusted", "unknown": "not_stated", "no": "unadjusted"}
STUDIES = ("trial", "pooled_analysis", "registry", "pharmacovigilance", "case_report", "own_data")
COLUMNS = [
    *("event", "event_group", "topic", "told", "direction", "measure", "value", "low", "high", "kind"),
    *("share", "other_share", "n_studies", "n_documents", "n_total", "agreement", "row_key", "row_keys"),
]


def patient_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that set patients with a factor against patients without it."""
    return rows[rows["compares"] == "patients"]


def treatment_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that set one treatment against another."""
    return rows[rows["compares"] == "treatments"]


def board_lines(rows: pd.DataFrame) -> pd.DataFrame:
    """One line an event and factor of `patient_rows`, by event as given, then evidence, then size.

    `told` is the row whose figure stands on the line: the strongest kind of evidence, then the one that says a
    direction. `value` is its printed ratio, or of two groups the ratio of their two shares, which has no interval.
    `n_studies` counts documents on one cohort or of one study once, and texts that study nobody not at all;
    `agreement` is whether the directions of several studies or documents are one ("agree"), several ("differ"), or
    there is one only ("").
    """
    rows = patient_rows(rows)
    rows = rows.assign(topic=rows["factor_topic"].mask(rows["factor_topic"] == "", rows["factor"]), kind=_kinds(rows))
    lines = [_line(found) for _, found in rows.groupby(["event", "topic"], sort=False)]
    table = pd.DataFrame(lines, columns=COLUMNS)
    events = list(dict.fromkeys(rows["event"].value_counts().index))
    ranked = table.assign(
        _event=table["event"].map(events.index), _kind=table["kind"].map(KINDS.index), _value=table["value"].fillna(0)
    )
    ranked = ranked.sort_values(["_event", "_kind", "_value"], ascending=[True, True, False], kind="stable")
    return ranked.drop(columns=["_event", "_kind", "_value"]).reset_index(drop=True)


def _kinds(rows: pd.DataFrame) -> pd.Series:
    kind = pd.Series("statement", index=rows.index)
    kind[rows["measure"] == "share_of_cases_percent"] = "reports"
    kind[rows["row_key"].isin(subgroup_rows(rows)["row_key"])] = "two_groups"
    is_drawn = rows["row_key"].isin(ratio_rows(rows)["row_key"])
    return kind.mask(is_drawn, rows["adjusted"].map(KIND_OF_ADJUSTED))


def _line(found: pd.DataFrame) -> dict:
    ranked = found.assign(
        _kind=found["kind"].map(KINDS.index),
        _is_reference=(found["kind"] == "two_groups") & (found["reference_level"] == ""),
        _is_open=found["direction"] == "unclear",
    ).sort_values(["_kind", "_is_reference", "_is_open", "n_total"], ascending=[True, True, True, False], kind="stable")
    told = ranked.iloc[0]
    kind, value, low, high, measure = told["kind"], None, None, None, told["measure"]
    share, other_share = None, None
    if is_ratio(measure) and pd.notna(told["estimate"]):
        is_sound = told["discrepancy"] == ""
        value, low, high = told["estimate"], *(told[end] if is_sound else None for end in ("ci_low", "ci_high"))
    elif kind == "two_groups":
        is_other = (found["source_id"] == told["source_id"]) & (found["level"] != told["level"])
        other = found[is_other & (found["kind"] == kind)]
        measure = "incidence_percent"
        if len(other) == 1 and other["estimate"].iloc[0] > 0:
            share, other_share = told["estimate"], other["estimate"].iloc[0]
            value = share / other_share or None  # a ratio of 0 has no place on a log axis
        else:
            kind = "statement"
    studies = found[found["source_kind"].isin(STUDIES)]
    named = studies["cohort"].mask(studies["cohort"] == "", studies["study"])
    said = found.loc[found["direction"] != "unclear"]
    directions = set(said["direction"])
    n_said = said["source_id"].nunique()
    return {
        **{"event": told["event"], "event_group": told["event_group"], "topic": told["topic"], "told": told["row_key"]},
        **{"direction": told["direction"], "measure": measure, "value": value, "low": low, "high": high, "kind": kind},
        **{"share": share, "other_share": other_share},
        **{"n_studies": named.nunique(), "n_documents": found["source_id"].nunique(), "n_total": told["n_total"]},
        "agreement": "" if n_said < 2 else ("agree" if len(directions) == 1 else "differ"),
        **{"row_key": told["row_key"], "row_keys": "\n".join(found["row_key"])},
    }
