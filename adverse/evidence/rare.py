"""Rare but serious events: what every table holds about one of them."""

from typing import Any, NamedTuple

import pandas as pd

from adverse.evidence.cells import names_in
from adverse.evidence.load import Evidence
from adverse.evidence.management import in_rule_order, management_rows
from adverse.evidence.memo import remembered
from adverse.evidence.patients import independent_arms
from adverse.evidence.scope import names_focus_drug
from adverse.evidence.select import Selection, with_details
from adverse.vocabulary import GRADE_BANDS, GRADES_COUNTED, PERIODS, SUBSETS


class RareEvent(NamedTuple):
    """What is known of one rare event, each part as rows with details; `shares` is about treated patients.

    `signs` are the rules in which a source names signs of it.
    """

    key: str
    shares: Selection
    onset: pd.DataFrame
    rules: pd.DataFrame
    signs: pd.DataFrame
    factors: pd.DataFrame
    signals: pd.DataFrame
    claims: pd.DataFrame

    @property
    def sources(self) -> pd.Series:
        """Kind of every document about the event and the medicine of this package, by source_id."""
        tables = [self.shares.rows, self.shares.set_aside, self.onset, self.rules, self.factors]
        tables.append(self.signals[self.signals["is_focus"]])
        rows = pd.concat([table[["source_id", "source_kind"]] for table in tables if len(table)] or [tables[0]])
        return rows.drop_duplicates("source_id").set_index("source_id")["source_kind"]


@remembered
def rare_event(evidence: Evidence, key: str) -> RareEvent:
    """Everything the tables hold about the event of data/about.toml with this key."""
    item = next(item for item in evidence.about["rare"] if item["key"] == key)
    named = {table: _about_event(evidence, getattr(evidence, table), item) for table in ("onset", "risk_factors")}
    signals = with_details(evidence, evidence.signals[evidence.signals["event"].isin(item["events"])])
    claims = evidence.claims[evidence.claims["claim_id"].isin(item.get("claims", []))]
    rules = _rules(evidence, item)
    return RareEvent(
        key=key,
        shares=_shares(evidence, item),
        onset=named["onset"],
        rules=rules,
        signs=rules[_names_any(rules["signs_of"], item["events"])],
        factors=named["risk_factors"],
        signals=signals.assign(is_focus=names_focus_drug(evidence, signals["drug"])),
        claims=with_details(evidence, claims.rename(columns={"primary_source_id": "source_id"})),
    )


def rare_events(evidence: Evidence) -> list[RareEvent]:
    """Every event of the list of data/about.toml."""
    return [rare_event(evidence, item["key"]) for item in evidence.about["rare"]]


def _about_event(evidence: Evidence, table: pd.DataFrame, item: dict[str, Any]) -> pd.DataFrame:
    rows = with_details(
        evidence, table[table["event"].isin(item["events"]) & names_focus_drug(evidence, table["drug"])]
    )
    return rows[rows["source_kind"] != "article"]


def _rules(evidence: Evidence, item: dict[str, Any]) -> pd.DataFrame:
    rows = management_rows(evidence)
    rows = rows[rows["is_focus"] & (rows["topic"] != "grading")]
    return in_rule_order(rows[rows["event"].isin(item["events"]) | _names_any(rows["also_about"], item["events"])])


def _names_any(cells: pd.Series, events: list[str]) -> pd.Series:
    return cells.map(lambda cell: not set(events).isdisjoint(names_in(cell))).astype(bool)


def _shares(evidence: Evidence, item: dict[str, Any]) -> Selection:
    """Incidence rows of every arm with the medicine; `measured` says what was counted (`measured_plain` the same with
    the plain name of the event) and `line_key` names one mark.

    Rows of unlike grade, subset, period or event never share a section of a chart: `measured` is its heading.
    """
    rows = evidence.incidence
    wanted = rows["event"].isin(item["events"])
    if "subset" in item:
        wanted |= rows["subset"] == item["subset"]
    rows = with_details(evidence, rows[wanted])
    rows = rows[names_focus_drug(evidence, rows["drug"]) & (rows["source_kind"] != "article")]
    several = rows["event"].nunique() > 1
    for column, name in (("measured", "event"), ("measured_plain", "plain_name")):
        told = [_measured(row, getattr(row, name) if several else "") for row in rows.itertuples()]
        rows[column] = pd.Series(told, index=rows.index, dtype="str")
    rows = rows.assign(n_other_rows=0, is_disputed=rows["disagrees_with"] != "")
    rows = rows.assign(line_key=rows["measured"] + "|" + rows["row_key"])
    has_share = rows["percent"].notna() | (rows["n_with_event"].notna() & rows["n_at_risk"].notna())
    reason = pd.Series("", index=rows.index).mask(~has_share, "no_denominator")
    reason = reason.mask(rows["counting_unit"] != "patients", "counting_unit")
    drawn = rows[reason == ""]
    independent = pd.Series(False, index=drawn.index)
    for _, of_measure in drawn[drawn["data_cut"] != "interim"].groupby("measured"):
        arm_ids = independent_arms(evidence.arms, of_measure["arm_id"], largest_first=True)
        once_each = of_measure[of_measure["arm_id"].isin(arm_ids)].drop_duplicates("arm_id")
        independent[once_each.index] = True
    n_patients = drawn[independent].groupby("measured")["n_at_risk"].sum()
    drawn = drawn.assign(is_independent=independent, _size=drawn["measured"].map(n_patients).fillna(0))
    drawn = drawn.sort_values(["_size", "measured", "arm_label"], ascending=[False, True, True], kind="stable")
    aside = rows[reason != ""].assign(set_aside_reason=reason[reason != ""])
    return Selection(drawn.drop(columns="_size"), aside, "whole_study")


def _measured(row, name: str) -> str:
    parts = [name] if name else []
    for value, usual, terms in (
        (row.grades_counted or row.grade_band, "any", GRADE_BANDS | GRADES_COUNTED),
        (row.subset, "all", SUBSETS),
        (row.period, "whole_study", PERIODS),
    ):
        if value != usual:
            parts.append(terms[value].label)
    text = ", ".join([parts[0], *(part.lower() for part in parts[1:])]) if parts else ""
    return text or GRADE_BANDS["any"].label


def headline_shares(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the measure that counts most patients, of arms that count nobody twice, the largest arm first.

    Several measures have no common figure.
    """
    rows = rows[rows["proportion"].notna()]
    rows = rows[(rows["measured"] == rows["measured"].iloc[0]) & rows["is_independent"]] if len(rows) else rows
    return rows.sort_values(["n_at_risk", "arm_label"], ascending=[False, True], na_position="last", kind="stable")


def signal_panels(signals: pd.DataFrame) -> list[pd.DataFrame]:
    """Signals with a reporting odds ratio or its lower bound, one table a source and comparison group."""
    valued = signals[signals["ror"].notna() | signals["ror_ci_low"].notna()]
    valued = valued.sort_values(["is_focus", "drug"], ascending=[False, True], kind="stable")
    return [rows for _, rows in valued.groupby(["background", "source_id"], sort=False)]
