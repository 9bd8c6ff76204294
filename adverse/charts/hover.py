"""What a mark says when it is pointed at: counts, interval and source, as escaped text."""

from html import escape

import pandas as pd

from adverse.charts import theme
from adverse.vocabulary import (
    DATA_CUTS,
    FINDINGS,
    PERIODS,
    SUBSETS,
    count_in_words,
    grades_in_words,
    has_approximate_total,
    is_added_up,
    is_range,
    label,
    percent_in_figures,
    printed_percent,
    share_in_figures,
    share_qualifier,
)


def named(rows: pd.DataFrame, names: dict | None) -> pd.DataFrame:
    """Rows to be told of, each event under the name that the reader sees. `names`: event -> that name."""
    return rows.assign(event=rows["event"].map(lambda event: (names or {}).get(event, event)))


def with_n(name: str, rows: pd.DataFrame) -> str:
    """A name for a legend with its number of patients: "TOWER: blinatumomab, N = 267", "..., N = 189 to 267"."""
    found = rows["n_at_risk"].dropna()
    if found.empty:
        return name
    ends = dict.fromkeys((f"{found.min():,}", f"{found.max():,}"))
    return f"{name}, N = {' to '.join(ends)}"


def printed_value(row) -> str:
    """The figure as the source prints it: "147 of 267 (55%)", "10 of about 2000", "<1%", "12 (no denominator)"."""
    percent = printed_percent(row)
    if pd.isna(row.n_with_event):
        return percent or "not reported"
    return count_in_words(row) + (f" ({percent})" if percent else "")


def counted_value(row) -> str:
    """The figure in short with its count, printed or not: "11.6% (98 of 843, worked out)", "12% (25 or 26 of 211)"."""
    if is_range(row):
        return count_in_words(row)
    counts = count_in_words(row) if pd.isna(row.n_with_event) else ""
    return f"{printed_value(row)} ({counts})" if counts else printed_value(row)


def given_value(row) -> str:
    """The figure with what is to be said of it: which counts it leaves possible where none is printed, that it was
    added up here, or that its parts do not fit each other.
    """
    if is_range(row):
        return f"{count_in_words(row)}{_parts(row)}"
    counts = count_in_words(row) if pd.isna(row.n_with_event) else ""
    if counts:
        counts = f"; {counts} from {printed_percent(row)}" if row.count_basis == "worked_out" else f"; {counts} fit"
    added = ", added up here from the printed parts" if is_added_up(row) else ""
    misfit = f". {row.discrepancy}" if getattr(row, "discrepancy", "") else ""
    return f"{printed_value(row)}{counts}{added}{misfit}"


def _parts(row) -> str:
    """What a registry record prints apart, from which a row of all events is made."""
    other = f"{row.n_with_event_part} with other than serious events"
    if row.count_basis == "at_least":
        return f"; the record as read: {other}"
    return f"; the record: {row.n_with_event_serious} with serious and {other}, perhaps the same patients"


def share_with_interval(row) -> str:
    """The share, rounded as everywhere, with its 95% Wilson interval, or that there is none."""
    if pd.isna(row.proportion):
        return "no share can be computed"
    share = f"{share_qualifier(row)}{share_in_figures(row)}%"
    if has_approximate_total(row):
        return f"{share}, no interval: the number of patients is approximate"
    if is_range(row):
        share = f"at least {100 * row.proportion:.1f}%"
        if pd.isna(row.n_with_event_high):
            return f"{share}, no interval: the upper end is not known"
        share += f", at most {100 * row.n_with_event_high / row.n_at_risk:.1f}%"
    if pd.isna(row.proportion_low):
        return f"{share}, no interval: {_why_no_interval(row)}"
    of_which = "" if row.n_with_event_low == row.n_with_event_high else " of the smaller to that of the larger count"
    return (
        f"{share} (95% interval {100 * row.proportion_low:.1f} to {100 * row.proportion_high:.1f}%, Wilson{of_which})"
    )


def _why_no_interval(row) -> str:
    if row.percent_qualifier != "=" or pd.isna(row.n_at_risk):
        return "the source prints no count"
    return "no whole count gives the printed percentage"


def short_share(row) -> str:
    """The share in percent for a label, as escaped text: "38", "4.9", "0"; a bound keeps its sign: "<1".

    A row between two counts has both ends: "24-31".
    """
    if is_range(row) and pd.notna(row.n_with_event_high):
        ends = row.n_with_event_low / row.n_at_risk, row.n_with_event_high / row.n_at_risk
        return "-".join(dict.fromkeys(percent_in_figures(100 * end) for end in ends))
    return escape(f"{share_qualifier(row)}{share_in_figures(row)}")


def signs_beside_marks(rows: pd.DataFrame, dark: bool) -> dict:
    """Markers with the short share beside those that are a bound or approximate, as arguments of a scatter trace."""
    return {
        "mode": "markers+text",
        "text": [f"  {short_share(row)}%" if share_qualifier(row) else "  " for row in rows.itertuples()],
        "textposition": "middle right",
        "textfont": {"size": 12, "color": theme.INK[dark]},
    }


def _remarks(row) -> list[str]:
    """What a row counts unlike others of its name: a measured value, a wider term, an earlier or later cut."""
    cut = label(DATA_CUTS, row.data_cut) if row.data_cut else ""
    finding = label(FINDINGS, row.finding) if row.finding == "laboratory" else ""
    includes = f"Counted under the name: {row.term_includes}" if row.term_includes else ""
    return [theme.wrapped(text, 60) for text in (cut, finding, includes) if text]


def incidence_hover(row) -> str:
    """Hover text of one incidence row."""
    counted = label(SUBSETS, row.subset).lower(), label(PERIODS, row.period).lower()
    what = ", ".join([grades_in_words(row), *counted])
    lines = [
        f"<b>{escape(row.event)}</b>",
        escape(row.arm_label),
        theme.wrapped(f"{'' if is_added_up(row) or is_range(row) else 'Printed: '}{given_value(row)}", 60, max_lines=6),
        escape(share_with_interval(row)),
        escape(what),
        *_remarks(row),
        escape(f"Source: {row.source_name}, {row.locator}"),
    ]
    if row.n_other_rows:
        lines.append(f"{row.n_other_rows} other figure(s) for the same: click the mark")
    return "<br>".join(lines)
