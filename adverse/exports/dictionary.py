"""What every column of an exported table means: columns of the data package as it defines them, computed ones here."""

import pandas as pd

from adverse.vocabulary import COUNT_BASES

SHARE = "share, 0 to 1"
COMPUTED = {
    "proportion": (
        "Share of patients",
        SHARE,
        "Patients with the event over patients at risk; else the printed percent, or of a range the smallest share.",
    ),
    "proportion_low": ("Share, lower end", SHARE, "95% Wilson interval of the smallest possible count; else empty."),
    "proportion_high": ("Share, upper end", SHARE, "95% Wilson interval of the largest possible count; else empty."),
    "n_with_event_low": (
        "With event, at least",
        "count",
        "The printed count, or the smallest that the printed figures leave possible.",
    ),
    "n_with_event_high": (
        "With event, at most",
        "count",
        "The printed count, or the largest that the printed figures leave possible.",
    ),
    "count_basis": (
        "Count",
        "",
        " ".join(f"{key or '(empty)'}: {term.definition}" for key, term in COUNT_BASES.items()),
    ),
    "count_in_words_control": ("Count in the reference arm", "", "The count of the same event in words."),
    "limit_low": ("Interval, lower end", "as measured", "As printed; empty where that is no interval of a ratio."),
    "limit_high": ("Interval, upper end", "as measured", "As printed; empty where that is no interval of a ratio."),
    "proportion_control": ("Share in the reference arm", SHARE, "The same event in the reference arm."),
    "risk_difference": ("Difference of shares", SHARE, "Share minus that of the reference arm."),
    "risk_difference_low": ("Difference, lower end", SHARE, "95% Miettinen-Nurminen interval."),
    "risk_difference_high": ("Difference, upper end", SHARE, "95% Miettinen-Nurminen interval."),
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
_NUMBER = "1 over the risk difference, without its sign, unrounded"
COMPUTED |= {
    "risk_ratio": (
        "Risk ratio",
        "ratio",
        "Share over that of the reference arm; infinite where that arm had no event.",
    ),
    "risk_ratio_low": ("Risk ratio, lower end", "ratio", "95% score interval of Miettinen and Nurminen."),
    "risk_ratio_high": ("Risk ratio, upper end", "ratio", "95% score interval of Miettinen and Nurminen."),
    "number_needed": (
        "Number needed",
        "patients",
        f"{_NUMBER}; for what, number_needed_for says. Empty where the interval of the difference contains 0.",
    ),
    "number_needed_low": ("Number needed, lower end", "patients", f"{_NUMBER}; fewest patients of the 95% interval."),
    "number_needed_high": ("Number needed, upper end", "patients", f"{_NUMBER}; most patients of the 95% interval."),
    "number_needed_for": (
        "What the number is needed for",
        "",
        "harm: to harm, one patient more with the event; benefit: to treat, for one patient fewer with it.",
    ),
    "reference_label": ("Reference arm", "", "Label of the arm that the others are compared with."),
    "reference_drug": ("Treatment of the reference arm", "", "The medicine or regimen of the reference arm."),
    "qualifier_control": ("Sign in the reference arm", "", "The sign of a printed share without counts: <, >=, ~."),
    "row_key_control": ("Row of the reference arm", "", "Key of the row of the same event in the reference arm."),
    "is_open": ("Differences opened", "", "Whether the reader asked for differences between different trials."),
    "may_share_patients": (
        "May share patients",
        "",
        "Both arms may count the same patients: no difference is computed.",
    ),
    "apart": ("Stands apart", "", "The heading under which measured values stand, apart from reported events."),
    "interest_rank": ("Order of telling", "", "Place in the fixed order in which a comparison is told; 0 comes first."),
    "n_randomized": ("Randomized", "patients", "Patients assigned to the arm, treated or not."),
    "n_randomized_control": ("Randomized to the reference arm", "patients", "Patients assigned to it, treated or not."),
    "n_safety_control": ("Treated in the reference arm", "patients", "Patients of it who were treated at least once."),
    "is_independent": ("Counted once", "", "Whether the arm is one of those that together count nobody twice."),
    "first_day": (
        "First day covered",
        "treatment day",
        "First day of its window or range, else its median; day 1 is 0-24 h.",
    ),
    "last_day": ("Last day covered", "treatment day", "Last day of its window or range, else its median."),
    "place": ("Setting and age", "", "The heading under which the row is drawn."),
    "row_label": ("Trial or arm", "", "The name of the row in the chart."),
    "is_one_grade": ("One grade", "", "Whether the row gives one grade in a column of grade 3 or higher."),
    "event_rank": ("Place among the events", "", "Which event of its column the row gives: 0 is the first, wider one."),
    "percent_text": ("Share as drawn", "", "The share with its sign, as it stands in the cell."),
    "counts_text": ("Counts as drawn", "", "Patients with the event and of how many, as far as they are known."),
    "caveats": (
        "Caveats",
        "",
        "What the figure does not cover, joined by |: cycle_1, part, treatment_related, second_hand, interim, bound.",
    ),
    "share_text": ("Share in short", "", "The share with its counts, as it stands beside the mark."),
    "rate": ("Event rate", "events per patient-year", "As the source prints it, for this arm."),
    "rate_p": ("p value of the rate", "", "As the source prints it, for this arm."),
    "rate_row_key": ("Row of the rate", "", "Key of the row in exposure_adjusted_rates."),
    "rate_source_name": ("Source of the rate", "", "Short name of the document that prints the rate."),
    "rate_locator": ("Place of the rate", "", "Where in the document the rate stands."),
    "crude_ratio": (
        "Ratio of patients",
        "ratio",
        "Share over that of the reference arm; infinite where that had no event.",
    ),
    "rate_ratio": ("Ratio of rates", "ratio", "Rate per patient-year over that of the reference arm; may be infinite."),
    "pool_group": ("Group for pooling", "", "Arms of one medicine and setting, the only ones that may be pooled."),
    "pool_label": ("Name of the group", "", "Medicine and setting of the group."),
    "pool_text": ("Pool in words", "", "How many arms the pooled share rests on."),
    "pooled": (
        "Pooled share",
        SHARE,
        "Share of the typical arm, at the mean of the log odds; empty where the rules allow none.",
    ),
    "pooled_low": ("Pooled share, lower end", SHARE, "95% interval of the pooled share, with t of arms - 1."),
    "pooled_high": ("Pooled share, upper end", SHARE, "95% interval of the pooled share, with t of arms - 1."),
    "prediction_low": ("New arm, lower end", SHARE, "95% prediction interval of a new arm, from five arms on."),
    "prediction_high": (
        "New arm, upper end",
        SHARE,
        "95% prediction interval of a new arm, from five arms on.",
    ),
    "not_pooled": ("Why it is not pooled", "", "Empty for an arm that is in the pooled share."),
    "setting_label": ("Setting in words", "", "Label of the disease setting of the arm."),
    "percent_severe": ("Grade 3 or higher", "percent", "From counts where they are printed, else the printed percent."),
    "percent_grade_1_2": ("Grade 1-2", "percent", "Any grade minus grade 3 or higher, of the same number of patients."),
    "n_grade_1_2": (
        "Patients with grade 1-2",
        "patients",
        "Any grade minus grade 3 or higher, of the same number of patients.",
    ),
    "row_key_severe": ("Row of grade 3 or higher", "", "Key of the row that prints the severe grades."),
    "line_severe": ("Line of grade 3 or higher", "", "Line of that row in the CSV file of its table."),
    "row_key_part": ("Row of other than serious events", "", "Key of the row that prints them apart."),
    "line_part": ("Line of other than serious events", "", "Line of that row in the CSV file of its table."),
    "row_key_serious": ("Row of serious events", "", "Key of the row that prints them apart."),
    "line_serious": ("Line of serious events", "", "Line of that row in the CSV file of its table."),
    "all_reports_row_key": ("Row of all reports", "", "Key of the row on all reports of the medicine."),
    "percent_of_all_reports": ("Share of all reports", "percent", "The same factor among all reports of the medicine."),
    "n_all_reports": ("All reports", "reports", "Reports of the medicine, whatever the event."),
    "comparison": ("Heading", "", "Event, factor and source: the levels below one heading may be looked at together."),
    "is_met": ("Found", "", "Whether the findings chosen meet this criterion."),
    "decides": ("Decides", "", "Whether this criterion gives the grade."),
    "is_focus": ("Medicine of this package", "", "Whether the row is on the medicine that the package is about."),
    "measured": ("What was counted", "", "Grade, subset and period, which rows of one section share."),
    "discrepancy": ("Discrepancy", "", "What is known to disagree with the row, where something does."),
    "list_extent": ("How far the list goes", "", "Which events stand in the list; empty where it is not known."),
    "listing": ("What the list leaves out", "", "Threshold of the list and what of it was not read, in words."),
    "percent_printed": ("Printed percent", "percent", "The percent as the source prints it, whatever the counts give."),
    "percent_printed_severe": ("Printed percent of grade 3 or higher", "percent", "As the source prints it."),
    "line_key": ("Mark", "", "Key of the mark on the chart."),
}
ENDINGS = {
    "_control": "in the reference arm",
    "_severe": "of grade 3 or higher",
    "_part": "of other than serious events",
    "_serious": "of serious events",
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
            lines.append(_of_other_row(column, known))
        lines[-1]["column"] = column
    return pd.DataFrame(lines, columns=dictionary.columns).fillna("")


def _of_other_row(column: str, known: pd.DataFrame) -> dict[str, str]:
    """A column that holds what another one means, of the reference arm or of the severe grades."""
    for ending, of_what in ENDINGS.items():
        same = column.removesuffix(ending)
        if column != same and (same in COMPUTED or same in known.index):
            title, unit = COMPUTED[same][:2] if same in COMPUTED else known.loc[same, ["title", "unit"]]
            description = f"As {same}, of the same event {of_what}."
            return {"table": "computed", "title": f"{title}, {of_what}", "unit": unit, "description": description}
    return {"table": "computed", "title": column.replace("_", " ").capitalize(), "description": OTHER}
