"""A reader's own files: why a row is left out of what."""

from adverse.vocabulary.term import Term

LEFT_OUT_REASONS = {
    "not_treated": Term("not treated", "No flag or date says that the patient was treated."),
    "treated_by_date_only": Term("not in the safety population, but with a first dose", "Counted on request."),
    "not_an_arm": Term("screen failure, not assigned or not treated", "The arm of the row is no treatment."),
    "no_arm": Term("no arm", "The row names no treatment for the patient."),
    "no_patient": Term("no patient", "The row names no patient."),
    "same_row": Term("the same row again", "Every cell is that of an earlier row."),
    "same_patient": Term("the patient stands in an earlier row", "One row a patient is needed; the first is used."),
    "two_arms": Term("the patient stands in two arms", "The reader chose to leave such patients out."),
    "unknown_patient": Term("the patient is not in the list of patients", "The list of patients does not name them."),
    "patient_left_out": Term("the patient was left out", "Not treated, or left out for another reason."),
    "no_term": Term("neither a coded nor a reported term", "Nobody knows what the event was."),
    "not_emergent": Term("not treatment-emergent", "The flag of the file does not say that it is."),
    "before_first_dose": Term("before the first dose", "The event started before treatment did."),
    "other_treatment": Term("treatment at onset not known", "The patient had several treatments; none fits the event."),
    "two_grades": Term("two grades in one cell", "Counted as an event without a grade."),
    "not_a_grade": Term("not a grade from 1 to 5", "Counted as an event without a grade."),
    "not_finite": Term("not a finite number", "A number without end, or too large to be one."),
    "not_a_number": Term("not a number", "Counted, but not on the curve."),
    "not_a_date": Term("not a date", "Counted, but not on the curve."),
    "day_not_known": Term("day not known", "Counted, but not on the curve: no date is padded."),
    "no_start": Term("no start date", "Counted, but not on the curve."),
    "no_time": Term("the time is missing", "No time to the event or to the end of observation."),
    "no_end": Term("how the time ended is missing", "Neither event nor censoring is stated."),
    "negative_time": Term("a time below 0", "It lies before the start of observation."),
}

LEFT_OUT_OF = {
    "everything": Term("left out", "The row counts nowhere."),
    "grades": Term("counted without a grade", "The event counts, its grade does not."),
    "curves": Term("not on the curve", "The event counts, its day does not."),
}

OWN_SOURCE_KINDS = {
    "own_data": Term("Your file", "A file that a reader brought; it is not part of the collection."),
    "safety_reports": Term("Reports counted here", "Quarters of safety reports that the operator of a server loaded."),
}
OWN_REVIEW_STATUSES = {"counted_here": Term("Counted here", "Counted by this program from the rows of your file.")}
OWN_TIERS = {"own": Term("Your data", "An arm of your file.")}
OWN_DRUG_CLASSES = {
    "placebo": Term("Placebo", "A treatment without an active medicine."),
    "other": Term("Another treatment", "A treatment of your file."),
}

GROUP_OF_CLASS = {  # organ class in small letters -> group of events
    "blood and lymphatic system disorders": "hematologic",
    "cardiac disorders": "cardiac",
    "endocrine disorders": "metabolic",
    "gastrointestinal disorders": "gastrointestinal",
    "general disorders and administration site conditions": "general",
    "general disorders": "general",
    "hepatobiliary disorders": "hepatobiliary",
    "immune system disorders": "immune",
    "infections and infestations": "infection",
    "metabolism and nutrition disorders": "metabolic",
    "musculoskeletal and connective tissue disorders": "musculoskeletal",
    "nervous system disorders": "neurotoxicity",
    "psychiatric disorders": "psychiatric",
    "renal and urinary disorders": "renal",
    "respiratory, thoracic and mediastinal disorders": "respiratory",
    "skin and subcutaneous tissue disorders": "skin",
    "vascular disorders": "vascular",
}  # every other class, and none, is a group of its own: "other"
