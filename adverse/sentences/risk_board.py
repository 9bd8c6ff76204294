"""What is known of who is at risk: the factors with the strongest evidence and their figures; cells of the board."""

import pandas as pd

from adverse.sentences.case import inside
from adverse.vocabulary import SHORT_MEASURES

MOST_NAMED = 3
STRONG = ("adjusted", "not_stated", "unadjusted")
SAID_OF_KIND = {
    "adjusted": "with other factors held constant",
    "not_stated": "whether adjusted is not stated",
    "unadjusted": "not adjusted",
}


def board_answer(lines: pd.DataFrame, name: str, *, name_column: str = "event") -> str:
    """The factors of the event with most lines that have a ratio of the strongest kind there, then what has none.

    `lines`: those of `board_lines` with `factor`, `printed` and names of events; `name`: the board's heading.
    """
    if lines.empty:
        return f"No source in view names a risk factor of a patient under “{name}”."
    parts = []
    for _, found in list(lines.groupby("event", sort=False))[:MOST_NAMED]:
        what = inside(found[name_column].iloc[0])
        linked = found[found["direction"].isin(["raises", "lowers"]) & found["value"].notna()]
        kind = next((key for key in STRONG if (linked["kind"] == key).any()), "")
        if kind:
            strongest = linked[linked["kind"] == kind]
            told = [f"{inside(row.named)} ({_without_brackets(row.printed)})" for row in strongest.itertuples()]
            more = f" and {len(told) - MOST_NAMED} more" if len(told) > MOST_NAMED else ""
            parts.append(f"{what}, {SAID_OF_KIND[kind]}: {', '.join(told[:MOST_NAMED])}{more}")
        else:
            n, words = len(found), "factor is" if len(found) == 1 else "factors are"
            shares = found[(found["kind"] == "two_groups") & found["value"].notna()].head(1)
            figure = "".join(f" ({inside(row.named)}: {row.printed})" for row in shares.itertuples())
            parts.append(f"{what}: {n} {words} named, none with a printed ratio{figure}")
    return f"{'. '.join(part[:1].upper() + part[1:] for part in parts)}."


def board_title(lines: pd.DataFrame) -> str:
    """On how many lines, each with the strongest evidence on a factor and an event, the interval drawn leaves out 1."""
    n = f"{len(lines)} factor{'s' if len(lines) > 1 else ''} by event"
    drawn = lines[lines["low"].notna() & lines["high"].notna()]
    clear = int(((drawn["low"] > 1) | (drawn["high"] < 1)).sum())
    if clear:
        return f"{clear} of {n} {'has' if clear == 1 else 'have'} a ratio whose interval leaves out 1"
    return f"No interval drawn for {n} leaves out 1" if len(drawn) else f"No ratio with an interval is drawn for {n}"


def _without_brackets(printed: str) -> str:
    """ "HR 1.4, 1.01 to 1.94", to stand in brackets."""
    return printed.replace(" (", ", ").removesuffix(")")


def printed_in_short(row) -> str:
    """ "HR 1.4 (1.01 to 1.94)", "72% against 49%" of two shares, or "no number"."""
    if row.kind == "two_groups":
        return f"{row.share:g}% against {row.other_share:g}%"
    if pd.isna(row.value):
        return "shares of reports" if row.kind == "reports" else "no number"
    interval = f" ({row.low:g} to {row.high:g})" if pd.notna(row.low) and pd.notna(row.high) else ""
    return f"{SHORT_MEASURES[row.measure]} {row.value:g}{interval}"


def studies_in_short(row) -> str:
    """ "1 study, n 189", "2 studies, agree", or "text of 2 documents"."""
    if not row.n_studies:
        documents = f"{row.n_documents} document{'s' if row.n_documents > 1 else ''}"
        return f"text of {documents}{', they differ' if row.agreement == 'differ' else ''}"
    studies = f"{row.n_studies} {'study' if row.n_studies == 1 else 'studies'}"
    people = f", n {row.n_total}" if pd.notna(row.n_total) else ""
    return f"{studies}{people}{f', {row.agreement}' if row.agreement else ''}"
