"""Which rows a chart may put on one axis: one row an arm and event, and what was set aside for it.

The rule, in order: patients only; one period; the latest data cut; the arm's own safety population before part of it;
a primary document before a secondary one. Nothing is averaged and nothing is lost: what is not drawn is counted, with
its reason.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pandas as pd

from adverse.evidence.apart import PARTS, printed_apart, with_apart
from adverse.evidence.discrepancies import faults_of
from adverse.evidence.listings import with_listing
from adverse.evidence.load import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.scope import names_focus_drug
from adverse.vocabulary import PERIODS, RANGE_BASES, SECONDARY_SOURCE_KINDS

ONE_PERIOD = [period for period in PERIODS if period != "other"]
OF_THE_FIGURE = [  # columns in which two grades of one arm, event and period may differ
    *("n_with_event", "n_with_event_low", "n_with_event_high", "count_basis", "n_at_risk"),
    *("percent", "percent_decimals", "percent_qualifier", "grade_band", "grades_counted", "count_origin"),
    *("quotation", "disagrees_with", "source_id", "locator"),
    *("review_status", "review", "notes", "row_key", "line", "source_name", "source_kind", "source_url", "discrepancy"),
    *("list_extent", "listing"),
]
RANKS = ["_cut", "_population", "_secondary", "_no_counts", "_own_source"]
LATEST_FIRST = {"final": 0, "": 1, "interim": 2}
SAME_FIGURE = ["arm_id", "event", "grade_band", "subset", "period"]


@dataclass(frozen=True, eq=False)
class Selection:
    """Rows for one axis, the rows set aside (with `set_aside_reason`), and the period that all rows share."""

    rows: pd.DataFrame
    set_aside: pd.DataFrame = field(default_factory=pd.DataFrame)
    period: str = ""

    def apply(self, function: Callable[..., pd.DataFrame], *args, **kwargs) -> "Selection":
        """The same selection with `function(rows, ...)` as its rows."""
        return replace(self, rows=function(self.rows, *args, **kwargs))


@remembered
def by_column(evidence: Evidence, name: str, column: str) -> pd.DataFrame:
    """A table with one of its columns as its index."""
    return evidence.tables[name].set_index(column)


def with_details(evidence: Evidence, rows: pd.DataFrame) -> pd.DataFrame:
    """Add what a reader needs beside a row: its source and event in words and, where it has one, its arm."""
    sources = by_column(evidence, "sources", "source_id")
    details = {
        "source_name": rows["source_id"].map(sources["short_name"]),
        "source_kind": rows["source_id"].map(sources["kind"]),
        "source_url": rows["source_id"].map(sources["url"]),
        "source_year": rows["source_id"].map(sources["year"]),
        "study": rows["source_id"].map(sources["study"].mask(sources["study"] == "", sources.index)),
    }
    if "event" in rows:
        events = by_column(evidence, "events", "event")
        details |= {
            name: rows["event"].map(events[name]) for name in ("event_group", "soc", "plain_name", "definition")
        }
        details["event_kind"] = rows["event"].map(events["kind"])
    if "percent_qualifier" in rows:
        details["discrepancy"] = faults_of(evidence.known_discrepancies, "incidence", rows)
    if "ci_low" in rows and "measure" in rows:
        details["discrepancy"] = faults_of(evidence.known_discrepancies, "risk_factors", rows)
    if "arm_id" in rows:
        arms = by_column(evidence, "arms", "arm_id")
        names = [
            "arm_label",
            "trial_name",
            "drug",
            "drug_class",
            "setting",
            "age_group",
            "arm_role",
            "tier",
            "n_safety",
            "n_randomized",
        ]
        details |= {name: rows["arm_id"].map(arms[name]) for name in names if name not in rows}
        details["arm_source_id"] = rows["arm_id"].map(arms["source_id"])
    rows = rows.assign(**details)
    return with_listing(evidence, rows) if "percent_qualifier" in rows else rows


@remembered
def detailed_table(evidence: Evidence, name: str) -> pd.DataFrame:
    """A whole table, incidence, onset or risk_factors, with the details of each row."""
    return with_details(evidence, evidence.tables[name])


def incidence_rows(
    evidence: Evidence,
    *,
    arm_ids: tuple[str, ...],
    grade_band: str = "any",
    subset: str = "all",
    period: str | None = None,
    event_groups: tuple[str, ...] = (),
    event: str | None = None,
) -> Selection:
    """One incidence row an arm and event, of one grade band, subset and period.

    `period` None takes the period with the most rows of these arms (on a tie the whole study). Empty `event_groups`
    means every group. Of a registry record that prints serious and other events apart, a row of all events is made of
    both (`with_apart`). Rows carry `n_other_rows` (rows of the same figure set aside) and `is_disputed` (a source that
    prints the same figure differently is among them or is the row itself).
    """
    table = detailed_table(evidence, "incidence")
    wanted = table["arm_id"].isin(arm_ids) & (table["grade_band"] == grade_band)
    if event_groups:
        wanted &= table["event_group"].isin(event_groups)
    if event is not None:
        wanted &= table["event"] == event
    rows = table[wanted & (table["subset"] == subset)]
    parts = table[wanted & table["subset"].isin(PARTS)]
    if subset == "all" and (parts["subset"] == "non_serious").any():
        rows = with_apart(rows, parts)
    reason = pd.Series("", index=rows.index).mask(rows["subset"] != subset, "serious_alone")
    reason[rows["counting_unit"] != "patients"] = "counting_unit"
    is_free = reason == ""
    is_printed = is_free & ~rows["count_basis"].isin(RANGE_BASES)  # ranges choose where nothing else does
    period = period or default_period(evidence, rows[is_printed if is_printed.any() else is_free])
    reason[(reason != "counting_unit") & (rows["period"] != period)] = "period"
    ranked = ranked_rows(rows[reason == ""])
    best = ranked.drop_duplicates(["arm_id", "event"])
    beaten = ranked.drop(best.index)
    look = ["_cut", "_population"]
    ahead = beaten.merge(best[["arm_id", "event", *look]], on=["arm_id", "event"], how="left", suffixes=("", "_best"))
    is_other_cut = pd.concat([ahead[f"{rank}_best"] < ahead[rank] for rank in look], axis=1).any(axis=1).to_numpy()
    reason[beaten.index[is_other_cut]] = "data_cut"
    reason[beaten.index[~is_other_cut]] = "source"
    set_aside = rows[reason != ""].assign(set_aside_reason=reason[reason != ""])
    kept = best.drop(columns=RANKS).sort_index()
    return Selection(_with_dispute(kept, set_aside), set_aside, period)


def default_period(evidence: Evidence, rows: pd.DataFrame) -> str:
    """The period with the most rows; on a tie the one named first in the vocabulary, which is the whole study.

    Rows of registry records, which print serious and other events apart and leave rarer ones out, count only where no
    other source is in view.
    """
    table = evidence.incidence
    apart = rows["source_id"].isin(table.loc[table["subset"] == "non_serious", "source_id"])
    counts = (rows if apart.all() else rows[~apart])["period"].value_counts()
    return max(ONE_PERIOD, key=lambda period: counts.get(period, 0))


def ranked_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with details, the one to draw first within each arm and event; adds the ranks that decide, named `_...`."""
    own = rows["n_at_risk"] == rows["n_safety"]
    population = own.fillna(False).map({True: 0, False: 2}).mask(rows["n_at_risk"].isna(), 1)
    secondary = rows["source_kind"].isin(SECONDARY_SOURCE_KINDS) | (rows["quotation"] == "second_hand")
    ranked = rows.assign(
        _cut=rows["data_cut"].map(LATEST_FIRST),
        _population=population.astype(int),
        _secondary=secondary,
        _no_counts=rows["n_with_event"].isna(),
        _own_source=rows["source_id"] != rows["arm_source_id"],
    )
    return ranked.sort_values(["arm_id", "event", *RANKS, "source_id"], kind="stable")


def _with_dispute(kept: pd.DataFrame, set_aside: pd.DataFrame) -> pd.DataFrame:
    others = set_aside[set_aside["set_aside_reason"].isin(["data_cut", "source"])]
    n_others = others.groupby(["arm_id", "event"]).size()
    n_other_rows = kept.set_index(["arm_id", "event"]).index.map(n_others).fillna(0).astype(int)
    return kept.assign(n_other_rows=n_other_rows, is_disputed=kept["disagrees_with"] != "")


def rows_behind(selection: Selection, row_keys: list[str]) -> pd.DataFrame:
    """The drawn rows with these keys and every row set aside for the same arm, event, grade, subset and period."""
    rows, aside = selection.rows, selection.set_aside
    marked = rows[rows["row_key"].isin(row_keys)]
    drawn = printed_rows(rows)
    drawn = drawn[drawn["row_key"].isin([*row_keys, *marked.get("row_key_serious", [])])]
    if aside.empty or not set(SAME_FIGURE) <= set(aside.columns):
        return drawn
    same = aside[aside.set_index(SAME_FIGURE).index.isin(pd.concat([drawn, marked]).set_index(SAME_FIGURE).index)]
    return pd.concat([drawn, same])


def grade_split_rows(any_grade: Selection, severe: Selection) -> Selection:
    """Arms and events reported both at any grade and at grade 3 or higher, with one denominator.

    The two figures may come from two documents where these print the same number of patients at risk of the same arm
    and period; figures without that number must come from one document. Adds `n_grade_1_2` and `percent_grade_1_2` (any
    grade minus grade 3 or higher, in patients or printed percentage points), `percent_severe`, and the columns of the
    severe row with the ending `_severe`. Every other row of the two selections is set aside: reported at one of the two
    only, counted in other patients, a severe figure that leaves out grade 5 (the difference would count deaths as
    mild), a figure of any grade that is printed beside one grade, or a bound, which cannot be subtracted.
    """
    same = ["arm_id", "event", "period"]
    both = any_grade.rows.merge(severe.rows[[*same, *OF_THE_FIGURE]], on=same, suffixes=("", "_severe"))
    share, share_severe = (
        (100 * both[f"n_with_event{end}"].astype(float) / both[f"n_at_risk{end}"].astype(float)).fillna(
            both[f"percent{end}"]
        )
        for end in ("", "_severe")
    )
    both = both.assign(
        percent_printed_severe=both["percent_severe"],
        n_grade_1_2=both["n_with_event"] - both["n_with_event_severe"],
        percent_grade_1_2=(share - share_severe).clip(lower=0),
        percent_severe=share_severe,
    )
    one_denominator = (both["n_at_risk"] == both["n_at_risk_severe"]).fillna(False)
    neither_printed = both["n_at_risk"].isna() & both["n_at_risk_severe"].isna()
    exact = both[["percent_qualifier", "percent_qualifier_severe"]].isin(["=", ""]).all(axis=1)
    reason = pd.Series("", index=both.index)
    reason[both["percent_grade_1_2"].isna()] = "no_denominator"
    reason[~exact & both["n_grade_1_2"].isna()] = "bound"
    reason[both["grades_counted"] != ""] = "one_grade"
    reason[both["grades_counted_severe"] != ""] = "grade_5_left_out"
    one_document = both["source_id"] == both["source_id_severe"]
    reason[~one_document & (share_severe > share)] = "source"
    reason[~one_denominator & ~(neither_printed & one_document)] = "other_patients"
    reasons = dict(zip([*both["row_key"], *both["row_key_severe"]], [*reason, *reason], strict=True))
    left = pd.concat([any_grade.rows, severe.rows])
    left = left.assign(set_aside_reason=left["row_key"].map(reasons).astype("str").fillna("one_grade_only"))
    set_aside = pd.concat([any_grade.set_aside, severe.set_aside, left[left["set_aside_reason"] != ""]])
    return Selection(both[reason == ""], set_aside, any_grade.period)


def printed_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of one printed figure each: a row that was made of two becomes the two."""
    rows = printed_apart(rows)
    if "row_key_severe" not in rows:
        return rows
    severe = rows[rows["row_key_severe"].notna()]
    figures = {column: severe[f"{column}_severe"] for column in OF_THE_FIGURE}
    return pd.concat([rows, severe.assign(**figures | {"percent": severe["percent_printed_severe"]})])


def onset_rows(evidence: Evidence, *, event_groups: tuple[str, ...] = (), all_products: bool = False) -> Selection:
    """Onset rows that give a day, a range or a numeric window; the others are set aside with a reason.

    Figures of the starting article are set aside as claims, and of documents of one study all but the latest.
    `all_products` adds the comparison products.
    """
    rows = detailed_table(evidence, "onset")
    if not all_products:
        rows = rows[names_focus_drug(evidence, rows["drug"])]
    if event_groups:
        rows = rows[rows["event_group"].isin(event_groups)]
    figures = ["onset_median_days", "onset_min_days", "onset_max_days", "window_start_day", "window_end_day"]
    reason = pd.Series("", index=rows.index)
    reason[rows[figures].isna().all(axis=1)] = "no_day"
    reason[rows["source_kind"] == "article"] = "article"
    timed = rows[reason == ""]
    same = ["drug", "arm_id", "event", "grade_band", "measure"]
    reason[(reason == "") & has_later_document(timed, same).reindex(rows.index, fill_value=False)] = "study"
    return Selection(rows[reason == ""], rows[reason != ""].assign(set_aside_reason=reason[reason != ""]))


def has_later_document(rows: pd.DataFrame, same: list[str]) -> pd.Series:
    """Whether a later document of the same study prints a figure that is alike in the columns `same`."""
    in_study = rows.groupby(["study", *same], dropna=False)
    return (rows["source_year"] < in_study["source_year"].transform("max")).fillna(False).astype(bool)


def risk_rows(evidence: Evidence, *, event_group: str | None = None, all_products: bool = False) -> pd.DataFrame:
    """Risk factor rows of the medicine (or of every product), of one event group or of all."""
    rows = detailed_table(evidence, "risk_factors")
    if not all_products:
        rows = rows[names_focus_drug(evidence, rows["drug"])]
    return rows if event_group is None else rows[rows["event_group"] == event_group]
