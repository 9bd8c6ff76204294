"""When, and who: onset, the article's windows, risk factors."""

import pandas as pd

from adverse.vocabulary import WINDOW_FITS, WINDOW_MEANINGS, label


def onset_answer(rows: pd.DataFrame, headline: tuple[str, ...], *, drug: str, name_column: str = "event") -> str:
    """When the headline events start with `drug`: its printed medians in `rows`, lowest to highest, event by event."""
    rows, parts = rows[rows["drug"] == drug], []
    for event in headline:
        medians = rows[(rows["event"] == event) & rows["onset_median_days"].notna() & (rows["measure"] == "onset")]
        if medians.empty:
            continue
        parts.append(f"{medians.iloc[0][name_column]} after {_days(medians)} ({documents_in_words(medians)})")
    if not parts:
        return f"None of the rows in view prints a median day of onset with {drug}."
    return f"Printed medians with {drug}: " + "; ".join(parts) + "."


def onset_in_short(onset: pd.DataFrame) -> str:
    """The printed medians and windows of one event, each with how many documents print it."""
    timed = onset[(onset["measure"] == "onset")]
    medians, windows = timed[timed["onset_median_days"].notna()], timed[timed["window_end_day"].notna()]
    parts = []
    if len(medians):
        parts.append(f"{medians_in_words(medians)} ({documents_in_words(medians)})")
    for (start, end), rows in windows.groupby(["window_start_day", "window_end_day"]):
        meaning = label(WINDOW_MEANINGS, rows["window_meaning"].iloc[0])
        parts.append(f"window of {start:g} to {end:g} days ({meaning}; {documents_in_words(rows)})")
    return "; ".join(parts) + "." if parts else "no source prints a day."


def medians_in_words(rows: pd.DataFrame) -> str:
    """ "printed median 2 days" or "printed medians 2 to 4 days"."""
    return f"printed median{'s' if rows['onset_median_days'].nunique() > 1 else ''} {_days(rows)}"


def _days(rows: pd.DataFrame) -> str:
    low, high = rows["onset_median_days"].min(), rows["onset_median_days"].max()
    return f"{low:g} to {high:g} days" if high > low else f"{low:g} day{'s' if low != 1 else ''}"


def documents_in_words(rows: pd.DataFrame) -> str:
    """ "1 document" or "3 documents": how many sources rows have."""
    n = rows["source_id"].nunique()
    return f"{n} document{'s' if n > 1 else ''}"


def risk_answer(rows: pd.DataFrame, name: str) -> str:
    """Which factors the sources link with more or fewer events, and how many statements come with a number."""
    if rows.empty:
        return f"No source in view names a risk factor for {name}."
    directions = {
        "raises": "said to raise the risk",
        "lowers": "said to lower it",
        "none": "without a link",
        "unclear": "unclear",
    }
    factors = rows.drop_duplicates(["factor", "direction"]).groupby("direction")["factor"].agg(list)
    parts = [
        f"{len(factors[key])} {words}" + (f": {', '.join(factors[key])}" if key in ("raises", "lowers") else "")
        for key, words in directions.items()
        if key in factors
    ]
    n_numbers = int(rows["estimate"].notna().sum())
    n_factors = rows["factor"].nunique()
    named = f"{n_factors} factor is" if n_factors == 1 else f"{n_factors} factors are"
    stated = "statement comes" if len(rows) == 1 else "statements come"
    return f"{named} named for {name} ({'; '.join(parts)}). {n_numbers} of {len(rows)} {stated} with a number."


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


def monitoring_answer(claims: pd.DataFrame, compared: list[tuple[str, str, pd.DataFrame]]) -> str:
    """How many of the article's monitoring items a source supports, and how its windows fit the printed figures.

    `compared`: triples of the label of a window, the name of its event and `figures_against_window` of that event.
    """
    supported = int((claims["verdict"] == "supported").sum())
    parts = [f"{supported} of the article's {len(claims)} monitoring items stand as printed"]
    for window, name, figures in compared:
        inside, n = int((figures["fit"] == "inside").sum()), len(figures)
        verb = "lies" if inside == 1 else "lie"
        figures_ = f"printed onset figure{'s' if n != 1 else ''}"
        parts.append(f"{inside} of {n} {figures_} of {name} {verb} within its window ({window})")
    return "; ".join(parts) + "."
