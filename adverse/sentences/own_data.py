"""What is said of a reader's own files: what was understood, what was left out, what is asked."""

NO_LIST_OF_PATIENTS = (
    "The file lists patients who had an event. How many were treated is not in it: add ADSL, or give N of each arm."
)
EVERYBODY_LISTED = "{file} has rows of {patients} without an event. Does it list everybody who was treated?"
N_TOO_SMALL = "{arm}: {n} treated patients are given, but {seen} stand in the files."
N_OF_UNKNOWN_ARM = "{arm} is no arm of the files; its {n} patients had no event."
N_WITHOUT_ARM = (
    "The files name no arm, so N of {arms} cannot be used. Choose the column of the arm, or give N of all patients."
)
TWO_ARMS = "Patient {patient} stands in {n} arms ({word}s {lines}){more}. Choose what to do."
SAME_PATIENT = (
    "{file}, {word}s {first} and {second}: {column} {patient} stands twice; the rows differ in {columns}. "
    "One row a patient is needed: the first is used."
)
TREATED_BY_DATE_ONLY = "{patients} without {flag} but with {dose} ({file}, {word} {line}): counted as treated?"
NO_TREATED_COLUMN = "No column says who was treated: everybody with an arm is counted."
NO_ARM_COLUMN = "No column looks like an arm. Choose one, or count all patients together."
ARM_OF_SEVERAL = "{patients} with another treatment in {other} than in {column}: counted by {column}."
DATE_ORDER = "In {column} of {file}, {example} can be two days. Which comes first, day or month?"
DATE_ORDERS_DIFFER = "In {column} of {file}, some dates have the day first and some the month. Which comes first?"
SERIAL_DATES = "{column} of {file} holds numbers. {example} is {day} as {program} counts days. Is that right?"
SERIAL_UNSURE = "{column} of {file} holds numbers. {example} is {excel} as Excel counts days, {sas} as SAS does. Which?"
SEVERITY_GRADE = (
    "{rows} with words for how severe the event was ({examples}) and no grade. Are mild, moderate and severe to be "
    "read as grades 1, 2 and 3?"
)
ROWS_WITHOUT_TERM = "{rows} without the name of an event: counted in any adverse event?"
LEFT_OUT = "{n} {rows} of {file} left out: {reason}."
NOT_ON_CURVE = "{n} {rows} of {file}: {reason}."
NO_DAY = "{starts} without a day: counted, but not on the curve."
NO_FIRST_DOSE = "{patients} without a start of treatment: counted, but not on the curve."
DERIVED_FLAG = (
    "Nothing flags events as treatment-emergent: those that can have started on or after the first dose are counted."
)
COULD_BE_AFTER = "{events} started in a month or year in which treatment began: counted, day not known."
NO_START_COUNTED = "{events} without a start: counted as treatment-emergent."
NO_DATES = "Without starts of events and of treatment every event is counted as treatment-emergent."
EMERGENT_FLAG = "{column} of {file} says which events are treatment-emergent."
NOT_CODED = "{rows} without a coded term: counted under the term as reported, not coded."
NO_CLASS = "{rows} without an organ class."
JOINED = "{name} is counted together under {n} spellings: {spellings}."
PROPOSED = "{first} and {second} may be one event: they are counted apart unless you join them."
SHARED_PATIENTS = "{patients} in more than one arm. These groups share patients; no difference is shown."
NOT_USED = "{file} was not used: {other} is {kind} too."
NOBODY = "{arm}: nobody of {n} had {event}; the share can be up to {upper}."
NO_PATIENT_MATCHES = (
    "No patient of {events} stands in {patients}: the two name patients differently. Choose the columns of patients."
)
NO_EVENTS = (
    "No file has one row for each event of a patient, with a column that names the event: nothing can be counted "
    "(read were {read})."
)
ONLY_PATIENTS = "{file} is {kind}; there is no list of events beside it."
NO_ARM_LEFT = "No patient with an arm was treated: nothing can be counted."
UNREAD_WORDS = "{cells} of {column} in {file} say neither yes nor no: not counted as yes ({examples})."
TOO_FEW_FOR_MODEL = "{event} has {n} patients: too few for a model ({per} events a factor)."
SPARSE_MODEL = (
    "{factors}: Firth's correction was used, as {event} has few patients ({n}) or a level parts those with it from "
    "those without."
)
NO_DEATHS_KNOWN = (
    "The files name no death and nothing else that ends the time at risk: the share with the event is the one if "
    "nothing else ends it."
)
COMPETING_DEATH = "Death without the event ends the time at risk: it competes with the event."
COMPETING_STOPPED = "Leaving the study for another reason than its end competes with the event."
IF_NOBODY_DIED = "1 minus the Kaplan-Meier share would be the share with the event if nothing competed with it."
LABEL_IS_TEXT = "A label holds no counts of these patients: its sections are shown as text."
NO_TIME_IN_ARM = "{arm}: no patient has a time; it has no curve."
HOW_COUNTED = (
    "A patient counts once for an event, at the worst grade that is known; at risk is everybody treated. Percentages "
    "have 95% Wilson limits."
)
NOTHING_PADDED = "No date is padded and no missing grade is guessed; what is not known to the day is on no curve."
DIFFERENT_PATIENTS = "These are other patients than those of published rows: look at both, no test lies between them."
HIDDEN_ROWS = "{rows} with counts of 1 to 4 (or that would give them away) are hidden; what is hidden is not zero."
RECOUNT_FROM_FILES = "To count your files again with this program, in their folder:"
RECOUNT_FROM_LISTING = "To count listing.csv again without this program: python recount.py"
RECOUNT_NEEDS_LISTING = "recount.py counts listing.csv again: tick the rows of patients to have it in the zip."
OF_TIMES = (
    "times.csv holds what each curve comes to by until_day, the last day on which every arm has at least five patients "
    "at risk (where one never has, the last day of all): the share with the event, the mean of days free of it within "
    "those days, and the shape of a Weibull distribution, each with its 95% limits, and the median without. A shape "
    "below 1 says that the hazard falls with time; it does not say why."
)
FIRST_DAY = "Day 1 is the day of the first dose."


def several(n: int, one: str, more: str = "") -> str:
    """ "1 row", "3 rows"."""
    return f"{n:,} {one if n == 1 else more or one + 's'}"
