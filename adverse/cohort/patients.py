"""Who was treated with what: one row a patient, from a list of patients or, without one, from a list of events."""

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from adverse.cohort.answers import Answers, Question
from adverse.cohort.file_dates import FileDates
from adverse.cohort.left_out import LeftOut
from adverse.cohort.limits import MOST_ARMS, MOST_PATIENTS, check_number
from adverse.cohort.mapping import Mapped, folded_name
from adverse.cohort.terms import folded_all
from adverse.cohort.values import are_given, are_in, marks, numbers
from adverse.sentences import own_data as said
from adverse.sentences.own_data import several

NOT_ARMS = {
    *("screen failure", "screen failures", "screenfail", "scrnfail", "not treated", "nottrt", "not assigned"),
    *("notassgn", "not randomized", "not randomised", "unassigned"),
}
ALL_PATIENTS = "All patients"
TWO_ARMS_OPTIONS = {
    "both": "Count in both, each event under the treatment at its onset",
    "first": "Use the first row",
    "leave_out": "Leave such patients out",
}
YES_NO = {"no": "No", "yes": "Yes"}
PERIOD_TREATMENT = re.compile(r"TRT(\d\d)(A|P)")


class Patients(NamedTuple):
    """The treated patients of the files.

    `table`: index patient; arm, line, first_dose, last_dose, follow_up_end, died_on (days since 1970 or NaN), is_dead,
    is_stopped (left before the end, NaN where not known), age_years, sex, weight_kg. `treatments`: patient, arm, start:
    one row a treatment of a patient. `baseline`: every cell of the patient's row. `seen`: every patient that the list
    names, counted or not. `is_whole`: whether the table holds everybody who was treated.
    """

    table: pd.DataFrame
    treatments: pd.DataFrame
    baseline: pd.DataFrame
    seen: frozenset[str]
    is_whole: bool
    file: str


def patients_of(
    one: Mapped,
    answers: Answers,
    dates: FileDates,
    left_out: LeftOut,
    *,
    dosed: Mapped | None = None,
    is_list: bool = True,
) -> tuple[Patients, list[str], list[Question]]:
    """The patients of a table, what is said of it, and what is asked.

    `dosed`: a list of doses, in which everybody who was treated stands. `is_list`: a list of patients; a list of events
    names only those with one.
    """
    cells, notes, questions = one.raw.cells, [], []
    patient = one.patient.to_numpy()
    kept = ~_drop(left_out, one, ~are_given(one.patient), "no_patient", is_list)
    if is_list:
        kept &= ~_drop(left_out, one, kept & cells.duplicated().to_numpy(), "same_row", is_list)
    seen = frozenset(patient[kept])
    check_number("patients", len(seen), MOST_PATIENTS)
    arm, arm_notes, arm_questions = _arms(one, answers, is_list)
    notes += arm_notes
    questions += arm_questions
    keys, given = folded_all(arm), are_given(pd.Series(arm, dtype="str"))
    is_arm = ~are_in(keys, list(NOT_ARMS))
    if is_list:
        kept &= ~_drop(left_out, one, kept & given & ~is_arm, "not_an_arm", is_list, "arm")
        treated, treated_notes, treated_questions = _treated(one, answers, dates, dosed, kept)
        notes += treated_notes
        questions += treated_questions
        by_date = (treated == 0) & are_in(np.arange(len(cells)), _only_dated(one, dates, kept))
        kept &= ~_drop(left_out, one, kept & by_date, "treated_by_date_only", is_list, "treated")
        kept &= ~_drop(left_out, one, kept & (treated == 0), "not_treated", is_list, "treated")
        kept &= ~_drop(left_out, one, kept & ~given, "no_arm", is_list, "arm")
    else:
        kept &= given & is_arm
    table = pd.DataFrame({"patient": patient, "arm": _one_spelling(arm, keys), "line": cells.index})
    rows = table[kept]
    shared = rows.groupby("patient")["arm"].transform("nunique") > 1
    answer = "both"
    if shared.any():
        question = _two_arms(one, rows[shared], int(rows.loc[shared, "patient"].nunique()))
        questions.append(question)
        answer = answers.to(question) or "first"
        if answer == "leave_out":
            out = kept & are_in(patient, rows.loc[shared, "patient"].unique())
            kept &= ~_drop(left_out, one, out, "two_arms", True, "arm")
            rows = table[kept]
    again = rows["patient"].duplicated()
    if is_list:
        repeated = again & ~(shared.reindex(rows.index) & (answer == "both"))
        notes += _same_patient(one, rows, repeated)
        _drop(left_out, one, are_in(np.arange(len(table)), rows.index[repeated]), "same_patient", True, "patient")
    first = rows[~again]
    place = first.index.to_numpy()
    of_patient = first.set_index("patient")
    of_patient = of_patient.assign(**_times(one, dates, place), **_traits(one, place))
    of_patient["is_dead"] |= of_patient["died_on"].notna()
    treatments = rows[["patient", "arm"]].assign(start=np.nan)
    if answer != "both":
        treatments = treatments[~again]
    treatments, period_notes = _with_periods(one, dates, of_patient, treatments.drop_duplicates(["patient", "arm"]))
    notes += period_notes
    check_number("arms", treatments["arm"].nunique(), MOST_ARMS)
    baseline = cells.iloc[place].set_axis(of_patient.index)
    return Patients(of_patient, treatments, baseline, seen, is_list, one.raw.file), notes, questions


def _drop(left_out: LeftOut, one: Mapped, which: np.ndarray, reason: str, is_told: bool, role: str = "") -> np.ndarray:
    if is_told:
        left_out.add(one, which, reason, role)
    return which


def _one_spelling(arm: np.ndarray, keys: np.ndarray) -> np.ndarray:
    """Arms whatever their letter case and blanks, each as it is written most often."""
    counts = pd.DataFrame({"key": keys, "arm": arm}).value_counts().reset_index()
    shown = counts.drop_duplicates("key").set_index("key")["arm"]
    return np.array([shown[key] for key in shown.index], dtype=object)[shown.index.get_indexer(keys)]


def _arms(one: Mapped, answers: Answers, is_list: bool) -> tuple[np.ndarray, list[str], list[Question]]:
    """The arm of each row; asked where no column has a name that says so and several could be it."""
    column = one.column("arm")
    if column is not None:
        notes = []
        planned = {"TRT01A": "TRT01P", "ACTARM": "ARM", "TRTA": "TRTP"}.get(folded_name(one.name("arm")))
        beside = next((name for name in one.raw.cells if planned and folded_name(name) == planned), None)
        if beside:
            other = one.raw.cells[beside]
            n = int(((other != column) & are_given(other) & are_given(column)).sum())
            if n:
                notes.append(
                    said.ARM_OF_SEVERAL.format(patients=several(n, "patient"), other=beside, column=one.name("arm"))
                )
        return column.to_numpy(), notes, []
    taken = {name for name in one.columns.values() if name}
    could_be = {
        str(name): f"{name}: {', '.join(sorted(values.unique())[:4])}"
        for name, values in one.raw.cells.items()
        if name not in taken and 2 <= values[values != ""].nunique() <= 8 and not values.str.fullmatch(r"[YN]?").all()
    }
    together = np.full(len(one.raw.cells), ALL_PATIENTS, dtype=object)
    if not could_be:
        return together, ["No column names an arm: all patients are counted together."], []
    options = {"all": "All patients together"} | could_be
    default = "" if is_list else "all"
    question = Question(f"arm:{one.raw.file}", said.NO_ARM_COLUMN, options, default)
    told = answers.to(question)
    return (one.raw.cells[told].to_numpy() if told in could_be else together), [], [question]


def _only_dated(one: Mapped, dates: FileDates, kept: np.ndarray) -> np.ndarray:
    """Rows of which the flag is empty and a first dose is given."""
    flag = one.column("treated")
    first = dates.of(one, "first_dose")
    if flag is None or first is None:
        return np.array([], dtype=int)
    return np.flatnonzero(kept & np.isnan(marks(flag)) & ~np.isnan(first.first))


def _treated(
    one: Mapped, answers: Answers, dates: FileDates, dosed: Mapped | None, kept: np.ndarray
) -> tuple[np.ndarray, list[str], list[Question]]:
    """1 for a row of a treated patient, 0 for any other, by the flag, else a list of doses, else a first dose."""
    flag, first = one.column("treated"), dates.of(one, "first_dose")
    patient = one.patient.to_numpy()
    if flag is not None and not np.isnan(marks(flag)).all():
        treated = np.nan_to_num(marks(flag))
        only_dated = _only_dated(one, dates, kept)
        if not len(only_dated):
            return treated, [], []
        sentence = said.TREATED_BY_DATE_ONLY.format(
            patients=several(len(only_dated), "patient"),
            flag=one.name("treated"),
            dose=one.name("first_dose"),
            file=one.raw.file,
            word=one.raw.row_word,
            line=one.raw.cells.index[only_dated[0]],
        )
        question = Question("treated_by_date", sentence, YES_NO, "no")
        if answers.to(question) == "yes":
            treated[only_dated] = 1
        return treated, [], [question]
    if dosed is not None:
        return are_in(patient, dosed.patient.unique()).astype(float), [], []
    if first is not None and (first.form != "none").any():
        return (first.form != "none").astype(float), [f"Treated are those with a {one.name('first_dose')}."], []
    return np.ones(len(patient)), [said.NO_TREATED_COLUMN], []


def _two_arms(one: Mapped, rows: pd.DataFrame, n_patients: int) -> Question:
    patient = rows["patient"].iloc[0]
    own = rows[rows["patient"] == patient].drop_duplicates("arm")
    more = f", and {n_patients - 1} more patients" if n_patients > 1 else ""
    sentence = said.TWO_ARMS.format(
        patient=patient, n=len(own), word=one.raw.row_word, lines=", ".join(map(str, own["line"])), more=more
    )
    return Question("two_arms", sentence, TWO_ARMS_OPTIONS)


def _same_patient(one: Mapped, rows: pd.DataFrame, repeated: pd.Series) -> list[str]:
    notes, cells = [], one.raw.cells
    again = rows[repeated].drop_duplicates("patient")
    firsts = rows[rows["patient"].isin(again["patient"])].drop_duplicates("patient").set_index("patient")
    for second in again.head(3).itertuples():
        earlier = firsts.loc[second.patient]
        differ = [str(n) for n in cells if cells.at[earlier["line"], n] != cells.at[second.line, n]]
        notes.append(
            said.SAME_PATIENT.format(
                file=one.raw.file,
                word=one.raw.row_word,
                first=earlier["line"],
                second=second.line,
                column=one.name("patient"),
                patient=second.patient,
                columns=", ".join(differ[:5]),
            )
        )
    if len(again) > 3:
        notes.append(f"The same is true of {len(again) - 3} more patients.")
    return notes


def _times(one: Mapped, dates: FileDates, place: np.ndarray) -> dict[str, np.ndarray]:
    """Days since 1970 that are known to the day."""
    found = {}
    for role in ("first_dose", "last_dose", "follow_up_end", "died_on"):
        read = dates.of(one, role)
        found[role] = np.full(len(place), np.nan) if read is None else read.exact[place]
    return found


def _traits(one: Mapped, place: np.ndarray) -> dict[str, np.ndarray]:
    def cells(role: str) -> pd.Series | None:
        column = one.column(role)
        return None if column is None else column.iloc[place]

    died, ended = cells("died"), cells("ended")
    dead = np.nan_to_num(marks(died)) > 0 if died is not None else np.zeros(len(place), dtype=bool)
    stopped = np.full(len(place), np.nan)
    if ended is not None:
        upper = ended.str.upper()
        dead |= upper.str.contains("DEATH|DIED|DEAD").to_numpy()
        given = are_given(ended) & ~upper.isin(["ONGOING"]).to_numpy()
        stopped = np.where(given, ~upper.str.startswith("COMPLETE").to_numpy(), np.nan).astype(float)
    found = {"is_dead": dead, "is_stopped": stopped}
    for name, role in (("age_years", "age"), ("weight_kg", "weight")):
        column = cells(role)
        values = numbers(column) if column is not None else np.full(len(place), np.nan)
        found[name] = np.where(np.isfinite(values), values, np.nan)
    sex = cells("sex")
    found["sex"] = sex.to_numpy() if sex is not None else np.full(len(place), "", dtype=object)
    return found


def _with_periods(
    one: Mapped, dates: FileDates, of_patient: pd.DataFrame, treatments: pd.DataFrame
) -> tuple[pd.DataFrame, list[str]]:
    """The treatments of every period, where a list of patients has a column for each: TRT01A, TRT02A ..."""
    found = {folded_name(name): name for name in one.raw.cells}
    kind = PERIOD_TREATMENT.fullmatch(folded_name(one.name("arm")))
    periods = sorted(
        name for name in found if (match := PERIOD_TREATMENT.fullmatch(name)) and kind and match[2] == kind[2]
    )
    if len(periods) > 1:
        parts = []
        for name in periods:
            number = name[3:5]
            arm = one.raw.cells[found[name]].loc[of_patient["line"]]
            starts = next((found[key] for key in (f"TR{number}SDT", f"AP{number}SDT") if key in found), "")
            start = dates.of_column(one, starts).exact if starts else np.full(len(one.raw.cells), np.nan)
            at = one.raw.cells.index.get_indexer(of_patient["line"])
            part = pd.DataFrame({"patient": of_patient.index, "arm": arm.to_numpy(), "start": start[at]})
            parts.append(part.assign(period=str(int(number))))
        whole = pd.concat(parts)
        keys = folded_all(whole["arm"].to_numpy())
        whole = whole[are_given(whole["arm"]) & ~are_in(keys, list(NOT_ARMS))]
        whole["arm"] = _one_spelling(whole["arm"].to_numpy(), folded_all(whole["arm"].to_numpy()))
        treatments = whole.drop_duplicates(["patient", "arm"])
    n_shared = int((treatments.groupby("patient").size() > 1).sum())
    notes = [said.SHARED_PATIENTS.format(patients=several(n_shared, "patient"))] if n_shared else []
    return treatments.reset_index(drop=True), notes
