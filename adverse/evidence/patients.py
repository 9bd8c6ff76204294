"""Which patients an arm counts, as sets of groups that share nobody, so that nobody is counted twice.

A group is the smallest set of patients that the arms of this package tell apart. Subgroups, pools, data cuts and
registries that grow are then all the same thing: sets that meet or do not meet.
"""

from collections.abc import Iterable, Iterator

import pandas as pd

from adverse.evidence.cells import LIST_MARK


def patient_groups(arms: pd.DataFrame) -> dict[str, frozenset[str]]:
    """Arm id -> the groups of patients that it counts."""
    return {row.arm_id: frozenset(row.patient_groups.split(LIST_MARK)) for row in arms.itertuples()}


def may_share_patients(arms: pd.DataFrame, first: str, second: str) -> bool:
    """Whether two arms may count some of the same patients."""
    groups = patient_groups(arms)
    return not groups[first].isdisjoint(groups[second])


def independent_arms(arms: pd.DataFrame, arm_ids: Iterable[str], *, largest_first: bool = False) -> tuple[str, ...]:
    """Those of `arm_ids` that together count nobody twice; an arm that meets one already taken is left out.

    Core arms come first, then the recommended dose, then trials before pools of several trials (`_pools`), then the
    larger arm, so that a trial stands for itself and a pool only for trials that are not asked for. `largest_first`
    takes the arms by size alone, for events so rare that a pool says more than the trials that it holds.
    """
    groups, pools = patient_groups(arms), _pools(arms)
    wanted = arms[arms["arm_id"].isin(list(arm_ids))]
    order = wanted.assign(
        supporting=wanted["tier"] != "core",
        another_dose=wanted["dose"] == "other",
        pool=wanted["arm_id"].isin(pools),
    )
    standing = [] if largest_first else ["supporting", "another_dose", "pool"]
    by = [*standing, "n_safety", "arm_id"]
    order = order.sort_values(by, ascending=[column != "n_safety" for column in by])
    taken, counted = [], set()
    for arm_id in order["arm_id"]:
        if counted.isdisjoint(groups[arm_id]):
            taken.append(arm_id)
            counted |= groups[arm_id]
    return tuple(taken)


def _pools(arms: pd.DataFrame) -> set[str]:
    """Arms that hold whole arms of two or more other trials."""
    groups = patient_groups(arms)
    trial = dict(zip(arms["arm_id"], arms["trial_id"], strict=True))
    return {
        arm_id
        for arm_id, own in groups.items()
        if len({trial[part] for part, held in groups.items() if held < own and trial[part] != trial[arm_id]}) > 1
    }


def problems_in_trials(arms: pd.DataFrame) -> Iterator[str]:
    """One trial has one name: a NCT number that stands alone in its cell is never that of two trials."""
    alone = arms[arms["nct"].str.fullmatch(r"NCT\d{8}")]
    first = alone.drop_duplicates("nct").set_index("nct")
    for row in alone.itertuples():
        before = first.loc[row.nct]
        if row.trial_id != before["trial_id"]:
            yield (
                f"arms.csv, line {row.line}, column trial_id: {row.nct} is the trial '{before['trial_id']}' on line "
                f"{before['line']}, here it is '{row.trial_id}'."
            )
