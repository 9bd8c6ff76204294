"""What a mark says when it is pointed at: counts, interval and source, as escaped text."""

from html import escape

import pandas as pd

from adverse.charts import theme
from adverse.vocabulary import (
    PERIODS,
    SUBSETS,
    grades_in_words,
    has_approximate_total,
    is_added_up,
    label,
    share_in_figures,
    share_qualifier,
)


def printed_value(row) -> str:
    """The figure as the source prints it: "147 of 267 (55%)", "10 of about 2000", "<1%", "12 (no denominator)"."""
    sign = "" if row.percent_qualifier == "=" else row.percent_qualifier
    percent = "" if pd.isna(row.percent) else f"{sign}{row.percent:g}%"
    if pd.isna(row.n_with_event):
        return percent or "not reported"
    about = "about " if has_approximate_total(row) else ""
    whole = f"of {about}{row.n_at_risk}" if pd.notna(row.n_at_risk) else "(no denominator)"
    return f"{row.n_with_event} {whole}" + (f" ({percent})" if percent else "")


def given_value(row) -> str:
    """The figure with what is to be said of it: that it was added up here, or that its parts do not fit each other."""
    added = ", added up here from the printed parts" if is_added_up(row) else ""
    misfit = f". {row.discrepancy}" if getattr(row, "discrepancy", "") else ""
    return f"{printed_value(row)}{added}{misfit}"


def share_with_interval(row) -> str:
    """The share, rounded as everywhere, with its 95% Wilson interval, or that there is none."""
    if pd.isna(row.proportion):
        return "no share can be computed"
    share = f"{share_qualifier(row)}{share_in_figures(row)}%"
    if has_approximate_total(row):
        return f"{share}, no interval: the number of patients is approximate"
    if pd.isna(row.proportion_low):
        return f"{share}, no interval: the source prints no count"
    return f"{share} (95% interval {100 * row.proportion_low:.1f} to {100 * row.proportion_high:.1f}%, Wilson)"


def short_share(row) -> str:
    """The share in percent for a label, as escaped text: "38", "4.9", "0"; a bound keeps its sign: "<1"."""
    return escape(f"{share_qualifier(row)}{share_in_figures(row)}")


def signs_beside_marks(rows: pd.DataFrame, dark: bool) -> dict:
    """Markers with the short share beside those that are a bound or approximate, as arguments of a scatter trace."""
    return {
        "mode": "markers+text",
        "text": [f"  {short_share(row)}%" if share_qualifier(row) else "  " for row in rows.itertuples()],
        "textposition": "middle right",
        "textfont": {"size": 12, "color": theme.INK[dark]},
    }


def incidence_hover(row) -> str:
    """Hover text of one incidence row."""
    counted = label(SUBSETS, row.subset).lower(), label(PERIODS, row.period).lower()
    what = ", ".join([grades_in_words(row), *counted])
    lines = [
        f"<b>{escape(row.event)}</b>",
        escape(row.arm_label),
        theme.wrapped(f"{'' if is_added_up(row) else 'Printed: '}{given_value(row)}", 60, max_lines=6),
        escape(share_with_interval(row)),
        escape(what),
        escape(f"Source: {row.source_name}, {row.locator}"),
    ]
    if row.n_other_rows:
        lines.append(f"{row.n_other_rows} other figure(s) for the same: click the mark")
    return "<br>".join(lines)
