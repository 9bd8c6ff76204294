"""Safety reports: roles, measures, strata, and the values of who was reported."""

from adverse.vocabulary.term import Term

REPORT_ROLES = {
    "suspect": Term("Suspected", "Reports that name the medicine as primary or secondary suspect."),
    "primary": Term("Primary", "Reports that name the medicine as the primary suspect."),
    "any": Term("Any", "Interacting, concomitant and unknown roles too."),
}
REPORT_MEASURES = {
    "ror": Term("ROR", "Reporting odds ratio"),
    "prr": Term("PRR", "Proportional reporting ratio"),
    "ic": Term("IC", "Information component, log2 of observed over expected reports"),
    "ebgm": Term("EBGM", "Observed over expected reports, shrunk by all pairs of the store"),
}
REPORT_LOOKS = {
    "ratios": Term("Ratios", "Events with one measure and its limits."),
    "rules": Term("Rules", "The rules by which a pair is called a signal, side by side."),
    "who": Term("Who", "Who was reported, beside all reports."),
    "when": Term("When", "Days from the first dose to the event."),
    "products": Term("Products", "The same events in reports of other products."),
    "store": Term("Store", "What each step from rows to reports left, and the quarters."),
}
REPORT_STRATA = {
    "": Term("All reports", "No strata."),
    "sex": Term("By sex", "Each sex with its own counts."),
    "age_band": Term("By age", "Each age band with its own counts."),
}
NOT_GIVEN = "Not reported"
WHO_CHARACTERISTICS = {
    "sex": Term("Sex", "As reported."),
    "age_band": Term("Age", "In years, at the event."),
    "reporter": Term("Sent by", "Occupation of the first reporter."),
    "country": Term("Country", "Where the event happened, else where the report came from."),
    "outcome": Term("Outcome", "A report may name several."),
    "other_medicine": Term("Other medicine named", "A report may name several."),
}
WHO_VALUES = {
    "sex": {"F": "Female", "M": "Male"},
    "age_band": {
        "under_2": "Under 2",
        "2_to_11": "2 to 11",
        "12_to_17": "12 to 17",
        "18_to_44": "18 to 44",
        "45_to_64": "45 to 64",
        "65_to_74": "65 to 74",
        "from_75": "75 or older",
    },
    "reporter": {
        "MD": "Physician",
        "PH": "Pharmacist",
        "HP": "Other health professional",
        "OT": "Other health professional (OT)",
        "RN": "Nurse",
        "CN": "Consumer",
        "LW": "Lawyer",
    },
    "outcome": {
        "DE": "Death",
        "LT": "Life-threatening",
        "HO": "Hospitalization",
        "DS": "Disability",
        "CA": "Congenital anomaly",
        "RI": "Intervention to prevent harm",
        "OT": "Other serious",
    },
}
EVENT_WORLDS = {
    "trials": Term("Trials", "Patients of clinical trials who had the event, of all who were treated."),
    "label": Term("Label wording", "What prescribing information says of the event."),
    "reports": Term("Reports", "Safety reports that name medicine and event together."),
}
