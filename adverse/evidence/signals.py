"""Reporting signals of safety databases: the medicine's own by source, others on request."""

import pandas as pd

from adverse.evidence.load import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.scope import names_focus_drug
from adverse.evidence.select import with_details


@remembered
def signal_rows(evidence: Evidence, *, all_products: bool) -> pd.DataFrame:
    """Signals with details and `is_focus`: of the medicine, or of every product.

    Sources that print a ratio of the medicine come first, the highest lower limit on top; within a source a comparison
    group stays together.
    """
    rows = with_details(evidence, evidence.signals)
    rows = rows.assign(is_focus=names_focus_drug(evidence, rows["drug"]))
    rows = rows if all_products else rows[rows["is_focus"]]
    limit = rows["ror_ci_low"].fillna(rows["ror"])
    group = [rows["source_id"], rows["background"]]
    rows = rows.assign(
        _own=limit.where(rows["is_focus"]).groupby(group).transform("max").fillna(0),
        _highest=limit.groupby(group).transform("max").fillna(0),
        _limit=limit.fillna(0),
    )
    keys = ["_own", "_highest", "source_id", "background", "is_focus", "_limit", "event", "drug"]
    rows = rows.sort_values(keys, ascending=[False, False, True, True, False, False, True, True], kind="stable")
    return rows.drop(columns=["_own", "_highest", "_limit"])
