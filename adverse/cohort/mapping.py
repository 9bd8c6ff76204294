"""What each table is and which of its columns has which role, with how that was guessed and three examples."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from adverse.cohort.answers import Answers
from adverse.cohort.read import RawTable
from adverse.cohort.values import is_missing
from adverse.errors import OwnDataError


class Role(NamedTuple):
    """What a column can tell: its label, and the names that columns of it have, the surest first."""

    label: str
    names: tuple[str, ...]


def _role(label: str, names: str) -> Role:
    return Role(label, tuple(names.split()))


OF_PATIENT = {
    "patient": _role(
        "Patient",
        "USUBJID SUBJID PATIENT PATIENT_ID PATIENTID SUBJECT SUBJECT_ID SUBJECTID PATIENT_NO PATIENT_NUMBER PATIENT_NR "
        "PAT_ID PATNR PATIENTENNUMMER PATIENTEN_ID SUBJECT_NUMBER PT_ID CASE_ID PID ID",
    ),
    "arm": _role(
        "Arm",
        "TRT01A TRTA ACTARM TRT01P TRTP ARM ARM_NAME TREATMENT_ARM TREATMENT TREATMENT_GROUP TRT GROUP STUDY_ARM "
        "COHORT GRUPPE BEHANDLUNG DRUG THERAPY",
    ),
    "treated": _role("Treated (safety population)", "SAFFL SAFETY SAFETY_POPULATION SAFETY_FLAG TREATED SAF"),
    "first_dose": _role(
        "First dose",
        "TRTSDT TRTSDTM RFXSTDTC FIRST_DOSE FIRST_DOSE_DATE START_OF_TREATMENT TREATMENT_START INFUSION_START RFSTDTC "
        "TR01SDT THERAPIEBEGINN",
    ),
    "last_dose": _role(
        "Last dose", "TRTEDT TRTEDTM RFXENDTC LAST_DOSE LAST_DOSE_DATE END_OF_TREATMENT TREATMENT_END RFENDTC"
    ),
    "follow_up_end": _role(
        "End of observation", "EOSDT LSTALVDT RFENDT RFPENDTC END_OF_STUDY FOLLOW_UP_END LAST_CONTACT LAST_VISIT DCSDT"
    ),
    "died": _role("Died", "DTHFL DIED DEATH DEAD"),
    "died_on": _role("Date of death", "DTHDT DTHDTC DTHDTM DATE_OF_DEATH DEATH_DATE DIED_ON"),
    "ended": _role("How the study ended", "DCDECOD EOSSTT DCSREAS DCREASCD EOTSTT DSDECOD"),
    "age": _role("Age in years", "AGE AGE_YEARS ALTER"),
    "sex": _role("Sex", "SEX GENDER GESCHLECHT"),
    "weight": _role("Weight in kg", "WEIGHTBL WEIGHT_KG WEIGHT WTBL GEWICHT"),
}
OF_EVENT = {
    "patient": OF_PATIENT["patient"],
    "event": _role(
        "Event", "AEDECOD EVENT PREFERRED_TERM PT EVENT_TERM ADVERSE_EVENT TERM AE PT_NAME EREIGNIS REACTION DIAGNOSIS"
    ),
    "verbatim": _role("Term as reported", "AETERM REPORTED_TERM VERBATIM VERBATIM_TERM AEMODIFY"),
    "soc": _role(
        "Organ class", "AEBODSYS AESOC SOC SYSTEM_ORGAN_CLASS BODY_SYSTEM ORGAN_CLASS ORGAN_SYSTEM CLASS SOC_NAME"
    ),
    "grade": _role("Grade", "AETOXGR ATOXGR AETOXGRN ATOXGRN GRADE CTCAE CTCAE_GRADE CTC_GRADE TOXICITY_GRADE GRAD"),
    "severity": _role("Severity", "AESEV ASEV SEVERITY INTENSITY SCHWEREGRAD SCHWERE"),
    "serious": _role("Serious", "AESER SERIOUS SAE SERIOUSNESS SERIOUS_EVENT"),
    "fatal": _role("Fatal", "AESDTH FATAL LED_TO_DEATH"),
    "outcome": _role("Outcome", "AEOUT OUTCOME"),
    "related": _role("Related to treatment", "AEREL AREL RELATED RELATION CAUSALITY RELATIONSHIP"),
    "action": _role("Action taken", "AEACN ACTION ACTION_TAKEN"),
    "emergent": _role("Treatment-emergent", "TRTEMFL AETRTEM TEAE EMERGENT TREATMENT_EMERGENT TRTEM"),
    "start": _role(
        "Start", "ASTDT AESTDTC AESTDT ASTDTM START_DATE START ONSET_DATE ONSET EVENT_DATE DATE BEGINN STARTDATUM DATUM"
    ),
    "imputed": _role("Start was imputed", "ASTDTF"),
    "day": _role("Day of treatment", "ASTDY AESTDY DAY STUDY_DAY ONSET_DAY TREATMENT_DAY DAYS TAG"),
    "end": _role("End", "AENDT AEENDTC AEENDT END_DATE END RESOLVED_ON ENDE"),
    "period": _role("Period", "APERIOD PERIOD"),
}
OF_TIMES = {
    "patient": OF_PATIENT["patient"],
    "arm": OF_PATIENT["arm"],
    "treated": OF_PATIENT["treated"],
    "endpoint": _role("End point", "PARAMCD PARAM ENDPOINT"),
    "endpoint_name": _role("Name of the end point", "PARAM"),
    "time": _role("Time", "AVAL TIME DAYS TIME_TO_EVENT DAY ZEIT"),
    "censored": _role("Censored (0 is an event)", "CNSR CENSOR CENSORED"),
    "kind": _role("How the time ended", "KIND EVENT STATUS EVENT_TYPE"),
    "reason": _role("Event or censoring in words", "EVNTDESC CNSDTDSC"),
    "date": _role("Date of the end", "ADT"),
}
OF_DOSES = {
    "patient": OF_PATIENT["patient"],
    "treatment": _role("Treatment", "EXTRT"),
    "start": _role("First dose", "EXSTDTC"),
    "end": _role("Last dose", "EXENDTC"),
}
ROLES = {"patients": OF_PATIENT, "events": OF_EVENT, "times": OF_TIMES, "doses": OF_DOSES}
KIND_LABELS = {
    "patients": "a list of patients",
    "events": "a list of events",
    "times": "times to an event",
    "doses": "a list of doses",
}
ALSO_IN_LISTINGS = ("arm", "first_dose", "age", "sex", "weight", "died", "died_on", "follow_up_end")
PREFERRED = {"patients": ("adsl", "dm"), "events": ("adae", "ae"), "times": ("adtte",), "doses": ("ex",)}
N_EXAMPLES = 3


class Mapped(NamedTuple):
    """A table that is understood: what it is, and role -> column with how each was guessed (name, content, reader)."""

    raw: RawTable
    kind: str
    columns: dict[str, str]
    guessed: dict[str, str]

    def column(self, role: str) -> pd.Series | None:
        """The cells of a role, None where no column has it."""
        return self.raw.cells[self.columns[role]] if self.columns.get(role) else None

    @property
    def patient(self) -> pd.Series:
        """The patient of each row; `mapped` refuses lists without."""
        return self.raw.cells[self.columns["patient"]]

    def name(self, role: str) -> str:
        """The name of the column of a role."""
        return self.columns.get(role, "")


def folded_name(name: str) -> str:
    """A column's name whatever its letter case, blanks and signs: "Patient No." is PATIENT_NO."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Z0-9]+", "_", plain.upper()).strip("_")


def mapped(tables: Iterable[RawTable], answers: Answers, known_terms: frozenset[str] = frozenset()) -> list[Mapped]:
    """Each table with its kind and roles; raises OwnDataError for a table in which no column can be a patient.

    `known_terms`: event names in small letters, by which a column of events without a known name is told.
    """
    found, problems = [], []
    for table in tables:
        one = _mapped(table, answers, known_terms)
        missing = [role for role in ("patient",) if not one.columns.get(role) and one.kind != "times"]
        if missing:
            names = ", ".join(list(table.cells)[:8])
            problems.append(f"{table.file}: no column looks like a patient. Choose one. Its columns: {names}.")
        found.append(one)
    if problems:
        raise OwnDataError(problems)
    return found


def mapping_table(tables: Iterable[Mapped]) -> pd.DataFrame:
    """Every role with its column, how it was guessed and three example values: file, kind, role, label, column ..."""
    rows = [
        (one.raw.file, one.kind, role, told.label, one.name(role), one.guessed.get(role, ""), _examples(one, role))
        for one in tables
        for role, told in roles_of(one.kind).items()
    ]
    columns = ["file", "kind", "role", "label", "column", "guessed", "examples"]
    return pd.DataFrame(rows, columns=columns)


def roles_of(kind: str) -> dict[str, Role]:
    """The roles that columns of a kind of table may have; a list of events may say of its patients too."""
    if kind == "events":
        return OF_EVENT | {role: OF_PATIENT[role] for role in ALSO_IN_LISTINGS}
    return ROLES[kind]


def best_of(tables: list[Mapped], kind: str) -> list[Mapped]:
    """The tables of a kind, the one to use first: by its name (adsl before dm), then as they came."""
    order = PREFERRED[kind]

    def rank(one: Mapped) -> int:
        stem = one.raw.file.rpartition(".")[0].lower()
        return next((place for place, name in enumerate(order) if stem.endswith(name)), len(order))

    return sorted([one for one in tables if one.kind == kind], key=rank)


def _mapped(table: RawTable, answers: Answers, known_terms: frozenset[str]) -> Mapped:
    by_name = {folded_name(name): name for name in reversed(list(table.cells))}
    kind = _kind(by_name, table, answers, known_terms)
    columns, guessed = {}, {}
    for role, told in roles_of(kind).items():
        name = next((by_name[name] for name in told.names if name in by_name), "")
        if name:
            columns[role], guessed[role] = name, "name"
    if kind == "events" and "event" not in columns and "verbatim" not in columns:
        column = _column_of_terms(table, known_terms)
        if column:
            columns["event"], guessed["event"] = column, "content"
    if "patient" not in columns and kind != "times":
        column = _column_of_ids(table, set(columns.values()))
        if column:
            columns["patient"], guessed["patient"] = column, "content"
    for (file, role), column in answers.roles.items():
        is_here = file in (table.file, "") and role in roles_of(kind)
        if is_here and (column in table.cells or not column or folded_name(column) in by_name):
            columns[role] = column if column in table.cells else by_name.get(folded_name(column), "")
            guessed[role] = "reader"
    return Mapped(table, kind, columns, guessed)


def _kind(by_name: dict[str, str], table: RawTable, answers: Answers, known_terms: frozenset[str]) -> str:
    names = set(by_name)
    told = {role for (file, role), column in answers.roles.items() if file == table.file and column}
    if ("AVAL" in names and "CNSR" in names) or ({"TIME"} <= names and names & {"KIND", "EVENT", "STATUS", "CNSR"}):
        return "times"
    if names & {"EXTRT", "EXSTDTC", "EXDOSE"}:
        return "doses"
    has_event = names & {*OF_EVENT["event"].names, *OF_EVENT["verbatim"].names} or told & {"event", "verbatim"}
    is_list_of_patients = names & {"SAFFL", "TRT01A", "TRT01P", "ACTARM", "ARMCD"} and not names & {"AEDECOD", "AETERM"}
    if has_event and not is_list_of_patients:
        return "events"
    if is_list_of_patients or told & {"treated"}:
        return "patients"
    return "events" if _column_of_terms(table, known_terms) else "patients"


def _column_of_terms(table: RawTable, known_terms: frozenset[str]) -> str:
    """The column of which most distinct values are known events."""
    for name, column in table.cells.items():
        values = [text.casefold() for text in column.unique() if text]
        if len(values) > 1 and sum(value in known_terms for value in values) > len(values) / 2:
            return str(name)
    return ""


def _column_of_ids(table: RawTable, taken: set[str]) -> str:
    """The first column that looks like numbers of patients: filled throughout, short, with a digit in each."""
    for name, column in table.cells.items():
        values = column.unique()
        looks = all(
            0 < len(text) <= 40 and re.search(r"\d", text) and not re.search(r"[.,]\d", text) for text in values
        )
        is_date = all(re.search(r"\d{4}-\d{2}|\d[/.]\d", text) for text in values)
        if name not in taken and len(values) > 1 and looks and not is_date:
            return str(name)
    return ""


def _examples(one: Mapped, role: str) -> tuple[str, ...]:
    column = one.column(role)
    if column is None:
        return ()
    return tuple(text for text in column.unique()[:50] if not is_missing(text))[:N_EXAMPLES]
