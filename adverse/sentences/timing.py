"""When, and who: onset, the article's windows, risk factors."""

import pandas as pd

from adverse.sentences.case import inside
from adverse.vocabulary import OWN_SOURCE_KINDS, TIME_ORIGINS, WINDOW_FITS, WINDOW_MEANINGS, label

MOST_NAMED_EVENTS = 3
PLAIN_WINDOWS = {"median_in_window": "for half of the patients with it", "most_in_window": "for most of them"}
DAYS_OF_WEEK = 7
LABELS = ("label", "smpc")  # kinds of documents


def onset_answer(rows: pd.DataFrame, headline: tuple[str, ...], *, drug: str, name_column: str = "event") -> str:
    """When the headline events start with `drug`: its printed medians in `rows`, lowest to highest, event by event.

    Where no headline event has a median, the events whose median is earliest stand for them. With plain names the
    sentence says what a median is: half of the cases began by then. A reader's own data have no `drug`: all rows count.
    """
    of_drug = (rows["drug"] == drug) | (drug == "")
    medians = rows[of_drug & rows["onset_median_days"].notna() & (rows["measure"] == "onset")]
    where = f"with {drug}" if drug else "in your data"
    if medians.empty:
        return f"None of the rows in view prints a median day of onset {where}."
    is_plain, timed = name_column == "plain_name", set(medians["event"])
    told = [event for event in headline if event in timed]
    if not told:
        earliest = medians.sort_values("onset_median_days", kind="stable")
        told = list(dict.fromkeys(earliest["event"]))[:MOST_NAMED_EVENTS]
    parts = []
    for event in told:
        of_event = medians[medians["event"] == event]
        name = of_event.iloc[0][name_column]
        if is_plain:
            parts.append(f"{inside(name)}: {medians_in_words(of_event, plain_words=True)}")
        else:
            parts.append(f"{name} {_medians_by_kind(of_event)}")
    n_more = len(timed) - len(told)
    more = f" {n_more} more event{'s have' if n_more > 1 else ' has'} a median below." if n_more else ""
    if is_plain:
        return f"{where[0].upper()}{where[1:]}, {'; '.join(parts)}.{more}"
    return f"Median onset {where}: {'; '.join(parts)}.{more}"


def onset_in_short(onset: pd.DataFrame, *, plain_words: bool = False) -> str:
    """The printed medians and windows of one event, each with how many documents print it."""
    timed = onset[(onset["measure"] == "onset")]
    medians, windows = timed[timed["onset_median_days"].notna()], timed[timed["window_end_day"].notna()]
    parts = []
    if len(medians):
        parts.append(medians_in_words(medians, plain_words=plain_words))
    for (start, end), rows in windows.groupby(["window_start_day", "window_end_day"]):
        meaning, days = rows["window_meaning"].iloc[0], f"{start:g} to {end:g}"
        if plain_words and meaning in PLAIN_WINDOWS:
            said = f"{_named_documents(rows)} only: {PLAIN_WINDOWS[meaning]}, {_window_in_words(start, end)}"
            parts.append(said)
        else:
            parts.append(f"window of {days} days ({label(WINDOW_MEANINGS, meaning)}; {sources_in_words(rows)})")
    return "; ".join(parts) + "." if parts else "no source prints a day."


def medians_in_words(rows: pd.DataFrame, *, plain_words: bool = False) -> str:
    """ "medians 4 to 9 days (3 sources); reports: 3 days (1 source), clock start not stated".

    In plain words "half of the cases within 4 to 9 days". Reports to a safety database are no trial: their day 0 is
    whatever the reporter took for it, so their medians are told apart.
    """
    patients, reports = _patients_and_reports(rows)
    parts = []
    if len(patients):
        many = "s" if patients["onset_median_days"].nunique() > 1 else ""
        said = "half of the cases within" if plain_words else f"median{many}"
        parts.append(f"{said} {_days(patients)} ({sources_in_words(patients)})")
    if len(reports):
        said = "in reports to safety databases half within" if plain_words else "reports"
        parts.append(f"{said} {_days(reports)} ({sources_in_words(reports)}){_clock_of(reports, plain_words)}")
    return "; ".join(parts)


def _medians_by_kind(rows: pd.DataFrame) -> str:
    """ "4 to 9 days (3 sources); reports 3 days (1 source), clock start not stated"."""
    return medians_in_words(rows).removeprefix("medians ").removeprefix("median ")


def _patients_and_reports(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    is_report = rows["source_kind"] == "pharmacovigilance"
    return rows[~is_report], rows[is_report]


def _clock_of(rows: pd.DataFrame, plain_words: bool) -> str:
    if not (rows["time_origin"] == "not_stated").all():
        return ""
    return ", counted from a day that is not said" if plain_words else f", {TIME_ORIGINS['not_stated'].label}"


def median_days(rows: pd.DataFrame) -> str:
    """ "4 to 9 days": the printed medians of patients, and only where there is none those of reports."""
    patients, reports = _patients_and_reports(rows)
    return _days(patients) if len(patients) else f"{_days(reports)} in reports"


def _days(rows: pd.DataFrame) -> str:
    low, high = rows["onset_median_days"].min(), rows["onset_median_days"].max()
    return f"{low:g} to {high:g} days" if high > low else f"{low:g} day{'s' if low != 1 else ''}"


def documents_in_words(rows: pd.DataFrame) -> str:
    """ "1 document", "5 documents of 3 studies or labels" where some are of one study, or "your data"."""
    if is_own(rows):
        return "your data"
    n, n_studies = rows["source_id"].nunique(), rows["study"].nunique()
    of = f" of {n_studies} {'studies or labels' if n_studies > 1 else 'study'}" if n_studies < n else ""
    return f"{n} document{'s' if n > 1 else ''}{of}"


def is_own(rows: pd.DataFrame) -> bool:
    """Whether every row was counted from a reader's own files."""
    return "source_kind" in rows and len(rows) > 0 and bool(rows["source_kind"].isin(OWN_SOURCE_KINDS).all())


def sources_in_words(rows: pd.DataFrame) -> str:
    """ "1 source" or "3 sources": the documents of one study are one; of own rows "2 arms"."""
    if is_own(rows):
        n = rows["arm_id"].nunique()
        return f"{n} arm{'s' if n > 1 else ''}"
    n = rows["study"].nunique()
    return f"{n} source{'s' if n > 1 else ''}"


def _named_documents(rows: pd.DataFrame) -> str:
    """ "3 labels say" or "2 texts say"."""
    n, is_label = rows["study"].nunique(), rows["source_kind"].isin(LABELS).all()
    return f"{n} {'label' if is_label else 'text'}{'s say' if n > 1 else ' says'}"


def _window_in_words(start: float, end: float) -> str:
    """ "within the first 2 weeks" or "on days 3 to 14"."""
    if start or end % DAYS_OF_WEEK:
        return f"on days {start:g} to {end:g}" if start else f"within the first {end:g} days"
    weeks = int(end // DAYS_OF_WEEK)
    return "within the first week" if weeks == 1 else f"within the first {weeks} weeks"


def once_a_study(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures of `figures_against_window`, one where several documents of one study print the same days."""
    return figures.drop_duplicates(["event", "study", "figure", "first_day", "last_day"])


def window_lines(figures: pd.DataFrame, label_of_window: str) -> list[str]:
    """How the printed figures lie against a window of the article, one sentence a kind of figure and fit, with sources.

    `figures` as `figures_against_window` returns them; a kind of figure that no source prints is said to be missing.
    Days that several documents of one study print count once.
    """
    lines = []
    for figure in ("median", "range", "window"):
        printed = figures[figures["figure"] == figure]
        if printed.empty:
            lines.append(f"No source in view prints a {figure}{' of days' if figure == 'window' else ''}.")
        n_printed = len(once_a_study(printed))
        for fit, rows in printed.groupby("fit", sort=False):
            n, many = len(once_a_study(rows)), "s" if n_printed > 1 else ""
            verb = f"{'lie' if n > 1 else 'lies'} {label(WINDOW_FITS, fit)}"
            days = ", ".join(dict.fromkeys(_days_of(row) for row in rows.itertuples()))
            sources = ", ".join(dict.fromkeys(rows["source_name"]))
            of = f"{n} of {n_printed} printed {figure}{many} ({days})"
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


def monitoring_answer(claims: pd.DataFrame, compared: list[pd.DataFrame], *, plain_words: bool = False) -> str:
    """How many of the article's monitoring items a source supports, and how many printed onsets lie in its windows.

    `compared`: `figures_against_window` of the event of each window.
    """
    n_supported = int((claims["verdict"] == "supported").sum())
    compared = [once_a_study(figures) for figures in compared]
    n_within = sum(int((figures["fit"] == "inside").sum()) for figures in compared)
    if plain_words:
        return (
            f"Of {len(claims)} things the article says to watch or do, documents back {n_supported} in full. Of "
            f"{sum(map(len, compared))} figures on when these side effects start, {n_within} "
            f"{'lies' if n_within == 1 else 'lie'} within the days that the article gives."
        )
    return (
        f"{n_supported} of the article's {len(claims)} monitoring items {'stands' if n_supported == 1 else 'stand'} as "
        f"printed, and {n_within} of {sum(map(len, compared))} printed onset figures "
        f"{'lies' if n_within == 1 else 'lie'} within its time windows."
    )


def phases_in_words(phases: pd.DataFrame) -> str:
    """What texts say of the days around an onset chart, each for whom, as the strip on top has one lane a kind.

    `phases`: rows of `treatment_phases`; moments, which have no bar, are left out.
    """
    bars = phases[phases["end_day"] > phases["start_day"]]
    lanes = [
        f"{lane}: {', '.join(_bar_in_words(bar) for bar in rows.sort_values(['start_day', 'end_day']).itertuples())}."
        for lane, rows in bars.groupby("lane", sort=False)
    ]
    return " ".join(["Around them, by text:", *lanes]) if lanes else ""


def _bar_in_words(bar) -> str:
    return f"{bar.text} (days {bar.start_day + 1:g} to {bar.end_day:g})" if bar.kind == "dose" else bar.text
