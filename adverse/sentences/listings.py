"""Which lists the rows in view stand in, in words: what a list leaves out is not zero."""

import pandas as pd

MOST_NAMED = 3
NOT_ZERO = "What a list leaves out is not zero"
IN_SHORT = {
    "threshold": ("lists events only from a threshold on", "list events only from a threshold on"),
    "selection": ("names chosen events only", "name chosen events only"),
    "part": ("was read in part", "were read in part"),
}


def listings_in_words(rows: pd.DataFrame, *, plain_words: bool = False) -> str:
    """Which sources in view list only some of their events or were read in part; nothing where none is known to.

    Of one event there is nothing to say: its rows are there.

    `rows`: incidence rows with details. Up to three sources are named, of more it says how many are of a kind. In
    plain words it is not said how each list goes.
    """
    if "listing" not in rows or rows["event"].nunique() < 2:
        return ""
    known = rows[rows["listing"] != ""]
    if known.empty:
        return ""
    of_source = known.groupby("source_name", sort=False)["listing"].unique()
    if plain_words:
        is_one = len(of_source) == 1
        told = ", ".join(of_source.index) if len(of_source) <= MOST_NAMED else f"{len(of_source)} of the sources"
        return f"{NOT_ZERO}: {told} {'gives only some of its' if is_one else 'give only some of their'} events here."
    if len(of_source) <= MOST_NAMED:
        named = [f"{name} {', and in another place '.join(listings)}" for name, listings in of_source.items()]
        return f"{NOT_ZERO}: {'; '.join(named)}."
    counts = {kind: known.loc[known["list_extent"] == kind, "source_id"].nunique() for kind in IN_SHORT}
    told = ", ".join(f"{n} {IN_SHORT[kind][n > 1]}" for kind, n in counts.items() if n)
    n = rows["source_id"].nunique()
    return f"{NOT_ZERO}: of {n} documents in view, {told}; the sources of the chart say which."


def absent_arms_in_words(absent: dict[str, str], event_name: str) -> str:
    """What it means that other arms have no row of an event; nothing where all that is known is "not reported".

    `absent`: arm label -> what its missing event means, in words ("not in the part read").
    """
    by_meaning: dict[str, list[str]] = {}
    for arm, meaning in absent.items():
        by_meaning.setdefault(meaning, []).append(arm)
    told = [
        f"{meaning} for {', '.join(arms) if len(arms) <= MOST_NAMED else f'{len(arms)} other arms'}"
        for meaning, arms in by_meaning.items()
    ]
    return f"An arm that is not drawn is not zero. {event_name}: {'; '.join(told)}." if told else ""
