"""What every column of an exported table means: columns of the data package as it defines them, computed ones here."""

import pandas as pd

SHARE = "share, 0 to 1"
COMPUTED = {
    "proportion": (
        "Share of patients",
        SHARE,
        "Patients with the event over patients at risk; else the printed percent.",
    ),
    "proportion_low": ("Share, lower end", SHARE, "95% Wilson interval; empty where no count is printed."),
    "proportion_high": ("Share, upper end", SHARE, "95% Wilson interval; empty where no count is printed."),
    "proportion_control": ("Share in the reference arm", SHARE, "The same event in the reference arm."),
    "risk_difference": ("Difference of shares", SHARE, "Share minus that of the reference arm."),
    "risk_difference_low": ("Difference, lower end", SHARE, "95% Miettinen-Nurminen interval."),
    "risk_difference_high": ("Difference, upper end", SHARE, "95% Miettinen-Nurminen interval."),
    "risk_ratio": ("Risk ratio", "ratio", "Share over that of the reference arm."),
    "p_value": ("p value", "", "As printed, or of the difference from the reference arm where that is computed."),
    "q_value": ("q value", "", "Benjamini-Hochberg, over the events in view."),
    "comparability": ("Comparability", "", "How far the arm may be compared with the reference arm."),
    "set_aside_reason": ("Why it is not drawn", "", "Empty for a row that is drawn."),
    "source_name": ("Source", "", "Short name of the document; its id is source_id."),
    "source_kind": ("Kind of source", "", "The kind of document."),
    "source_url": ("Address of the source", "", "Where the document stands."),
    "source_year": ("Year of the source", "", "When the document appeared."),
    "event_kind": ("Kind of event", "", "Whether the name is one event or groups several."),
    "review": ("Review", "", "How far the row was checked, and by whom."),
}
OTHER = "Made for this view from the columns of the data package; see docs/methods.md."


def dictionary_of(rows: pd.DataFrame, dictionary: pd.DataFrame) -> pd.DataFrame:
    """One line a column of `rows`, in their order, with the columns of `dictionary` (of the whole data package).

    A column that several tables have is defined by the table that shares most columns with `rows`.
    """
    shared = dictionary[dictionary["column"].isin(rows.columns)]
    most = shared.groupby("table")["column"].size().sort_values(ascending=False, kind="stable").index
    ranked = shared.assign(_rank=shared["table"].map({table: rank for rank, table in enumerate(most)}))
    known = ranked.sort_values("_rank", kind="stable").drop_duplicates("column").set_index("column")
    lines = []
    for column in rows.columns:
        if column in COMPUTED and not (column in known.index and known.loc[column, "_rank"] == 0):
            title, unit, description = COMPUTED[column]
            lines.append({"table": "computed", "title": title, "unit": unit, "description": description})
        elif column in known.index:
            lines.append(known.loc[column].drop("_rank").to_dict())
        else:
            lines.append({"table": "computed", "title": column.replace("_", " ").capitalize(), "description": OTHER})
        lines[-1]["column"] = column
    return pd.DataFrame(lines, columns=dictionary.columns).fillna("")
