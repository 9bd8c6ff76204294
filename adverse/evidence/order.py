"""In which order rows are drawn, and which small figures are left out on request."""

import pandas as pd

from adverse.vocabulary import EVENT_GROUPS, FINDINGS, OWN_TIERS, SETTINGS, is_total


def in_order(rows: pd.DataFrame, *, sort: str, arm_ids: tuple[str, ...] = (), min_percent: float = 0) -> pd.DataFrame:
    """Incidence rows (with `proportion`) in drawing order, all rows of an event together, arms in the chosen order.

    Totals over all events come first, events of which a row is a measured value last.

    `sort` is "frequency" (share in the first chosen arm that reports the event), "organ_class" (system organ class,
    then frequency) or "difference" (largest difference between the first two chosen arms; events that only one of them
    reports come last). Events below `min_percent` in every arm are left out.
    """
    if rows.empty:
        return rows
    arm_rank = {arm: rank for rank, arm in enumerate(arm_ids)}
    rows = rows.assign(
        _arm=rows["arm_id"].map(arm_rank).fillna(len(arm_rank)).astype(int),
        _measured=_is_measured(rows),
        _event=~is_total(rows),
    )
    rows = rows.sort_values("_arm", kind="stable")
    by_event = rows.groupby("event", sort=False)["proportion"]
    rows = rows.assign(_first=by_event.transform("first"), _largest=by_event.transform("max"))
    rows = rows[(rows["_largest"].isna() & (min_percent == 0)) | (100 * rows["_largest"] >= min_percent)]
    if sort == "difference":
        keys, ascending = (
            ["_event", "_measured", "_difference", "_first", "event", "_arm"],
            [True, True, False, False, True, True],
        )
        rows = rows.assign(_difference=rows["event"].map(_difference(rows, arm_ids)))
    elif sort == "organ_class":
        keys, ascending = ["soc", "_first", "event", "_arm"], [True, False, True, True]
    else:
        keys, ascending = ["_event", "_measured", "_first", "event", "_arm"], [True, True, False, True, True]
    ordered = rows.sort_values(keys, ascending=ascending, kind="stable", na_position="last")
    return ordered.drop(columns=[column for column in ordered if column.startswith("_")])


def with_measured_apart(rows: pd.DataFrame) -> pd.DataFrame:
    """Add `apart`, the heading under which events of measured values stand; empty for reported events."""
    return rows.assign(apart=_is_measured(rows).map({True: f"{FINDINGS['laboratory'].label}s", False: ""}))


def _is_measured(rows: pd.DataFrame) -> pd.Series:
    """True for every row of an event of which a row in view is a measured value."""
    return rows["event"].isin(rows.loc[rows["finding"] == "laboratory", "event"])


def _difference(rows: pd.DataFrame, arm_ids: tuple[str, ...]) -> pd.Series:
    wide = rows.pivot_table(index="event", columns="arm_id", values="proportion")
    pair = [arm for arm in arm_ids if arm in wide.columns][:2]
    return (wide[pair[0]] - wide[pair[1]]).abs() if len(pair) == 2 else pd.Series(dtype=float)


def across_arms(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of one event in every arm: by setting, then by share; adds `setting_label`.

    A reader's own arms come first and, beside published ones, say that they are different patients.
    """
    settings = {key: rank for rank, key in enumerate(SETTINGS)}
    labels = rows["setting"].map({key: term.label for key, term in SETTINGS.items()})
    is_own = rows["tier"].isin(OWN_TIERS)
    own_label = OWN_TIERS["own"].label if is_own.all() else f"{OWN_TIERS['own'].label}: different patients"
    rank = rows["setting"].map(settings).mask(is_own, -1)
    ordered = rows.assign(_setting=rank, setting_label=labels.mask(is_own, own_label))
    return ordered.sort_values(["_setting", "proportion"], ascending=[True, False], kind="stable").drop(
        columns="_setting"
    )


def most_frequent(rows: pd.DataFrame, n: int) -> pd.DataFrame:
    """The `n` single events of one arm with the largest shares; totals over all events are left out."""
    events = rows[~is_total(rows) & rows["proportion"].notna()]
    return events.sort_values(["proportion", "event"], ascending=[False, True]).head(n)


def group_order(groups) -> list[str]:
    """Event groups in the order of the vocabulary."""
    return [key for key in EVENT_GROUPS if key in set(groups)]
