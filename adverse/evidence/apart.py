"""Registry records, which print patients with a serious and with another event of one name apart.

A patient may be among both, so how many had the event at all lies between the larger of the two counts and their sum.
"""

import pandas as pd

PARTS = ("serious", "non_serious")
RECORD = ["arm_id", "grade_band", "period", "source_id", "data_cut"]  # one document on one arm
OF_A_PART = [
    *("row_key", "line", "subset", "n_with_event", "percent", "percent_decimals", "percent_qualifier", "locator"),
    *("count_origin", "quotation", "disagrees_with"),
    *("review_status", "review", "notes", "discrepancy"),
]


def with_apart(rows: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    """Rows of all events, and where there is none of an arm, event and period what records print apart of it.

    `rows`, `parts`: incidence rows with details, of the subset "all" and of PARTS. Of an event that a record prints as
    serious and as other there is a row of the subset "all" with `count_basis` "apart", the counts between which it lies
    and no count of its own. One that stands among the other events only, in a record whose serious events could not
    all be read, is "at_least". One among the serious events only stays as it is: other events are listed from a share
    of patients on, so the serious ones may be the smaller part of it. In columns that end in `_part` these rows carry
    the figures of the other events, in those that end in `_serious` those of the serious ones.
    """
    same = ["arm_id", "event", "grade_band", "period"]
    told = rows[rows["counting_unit"] == "patients"].set_index(same).index
    parts = parts[parts["subset"].isin(PARTS) & (parts["counting_unit"] == "patients")]
    parts = parts[~parts.set_index(same).index.isin(told) & parts[["n_with_event", "n_at_risk"]].notna().all(axis=1)]
    other, serious = (parts[parts["subset"] == subset] for subset in reversed(PARTS))
    if other.empty:
        return rows
    serious = serious[serious.set_index(RECORD).index.isin(other.set_index(RECORD).index)]
    found = [*RECORD, "event", "n_at_risk"]
    both = other.merge(serious[[*found, *OF_A_PART]], on=found, how="left", suffixes=("", "_serious"))
    both = both.set_axis(other.index)
    n_other, n_serious = both["n_with_event"], both["n_with_event_serious"]
    low = n_other.where(n_serious.isna() | (n_other > n_serious), n_serious)
    high = (n_other + n_serious).clip(upper=both["n_at_risk"])
    own = {f"{column}_part": both[column] for column in OF_A_PART}
    made = both.assign(
        **own,
        subset="all",
        n_with_event=pd.Series(pd.NA, both.index, dtype="Int64"),
        n_with_event_low=low,
        n_with_event_high=high,
        count_basis=n_serious.isna().map({True: "at_least", False: "apart"}),
        percent_qualifier=">=",
    )
    alone = serious[~serious["row_key"].isin(both["row_key_serious"])]
    return pd.concat([rows, made, alone])


def printed_apart(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, those of `with_apart` replaced by the printed figures of which they were made."""
    if "row_key_part" not in rows:
        return rows
    parts = [rows[rows["row_key_part"].isna()]]
    for ending in ("_part", "_serious"):
        made = rows[rows[f"row_key{ending}"].notna()]
        n_with_event = made[f"n_with_event{ending}"]
        counts = {"n_with_event_low": n_with_event, "n_with_event_high": n_with_event, "count_basis": "printed"}
        parts.append(made.assign(**{column: made[f"{column}{ending}"] for column in OF_A_PART}, **counts))
    return pd.concat(parts)
