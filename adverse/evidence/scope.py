"""Which arms a view may offer: the medicine of this package, its comparators, or every product."""

import pandas as pd

from adverse.evidence.load import Evidence
from adverse.evidence.patients import independent_arms


def is_focus_drug(evidence: Evidence, treatment: str, *, in_usual_form: bool = False) -> bool:
    """Whether a treatment is the medicine of this package, alone or with others: "a + b", "a (subcutaneous)".

    Names are compared whole: a choice of medicines ("a or b") is not this one. `in_usual_form` leaves out other forms.
    A reader's own data are of no medicine of this package: then every treatment is.
    """
    if not evidence.about["drug"]:
        return True
    parts = treatment.split(" + ")
    return evidence.about["drug"] in (parts if in_usual_form else [part.partition(" (")[0] for part in parts])


def names_focus_drug(evidence: Evidence, drug: pd.Series, *, in_usual_form: bool = False) -> pd.Series:
    """The same of every row."""
    return drug.isin([name for name in drug.unique() if is_focus_drug(evidence, name, in_usual_form=in_usual_form)])


def arms_in_scope(evidence: Evidence, *, all_products: bool = False) -> pd.DataFrame:
    """Arms with incidence rows: those of the medicine and of the trials it was compared in, or of every product.

    Arms that only hold figures of the starting article are left out: they are claims under check, not evidence.
    """
    arms = evidence.arms
    kind = evidence.sources.set_index("source_id")["kind"]
    arms = arms[(arms["source_id"].map(kind) != "article") & arms["arm_id"].isin(evidence.incidence["arm_id"])]
    if all_products:
        return arms
    focus_trials = arms.loc[names_focus_drug(evidence, arms["drug"]), "trial_id"]
    return arms[arms["trial_id"].isin(focus_trials)]


def focus_arm_ids(evidence: Evidence, *, tier: str | None = None) -> tuple[str, ...]:
    """Arms treated with the medicine alone, in its usual form; `tier` keeps core or supporting arms only."""
    arms = arms_in_scope(evidence)
    arms = arms[arms["drug"] == evidence.about["drug"]]
    return tuple(arms["arm_id"] if tier is None else arms.loc[arms["tier"] == tier, "arm_id"])


def with_scope(evidence: Evidence, rows: pd.DataFrame) -> pd.DataFrame:
    """Incidence rows with `proportion`; adds `is_focus` and `is_independent`.

    `is_focus`: of an arm with the medicine of this package. `is_independent`: of the arms with a share, those that
    together count nobody twice; an earlier cut never stands for its arm.
    """
    whole = rows[rows["proportion"].notna() & (rows["data_cut"] != "interim")]
    independent = independent_arms(evidence.arms, whole["arm_id"])
    return rows.assign(
        is_focus=names_focus_drug(evidence, rows["drug"]), is_independent=rows["arm_id"].isin(independent)
    )
