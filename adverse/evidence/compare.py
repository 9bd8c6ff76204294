"""Arms side by side: how far they may be compared, each arm's rows beside the reference arm's, and which may be pooled.

Nothing is compared across grades, periods, subsets or counting units: `incidence_rows` settles them for all arms first.
"""

import pandas as pd

from adverse.evidence.load import Evidence
from adverse.evidence.patients import independent_arms
from adverse.evidence.possible_counts import only_count
from adverse.evidence.scope import names_focus_drug
from adverse.vocabulary import GRADING_SCALES, count_in_words, is_grouped, share_qualifier

MIN_ARMS_TO_POOL = 3
NOT_ONE = ("mixed", "other", "")  # settings and ages that are not one group of patients


def comparability(evidence: Evidence, rows: pd.DataFrame, first: str, second: str) -> str:
    """How two arms may be compared: "randomized", "part_of_randomized", "same_trial" or "different_trials".

    Arms count as randomized against each other when one trial randomized both and at least one of `rows` (incidence
    rows with details) counts everybody treated: those who reached a later cycle are no longer a random half, but
    "part_of_randomized".
    """
    arms = evidence.arms.set_index("arm_id").loc[[first, second]]
    if arms["trial_id"].nunique() > 1:
        return "different_trials"
    everybody = [
        (rows.loc[rows["arm_id"] == arm, "n_at_risk"] == arms.loc[arm, "n_safety"]).any() for arm in arms.index
    ]
    is_randomized = (arms["allocation"] == "randomized").all() and arms["arm_role"].nunique() > 1
    if not is_randomized:
        return "same_trial"
    return "randomized" if all(everybody) else "part_of_randomized"


def with_row_verdicts(rows: pd.DataFrame, reference: str, verdicts: dict[str, str], verdict: str) -> pd.DataFrame:
    """Add `comparability`: that of the row's pair, or of the view for rows of the reference arm.

    A row of a randomized pair is "part_of_randomized" when it, or the reference arm's row of the same event, counts
    fewer patients than were treated. `rows`: incidence rows with details of one grade band.
    """
    is_part = (rows["n_at_risk"] < rows["n_safety"]).fillna(False).astype(bool)
    is_reference = rows["arm_id"] == reference
    in_reference = rows["event"].isin(rows.loc[is_part & is_reference, "event"])
    of_pair = rows["arm_id"].map(verdicts).fillna(verdict)
    is_partly = (is_part | in_reference) & (of_pair == "randomized")
    return rows.assign(comparability=of_pair.mask(is_partly, "part_of_randomized"))


def arm_facts(evidence: Evidence, rows: pd.DataFrame, arm_ids: tuple[str, ...]) -> pd.DataFrame:
    """What decides whether arms may be compared, one row an arm in the given order.

    Adds to the arm's own columns: `grading` (the scales of its rows), `n_rows` in view, `n_grouped` of
    them that count several terms together, `has_rate` (whether rates per patient-year are printed) and its source.
    """
    arms = evidence.arms.set_index("arm_id").loc[list(arm_ids)].reset_index()
    scales = evidence.incidence.groupby("arm_id")["grading_scale"].agg(set)
    has_rate = set(evidence.exposure_adjusted_rates["arm_id"])
    in_view = rows.groupby("arm_id")
    n_grouped = is_grouped(rows).groupby(rows["arm_id"]).sum()
    return arms.assign(
        grading=[_in_words(scales.get(arm, set())) for arm in arms["arm_id"]],
        n_rows=arms["arm_id"].map(in_view.size()).fillna(0).astype(int),
        n_grouped=arms["arm_id"].map(n_grouped).fillna(0),
        has_rate=arms["arm_id"].isin(has_rate),
        source_name=arms["source_id"].map(evidence.sources.set_index("source_id")["short_name"]),
        source_url=arms["source_id"].map(evidence.sources.set_index("source_id")["url"]),
    )


def _in_words(scales: set[str]) -> str:
    return ", ".join(term.label for scale, term in GRADING_SCALES.items() if scale and scale in scales)


def with_reference(rows: pd.DataFrame, reference: str, subtracted: tuple[str, ...]) -> pd.DataFrame:
    """Put the reference arm beside each row of another arm that reports the same event.

    `rows`: one row an arm and event of one grade band, subset and period (`incidence_rows`), with `proportion`. Adds
    `proportion_control`, `qualifier_control` (the sign of a share without counts), `count_in_words_control`,
    `row_key_control`, `reference_label`, `reference_drug`, `n_randomized_control` and `n_safety_control` (patients of
    the reference arm), empty where the reference arm does not report the event;
    and the counts `n_with_event_control` (printed, or the only one that a percentage leaves possible) and
    `n_at_risk_control`, from which a difference is computed, only for the arms in `subtracted`.
    """
    control = rows[rows["arm_id"] == reference].set_index("event")
    control = control.assign(
        qualifier=[share_qualifier(row) for row in control.itertuples()],
        in_words=[count_in_words(row) for row in control.itertuples()],
        one_count=only_count(control),
    )
    beside = {
        "proportion_control": "proportion",
        "qualifier_control": "qualifier",
        "count_in_words_control": "in_words",
        "row_key_control": "row_key",
        "reference_label": "arm_label",
        "reference_drug": "drug",
        "n_randomized_control": "n_randomized",
        "n_safety_control": "n_safety",
    }
    counts = {"n_with_event_control": "one_count", "n_at_risk_control": "n_at_risk"}
    is_other = rows["arm_id"] != reference
    found = {new: rows["event"].map(control[old]).where(is_other) for new, old in beside.items()}
    found |= {
        new: rows["event"].map(control[old]).where(is_other & rows["arm_id"].isin(subtracted))
        for new, old in counts.items()
    }
    return rows.assign(**found)


def exposure_rows(evidence: Evidence, rows: pd.DataFrame, reference: str, arm_id: str) -> pd.DataFrame:
    """Events with counts in `rows` and a printed rate per patient-year in both arms, one row an event.

    Adds to the rows of `arm_id`, of their own grade band: `rate`, `rate_control`, `rate_p` (as printed), the keys
    `rate_row_key` and `rate_row_key_control`, `rate_source_name` and `rate_locator`, and the ratios
    `crude_ratio` and `rate_ratio`, infinite where the reference arm had no event.
    """
    rates = evidence.exposure_adjusted_rates
    counts = ["n_with_event", "n_at_risk", "n_with_event_control", "n_at_risk_control"]
    kept = rows[(rows["arm_id"] == arm_id) & rows[counts].notna().all(axis=1)]
    for arm, end in ((arm_id, ""), (reference, "_control")):
        own = rates[rates["arm_id"] == arm].rename(
            columns={"rate_per_patient_year": f"rate{end}", "row_key": f"rate_row_key{end}", "p_value": f"rate_p{end}"}
        )
        kept = kept.merge(
            own[["event", "grade_band", f"rate{end}", f"rate_row_key{end}", f"rate_p{end}"]], on=["event", "grade_band"]
        )
    printed = rates.set_index("row_key").loc[kept["rate_row_key"]]
    kept["rate_source_name"] = printed["source_id"].map(evidence.sources.set_index("source_id")["short_name"]).to_list()
    kept["rate_locator"] = printed["locator"].to_list()
    kept["crude_ratio"] = _ratio(kept["proportion"], kept["proportion_control"])
    kept["rate_ratio"] = _ratio(kept["rate"], kept["rate_control"])
    return kept[kept["crude_ratio"].notna() & kept["rate_ratio"].notna()]


def _ratio(above: pd.Series, below: pd.Series) -> pd.Series:
    return above.astype(float) / below.astype(float)


def with_pooling(evidence: Evidence, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of one event across arms with `pool_group` (medicine, setting, age) and `not_pooled`: why a row is left out.

    A pool takes arms of one medicine, setting and age group at the recommended dose, with one possible count (printed,
    or worked out from a percentage) of everybody treated, and of these the ones that count nobody twice
    (`independent_arms`).
    """
    arms = evidence.arms.set_index("arm_id")
    not_pooled = pd.Series("", index=rows.index)
    dose = rows["arm_id"].map(arms["dose"])
    not_pooled[dose == ""] = "dose not stated"
    not_pooled[dose == "other"] = "another dose, or several"
    not_pooled[rows["age_group"].isin(NOT_ONE)] = "not one age group"
    not_pooled[rows["setting"].isin(NOT_ONE)] = "not one setting"
    not_pooled[(rows["n_at_risk"] != rows["n_safety"]).fillna(True)] = "part of the arm"
    not_pooled[rows["data_cut"] == "interim"] = "an earlier cut"
    not_pooled[only_count(rows).isna() | rows["n_at_risk"].isna()] = "no single count"
    rows = rows.assign(pool_group=rows["drug"] + " | " + rows["setting"] + " | " + rows["age_group"])
    for _, fit in rows[not_pooled == ""].groupby("pool_group"):
        independent = independent_arms(evidence.arms, fit["arm_id"])
        not_pooled[fit.index[~fit["arm_id"].isin(independent)]] = "patients counted already"
    return rows.assign(not_pooled=not_pooled)


def products_of(evidence: Evidence, arm_ids: tuple[str, ...]) -> tuple[str, ...]:
    """The treatments of arms, each once, the medicine of this package first."""
    drugs = evidence.arms.set_index("arm_id").loc[list(arm_ids), "drug"].drop_duplicates()
    return tuple(drugs[names_focus_drug(evidence, drugs)]) + tuple(drugs[~names_focus_drug(evidence, drugs)])
