"""Every closed list of the project: key -> label, definition and CDISC counterpart. Words have this one home."""

from typing import NamedTuple


class Term(NamedTuple):
    """One allowed value: the label a reader sees, what it means, and the CDISC variable or value it corresponds to."""

    label: str
    definition: str
    cdisc: str = ""


GRADE_BANDS = {
    "any": Term("Any grade", "All grades together, or no grade stated.", "AETOXGR 1 to 5"),
    "1_2": Term("Grade 1-2", "Mild or moderate.", "AETOXGR 1, 2"),
    "ge3": Term("Grade 3 or higher", "Severe, life-threatening or fatal.", "AETOXGR 3, 4, 5"),
    "3": Term("Grade 3 only", "Severe, printed apart from grade 4.", "AETOXGR 3"),
    "4": Term("Grade 4 only", "Life-threatening, printed apart from grade 3.", "AETOXGR 4"),
    "5": Term("Grade 5 only", "Fatal.", "AETOXGR 5"),
}

SUBSETS = {
    "all": Term("All events", "Whatever the cause or consequence.", "AETERM"),
    "serious": Term("Serious", "Fatal, life-threatening, disabling or leading to a hospital stay.", "AESER"),
    "fatal": Term("Fatal", "The event ended in death.", "AESDTH"),
    "treatment_related": Term("Treatment-related", "Judged by the investigator to be caused by treatment.", "AEREL"),
    "led_to_discontinuation": Term("Led to stopping", "The medicine was stopped for good.", "AEACN DRUG WITHDRAWN"),
    "led_to_interruption": Term("Led to interruption", "The infusion was paused.", "AEACN DRUG INTERRUPTED"),
}

PERIODS = {
    "whole_study": Term("Whole study", "From first dose to the end of observation."),
    "cycle_1": Term("Cycle 1", "The first treatment cycle only."),
    "cycle_2": Term("Cycle 2", "The second treatment cycle only."),
    "first_30_days": Term("First 30 days", "The first 30 days after the start."),
    "other": Term("Another period", "A period of its own, described in the notes of the row."),
}

COUNTING_UNITS = {
    "patients": Term("Patients", "Patients with at least one event."),
    "events": Term("Events", "Every event counts, also several in one patient."),
    "cycles": Term("Cycles", "Treatment cycles with at least one event."),
}

PERCENT_QUALIFIERS = {
    "=": Term("exactly", "The percentage as printed."),
    "<": Term("less than", "An upper bound."),
    "<=": Term("at most", "An upper bound."),
    ">": Term("more than", "A lower bound."),
    ">=": Term("at least", "A lower bound."),
    "~": Term("about", "An approximate figure."),
}

EVENT_GROUPS = {
    "crs": Term("Cytokine release", "Cytokine release syndrome and terms counted with it."),
    "neurotoxicity": Term("Neurologic", "Events of the brain and nerves."),
    "infection": Term("Infection", "Infections of any site."),
    "hematologic": Term("Blood counts", "Blood cells and clotting."),
    "immune": Term("Immune and antibodies", "Low antibodies, HLH/MAS and other immune events."),
    "hepatobiliary": Term("Liver", "Liver tests and liver disease."),
    "gastrointestinal": Term("Gastrointestinal", "Stomach, bowel, mouth and pancreas."),
    "general": Term("General", "Fever, fatigue, edema, chills."),
    "infusion_reaction": Term("Infusion reaction", "Reactions to the infusion itself."),
    "metabolic": Term("Metabolic", "Blood salts, glucose, tumor lysis."),
    "cardiac": Term("Heart", "Heart and heart rhythm."),
    "vascular": Term("Circulation", "Blood pressure and vessels."),
    "respiratory": Term("Breathing", "Lungs and breathing."),
    "skin": Term("Skin", "Rash and other skin events."),
    "musculoskeletal": Term("Muscle and bone", "Pain in muscles, bones and joints."),
    "psychiatric": Term("Mental state", "Sleep, mood and delirium."),
    "renal": Term("Kidney", "Kidney function."),
    "other": Term("Totals and other", "Any adverse event, deaths and events of no other group."),
}

EVENT_KINDS = {
    "event": Term("Single term", "One event name."),
    "aggregate": Term("Grouped term", "Several event names counted together; the list differs by source."),
}

SETTINGS = {
    "relapsed_refractory": Term("Relapsed or refractory", "Leukemia that came back or did not respond."),
    "mrd_positive": Term("MRD-positive", "Remission with measurable residual disease."),
    "consolidation": Term("Consolidation", "Treatment in remission, to keep it."),
    "ph_positive": Term("Ph-positive", "Leukemia with the Philadelphia chromosome."),
    "lymphoma": Term("Lymphoma", "B-cell lymphomas."),
    "myeloma": Term("Myeloma", "Multiple myeloma."),
    "mixed": Term("Mixed settings", "Several settings together."),
    "other": Term("Other setting", "Another setting."),
    "": Term("Setting not stated", "The source does not say."),
}

AGE_GROUPS = {
    "adult": Term("Adults", "Adults only."),
    "pediatric": Term("Children", "Children and adolescents only."),
    "mixed": Term("Adults and children", "Both together."),
    "": Term("Age not stated", "The source does not say."),
}

ARM_ROLES = {
    "investigational": Term("Investigational arm", "Received the medicine under study."),
    "comparator": Term("Comparator arm", "Received the treatment it was compared with."),
    "single_arm": Term("Single arm", "No comparator."),
}

DRUG_CLASSES = {
    "bite": Term("BiTE molecule", "Bispecific T-cell engager; used for blinatumomab only."),
    "cd3_bispecific": Term("CD3 bispecific antibody", "Other T-cell engaging antibodies."),
    "car_t": Term("CAR-T cells", "Genetically modified T cells."),
    "antibody_drug_conjugate": Term("Antibody-drug conjugate", "An antibody that carries a cell poison."),
    "chemotherapy": Term("Chemotherapy", "Conventional chemotherapy."),
    "combination": Term("Combination", "Blinatumomab together with another medicine."),
}

TIERS = {
    "core": Term("Core", "Label pools, pivotal and randomized trials."),
    "supporting": Term("Supporting", "Small cohorts, subgroups, registries and meta-analyses."),
}

SOURCE_KINDS = {
    "trial": Term("Trial report", "The report of a clinical trial."),
    "label": Term("Label", "Prescribing information."),
    "smpc": Term("EU or Swiss label", "Summary of product characteristics."),
    "pooled_analysis": Term("Pooled analysis", "Several trials analyzed together."),
    "registry": Term("Registry or cohort", "Patients in routine care."),
    "pharmacovigilance": Term("Safety database", "Spontaneous reports."),
    "safety_letter": Term("Safety letter", "A letter or notice of an authority or manufacturer."),
    "case_report": Term("Case report", "One patient or a few."),
    "guideline": Term("Guideline", "Recommendations or consensus criteria."),
    "review": Term("Review", "An overview that quotes other documents."),
    "news": Term("News report", "A report on another document."),
    "article": Term("Starting article", "The article this dashboard began from."),
}
SECONDARY_SOURCE_KINDS = ("guideline", "review", "news", "article")

SET_ASIDE_REASONS = {
    "counting_unit": Term("counts events or cycles", "The row counts events or cycles, not patients."),
    "period": Term("other period", "The row covers another period than the one on the axis."),
    "data_cut": Term("other data cut", "The row covers other patients than the safety population of the arm."),
    "source": Term("other source", "Another document prints the same figure, or prints it differently."),
    "grade_5_left_out": Term("grade 5 left out", "The source prints grades 3 and 4 only."),
    "bound": Term("a bound", "The source prints a bound such as <1%, which cannot be subtracted."),
    "no_day": Term("no day printed", "The source gives words, not days."),
    "article": Term("starting article", "A figure of the starting article, under check."),
}

REVIEW_STATUSES = {
    "checked_twice": Term("Checked twice", "Compared a second time with the source's wording; no clinician yet."),
    "collected": Term("Collected", "Read once; not compared a second time; no clinician yet."),
}
REVIEW_VERDICTS = {
    "agree": Term("agrees", "The row says what its source says."),
    "amend": Term("asks for a change", "The row should be changed; the comment says how."),
    "reject": Term("rejects", "The row should not be used."),
}

ONSET_MEASURES = {
    "onset": Term("Onset", "When the event started."),
    "peak": Term("Peak", "When a laboratory value was highest."),
    "nadir": Term("Lowest point", "When a laboratory value was lowest."),
    "single_case": Term("Single case", "The day in one patient."),
}
WINDOW_MEANINGS = {
    "": Term("No window", "No window is given as numbers."),
    "median_in_window": Term("median lies in it", "The median onset lies in the window."),
    "most_in_window": Term("most lie in it", "Most onsets lie in the window."),
    "share_in_window": Term("stated share lies in it", "A printed share of the onsets lies in the window."),
    "single_case": Term("one case", "The onset of one patient lies in the window."),
}
TIME_ORIGINS = {
    "infusion_start": Term("start of infusion", "Days count from the start of the infusion."),
    "first_dose": Term("first dose", "Days count from the first dose."),
    "cycle_start": Term("start of the cycle", "Days count from the start of a cycle."),
    "last_dose": Term("last dose", "Days count from the last dose."),
    "not_stated": Term("clock start not stated", "The source does not say from when the days count."),
}

FACTOR_GROUPS = {
    "demographic": Term("Patient", "Age, sex, weight, ancestry."),
    "disease": Term("Disease", "Burden, stage, setting."),
    "treatment": Term("Treatment", "Medicine, dose, cycle."),
    "laboratory": Term("Laboratory", "Blood and other tests."),
    "concomitant_medication": Term("Other medicines", "Medicines given at the same time."),
    "genetic": Term("Genetic", "Inherited conditions."),
    "other": Term("Other", "Anything else."),
}
RISK_MEASURES = {
    "risk_ratio": Term("Risk ratio", "Risk with the factor divided by risk without it."),
    "odds_ratio": Term("Odds ratio", "Odds with the factor divided by odds without it."),
    "hazard_ratio": Term("Hazard ratio", "Instantaneous risk with the factor divided by that without it."),
    "rate_ratio": Term("Rate ratio", "Events per time with the factor divided by that without it."),
    "incidence_percent": Term("Incidence in a subgroup", "Share of a subgroup that had the event."),
    "share_of_cases_percent": Term("Share of reported cases", "Who was reported to a safety database; not a risk."),
    "qualitative": Term("Statement without a number", "The source names a direction and prints no estimate."),
}
RATIO_MEASURES = ("risk_ratio", "odds_ratio", "hazard_ratio", "rate_ratio")
ADJUSTED = {
    "yes": Term("adjusted", "Other factors were held constant."),
    "no": Term("unadjusted", "Other factors were not held constant."),
    "unknown": Term("adjustment not stated", "The source does not say."),
}
DIRECTIONS = {
    "raises": Term("Raises", "The source links the factor with more events."),
    "lowers": Term("Lowers", "The source links the factor with fewer events."),
    "none": Term("No link", "The source found no link."),
    "unclear": Term("Unclear", "The source does not settle it."),
}

COMPARABILITY = {
    "randomized": Term(
        "Randomized comparison",
        "Chance decided who got which treatment, so a difference is an effect of treatment or chance.",
    ),
    "same_trial": Term(
        "Same trial, not randomized",
        "One trial, one way of counting, but the patients of the arms were not assigned by chance.",
    ),
    "different_trials": Term(
        "Different trials",
        "A difference includes differences between patients, grading and time on treatment.",
    ),
}

JURISDICTIONS = {
    "us": Term("United States", "US label or US text."),
    "eu": Term("European Union", "EU label or EU text."),
    "jp": Term("Japan", "Japanese package insert."),
    "guideline": Term("Guideline", "Consensus or guideline."),
    "other": Term("Elsewhere or study", "Another country, or one study."),
}
MANAGEMENT_TOPICS = {
    "dose_modification": Term("Dose modification", "Interrupt, restart or stop."),
    "intervention": Term("Treatment of the event", "What is given for the event."),
    "monitoring": Term("Monitoring", "What is watched and when."),
    "premedication": Term("Premedication", "What is given before."),
    "prevention": Term("Prevention", "How the event is prevented."),
    "grading": Term("Grading", "How severity is graded."),
    "rare_serious": Term("Rare but serious", "Rare events."),
    "special_population": Term("Special populations", "Pregnancy, age, organ function."),
    "interaction": Term("Interactions", "Other medicines and vaccines."),
}

CLAIM_KINDS = {
    "statement": Term("Statement", "A sentence."),
    "figure": Term("Figure", "A number."),
    "manifestation": Term("Manifestation", "A way the event shows itself."),
    "risk_factor": Term("Risk factor", "A factor named by the article."),
    "management": Term("Management", "An action."),
    "monitoring": Term("Monitoring", "Something to watch."),
}
VERDICTS = {
    "supported": Term("Supported", "A primary source says the same."),
    "partly_supported": Term("Partly supported", "A primary source says part of it."),
    "outdated": Term("Outdated", "Right for an earlier label, wrong today."),
    "unconfirmed": Term("Unconfirmed", "No primary source was found."),
    "misread": Term("Misread", "The source says something else."),
    "unit_error": Term("Unit error", "The number has the wrong unit."),
}
ARTICLE_REVIEW_STATES = {
    "submitted": Term("Submitted", "Handed in for review; no result of a review was seen."),
    "under_review": Term("Under review", "With a reviewer; no result of a review was seen."),
    "approved": Term("Approved", "Marked as approved by its own site."),
}

MONITORING_TIMES = {
    "before": Term("Before treatment", "Before the first dose."),
    "window": Term("On the days that the article names", "From the first to the last day of its window."),
    "throughout": Term("Throughout treatment", "On every day of treatment."),
}
WINDOW_FITS = {
    "inside": Term("inside it", "Every printed day lies in the article's window."),
    "starts_before": Term("partly before it", "The printed days begin before the window and end in it."),
    "ends_after": Term("partly after it", "The printed days begin in the window and end after it."),
    "both_sides": Term("partly before and partly after it", "The printed days begin before it and end after it."),
    "before": Term("wholly before it", "Every printed day lies before the window."),
    "after": Term("wholly after it", "Every printed day lies after the window."),
}

READERS = {
    "pharmacist": Term("Pharmacist", "The field's terms, every interval, every source."),
    "educator": Term("Educator", "The field's terms, one message a view."),
    "learner": Term("Learner", "Plain words and short explanations."),
}


def label(terms: dict[str, Term], key: str) -> str:
    """The label of a key; an unknown key is shown as it is."""
    return terms[key].label if key in terms else key
