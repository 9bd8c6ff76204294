"""How to read each chart, in a few sentences under it."""

import pandas as pd

from adverse.evidence.by_setting import CAVEATS
from adverse.evidence.cells import LIST_MARK
from adverse.sentences import listings_in_words, terms_in_words, verdict_in_words
from adverse.vocabulary import GRADE_BANDS, RANGE_BASES, REVIEW_STATUSES, label, share_qualifier

COUNTED = "Filled marks: patients with the event over patients at risk, with the 95% Wilson interval."
WORKED_OUT = (
    "Counts in brackets are not printed but worked out from the percentage; where two or more counts fit, the interval "
    "covers them all. Point at a mark to see which."
)
PRINTED = (
    "Open dots: no interval, because no count is printed and none or no single range of them follows from the "
    "percentage, or because the number of patients is approximate."
)
RANGES = (
    "Open triangles: a registry record prints serious and other events apart, perhaps of the same patients. The "
    "triangle is the smallest possible share, the band ends at the largest, and the line covers both; without a band "
    "the largest is not known."
)
SIGNED = "A sign before a figure: it is a bound or approximate."
NOT_DRAWN = "An event that is not drawn was not reported, which is not zero."
SEVERAL_TRIALS = "Arms come from different trials, patients and grading: side by side is not head to head."
SETTINGS_APART = (
    "Trials that share no patients, each once; label pools, which hold these trials, and cohorts are left out, and "
    "nothing is pooled. Lines are 95% Wilson intervals. A grade without a mark was not reported, which is not zero."
)
MATRIX = (
    "One pivotal arm a row, nobody counted twice; where a source prints neurologic events of all kinds and a narrower "
    "syndrome, the first is shown. n/N: the count is printed or the only one that fits the percentage; “of N”: several "
    "fit, or none. Point at a dot for its 95% Wilson interval, scale and source."
)
DASH = "–: not reported in the part that was read, which is not zero"
GRADES = (
    "Both shares have one denominator; where two sources print them, the mark names both. Grade 1-2 is any grade minus "
    "grade 3 or higher. An event that is reported at one of the two only, or of other patients, is not drawn here."
)
SHADES = (
    "Shade and figure: share of patients in percent. A blank cell was not reported, which is not zero; zero is printed "
    "as 0."
)
CLOCK = (
    "Day 0 is the start of the infusion. Filled marks count from the start of the infusion or the first dose; open "
    "marks from another start, or the source does not say from when. Diamonds are reports to safety databases. A band "
    "is a printed window (“median lies in it”, “most lie in it”); without a mark on it no median is printed. A median "
    "says that half of the onsets came later. Dotted tails are median durations, drawn from the median onset. Of "
    "several documents of one study the latest is drawn."
)
FOREST = (
    "Right of 1 means more events with the factor, left of 1 fewer. Filled marks are adjusted for other factors, open "
    "marks are not or do not say. Risk, odds, hazard and rate ratios are different measures: their marks differ and "
    "they are never pooled. A mark without a line was printed without an interval, or with limits that are none of a "
    "ratio (point at it); a line that crosses 1 leaves the direction open."
)
RISK_BOARD = (
    "Filled: a printed 95% interval; open: none is printed, and none is made from a p value. HR, OR, RR and IRR are "
    "hazard, odds, risk and rate ratios as printed; of two shares the mark is their ratio, which no source tested. "
    "Documents on the same patients are one study. A triangle: the interval goes on. Words alone have no mark."
)
SUBGROUPS = (
    "Each line is one factor in one source. Filled marks have counts, printed or worked out from the percentage, and "
    "a 95% Wilson interval, open marks a printed percentage only. Subgroups of one study differ in more than the "
    "factor that names them."
)
GRADES_BY_ASTCT = (
    "Circles are criteria, squares are found, the diamond decides: the most severe domain gives the grade. Educational "
    "use: the grade is what the criteria say of the findings chosen here."
)
OTHER_SCALE = (
    "These texts grade by CTCAE or by a scale of their own, not by ASTCT: the same findings may have another grade in "
    "them. A missing row is not a missing rule."
)
SHARES = (
    "A share of reported cases is not a risk. If most reported cases were women, that may only say that most treated "
    "or reported patients were women. So the share among cases stands beside the share among all reports of the "
    "medicine: only a distance between the two is a hint, and reports are no sample of patients."
)
NOT_ZERO = "Not reported is not zero."
DIFFERENCES = (
    "Left: shares with 95% Wilson intervals; a difference needs one count in each arm, printed or worked out from "
    "the percentage. Open dots have no count and no interval. Right: share minus that of the reference arm, with the "
    "95% Miettinen-Nurminen interval, not adjusted for their number; left of the line fewer patients had the event. A "
    "mark is grey where its interval holds zero."
)
TREATMENTS = (
    "Each mark sets one treatment against another, as its document prints it: left of 1 the event is rarer with the "
    "first. Such a ratio may mix trials or rest on unlike patients; the arms above count the patients of named trials. "
    "The axis is a log scale; a mark without a line has no printed interval."
)
EXPOSURE = (
    "Left: share of patients, one arm over the other. Right: events per patient-year on treatment, as printed. An arm "
    "that is treated longer has more time for events. A solid line crosses 1: counted by time, the direction turns. A "
    "triangle on the upper edge: the reference arm had none, so there is no finite ratio."
)
POOLED = (
    "Squares are in the pooled share. The diamond is the typical arm: the one at the mean of the log odds, not the "
    "average over all patients."
)
NEW_ARM = (
    "The dotted line is where the share of a new, similar arm would lie (prediction interval): when it is wide, the "
    "diamond is no forecast."
)
ICONS = (
    "Every square is one person; all blocks have the same number of squares. Filled: had the event. Hollow squares: "
    "the source prints a bound or an approximate figure."
)
SIGNALS = (
    "Reports, not risk: right of 1 the event is named more often in reports of the medicine than in those of the "
    "comparison group. Squares with lines: ratio and 95% interval. An open triangle is a lower bound whose ratio is "
    "not printed. The medicine of this dashboard is in color, other products are grey."
)
UNLIKE_SIGNALS = (
    "Ratios under unlike headings do not compare: each database, its years and its comparison group are others."
)
WHAT_SIGNALS_ARE = (
    "Reports are sent in when somebody suspects a link; nobody knows how many patients had no event. A ratio of "
    "reports says that an event is named more often with a medicine than in the comparison group, not how likely "
    "it is. A row without a ratio names a signal, or counts reports, in the part of the document that was read."
)
HOW_PRINTED_RATIOS_ARE_TRIED = (
    "No row here prints all four counts, so no printed ratio can be worked out again whole. What its own figures allow "
    "is tried: the ratio in the middle of its interval, the width of the interval against the reports, and one ratio "
    "against another. A trial that fits does not say that the ratio is right."
)
COUNTED_REPORTS = (
    "Right of the dashed line the event is named more often in reports of the medicine than in all others. Squares "
    "with lines: the measure and its limits (95%; of EBGM 90%). A ratio with an empty cell is not defined and has no "
    "mark. Color: the group of the event."
)
RULES_OF_SIGNALS = (
    "Filled: a signal under the rule; open: not, and the mark or the table says which condition is missed. Events on "
    "which rules disagree come first; behind each name the reports of both. A rule is a convention, not a finding."
)
REPORTS_ACROSS = (
    "Numbers: reports that name both. Behind each product: its reports. The stronger the color, the farther the lower "
    "limit of the IC lies above 0. A dash: no report, which is no risk of zero."
)
WHO_WAS_REPORTED = (
    "Circles: reports of the medicine. Diamonds: all reports of the store. A report may name several outcomes and "
    "other medicines. Reports do not say how many were treated."
)
ONSET_OF_REPORTS = "Shaded: the middle half of the reports; line: their median. Day 0 is the day of the first dose."
PHASES = (
    "Bands on top: the phases of the article, the chosen one marked and shaded. Below: printed onset of the headline "
    "toxicities. What comes before treatment is drawn left of day 0, and what lasts throughout on one cycle of 28 days."
)
CHECKLIST = (
    "A list of what sources name for these days, each with its source; it does not say what to do with a patient. "
    "A rule that is not here was not read, which does not mean that there is none."
)
CHECKED = " ".join(
    f"{term.label}: {term.definition[0].lower()}{term.definition[1:]}" for term in REVIEW_STATUSES.values()
)
WORKSHEET = (
    "Print this page with your browser (A4): only the sheet is printed, the answer key on a page of its own. The same "
    "number gives the same questions."
)

_RANGE = "the range of shares that fit the counts"

IN_PLAIN_WORDS = {  # what a note is for learners: the method stands in the glossary and where a mark is pointed at
    COUNTED: (
        "A filled mark is the share of patients who had it. The line through it is its 95% interval, "
        f"{_RANGE}: the fewer patients, the longer the line."
    ),
    WORKED_OUT: (
        "Counts in brackets are not printed but worked out from the percentage; where two or more fit, the line covers "
        "them all. Point at a mark to see which."
    ),
    PRINTED: (
        "An open dot has no line: its source gives no count from which to draw one, or only about how many patients "
        "there were."
    ),
    RANGES: (
        "Open triangles: a trial register counts serious and other events apart, perhaps in the same patients. The "
        "triangle is the smallest share that is possible, the band ends at the largest, and the line covers both; "
        "without a band the largest is not known."
    ),
    SIGNED: "A sign before a figure: it is a limit, or only about right.",
    SEVERAL_TRIALS: (
        "The groups come from different trials, with different patients and ways to grade: they stand side by side and "
        "were not compared with each other."
    ),
    SETTINGS_APART: (
        "Each row is of patients who are in no other row; collections of trials, which hold these patients too, are "
        f"left out, and nothing is averaged. A line is the 95% interval of a mark, {_RANGE}. A grade without a mark "
        "was not reported, which is not zero."
    ),
    GRADES: (
        "Both parts of a bar are of the same patients; where two sources print them, the mark names both. Grade 1-2 is "
        "what is left of any grade without grade 3 or higher. What is reported at one of the two only is not drawn."
    ),
    CLOCK: (
        "Day 0 is the start of the infusion. A mark is the middle day: of the people who had it, half had it by then "
        "and half later. A filled mark counts from the start of the infusion or the first dose; an open mark from "
        "another day, or the source does not say from when. Diamonds are reports to safety databases. A band (“median "
        "lies in it”, “most lie in it”) says only that the middle day, or most cases, lie somewhere in it. The dotted "
        "tail shows how long it usually lasted. Of several texts on one study the latest is drawn."
    ),
    FOREST: (
        "Each mark compares patients who have the factor with patients who do not. At 1 the event came equally often "
        "in both; right of 1 it came more often with the factor, left of 1 less often. The line through a mark is the "
        "range that fits the data: where it crosses 1, both are possible. A mark without a line has no range that can "
        "be drawn. A filled mark is an adjusted estimate, an open mark is not or the source does not say. Risk ratio, "
        "odds ratio, hazard ratio and rate ratio are different ways to count, so they have different marks."
    ),
    SUBGROUPS: (
        "Each line is one factor in one source. A filled mark has a count and its 95% interval, "
        f"{_RANGE}; an open mark has a printed percentage only. Groups of one study differ in more than the factor "
        "that names them."
    ),
    DIFFERENCES: (
        f"Left: the share of patients in each group with its 95% interval, {_RANGE}. Open dots have no count and no "
        "interval. Right: that share minus the share of the group that it is compared with; left of zero fewer "
        "patients had it. Where the line through a mark crosses zero, both more and fewer are possible. A difference "
        "needs one count in each group, printed or worked out from the percentage."
    ),
    EXPOSURE: (
        "Left: the share of patients in one group divided by the share in the other. Right: the same of events per "
        "year of treatment, as printed. A group that is treated longer has more time for events. A solid line crosses "
        "1: counted by time, the direction turns. A triangle on the upper edge: the other group had none, so nothing "
        "can be divided."
    ),
    MATRIX: (
        "One main study of each treatment a row, nobody counted twice; where a source prints all effects on brain and "
        "nerves and a narrower part of them, the first is shown. n/N: people with it and people treated, printed or "
        "the only numbers that fit; “of N”: several fit, or none. Point at a dot for its interval and source."
    ),
    POOLED: (
        "Squares are put together into the diamond: a typical group of such patients, which is not the average over "
        "all of them."
    ),
    NEW_ARM: (
        "The dotted line is where the share of one more such group would lie: when it is wide, the diamond is no "
        "forecast."
    ),
}


def of_shares(rows: pd.DataFrame) -> str:
    """How to read shares drawn as marks: what of it applies to the rows drawn."""
    is_drawn, has_interval = rows["proportion"].notna(), rows["proportion_low"].notna()
    is_range = rows["count_basis"].isin(RANGE_BASES)
    parts = {
        COUNTED: (is_drawn & has_interval & ~is_range).any(),
        WORKED_OUT: (is_drawn & rows["count_basis"].isin(["worked_out", "between"])).any(),
        PRINTED: (is_drawn & ~has_interval & ~is_range).any(),
        RANGES: (is_drawn & is_range).any(),
        SIGNED: any(share_qualifier(row) for row in rows[is_drawn].itertuples()),
        NOT_DRAWN: True,
        SEVERAL_TRIALS: rows["trial_name"].nunique() > 1,
    }
    return " ".join(note for note, applies in parts.items() if applies)


def of_settings(rows: pd.DataFrame) -> str:
    """How to read an event by setting: which trials, and what is to be said of single figures."""
    drawn = rows[rows["proportion"].notna()]
    told = []
    for key, words in CAVEATS.items():
        found = drawn[drawn["caveats"].str.split(LIST_MARK).map(lambda keys, key=key: key in keys)]
        if len(found):
            of = [f"{row.row_label}, {label(GRADE_BANDS, row.grade_band).lower()}" for row in found.itertuples()]
            told.append(f"{words[0].upper()}{words[1:]}: {'; '.join(dict.fromkeys(of))}.")
    return " ".join([SETTINGS_APART, *told])


def of_pools(pools: pd.DataFrame) -> str:
    """How to read pooled shares: nothing without one, and a new arm's range only where one is drawn."""
    if pools.empty:
        return ""
    return f"{POOLED} {NEW_ARM}" if pools["prediction_low"].notna().any() else POOLED


def of_heat_map(rows: pd.DataFrame) -> str:
    """How to read a heat map of these rows."""
    return f"{SHADES} {SEVERAL_TRIALS}" if rows["trial_name"].nunique() > 1 else SHADES


def with_remarks(note: str, rows: pd.DataFrame, names: dict[str, str], *, plain_words: bool) -> str:
    """A note with the verdict on compared arms before it, and, of incidence rows, what the marks at the names say and
    what the lists in view leave out; in plain words every part of the note that has them.

    `names`: event -> the name shown.
    """
    for in_the_field, plain in IN_PLAIN_WORDS.items() if plain_words else ():
        note = note.replace(in_the_field, plain)
    verdict = verdict_in_words(rows) if "comparability" in rows else ""
    terms = terms_in_words(rows, names, plain_words=plain_words) if "term_includes" in rows else ""
    return " ".join(filter(None, [verdict, note, terms, listings_in_words(rows, plain_words=plain_words)]))
