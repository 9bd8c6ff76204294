"""One event in every arm of the treatments in view, pooled within one setting where the rules allow it."""

from math import isnan

import pandas as pd

from adverse.cards.compare import Arms, Comparison
from adverse.evidence import Evidence
from adverse.evidence.compare import MIN_ARMS_TO_POOL, products_of, with_pooling
from adverse.evidence.left_out import with_arms_left_out
from adverse.evidence.order import across_arms
from adverse.evidence.scope import arms_in_scope, with_scope
from adverse.evidence.select import Selection, incidence_rows
from adverse.sentences import inside, weakest
from adverse.statistics import pooled_proportion, with_incidence_proportion
from adverse.statistics.pooled import FEWEST_TO_PREDICT
from adverse.vocabulary import AGE_GROUPS, SETTINGS, label, percent_in_figures

POOL_COLUMNS = (
    *("pool_group", "pool_text", "pooled", "pooled_low", "pooled_high"),
    *("prediction_low", "prediction_high"),
)
WITHHELD = {"arm_of_one_patient": "an arm of one patient", "nothing_in_common": "arms too different to pool"}
WHY_WITHHELD = {
    "arm_of_one_patient": "one of them has a single patient, who is no share",
    "nothing_in_common": "they differ so much that none is typical of the others",
}
NOTABLE = 0.1  # two methods that differ by more than this share of the pooled value are both shown


def one_event(
    evidence: Evidence, choice: Arms, comparison: Comparison, event: str
) -> tuple[Selection, pd.DataFrame, str]:
    """The rows of one event in every arm of the treatments in view, the pools, and what was pooled or not, in words."""
    drugs = products_of(evidence, choice.arm_ids)
    arms = arms_in_scope(evidence, all_products=True)
    arm_ids = tuple(arms.loc[arms["drug"].isin(drugs), "arm_id"])
    found = incidence_rows(
        evidence,
        arm_ids=arm_ids,
        event=event,
        grade_band=choice.grade_band,
        subset=choice.subset,
        period=comparison.selection.period,
    )
    rows = with_scope(evidence, across_arms(with_incidence_proportion(found.rows)))
    rows = with_pooling(evidence, rows)
    rows = rows.assign(
        pool_label=[_pool_label(row) for row in rows.itertuples()],
        comparability="different_trials" if rows["trial_name"].nunique() > 1 else _verdict_on(comparison, event),
        _drug=rows["drug"].map({drug: rank for rank, drug in enumerate(drugs)}),
        _setting=rows["setting"].map({setting: rank for rank, setting in enumerate(SETTINGS)}),
    ).sort_values(["_drug", "_setting", "age_group"], kind="stable")
    pools, told = [], []
    for group, members in rows[rows["not_pooled"] == ""].groupby("pool_group", sort=False):
        name = members["pool_label"].iloc[0]
        if len(members) < MIN_ARMS_TO_POOL:
            rows.loc[members.index, "not_pooled"] = f"fewer than {MIN_ARMS_TO_POOL} such arms"
            told.append(
                f"{name}: no pooled share, because it needs {MIN_ARMS_TO_POOL} arms with counts and has {len(members)}."
            )
            continue
        counts = members["n_with_event_low"].to_list(), members["n_at_risk"].to_list()
        mixed, other = pooled_proportion(*counts), pooled_proportion(*counts, method="logit_reml")
        if mixed.withheld:
            rows.loc[members.index, "not_pooled"] = WITHHELD[mixed.withheld]
            told.append(f"{name}: no pooled share of {mixed.n_arms} arms, because {WHY_WITHHELD[mixed.withheld]}.")
            continue
        pools.append(
            {
                "pool_group": group,
                "pool_text": f"Pooled, {mixed.n_arms} arms",
                "pooled": mixed.estimate.value,
                "pooled_low": mixed.estimate.low,
                "pooled_high": mixed.estimate.high,
                "prediction_low": mixed.prediction_low,
                "prediction_high": mixed.prediction_high,
            }
        )
        told.append(_pool_in_words(name, mixed, other) + _worked_out_in_words(members))
    if not told:
        told = [
            f"No arm in view can be pooled: a pooled share needs counts of at least {MIN_ARMS_TO_POOL} arms of one "
            "setting and age group, at the recommended dose, that share no patients."
        ]
    told += _left_out_in_words(rows)
    return (
        with_arms_left_out(
            evidence,
            Selection(rows.drop(columns=["_drug", "_setting"]), found.set_aside, found.period),
            arm_ids,
            event=event,
            grade_band=choice.grade_band,
            subset=choice.subset,
        ),
        pd.DataFrame(pools, columns=list(POOL_COLUMNS)),
        " ".join(told),
    )


def _pool_label(row) -> str:
    return (
        f"{row.drug.capitalize()}, {inside(label(SETTINGS, row.setting))}, {inside(label(AGE_GROUPS, row.age_group))}"
    )


def _verdict_on(comparison: Comparison, event: str) -> str:
    rows = comparison.selection.rows
    return weakest(list(rows.loc[rows["event"] == event, "comparability"]))


def _worked_out_in_words(members: pd.DataFrame) -> str:
    """In how many arms of a pool the count is not printed, as a sentence; nothing where all are."""
    n = (members["count_basis"] == "worked_out").sum()
    return f" The count of {n} of these arms is worked out from a printed percentage." if n else ""


def _left_out_in_words(rows: pd.DataFrame) -> list[str]:
    """How many arms are drawn as circles for which reason, the most frequent reason first."""
    reasons = rows.loc[rows["proportion"].notna() & (rows["not_pooled"] != ""), "not_pooled"].value_counts()
    listed = ", ".join(f"{reason} ({n})" for reason, n in reasons.items())
    return [f"Circles are not pooled: {listed}."] if listed else []


def _pool_in_words(name: str, mixed, other) -> str:
    """The typical arm in a sentence, with the older method beside it where that says something else."""
    if isnan(mixed.tau_squared):
        return (
            f"{name}: pooled share of {mixed.n_arms} arms {_share_in_words(mixed.estimate)}, of all their patients "
            "together; nothing tells the arms apart, so there is no range of a new arm."
        )
    new_arm = f"no range of a new arm, which takes {FEWEST_TO_PREDICT} arms"
    if not isnan(mixed.prediction_low):
        low, high = (percent_in_figures(100 * end) for end in (mixed.prediction_low, mixed.prediction_high))
        new_arm = f"a new arm {low} to {high}%"
    said = (
        f"{name}: in the typical of {mixed.n_arms} arms {_share_in_words(mixed.estimate)} by a binomial-normal model "
        f"(the arm at the mean of the log odds, not the average over patients), {new_arm}; tau-squared "
        f"{mixed.tau_squared:.2f}, I-squared {100 * mixed.i_squared:.0f}%."
    )
    if not other.withheld and abs(other.estimate.value / mixed.estimate.value - 1) > NOTABLE:
        why = "it takes the variance of small counts for known"
        if mixed.n_arms_at_limit:
            why = f"it adds half a patient to {mixed.n_arms_at_limit} arms at 0% or 100%"
        said += f" The inverse-variance method gives {_share_in_words(other.estimate)}, because {why}."
    return said


def _share_in_words(estimate) -> str:
    low, high = (percent_in_figures(100 * end) for end in (estimate.low, estimate.high))
    return f"{percent_in_figures(100 * estimate.value)}% (95% interval {low} to {high}%)"
