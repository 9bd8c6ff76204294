"""What a mark says when it is pointed at: counts, interval and source, as escaped text."""

from html import escape

import pandas as pd

from adverse.vocabulary import GRADE_BANDS, PERIODS, SUBSETS, label, share_qualifier


def printed_value(row) -> str:
    """The figure as the source prints it: "147 of 267 (55%)", "147 of 267", "<1%", "12 (no denominator)"."""
    sign = "" if row.percent_qualifier == "=" else row.percent_qualifier
    percent = "" if pd.isna(row.percent) else f"{sign}{row.percent:g}%"
    if pd.isna(row.n_with_event):
        return percent or "not reported"
    whole = f"of {row.n_at_risk}" if pd.notna(row.n_at_risk) else "(no denominator)"
    return f"{row.n_with_event} {whole}" + (f" ({percent})" if percent else "")


def share_with_interval(row) -> str:
    """The computed share with its 95% Wilson interval, or that there is none."""
    if pd.isna(row.proportion):
        return "no share can be computed"
    share = f"{share_qualifier(row)}{100 * row.proportion:.1f}%"
    if pd.isna(row.proportion_low):
        return f"{share}, no interval: the source prints no count"
    return f"{share} (95% interval {100 * row.proportion_low:.1f} to {100 * row.proportion_high:.1f}%, Wilson)"


def short_share(row) -> str:
    """The share in percent for a label, as escaped text: "38", "0.9", "0"; a bound keeps its sign: "<1"."""
    percent = 100 * row.proportion
    return escape(f"{share_qualifier(row)}{percent:.{0 if percent >= 1 or percent == 0 else 1}f}")


def qualified_share(row) -> str:
    """The short share of a bound or an approximate figure, for the side of its mark; nothing for other rows."""
    return f"{short_share(row)}%" if share_qualifier(row) else ""


def incidence_hover(row) -> str:
    """Hover text of one incidence row."""
    counted = label(SUBSETS, row.subset).lower(), label(PERIODS, row.period).lower()
    what = ", ".join([label(GRADE_BANDS, row.grade_band), *counted])
    lines = [
        f"<b>{escape(row.event)}</b>",
        escape(row.arm_label),
        escape(f"Printed: {printed_value(row)}"),
        escape(share_with_interval(row)),
        escape(what),
        escape(f"Source: {row.source_name}, {row.locator}"),
    ]
    if row.n_other_rows:
        lines.append(f"{row.n_other_rows} other figure(s) for the same: click the mark")
    return "<br>".join(lines)
