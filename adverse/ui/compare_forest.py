"""One event across every arm of the treatments in view, pooled where the rules allow it."""

import pandas as pd

from adverse.charts import pooled_forest
from adverse.evidence import Evidence
from adverse.evidence.compare import MIN_ARMS_TO_POOL, products_of, with_pooling
from adverse.evidence.order import across_arms
from adverse.evidence.scope import arms_in_scope
from adverse.evidence.select import Selection, incidence_rows
from adverse.sentences import range_across_arms
from adverse.statistics import pooled_proportion, with_incidence_proportion
from adverse.ui import notes, panels, words
from adverse.ui.cached import once
from adverse.ui.compare import Choice, Comparison, title_of
from adverse.vocabulary import SETTINGS, label

POOL_COLUMNS = (
    *("pool_group", "pool_text", "pooled", "pooled_low", "pooled_high"),
    *("prediction_low", "prediction_high"),
)
NOTABLE = 0.1  # two methods that differ by more than this share of the pooled value are both shown


def one_event_card(evidence: Evidence, choice: Choice, comparison: Comparison, event: str) -> None:
    """One event across every arm of the treatments in view, pooled within one setting where three arms allow it."""
    shown, pools, told = once(_pooled, evidence, choice, event, comparison.selection.period)
    panels.chart_card(
        once(pooled_forest, shown.rows, pools, dark=words.is_dark()),
        shown,
        name="compare-event",
        title=f"{words.event_names(evidence)[event]}, {title_of(choice, comparison).lower()}",
        alt=f"{event} in every arm of the treatments in view, by treatment and setting",
        note=f"{told} {notes.POOLED}",
        sentence=once(range_across_arms, shown.rows, words.event_names(evidence)[event]),
    )


def _pooled(evidence: Evidence, choice: Choice, event: str, period: str | None):
    """The rows of one event in every arm of the treatments in view, the pools, and what was pooled or not, in words."""
    drugs = products_of(evidence, choice.arm_ids)
    arms = arms_in_scope(evidence, all_products=True)
    arm_ids = tuple(arms.loc[arms["drug"].isin(drugs), "arm_id"])
    found = incidence_rows(
        evidence, arm_ids=arm_ids, event=event, grade_band=choice.grade_band, subset=choice.subset, period=period
    )
    rows = with_pooling(evidence, across_arms(with_incidence_proportion(found.rows)))
    rows = rows.assign(
        pool_label=rows["drug"].str.capitalize() + ", " + rows["setting"].map(lambda s: label(SETTINGS, s)),
        _drug=rows["drug"].map({drug: rank for rank, drug in enumerate(drugs)}),
    ).sort_values("_drug", kind="stable")
    pools, told = [], []
    for group, members in rows[rows["not_pooled"] == ""].groupby("pool_group", sort=False):
        name = members["pool_label"].iloc[0]
        if len(members) < MIN_ARMS_TO_POOL:
            rows.loc[members.index, "not_pooled"] = f"fewer than {MIN_ARMS_TO_POOL} such arms"
            told.append(
                f"{name}: {len(members)} of the {MIN_ARMS_TO_POOL} arms that a pooled share needs, so none is given."
            )
            continue
        counts = members["n_with_event"].to_list(), members["n_at_risk"].to_list()
        mixed, other = pooled_proportion(*counts), pooled_proportion(*counts, method="logit_reml")
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
        told.append(_pool_in_words(name, mixed, other))
    if not told:
        told = ["No arm in view can be pooled: a pooled share needs counts of at least three arms of one setting."]
    columns = ["pool_group", "pool_text", "pooled", "pooled_low", "pooled_high", "prediction_low", "prediction_high"]
    return (
        Selection(rows.drop(columns="_drug"), found.set_aside, found.period),
        pd.DataFrame(pools, columns=columns),
        " ".join(told),
    )


def _pool_in_words(name: str, mixed, other) -> str:
    shares = f"{100 * mixed.estimate.value:.1f}% ({100 * mixed.estimate.low:.1f} to {100 * mixed.estimate.high:.1f}%)"
    said = (
        f"{name}: pooled share of {mixed.n_arms} arms {shares} by a binomial-normal model, a new arm "
        f"{100 * mixed.prediction_low:.1f} to {100 * mixed.prediction_high:.1f}%; tau-squared {mixed.tau_squared:.2f}, "
        f"I-squared {100 * mixed.i_squared:.0f}%."
    )
    if abs(other.estimate.value / mixed.estimate.value - 1) > 0.1:
        zeros = (
            f", because it adds half a patient to {mixed.n_arms_at_limit} arms at 0% or 100%"
            if mixed.n_arms_at_limit
            else ""
        )
        said += (
            f" The inverse-variance method gives {100 * other.estimate.value:.1f}% ({100 * other.estimate.low:.1f} to "
            f"{100 * other.estimate.high:.1f}%){zeros or ', because it takes the variance of small counts for known'}."
        )
    return said
