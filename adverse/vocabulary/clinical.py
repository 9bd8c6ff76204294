"""Management and grading: jurisdictions, actions, weights, grading systems."""

from adverse.vocabulary.term import Term

JURISDICTIONS = {
    "us": Term("United States", "US label or US text."),
    "eu": Term("European Union", "EU label or EU text."),
    "jp": Term("Japan", "Japanese package insert."),
    "guideline": Term("Guideline", "Consensus or guideline."),
    "other": Term("Elsewhere or study", "Another country, or one study."),
}

SCHEMES = {
    "": Term("Later text", "No text of the first label."),
    "2014": Term("Text of 2014", "The first US label, of 2014, or a document that repeats its rules."),
}

MANAGEMENT_EVENTS = {
    "crs": Term("Cytokine release", "Cytokine release syndrome."),
    "neurotoxicity": Term("Neurologic, with ICANS", "Events of the brain and nerves, ICANS among them."),
    "other": Term("Other events", "Every other adverse event."),
}

WEIGHT_BANDS = {
    "below_45": Term("Below 45 kg", "Doses per square meter of body surface."),
    "from_45": Term("45 kg and above", "Fixed doses."),
}
LOWER_WEIGHT, OPENING_WEIGHT = WEIGHT_BANDS  # adults without a weight are not in the lower band

ACTIONS = {
    "continue": Term("Continue", "The infusion goes on."),
    "interrupt": Term("Interrupt", "The infusion is paused."),
    "consider_interrupt": Term("Interruption may be considered", "A pause is named as an option."),
    "restart": Term("Restart", "The infusion begins again after a pause."),
    "stop": Term("Stop", "The infusion is ended."),
    "consider_stop": Term("Permanent discontinuation is to be considered", "An end is named as an option."),
    "stop_for_good": Term("Discontinue permanently", "The medicine is not given again."),
}

MILLIGRAM, MICROGRAM = "mg", "mcg"
DOSE_UNITS = {
    MILLIGRAM: Term("milligrams", "One thousandth of a gram."),
    MICROGRAM: Term("micrograms", "One millionth of a gram."),
}
DOSE_UNIT_SIZES = {MILLIGRAM: 1000, MICROGRAM: 1}  # in the smallest of them
MEDICINES_IN_MILLIGRAMS = ("dexamethasone", "prednisone", "methylprednisolone", "levetiracetam")

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

GRADING_SYSTEMS = {
    "astct_2019": Term("ASTCT 2019", "The consensus criteria of Lee and others for CRS and ICANS."),
    "ctcae_5": Term("CTCAE v5.0", "The general criteria of the National Cancer Institute, 2017."),
    "ctcae_4_03": Term("CTCAE v4.03", "The same criteria in the version of 2010."),
    "ice": Term("ICE score", "Ten questions and tasks, one point each."),
}

GRADING_DOMAINS = {
    "temperature": Term("Temperature", "Fever."),
    "therapy": Term("Fever-hiding therapy", "Medicines that hide fever."),
    "hypotension": Term("Hypotension", "Low blood pressure."),
    "hypoxia": Term("Hypoxia", "Low oxygen."),
    "ice": Term("ICE score", "Thinking test."),
    "capd": Term("CAPD score", "Confusion score for children."),
    "consciousness": Term("Consciousness", "Being awake."),
    "seizure": Term("Seizure", "Seizure."),
    "motor": Term("Motor findings", "Weakness."),
    "edema": Term("Edema and pressure", "Swelling of the brain."),
    "whole": Term("Whole syndrome", "Everything together."),
}

SYNDROMES = {
    "crs": Term("CRS", "Cytokine release syndrome."),
    "icans": Term("ICANS", "Immune effector cell-associated neurotoxicity syndrome."),
}
SYNDROME_GROUPS = {"crs": ("crs",), "icans": ("neurotoxicity", "psychiatric")}  # event groups of each

PLAIN_SIGNS = {  # what the article calls a manifestation -> how a learner reads it
    "Encephalopathy": "confusion or sleepiness",
    "Convulsions/seizures": "fits",
    "Disorientation": "not knowing where or when one is",
    "Neurotoxicity": "effects on the nervous system",
    "Agnosia": "not recognizing familiar things",
    "Intention tremor": "shaking when reaching for something",
    "Immune effector cell-associated neurotoxicity syndrome": "trouble with speech, writing or waking (ICANS)",
    "Pyrexia (fever)": "fever",
    "Headache": "headache",
    "Nausea": "feeling sick",
    "Asthenia (weakness)": "weakness",
    "Hypotension": "low blood pressure",
    "Increased transaminases": "raised liver tests",
    "Increased total bilirubin": "raised bilirubin in the blood",
}
