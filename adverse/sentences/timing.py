"""When, and who: onset, the article's windows, risk factors."""

import pandas as pd

from adverse.sentences.case import inside
from adverse.vocabulary import WINDOW_FITS, WINDOW_MEANINGS, label

MOST_NAMED_FACTORS = 4


def onset_answer(rows: pd.DataFrame, headline: tuple[str, ...], *, drug: str, name_column: str = "event") -> str:
    """When the headline events start with `drug`: its printed medians in `rows`, lowest to highest, event by event.

    With plain names the sentence says what a median is: half of the cases began by then.
    """
    rows, parts = rows[rows["drug"] == drug], []
    is_plain = name_column == "plain_name"
    for event in headline:
        medians = rows[(rows["event"] == event) & rows["onset_median_days"].notna() & (rows["measure"] == "onset")]
        if medians.empty:
            continue
        name, days, documents = medians.iloc[0][name_column], _days(medians), documents_in_words(medians)
        parts.append(f"within {days} for {inside(name)} ({documents})" if is_plain else f"{name} {days} ({documents})")
    if not parts:
        return f"None of the rows in view prints a median day of onset with {drug}."
    if is_plain:
        return f"With {drug}, half of the cases began {' and '.join(parts)}."
    return f"Printed median onset with {drug}: {'; '.join(parts)}."


def onset_in_short(onset: pd.DataFrame, *, plain_words: bool = False) -> str:
    """The printed medians and windows of one event, each with how many documents print it."""
    timed = onset[(onset["measure"] == "onset")]
    medians, windows = timed[timed["onset_median_days"].notna()], timed[timed["window_end_day"].notna()]
    parts = []
    if len(medians):
        parts.append(f"{medians_in_words(medians, plain_words=plain_words)} ({documents_in_words(medians)})")
    for (start, end), rows in windows.groupby(["window_start_day", "window_end_day"]):
        meaning = label(WINDOW_MEANINGS, rows["window_meaning"].iloc[0])
        parts.append(f"window of {start:g} to {end:g} days ({meaning}; {documents_in_words(rows)})")
    return "; ".join(parts) + "." if parts else "no source prints a day."


def medians_in_words(rows: pd.DataFrame, *, plain_words: bool = False) -> str:
    """ "printed median 2 days", "printed medians 2 to 4 days", or in plain words "half of the cases within 2 days"."""
    if plain_words:
        return f"half of the cases within {_days(rows)}"
    return f"printed median{'s' if rows['onset_median_days'].nunique() > 1 else ''} {_days(rows)}"


def _days(rows: pd.DataFrame) -> str:
    low, high = rows["onset_median_days"].min(), rows["onset_median_days"].max()
    return f"{low:g} to {high:g} days" if high > low else f"{low:g} day{'s' if low != 1 else ''}"


def documents_in_words(rows: pd.DataFrame) -> str:
    """ "1 document" or "3 documents": how many sources rows have."""
    n = rows["source_id"].nunique()
    return f"{n} document{'s' if n > 1 else ''}"


def risk_answer(rows: pd.DataFrame, name: str) -> str:
    """How many factors the sources link with more or fewer events, by name where they are few, and in how many ways.

    A factor on which sources disagree counts in each direction, and the sentence says so.
    """
    if rows.empty:
        return f"No source in view names a risk factor for {name}."
    risk = "it" if (rows["direction"] == "raises").any() else "the risk"
    directions = {
        "raises": ("is said to raise the risk", "are said to raise the risk"),
        "lowers": (f"is said to lower {risk}", f"are said to lower {risk}"),
        "none": ("has no link", "have no link"),
        "unclear": ("is left open", "are left open"),
    }
    factors = rows.drop_duplicates(["factor", "direction"]).groupby("direction")["factor"].agg(list)
    parts = []
    for key, (one, many) in directions.items():
        if key in factors:
            found = factors[key]
            is_named = key in ("raises", "lowers") and len(found) <= MOST_NAMED_FACTORS
            named = f" ({', '.join(found)})" if is_named else ""
            parts.append(f"{len(found)} {one if len(found) == 1 else many}{named}")
    n_factors, n_numbers = rows["factor"].nunique(), int(rows["estimate"].notna().sum())
    several = "; some differ by event or source" if factors.str.len().sum() > n_factors else ""
    stated = "statement comes" if len(rows) == 1 else "statements come"
    return (
        f"Of {n_factors} factor{'s' if n_factors > 1 else ''} named for {name}, {', '.join(parts)}{several}. "
        f"{n_numbers} of {len(rows)} {stated} with a number."
    )


def window_lines(figures: pd.DataFrame, label_of_window: str) -> list[str]:
    """How the printed figures lie against a window of the article, one sentence a kind of figure and fit, with sources.

    `figures` as `figures_against_window` returns them; a kind of figure that no source prints is said to be missing.
    """
    lines = []
    for figure in ("median", "range", "window"):
        printed = figures[figures["figure"] == figure]
        if printed.empty:
            lines.append(f"No source in view prints a {figure}{' of days' if figure == 'window' else ''}.")
        for fit, rows in printed.groupby("fit", sort=False):
            many = "s" if len(printed) > 1 else ""
            verb = f"{'lie' if len(rows) > 1 else 'lies'} {label(WINDOW_FITS, fit)}"
            days = ", ".join(dict.fromkeys(_days_of(row) for row in rows.itertuples()))
            sources = ", ".join(dict.fromkeys(rows["source_name"]))
            of = f"{len(rows)} of {len(printed)} printed {figure}{many} ({days})"
            half = " A median says that half of the onsets came later." if figure == "median" else ""
            lines.append(f"{label_of_window}: {of} {verb} ({sources}).{half}")
    return lines


def _days_of(row) -> str:
    low, high = {
        "median": (row.onset_median_days, row.onset_median_days),
        "range": (row.onset_min_days, row.onset_max_days),
        "window": (row.window_start_day, row.window_end_day),
    }[row.figure]
    return f"{low:g} to {high:g} days" if high > low else f"{low:g} day{'s' if low != 1 else ''}"


def monitoring_answer(claims: pd.DataFrame, compared: list[pd.DataFrame]) -> str:
    """How many of the article's monitoring items a source supports, and how many printed onsets lie in its windows.

    `compared`: `figures_against_window` of the event of each window.
    """
    n_supported = int((claims["verdict"] == "supported").sum())
    n_within = sum(int((figures["fit"] == "inside").sum()) for figures in compared)
    return (
        f"{n_supported} of the article's {len(claims)} monitoring items {'stands' if n_supported == 1 else 'stand'} as "
        f"printed, and {n_within} of {sum(map(len, compared))} printed onset figures "
        f"{'lies' if n_within == 1 else 'lie'} within its time windows."
    )
