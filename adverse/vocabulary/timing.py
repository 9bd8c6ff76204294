"""Onset, monitoring phases, and factors that go with more or fewer events."""

from adverse.vocabulary.term import Term

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

MONITORING_TIMES = {
    "before": Term("Before treatment", "Before the first dose."),
    "window": Term("On the days that the article names", "From the first to the last day of its window."),
    "throughout": Term("Throughout treatment", "On every day of treatment."),
}

WATCH_TIMES = {time: MONITORING_TIMES[time] for time in ("before", "throughout")}

WINDOW_FITS = {
    "inside": Term("inside it", "Every printed day lies in the article's window."),
    "starts_before": Term("partly before it", "The printed days begin before the window and end in it."),
    "ends_after": Term("partly after it", "The printed days begin in the window and end after it."),
    "both_sides": Term("partly before and partly after it", "The printed days begin before it and end after it."),
    "before": Term("wholly before it", "Every printed day lies before the window."),
    "after": Term("wholly after it", "Every printed day lies after the window."),
}

FACTOR_COMPARES = {
    "patients": Term("Patients", "Patients with the factor against patients without it."),
    "treatments": Term(
        "Treatments", "One treatment against another, or a time before it: no risk factor of a patient."
    ),
}

EVIDENCE_KINDS = {  # of a factor, the strongest first
    "adjusted": Term("adjusted ratio", "A ratio with other factors held constant."),
    "not_stated": Term("ratio", "A ratio; whether other factors were held constant is not stated."),
    "unadjusted": Term("unadjusted ratio", "A ratio without other factors held constant."),
    "two_groups": Term("two shares", "Shares of patients with the event in two groups."),
    "reports": Term("shares of reports", "Shares of reported cases: no risk."),
    "statement": Term("text only", "Words, or a figure without another to compare it with."),
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
