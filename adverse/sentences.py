"""What the rows in view say, in one sentence: every figure in it is computed from the rows given."""

import pandas as pd

from adverse.vocabulary import GRADE_BANDS, PERIODS, SUBSETS, VERDICTS, WINDOW_FITS, WINDOW_MEANINGS, label


def share_in_words(row) -> str:
    """ "55% (147 of 267)", "55% (no count printed)" or "less than 1%" of one incidence row."""
    signs = {"<": "less than ", "<=": "at most ", ">": "more than ", ">=": "at least ", "~": "about "}
    if pd.notna(row.percent):
        share = f"{signs.get(row.percent_qualifier, '')}{row.percent:g}%"
    elif pd.notna(row.proportion):
        share = f"{100 * row.proportion:.0f}%"
    else:
        return "a share that cannot be computed"
    counts = (
        f"{row.n_with_event} of {row.n_at_risk}"
        if pd.notna(row.n_with_event) and pd.notna(row.n_at_risk)
        else "no count printed"
    )
    return f"{share} ({counts})"


def most_frequent_event(rows: pd.DataFrame, *, name_column: str = "event") -> str:
    """The event with the largest share in the first arm of `rows`, and its share in the other arms.

    `rows`: incidence rows with `proportion`; totals such as "Any adverse event" do not count as an event.
    """
    events = rows[~is_total(rows) & rows["proportion"].notna()]
    if events.empty:
        return "None of the rows in view gives the share of a single event."
    first_arm = events[events["arm_id"] == events.iloc[0]["arm_id"]]
    top = first_arm.sort_values("proportion", ascending=False).iloc[0]
    same = events[events["event"] == top["event"]]
    parts = [f"{share_in_words(row)} in {row.arm_label}" for row in same.itertuples()]
    shown = ", ".join(parts[:3]) + (f", and {len(parts) - 3} more arms" if len(parts) > 3 else "")
    what = f"{label(GRADE_BANDS, top['grade_band']).lower()}, {label(PERIODS, top['period']).lower()}"
    if top["subset"] != "all":
        what = f"{label(SUBSETS, top['subset']).lower()} events, {what}"
    return f"{top[name_column]} was the most frequent event ({what}): {shown}."


def is_total(rows: pd.DataFrame) -> pd.Series:
    """True for totals over all events, deaths and the like, which are not one event beside the others."""
    return (rows["event_group"] == "other") & (rows["event_kind"] == "aggregate")


def range_across_arms(rows: pd.DataFrame, name: str) -> str:
    """The lowest and highest share of one event across arms, each with its arm."""
    rows = rows[rows["proportion"].notna()].sort_values("proportion")
    if rows.empty:
        return f"No source in view gives the share of patients with {name}."
    low, high = rows.iloc[0], rows.iloc[-1]
    if len(rows) == 1:
        return f"{name}: {share_in_words(low)} in {low['arm_label']}, the only arm in view that reports it."
    arms = f"{len(rows)} arms" if len(rows) > 2 else "both arms"
    return (
        f"{name} ranged from {share_in_words(low)} in {low['arm_label']} to {share_in_words(high)} in "
        f"{high['arm_label']} across {arms} that report it ({label(PERIODS, low['period']).lower()})."
    )


def onset_answer(rows: pd.DataFrame, headline: tuple[str, ...], *, drug: str, name_column: str = "event") -> str:
    """When the headline events start with `drug`: its printed medians in `rows`, lowest to highest, event by event."""
    rows, parts = rows[rows["drug"] == drug], []
    for event in headline:
        medians = rows[(rows["event"] == event) & rows["onset_median_days"].notna() & (rows["measure"] == "onset")]
        if medians.empty:
            continue
        parts.append(f"{medians.iloc[0][name_column]} after {_days(medians)} ({_documents(medians)})")
    if not parts:
        return f"None of the rows in view prints a median day of onset with {drug}."
    return f"Printed medians with {drug}: " + "; ".join(parts) + "."


def risk_answer(rows: pd.DataFrame, name: str) -> str:
    """How many factors the sources link with more or fewer events, and how many of those links have a number."""
    if rows.empty:
        return f"No source in view names a risk factor for {name}."
    directions = {
        "raises": "said to raise the risk",
        "lowers": "said to lower it",
        "none": "without a link",
        "unclear": "unclear",
    }
    factors = rows.drop_duplicates(["factor", "direction"])["direction"].value_counts()
    parts = [f"{factors[key]} {words}" for key, words in directions.items() if key in factors]
    n_numbers = int(rows["estimate"].notna().sum())
    n_factors = rows["factor"].nunique()
    named = f"{n_factors} factor is" if n_factors == 1 else f"{n_factors} factors are"
    stated = "statement comes" if len(rows) == 1 else "statements come"
    return f"{named} named for {name} ({', '.join(parts)}); {n_numbers} of {len(rows)} {stated} with a number."


def set_aside_in_words(set_aside: pd.DataFrame, reasons: dict) -> str:
    """ "3 more rows: other period 2, other source 1", or nothing when no row was set aside."""
    if set_aside.empty:
        return ""
    counts = set_aside["set_aside_reason"].value_counts()
    parts = ", ".join(f"{label(reasons, reason)} {count}" for reason, count in counts.items())
    return f"{len(set_aside)} more row{'s' if len(set_aside) > 1 else ''}: {parts}"


def share_range(rows: pd.DataFrame) -> tuple[str, str]:
    """The lowest to highest share across arms, short, and the arms they come from.

    Returns ("7% to 16%", "7 core sources: lowest BLAST: blinatumomab, highest US label: consolidation").
    """
    rows = rows[rows["proportion"].notna()].sort_values("proportion")
    if rows.empty:
        return "not reported", "no core source gives a share"
    low, high = rows.iloc[0], rows.iloc[-1]
    if len(rows) == 1:
        return _short_share(low), f"1 core source: {low['arm_label']}"
    return (
        f"{_short_share(low)} to {_short_share(high)}",
        f"{len(rows)} core sources: lowest {low['arm_label']}, highest {high['arm_label']}",
    )


def _short_share(row) -> str:
    percent = row["percent"] if pd.notna(row["percent"]) else 100 * row["proportion"]
    sign = "" if row["percent_qualifier"] in ("=", "", "~") else row["percent_qualifier"]
    return f"{sign}{round(percent, 1):g}%"


def sources_answer(rows: pd.DataFrame, n_all: int) -> str:
    """How many documents are in view, how many rows rest on them, and how many are mirror copies."""
    documents = f"{len(rows)} of {n_all} documents are" if len(rows) < n_all else f"All {n_all} documents are"
    n_rows, n_mirrors = int(rows["n_rows"].sum()), int(rows["is_mirror"].sum())
    read = f"{n_mirrors} {'was' if n_mirrors == 1 else 'were'} read on another site"
    return f"{documents} in view: {n_rows} rows of the tables rest on them, and {read}."


def onset_in_short(onset: pd.DataFrame) -> str:
    """The printed medians and windows of one event, each with how many documents print it."""
    timed = onset[(onset["measure"] == "onset")]
    medians, windows = timed[timed["onset_median_days"].notna()], timed[timed["window_end_day"].notna()]
    parts = []
    if len(medians):
        parts.append(f"{_medians(medians)} ({_documents(medians)})")
    for (start, end), rows in windows.groupby(["window_start_day", "window_end_day"]):
        meaning = label(WINDOW_MEANINGS, rows["window_meaning"].iloc[0])
        parts.append(f"window of {start:g} to {end:g} days ({meaning}; {_documents(rows)})")
    return "; ".join(parts) + "." if parts else "no source prints a day."


def _medians(rows: pd.DataFrame) -> str:
    return f"printed median{'s' if rows['onset_median_days'].nunique() > 1 else ''} {_days(rows)}"


def _days(rows: pd.DataFrame) -> str:
    low, high = rows["onset_median_days"].min(), rows["onset_median_days"].max()
    return f"{low:g} to {high:g} days" if high > low else f"{low:g} day{'s' if low != 1 else ''}"


def _documents(rows: pd.DataFrame) -> str:
    n = rows["source_id"].nunique()
    return f"{n} document{'s' if n > 1 else ''}"


def headline_answer(found: list, names: dict[str, str]) -> str:
    """How often and when the headline toxicities come: one clause each.

    `found`: triples of event, its incidence rows at any grade with `proportion`, and its onset rows.
    """
    clauses = []
    for event, rows, onset in found:
        medians = onset[(onset["measure"] == "onset") & onset["onset_median_days"].notna()]
        days = f"onset {_medians(medians)}" if len(medians) else "no printed median onset"
        clauses.append(f"{names[event]}: {share_range(rows)[0]} of patients across core sources, {days}")
    return "; ".join(clauses) + "."


def claims_answer(rows: pd.DataFrame, n_all: int) -> str:
    """How many of the article's claims in view stand as they are, and how many have each other verdict."""
    if rows.empty:
        return "No claim of the article fits this choice."
    counts = rows["verdict"].value_counts()
    others = [f"{counts[key]} {term.label.lower()}" for key, term in VERDICTS.items() if key in counts]
    others = others[1:] if "supported" in counts else others
    view = f"All {n_all} claims" if len(rows) == n_all else f"{len(rows)} of {n_all} claims"
    stand = f"{view} of the article in view: {counts.get('supported', 0)} supported as printed"
    return f"{', '.join([stand, *others])}."


def verdict_lessons(counts: pd.Series) -> list[str]:
    """What kind of mistake each verdict is, one sentence a verdict that was found; `counts` is claims a verdict."""
    return [
        f"{term.label} ({counts[key]} of {counts.sum()} claims): {term.definition[0].lower()}{term.definition[1:]}"
        for key, term in VERDICTS.items()
        if key in counts
    ]


def review_answer(counts: pd.DataFrame) -> str:
    """How far our own rows were checked; `counts` as `review_counts` returns it."""
    n = counts.drop(columns="table").sum()
    return (
        f"Of our own {n['n_rows']} rows, {n['checked_twice']} were compared with their source's words a second time, "
        f"{n['collected']} were read once, and {n['n_reviewed']} were reviewed by a named person."
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
