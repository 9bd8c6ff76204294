"""Laboratory terms joined with the condition that they measure, so that trials with different habits meet in a row."""

import pandas as pd

from adverse.evidence.load import Evidence

OF_EVENT = ["event_group", "soc", "plain_name"]  # what a row has of its event


def with_synonyms_joined(evidence: Evidence, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows in which a laboratory term stands under its condition, with the term in `reported_as` (else empty).

    `rows`: incidence rows with details, at most one an arm, grade and event. An arm that has the condition too keeps
    both rows: the same patients may be in both, so that they are neither added nor chosen from.
    """
    events = evidence.events.set_index("event")
    condition = rows["event"].map(events["laboratory_term_of"]).fillna("")
    place = ["arm_id", "grade_band", "event"]
    reported = pd.MultiIndex.from_frame(rows[place])
    is_joined = (condition != "") & ~pd.MultiIndex.from_frame(rows[place].assign(event=condition)).isin(reported)
    joined = rows.assign(reported_as=rows["event"].where(is_joined, ""), event=rows["event"].mask(is_joined, condition))
    of_event = events.loc[joined.loc[is_joined, "event"], [name for name in OF_EVENT if name in rows]]
    joined.loc[is_joined, list(of_event)] = of_event.to_numpy()
    return joined
