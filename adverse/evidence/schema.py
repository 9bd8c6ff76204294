"""The only definition of the evidence tables, one pandera model each; the tables they refer to are in `reference`.

docs/data.md and data/datapackage.json are made from both.

A text cell is never missing: empty text means not reported. A number that is not reported is missing (NA), never 0.
"""

from typing import Any, TypeAlias

import pandas as pd
import pandera.pandas as pa

from adverse import vocabulary
from adverse.evidence.cells import LIST_MARK

Count: TypeAlias = pd.Int64Dtype


def text(title: str, description: str, *, required: bool = False, references: str = "", list_of: str = ""):
    """A text column; `references` names the table and column that must hold its value ("arms.arm_id").

    `list_of` names them for a column of several values joined by LIST_MARK.
    """
    rules: dict[str, Any] = {"str_length": {"min_value": 1}} if required else {}
    metadata = {"references": references, "list_of": list_of}
    return pa.Field(title=title, description=description, metadata=metadata, **rules)


def pattern(title: str, description: str, *, matches: str, expected: str):
    """A text column whose value has a form; `expected` says in words which ("a date like 2026-01-31")."""
    return pa.Field(title=title, description=description, str_matches=f"^{matches}$", metadata={"expected": expected})


def choice(title: str, description: str, terms: dict, *, optional: bool = False):
    """A text column whose value is a key of a closed list; `optional` allows an empty cell too."""
    allowed = [*terms, ""] if optional and "" not in terms else list(terms)
    return pa.Field(title=title, description=description, isin=allowed, metadata={"terms": terms})


def several(title: str, description: str, terms: dict):
    """A text column of keys of a closed list, joined by LIST_MARK; may be empty."""
    one, told = "|".join(terms), f"one or several of {', '.join(terms)}, joined by {LIST_MARK}"
    metadata = {"terms": terms, "is_list": True, "expected": told}
    return pa.Field(title=title, description=description, str_matches=rf"^(({one})(\|({one}))*)?$", metadata=metadata)


def number(
    title: str,
    description: str,
    unit: str,
    *,
    ge: float | None = 0,
    le: float | None = None,
    has_decimals: bool = False,
):
    """A number column that may be empty, with its unit and bounds.

    `has_decimals`: how many decimals are printed matters (11.0 is not 11), so the loader keeps them in a column beside.
    """
    metadata = {"unit": unit, "has_decimals": has_decimals}
    return pa.Field(title=title, description=description, nullable=True, ge=ge, le=le, metadata=metadata)


def event():
    """The event of a row."""
    return text("Event", "Preferred term as a public source printed it.", required=True, references="events.event")


def source_id(*, required: bool = True):
    """The document of a row."""
    return text("Source", "Document that the row rests on.", required=required, references="sources.source_id")


def locator():
    """The place in the document."""
    return text("Locator", "Section, table or page in the source.", required=True)


def review_status():
    """How far a row was checked."""
    return choice(
        "Review status", "How far the row was checked.", vocabulary.REVIEW_STATUSES | vocabulary.OWN_REVIEW_STATUSES
    )


def grade_band():
    """The grades a row counts."""
    return choice("Grade", "CTCAE grades counted in the row.", vocabulary.GRADE_BANDS)


def quotation():
    """Whether a row tells of the document's own patients."""
    return choice("Quotation", "Whether the document quotes the figure from another one.", vocabulary.QUOTATIONS)


def notes():
    """Remarks on a row."""
    return text("Notes", "What else the reader must know.")


class Table(pa.DataFrameModel):
    """What all tables share: no column too many or too few, values converted to the declared type."""

    class Config:
        strict = True
        coerce = True
        ordered = True


class Arms(Table):
    """One group of patients: a trial arm, label pool, cohort or meta-analysis."""

    arm_id: str = text("Arm id", "Name of the arm in this package.", required=True)
    trial_id: str = text("Trial id", "Arms of one trial share it.", required=True)
    trial_name: str = text("Trial", "Name of the trial, pool or cohort.", required=True)
    nct: str = text("NCT number", "ClinicalTrials.gov identifier.")
    phase: str = text("Phase", "Phase of the trial.")
    design: str = text("Design", "Randomized, single-arm, retrospective ...")
    allocation: str = choice("Allocation", "Whether chance assigned the patients to the arm.", vocabulary.ALLOCATIONS)
    population: str = text("Population", "Who was treated.", required=True)
    age_group: str = choice("Age group", "Age of the patients.", vocabulary.AGE_GROUPS)
    setting: str = choice("Setting", "Disease setting.", vocabulary.SETTINGS)
    arm_role: str = choice("Role", "Role of the arm in its trial.", vocabulary.ARM_ROLES)
    drug: str = text("Treatment", "Medicine of the arm.", required=True)
    drug_class: str = choice("Class", "Class of the medicine.", vocabulary.DRUG_CLASSES | vocabulary.OWN_DRUG_CLASSES)
    arm_label: str = text("Arm", "Name shown for the arm.", required=True)
    n_safety: Count = number("Safety population", "Patients treated at least once (SAFFL).", "patients")
    n_randomized: Count = number("Randomized", "Patients assigned to the arm, treated or not.", "patients")
    patient_groups: str = text(
        "Patient groups",
        "Which patients the arm counts, as names of groups that share nobody, joined by |: arms that name the same "
        "group count the same patients.",
        required=True,
    )
    dosing: str = text("Dosing", "Schedule as printed.")
    dose: str = choice("Dose", "Whether the dose is the one that labels recommend.", vocabulary.DOSES)
    tier: str = choice("Tier", "Core or supporting evidence.", vocabulary.TIERS | vocabulary.OWN_TIERS)
    pivotal: str = choice(
        "Pivotal in",
        "Disease in which the arm stands for its treatment where T-cell engaging treatments are listed side by side: "
        "one arm a trial, patients counted once.",
        vocabulary.DISEASES,
        optional=True,
    )
    source_id: str = source_id()
    locator: str = locator()
    notes: str = notes()


class Incidence(Table):
    """One printed figure: how many patients (or events, or cycles) had an event."""

    arm_id: str = text("Arm id", "Arm that the figure describes.", required=True, references="arms.arm_id")
    event: str = event()
    event_group: str = choice("Event group", "Group of the event.", vocabulary.EVENT_GROUPS)
    soc: str = text("System organ class", "Primary system organ class of the event.")
    grade_band: str = grade_band()
    subset: str = choice("Subset", "Which of the events are counted.", vocabulary.SUBSETS)
    n_with_event: Count = number("With event", "Patients with at least one event (or events, or cycles).", "count")
    n_at_risk: Count = number("At risk", "Denominator of the row.", "count", ge=1)
    percent: float = number("Percent", "Percentage as printed.", "percent", le=100, has_decimals=True)
    percent_qualifier: str = choice(
        "Qualifier",
        "Exact, bound or approximate; ~ without a percent says that At risk is approximate.",
        vocabulary.PERCENT_QUALIFIERS,
        optional=True,
    )
    counting_unit: str = choice("Counting unit", "What the counts count.", vocabulary.COUNTING_UNITS)
    period: str = choice("Period", "Time in which events were counted.", vocabulary.PERIODS)
    data_cut: str = choice("Data cut", "Which look at the patients of the arm the row is.", vocabulary.DATA_CUTS)
    finding: str = choice("Finding", "A reported event or a measured value.", vocabulary.FINDINGS)
    term_includes: str = text(
        "Term includes", "What this source counts under the name, or leaves out, unlike other sources."
    )
    grades_counted: str = choice(
        "Grades counted",
        "The grades that the source counts, where they are not those of Grade.",
        vocabulary.GRADES_COUNTED,
        optional=True,
    )
    grading_scale: str = choice(
        "Grading scale", "Scale by which the events of the row were graded.", vocabulary.GRADING_SCALES
    )
    count_origin: str = choice("Origin of the count", "Whether the source prints the count.", vocabulary.COUNT_ORIGINS)
    quotation: str = quotation()
    disagrees_with: str = text(
        "Disagrees with",
        "Documents that print another figure for the same patients, joined by |.",
        list_of="sources.source_id",
    )
    source_id: str = source_id()
    locator: str = locator()
    review_status: str = review_status()
    notes: str = notes()


class Onset(Table):
    """When an event started or how long it lasted."""

    drug: str = text("Treatment", "Medicine of the row.", required=True)
    arm_id: str = text("Arm id", "Arm, where the source names one.", references="arms.arm_id")
    event: str = event()
    grade_band: str = grade_band()
    onset_median_days: float = number("Onset, median", "Median time to onset.", "days")
    onset_min_days: float = number("Onset, earliest", "Earliest onset.", "days")
    onset_max_days: float = number("Onset, latest", "Latest onset.", "days")
    onset_q1_days: float = number("Onset, first quartile", "First quartile of onset.", "days")
    onset_q3_days: float = number("Onset, third quartile", "Third quartile of onset.", "days")
    onset_window: str = text("Window as printed", "Window of onset in the words of the source.")
    measure: str = choice("Measure", "What is timed.", vocabulary.ONSET_MEASURES)
    window_start_day: float = number("Window start", "Start read from the printed window.", "days")
    window_end_day: float = number("Window end", "End read from the printed window.", "days")
    window_meaning: str = choice("Meaning of the window", "What lies in the window.", vocabulary.WINDOW_MEANINGS)
    duration_median_days: float = number("Duration, median", "Median duration.", "days")
    duration_min_days: float = number("Duration, shortest", "Shortest duration.", "days")
    duration_max_days: float = number("Duration, longest", "Longest duration.", "days")
    n_patients: Count = number("Patients", "Patients behind the figures.", "count")
    time_origin: str = choice("Day 0", "From when the days count.", vocabulary.TIME_ORIGINS)
    percent_of_events_in_window: float = number("Share in window", "Printed share of onsets.", "percent", le=100)
    quotation: str = quotation()
    source_id: str = source_id()
    locator: str = locator()
    review_status: str = review_status()
    notes: str = notes()


class RiskFactors(Table):
    """One factor and its printed link with an event."""

    drug: str = text("Treatment", "Medicine of the row.", required=True)
    event: str = event()
    factor: str = text("Factor", "What may change the risk.", required=True)
    factor_topic: str = text(
        "Topic", "One name for a factor that documents call differently; empty where its own does."
    )
    factor_group: str = choice("Factor group", "Kind of factor.", vocabulary.FACTOR_GROUPS)
    compares: str = choice("Compares", "Who stands against whom.", vocabulary.FACTOR_COMPARES)
    level: str = text("Level", "Level of the factor.")
    reference_level: str = text("Compared with", "Level it is compared with.")
    measure: str = choice("Measure", "What the estimate is.", vocabulary.RISK_MEASURES)
    estimate: float = number("Estimate", "Printed estimate; its unit is the measure.", "as measured", has_decimals=True)
    ci_low: float = number("CI low", "Lower bound of the printed 95% interval.", "as measured", has_decimals=True)
    ci_high: float = number("CI high", "Upper bound of the printed 95% interval.", "as measured", has_decimals=True)
    p_value: float = number("p value", "Printed p value.", "probability", le=1)
    n_with_event: Count = number("With event", "Patients or reports with the event.", "count")
    n_total: Count = number("Total", "Patients or reports in all.", "count", ge=1)
    adjusted: str = choice("Adjusted", "Whether other factors were held constant.", vocabulary.ADJUSTED)
    direction: str = choice("Direction", "What the source says the factor does.", vocabulary.DIRECTIONS)
    cohort: str = text(
        "Cohort", "One name for patients that several documents count; empty where the document's own are."
    )
    quotation: str = quotation()
    source_id: str = source_id()
    locator: str = locator()
    review_status: str = review_status()
    notes: str = notes()


class ExposureAdjustedRates(Table):
    """Events per patient-year on treatment."""

    arm_id: str = text("Arm id", "Arm that the rate describes.", required=True, references="arms.arm_id")
    event: str = event()
    grade_band: str = grade_band()
    rate_per_patient_year: float = number("Rate", "Events per patient-year.", "events per patient-year")
    ci_low: float = number("CI low", "Lower bound of the printed 95% interval.", "events per patient-year")
    ci_high: float = number("CI high", "Upper bound of the printed 95% interval.", "events per patient-year")
    p_value: str = text("p value", "Printed p value, with its sign.")
    source_id: str = source_id()
    locator: str = locator()
    review_status: str = review_status()
    notes: str = notes()


class Signals(Table):
    """One reporting signal from a safety database: reports, never patients or risk."""

    drug: str = text("Treatment", "Medicine of the row.", required=True)
    event: str = event()
    n_reports: Count = number("Reports", "Reports of the event with the medicine.", "reports")
    ror: float = number("ROR", "Reporting odds ratio.", "ratio", has_decimals=True)
    ror_ci_low: float = number("ROR CI low", "Lower bound of its 95% interval.", "ratio", has_decimals=True)
    ror_ci_high: float = number("ROR CI high", "Upper bound of its 95% interval.", "ratio", has_decimals=True)
    prr: float = number("PRR", "Proportional reporting ratio.", "ratio")
    prr_chi2: float = number("PRR chi-squared", "Chi-squared of the PRR.", "chi-squared")
    ic: float = number("IC", "Information component.", "log2 ratio", ge=None)
    ic025: float = number("IC025", "Lower bound of the information component.", "log2 ratio", ge=None)
    ebgm: float = number("EBGM", "Empirical Bayes geometric mean.", "ratio")
    ebgm05: float = number("EBGM05", "Lower bound of the EBGM.", "ratio")
    background: str = text("Compared with", "Database and comparison group.", required=True)
    period: str = text("Period", "Time the reports cover.")
    source_id: str = source_id()
    locator: str = locator()
    review_status: str = review_status()
    notes: str = notes()
