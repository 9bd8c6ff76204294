"""What rows under one name count: measured values, unlike lists of terms and earlier cuts, marked and told."""

import pandas as pd

from adverse.sentences.case import inside
from adverse.vocabulary import DATA_CUTS, FINDINGS, label

LABORATORY_MARK, WIDER_MARK = "‡", "*"
NO_BREAK = "\u00a0"  # a mark stays on the line of its name
MOST_TOLD = 4


def marked_names(rows: pd.DataFrame, names: dict[str, str]) -> dict[str, str]:
    """Event -> its name with a mark where rows in view are measured values (‡) or say what the name includes (*).

    `rows`: incidence rows with `finding` and `term_includes`, and with `reported_as` where laboratory terms stand under
    their condition, which are then named too; `names`: event -> the name that a reader sees.
    """
    marks = {
        LABORATORY_MARK: set(rows.loc[rows["finding"] == "laboratory", "event"]),
        WIDER_MARK: set(rows.loc[rows["term_includes"] != "", "event"]),
    }
    marked = {}
    for event in rows["event"].unique():
        found = "".join(mark for mark, events in marks.items() if event in events)
        joined = dict.fromkeys(rows.loc[rows["event"] == event, "reported_as"]) if "reported_as" in rows else ()
        terms = [names.get(event, event), *(inside(names.get(term, term)) for term in joined if term)]
        marked[event] = " or ".join(terms) + (f"{NO_BREAK}{found}" if found else "")
    return names | marked


def terms_in_words(rows: pd.DataFrame, names: dict[str, str], *, plain_words: bool = False) -> str:
    """What the marks of `marked_names` say of the rows in view, and which rows are of an earlier cut; or nothing.

    In plain words the terms that a source groups are not listed: the marks say them when they are pointed at.
    """
    parts = []
    if (rows["finding"] == "laboratory").any():
        parts.append(f"{LABORATORY_MARK} {label(FINDINGS, 'laboratory')}: whether or not it was reported as an event.")
    wider: dict[str, list[str]] = {}
    for event, found in rows[rows["term_includes"] != ""].groupby("event", sort=False):
        wider.setdefault("; ".join(_includes(found)), []).append(names.get(event, event))
    if wider and plain_words:
        parts.append(f"{WIDER_MARK} Under this name a source counts more than the name says, or less: point at a mark.")
    elif wider:
        told = [f"{_few(events)}: {includes}" for includes, events in list(wider.items())[:MOST_TOLD]]
        n_left = sum(map(len, list(wider.values())[MOST_TOLD:]))
        more = f"; and {n_left} more, see the sources" if n_left else ""
        parts.append(f"{WIDER_MARK} Counted under the name: {'; '.join(told)}{more}.")
    early = rows[rows["data_cut"] == "interim"]
    if len(early):
        which = [f"{names.get(row.event, row.event)} in {row.arm_label}" for row in early.itertuples()]
        parts.append(f"{label(DATA_CUTS, 'interim')}, for want of a later figure: {_few(which)}.")
    return " ".join(parts)


def _includes(rows: pd.DataFrame) -> list[str]:
    """ "anemia and hemoglobin decreased (TOWER: blinatumomab, TOWER: chemotherapy)", one a wording."""
    return [
        f"{includes} ({_few(list(dict.fromkeys(found['arm_label'])))})"
        for includes, found in rows.groupby("term_includes", sort=False)
    ]


def _few(texts: list[str]) -> str:
    texts = list(dict.fromkeys(texts))
    more = f" and {len(texts) - MOST_TOLD} more" if len(texts) > MOST_TOLD else ""
    return ", ".join(texts[:MOST_TOLD]) + more
