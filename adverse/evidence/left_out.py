"""Which arms report an event too, but are not in a view of that event in every arm that was asked for."""

import pandas as pd

from adverse.evidence.load import Evidence
from adverse.evidence.scope import arms_in_scope
from adverse.evidence.select import Selection, incidence_rows


def with_arms_left_out(
    evidence: Evidence, found: Selection, arm_ids: tuple[str, ...], *, event: str, grade_band: str, subset: str
) -> Selection:
    """A selection of one event in `arm_ids`, with the rows of every other arm set aside, each with its reason.

    One row an arm, of the period of the selection: of another product, or of another population or treatment of the
    trials of the medicine.
    """
    arms = arms_in_scope(evidence, all_products=True)["arm_id"]
    rows = incidence_rows(
        evidence,
        arm_ids=tuple(arms[~arms.isin(arm_ids)]),
        event=event,
        grade_band=grade_band,
        subset=subset,
        period=found.period,
    ).rows
    is_own = rows["arm_id"].isin(arms_in_scope(evidence)["arm_id"])
    reason = is_own.map({True: "other_population", False: "other_product"})
    return Selection(found.rows, pd.concat([found.set_aside, rows.assign(set_aside_reason=reason)]), found.period)
