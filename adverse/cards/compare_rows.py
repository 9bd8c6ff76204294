"""The rows of each chart of the compare page, made from one comparison."""

import pandas as pd

from adverse.cards.compare import Arms, Comparison, rows_of_arms
from adverse.evidence import Evidence
from adverse.evidence.compare import exposure_rows, products_of, with_row_verdicts
from adverse.evidence.select import Selection, onset_rows
from adverse.evidence.timeline import in_onset_order
from adverse.sentences import weakest
from adverse.statistics import with_incidence_proportion
from adverse.vocabulary import GRADE_BANDS, label

TWO_GRADES = ("any", "ge3")


def _only_arms(selection: Selection, arm_ids: tuple[str, ...]) -> Selection:
    return selection.apply(lambda rows: rows[rows["arm_id"].isin(arm_ids)])


def two_grades(evidence: Evidence, choice: Arms, comparison: Comparison) -> Selection:
    """Rows of any grade and of grade 3 or higher, the most frequent event first, with the grade in the arm's label."""
    found = [rows_of_arms(evidence, choice, band, comparison.selection.period) for band in TWO_GRADES]
    of_pairs = comparison.verdicts, weakest(list(comparison.verdicts.values()))
    judged = [with_row_verdicts(each.rows, choice.reference, *of_pairs) for each in found]
    rows = with_incidence_proportion(pd.concat(judged, ignore_index=True))
    band = rows["grade_band"].map(lambda key: label(GRADE_BANDS, key).lower())
    rows = rows.assign(
        arm_label=rows["arm_label"] + ", " + band,
        largest=rows.groupby("event")["proportion"].transform("max"),
    ).sort_values(["largest", "event"], ascending=[False, True])
    set_aside = pd.concat([each.set_aside for each in found])
    return Selection(rows.drop(columns="largest"), set_aside, comparison.selection.period)


def with_rates(evidence: Evidence, choice: Arms, comparison: Comparison) -> Selection:
    """Crude ratios beside ratios per patient-year, of the first randomized arm that has both; none when none has."""
    rows = comparison.selection.rows
    found = [
        exposure_rows(evidence, rows, choice.reference, arm)
        for arm, verdict in comparison.verdicts.items()
        if verdict == "randomized"
    ]
    return Selection(next((table for table in found if len(table)), rows.head(0)))


def onset_of_products(evidence: Evidence, choice: Arms) -> Selection:
    """Onset rows of the headline toxicities with the treatments in view, in any document.

    Labels and reports are not the arms that are compared, so the verdict on these is none on the rows.
    """
    groups = tuple(item["claim_topic"] for item in evidence.about["headline"])
    drugs = products_of(evidence, choice.arm_ids)
    found = onset_rows(evidence, event_groups=groups, all_products=True)
    return found.apply(lambda rows: in_onset_order(rows[rows["drug"].isin(drugs)]))
