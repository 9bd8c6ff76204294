"""Which events the treated patients had: one row an event, with grade, marks, day of treatment and the arm at onset."""

import re
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from adverse.cohort.answers import Answers, Question
from adverse.cohort.dates import Dates
from adverse.cohort.file_dates import FileDates, day_of_treatment
from adverse.cohort.grades import grades_of, marks_of
from adverse.cohort.left_out import LeftOut
from adverse.cohort.limits import MOST_TERMS, check_number
from adverse.cohort.mapping import Mapped
from adverse.cohort.patients import YES_NO, Patients
from adverse.cohort.terms import Terms, classes_of, folded_all, terms_of
from adverse.cohort.values import are_given, are_in, marks, numbers
from adverse.sentences import own_data as said
from adverse.sentences.own_data import several

NO_TERM = ""


class Events(NamedTuple):
    """The events that count.

    `table`: patient, arm, event, soc, grade (0: not graded), the marks (`grades.MARKS`) that the file has, day (of
    treatment, NaN where not known to the day), line. `terms`: what was joined, and what may be.
    """

    table: pd.DataFrame
    has_grades: bool
    marks: tuple[str, ...]
    terms: Terms
    n_rows: int
    file: str


def events_of(
    one: Mapped,
    patients: Patients,
    answers: Answers,
    dates: FileDates,
    left_out: LeftOut,
    known: Mapping[str, tuple[str, str]],
) -> tuple[Events, list[str], list[Question]]:
    """The events of a table, what is said of it, and what is asked; `known`: folded name -> published name, class."""
    cells, questions, notes = one.raw.cells, [], []
    patient = one.patient.to_numpy()
    kept = are_given(one.patient)
    left_out.add(one, ~kept, "no_patient", "patient")
    if patients.is_whole:
        is_seen = are_in(patient, list(patients.seen))
        left_out.add(one, kept & ~is_seen, "unknown_patient", "patient")
        is_counted = are_in(patient, patients.table.index.to_numpy())
        left_out.add(one, kept & is_seen & ~is_counted, "patient_left_out", "patient")
        if kept.any() and not (kept & is_seen).any():
            told = said.NO_PATIENT_MATCHES.format(events=one.raw.file, patients=patients.file)
            questions.append(Question("patient", told, {}))
        kept &= is_counted
    else:
        kept &= are_in(patient, patients.table.index.to_numpy())
    term, kept, term_notes, term_questions = _terms(one, kept, answers, left_out, patients)
    questions += term_questions
    day, kept, day_notes = _days(one, patients, dates, kept, left_out)
    grades, kept_questions, has_grades = grades_of(one, kept, answers, left_out)
    questions += kept_questions
    found_marks, mark_notes = marks_of(one, kept)
    arm, kept = _arms(one, patients, dates, kept, day, left_out)
    names = {key: name for key, (name, _) in known.items()}
    place = np.flatnonzero(kept)
    terms = terms_of(pd.Series(term[place], dtype="str"), names, answers.joined)
    check_number("terms", len(set(terms.names)), MOST_TERMS)
    soc = one.column("soc")
    classes, class_notes = classes_of(
        terms.names, None if soc is None else soc.iloc[place], {name: soc_known for name, soc_known in known.values()}
    )
    table = pd.DataFrame(
        {
            "patient": patient[place],
            "arm": arm[place],
            "event": terms.names,
            "soc": [classes[name] for name in terms.names],
            "grade": grades[place],
            "day": day[place],
            "line": cells.index[place],
        }
        | {name: found_marks[name][place] for name in found_marks}
    )
    notes += [*term_notes, *day_notes, *mark_notes, *class_notes, *_about_terms(terms, table, soc, place)]
    return Events(table, has_grades, tuple(found_marks), terms, len(cells), one.raw.file), notes, questions


def _terms(
    one: Mapped, kept: np.ndarray, answers: Answers, left_out: LeftOut, patients: Patients
) -> tuple[np.ndarray, np.ndarray, list[str], list[Question]]:
    """The term of each row: the coded one, else the one as reported; asked what rows without either are."""
    blank = np.full(len(kept), NO_TERM, dtype=object)
    coded, verbatim = one.column("event"), one.column("verbatim")
    is_coded = are_given(coded) if coded is not None else np.zeros(len(kept), dtype=bool)
    is_reported = are_given(verbatim) if verbatim is not None else np.zeros(len(kept), dtype=bool)
    term = np.where(is_coded, coded.to_numpy() if coded is not None else blank, blank)
    term = np.where(~is_coded & is_reported, verbatim.to_numpy() if verbatim is not None else blank, term)
    is_named = is_coded | is_reported
    n_verbatim = int((kept & ~is_coded & is_reported).sum()) if coded is not None else 0
    notes = [said.NOT_CODED.format(rows=several(n_verbatim, "row"))] if n_verbatim else []
    questions, without = [], kept & ~is_named
    if without.any():
        question = Question(
            "rows_without_term", said.ROWS_WITHOUT_TERM.format(rows=several(int(without.sum()), "row")), YES_NO, "no"
        )
        questions.append(question)
        if answers.to(question) == "yes":
            return term, kept, notes, questions
        left_out.add(one, without, "no_term", "event" if coded is not None else "verbatim")
    return term, kept & is_named, notes, questions


def _days(
    one: Mapped, patients: Patients, dates: FileDates, kept: np.ndarray, left_out: LeftOut
) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """The day of treatment on which each event started, and which events are treatment-emergent."""
    notes: list[str] = []
    own = patients.table.reindex(one.patient)
    first_dose = own["first_dose"].to_numpy(float)
    start, day_column = _with_imputed(dates.of(one, "start"), one.column("imputed")), one.column("day")
    start_cells = one.column("start")
    if start is not None and day_column is None and _are_days(start_cells):
        start, day_column = None, start_cells
    day = np.full(len(kept), np.nan)
    if day_column is not None:
        day = numbers(day_column)
        endless = kept & np.isinf(day)
        left_out.add(one, endless, "not_finite", "day")
        left_out.add(one, kept & are_given(day_column) & np.isnan(day), "not_a_number", "day", of="curves")
        kept = kept & ~endless
    if start is not None:
        by_date = day_of_treatment(start.exact, first_dose)
        has_date = start.form != "none"
        day = np.where(has_date, by_date, np.where(start.form == "none", day, np.nan))
        if not np.isfinite(first_dose[kept]).any() and day_column is not None:
            day = np.where(start.form == "day", numbers(day_column), np.nan)
    emergent, emergent_notes, reason = _emergent(one, start, first_dose, day, kept, has_days=day_column is not None)
    notes += emergent_notes
    out = kept & ~emergent
    left_out.add(one, out, reason, "emergent" if reason == "not_emergent" else "start" if start is not None else "day")
    kept = kept & emergent
    if start is not None:
        for reason_of, forms in (
            ("day_not_known", ("month", "year")),
            ("not_a_date", ("bad",)),
            ("no_start", ("none",)),
        ):
            which = kept & are_in(start.form, forms) & np.isnan(day)
            left_out.add(one, which, reason_of, "start", of="curves")
    n_undated = int((kept & np.isnan(day)).sum())
    if n_undated and (start is not None or day_column is not None):
        notes.append(said.NO_DAY.format(starts=several(n_undated, "start")))
    n_no_dose = int(patients.table["first_dose"].isna().sum())
    if n_no_dose and start is not None and n_no_dose < len(patients.table):
        notes.append(said.NO_FIRST_DOSE.format(patients=several(n_no_dose, "patient")))
    return day, kept, notes


def _with_imputed(start: Dates | None, flag: pd.Series | None) -> Dates | None:
    """Starts of which the file says that a part was imputed, known only as far as they were before: D, M or Y."""
    if start is None or flag is None or not are_given(flag).any():
        return start
    upper = flag.str.upper().to_numpy()
    first, last, form = (values.copy() for values in start)
    for code, part, length in (("D", "month", "M"), ("M", "year", "Y")):
        rows = (upper == code) & (form == "day")
        moment = pd.to_timedelta(first[rows], unit="D") + pd.Timestamp(0)
        period = moment.to_period(length)
        first[rows] = (period.start_time - pd.Timestamp(0)).days
        last[rows] = (period.end_time - pd.Timestamp(0)).days
        form[rows] = part
    unknown = upper == "Y"
    first[unknown], last[unknown], form[unknown] = np.nan, np.nan, "none"
    return Dates(first, last, form.astype(str))


def _are_days(cells: pd.Series) -> bool:
    """Whether a column of starts holds days of treatment, not dates."""
    values = cells[are_given(cells)].unique()
    return len(values) > 0 and all(re.fullmatch(r"-?\d{1,4}(\.\d+)?", text) for text in values)


def _emergent(one: Mapped, start, first_dose: np.ndarray, day: np.ndarray, kept: np.ndarray, *, has_days: bool):
    """Which events count as treatment-emergent, by the flag of the file or by what their dates can be."""
    flag = one.column("emergent")
    if flag is not None and are_given(flag).any():
        notes = [said.EMERGENT_FLAG.format(column=one.name("emergent"), file=one.raw.file)]
        return marks(flag) == 1, notes, "not_emergent"
    if start is None or not np.isfinite(first_dose[kept]).any():
        notes = [said.DERIVED_FLAG] if has_days else [said.NO_DATES]
        return ~(day < 0), notes, "before_first_dose"
    is_before = start.last < first_dose  # whatever day of its month or year it was
    notes = [said.DERIVED_FLAG]
    unclear = kept & ~is_before & are_in(start.form, ("month", "year")) & (start.first < first_dose)
    if unclear.any():
        notes.append(said.COULD_BE_AFTER.format(events=several(int(unclear.sum()), "event")))
    n_none = int((kept & are_in(start.form, ("none", "bad"))).sum())
    if n_none:
        notes.append(said.NO_START_COUNTED.format(events=several(n_none, "event")))
    return ~is_before, notes, "before_first_dose"


def _arms(
    one: Mapped, patients: Patients, dates: FileDates, kept: np.ndarray, day: np.ndarray, left_out: LeftOut
) -> tuple[np.ndarray, np.ndarray]:
    """The arm under which each event counts: the patient's, and of several the one at onset, whose days then count."""
    patient = one.patient
    single = patients.treatments.drop_duplicates("patient", keep=False).set_index("patient")["arm"]
    arm = patient.map(single).to_numpy(dtype=object)
    several_arms = patients.treatments[patients.treatments["patient"].duplicated(keep=False)]
    if several_arms.empty:
        return arm, kept
    of_several = np.flatnonzero(patient.isin(several_arms["patient"].unique()))
    start, named, period = dates.of(one, "start"), one.column("arm"), one.column("period")
    could = pd.DataFrame({"row": of_several, "patient": patient.iloc[of_several].to_numpy()})
    could = could.merge(several_arms, on="patient").assign(rank=3)
    row = could["row"].to_numpy()
    if start is not None:
        has_begun = could["start"].to_numpy() <= start.exact[row]
        could.loc[has_begun, "rank"] = 2
    if period is not None and "period" in could:
        number = period.str.extract(r"(\d+)", expand=False).fillna("").str.lstrip("0")
        could.loc[could["period"].to_numpy() == number.to_numpy()[row], "rank"] = 1
    if named is not None:
        is_named = folded_all(could["arm"].to_numpy()) == folded_all(named.to_numpy()[row])
        could.loc[is_named, "rank"] = 0
    best = could.sort_values(["row", "rank", "start"], ascending=[True, True, False]).drop_duplicates("row")
    arm[best["row"]] = best["arm"].where(best["rank"] < 3, None)
    if start is not None:  # the day counts from the treatment at onset, where its start is known
        own = day_of_treatment(start.exact[best["row"]], best["start"].to_numpy(float))
        day[best["row"]] = own
    unknown = kept & pd.isna(arm)
    left_out.add(one, unknown, "other_treatment", "arm" if named is not None else "start")
    return arm, kept & ~unknown


def _about_terms(terms: Terms, table: pd.DataFrame, soc: pd.Series | None, place: np.ndarray) -> list[str]:
    notes = []
    for name, spellings in terms.joined[:5]:
        told = ", ".join(spellings[:4])
        notes.append(said.JOINED.format(name=name, n=len(spellings), spellings=told))
    if len(terms.joined) > 5:
        notes.append(f"The same is true of {len(terms.joined) - 5} more events.")
    notes += [said.PROPOSED.format(first=first, second=second) for first, second in terms.proposed[:5]]
    if len(terms.proposed) > 5:
        notes.append(f"So may {several(len(terms.proposed) - 5, 'more pair')}.")
    if soc is not None:
        n = int((~are_given(soc.iloc[place])).sum())
        notes += [said.NO_CLASS.format(rows=several(n, "row"))] if n else []
    return notes
