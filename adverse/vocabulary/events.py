"""What is counted, and in whom: grades, subsets, periods, units, event groups and arms."""

from adverse.vocabulary.term import Term

GRADE_BANDS = {
    "any": Term("Any grade", "All grades together, or no grade stated.", "AETOXGR 1 to 5"),
    "1_2": Term("Grade 1-2", "Mild or moderate.", "AETOXGR 1, 2"),
    "ge3": Term("Grade 3 or higher", "Severe, life-threatening or fatal.", "AETOXGR 3, 4, 5"),
    "3": Term("Grade 3 only", "Severe, printed apart from grade 4.", "AETOXGR 3"),
    "4": Term("Grade 4 only", "Life-threatening, printed apart from grade 3.", "AETOXGR 4"),
    "5": Term("Grade 5 only", "Fatal.", "AETOXGR 5"),
}

GRADES_COUNTED = {
    "1": Term("Grade 1, as printed", "The source prints the figure beside grade 1, and no other grade."),
    "2": Term("Grade 2, as printed", "The source prints the figure beside grade 2, and no other grade."),
    "2_4": Term("Grades 2 to 4", "Grade 2 is counted too, and grade 5 is not."),
    "3_4": Term("Grades 3 and 4", "Grade 5 is not counted."),
    "4_5": Term("Grade 4 or higher", "Grade 5 is counted too."),
}

SUBSETS = {
    "all": Term("All events", "Whatever the cause or consequence.", "AETERM"),
    "serious": Term("Serious", "Fatal, life-threatening, disabling or leading to a hospital stay.", "AESER"),
    "fatal": Term("Fatal", "The event ended in death.", "AESDTH"),
    "non_serious": Term(
        "Other than serious",
        "Events that are not serious, as registry records print them, apart from the serious ones of the same name.",
        "AESER N",
    ),
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

GRADING_SCALES = {
    "": Term("Scale not stated", "The row does not say by which scale its events were graded."),
    "ctcae_4": Term("CTCAE 4.0/4.03", "The general criteria of the National Cancer Institute, version 4."),
    "ctcae_3": Term("CTCAE 3", "The same criteria, version 3."),
    "ctcae_5": Term("CTCAE 5", "The same criteria, version 5."),
    "astct_2019": Term("ASTCT", "The consensus criteria of Lee and others of 2019, for CRS and ICANS."),
    "lee_2014": Term("Lee grading", "The criteria of Lee and others of 2014, for CRS."),
    "penn": Term("Penn grading", "The criteria of the University of Pennsylvania, for CRS."),
    "icaht": Term("ICAHT", "Depth and duration of neutropenia after cell therapy."),
    "several": Term("Several scales", "The patients were graded by different scales."),
}

COUNT_ORIGINS = {
    "": Term("As printed", "The figure stands in the source."),
    "added_up": Term("Added up here", "The sum of counts that the source prints apart."),
}

QUOTATIONS = {
    "": Term("First-hand", "The document tells of its own patients or reports."),
    "second_hand": Term("Second-hand", "The document quotes another one."),
}

DATA_CUTS = {
    "": Term("Main analysis", "The analysis that the arm's other rows are of, or the only one."),
    "interim": Term("Earlier cut", "An earlier look at the arm, at part of its patients or of their time."),
    "final": Term("Later cut", "A later look at the same patients, which takes the place of the earlier one."),
}

FINDINGS = {
    "reported": Term("Reported event", "An event that was reported under this name.", "AE"),
    "laboratory": Term("Laboratory value", "A measured value beyond a limit, reported as an event or not.", "LB"),
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
    "~": Term("about", "An approximate figure, or an estimate that is no share of counted patients."),
}

COUNT_BASES = {
    "printed": Term("Printed", "The source prints how many patients had the event."),
    "worked_out": Term(
        "Worked out", "Only one whole count of the patients gives the printed percentage at its printed decimals."
    ),
    "between": Term(
        "Between two counts",
        "Several whole counts give the printed percentage; the interval runs from the lower limit of the smallest to "
        "the upper limit of the largest.",
    ),
    "apart": Term(
        "Serious and other apart",
        "A registry record prints patients with a serious and with another event of the name apart, and a patient may "
        "be among both: at least the larger of the two had it, at most their sum.",
    ),
    "at_least": Term(
        "Other than serious alone",
        "Only the events that are not serious could be read of a registry record: at least so many had the event.",
    ),
    "": Term("No count", "No count is printed or can be worked out."),
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

PEOPLE_IN_SETTINGS = {  # behind "adults" or "children", as a learner reads it
    "relapsed_refractory": "with leukemia that came back or did not respond",
    "mrd_positive": "in remission with measurable residual disease",
    "consolidation": "treated in remission, to keep it",
    "ph_positive": "with leukemia with the Philadelphia chromosome",
    "lymphoma": "with B-cell lymphoma",
    "myeloma": "with multiple myeloma",
    "mixed": "in several settings",
    "other": "in another setting",
    "": "whose setting is not stated",
}

AGE_GROUPS = {
    "adult": Term("Adults", "Adults only."),
    "pediatric": Term("Children", "Children and adolescents only."),
    "mixed": Term("Adults and children", "Both together."),
    "": Term("Age not stated", "The source does not say."),
}

ALLOCATIONS = {
    "": Term("Not by chance", "No other arm here holds patients from whom chance set these apart as a whole."),
    "randomized": Term("Randomized", "Chance assigned the patients to this arm or to another arm of the trial here."),
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

DOSES = {
    "recommended": Term("Recommended dose", "The dose and steps that labels recommend for these patients."),
    "other": Term("Another dose", "A dose that no label recommends, or several doses together."),
    "": Term("Dose not stated", "The source does not say, or the medicine has no such dose."),
}

T_CELL_ENGAGING = ("bite", "cd3_bispecific", "car_t")  # classes whose arms may be pivotal

DISEASES = {
    "leukemia": Term("B-cell acute lymphoblastic leukemia", "Leukemia of immature B cells."),
    "lymphoma": Term("B-cell lymphoma and CLL", "Lymphomas of B cells and chronic lymphocytic leukemia."),
    "myeloma": Term("Multiple myeloma", "Cancer of plasma cells."),
    "small_cell_lung_cancer": Term("Small cell lung cancer", "A fast-growing cancer of the lung."),
}

TIERS = {
    "core": Term("Core", "Label pools, pivotal and randomized trials."),
    "supporting": Term("Supporting", "Small cohorts, subgroups, registries and meta-analyses."),
}

COMPARABILITY = {
    "randomized": Term(
        "Randomized comparison",
        "Chance decided who got which treatment, so a difference is an effect of treatment or chance.",
    ),
    "part_of_randomized": Term(
        "Part of the randomized patients",
        "Chance decided who got which treatment, but only some of those treated are counted, so randomization "
        "no longer protects the comparison.",
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
