"""What the files of a reader hold, before anything is counted or drawn: understood, kept, left out, asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from adverse.cohort.answers import Answers, Question, open_questions
from adverse.cohort.events import Events, events_of
from adverse.cohort.file_dates import FileDates
from adverse.cohort.left_out import LeftOut
from adverse.cohort.mapping import KIND_LABELS, Mapped, best_of, mapped, mapping_table
from adverse.cohort.patients import ALL_PATIENTS, YES_NO, Patients, patients_of
from adverse.cohort.read import Contents, File, Label, Registry, read_files
from adverse.cohort.terms import folded
from adverse.cohort.times import Times, times_of_file
from adverse.cohort.values import are_given
from adverse.errors import OwnDataError
from adverse.sentences import own_data as said
from adverse.sentences.own_data import several
from adverse.vocabulary import LEFT_OUT_REASONS, label

Known = Mapping[str, tuple[str, str]]
N_FIRST_ROWS = 5


@dataclass(frozen=True, eq=False)
class DryRun:
    """Everything that a reader is told before they say "Use it".

    `files`: file, form, kind, n_rows, n_left_out, notes. `mapping`: a row a role (`mapping_table`). `left_out`: the
    rows left out (`LeftOut.table`). `arms`: arm, n_safety (missing where it is not known), n_with_event, n_events.
    `sentences`: what was understood and done. `questions`: what is asked, each with the answer taken; `open`: those
    without which nothing is counted. `patients` and `events` are there where the files list events, `times` where one
    has times, `registry` or `label` where a file is that. `columns`: file -> the names of its columns.
    """

    files: pd.DataFrame
    mapping: pd.DataFrame
    left_out: pd.DataFrame
    arms: pd.DataFrame
    sentences: list[str]
    questions: list[Question]
    open: list[Question]
    answers: Answers
    patients: Patients | None = None
    events: Events | None = None
    times: Times | None = None
    registry: Registry | None = None
    label: Label | None = None
    known: Known = field(default_factory=dict)
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_ready(self) -> bool:
        """Whether everything that must be answered is."""
        return not self.open

    @property
    def is_counted(self) -> bool:
        """Whether there are events to count, and not times alone."""
        return self.events is not None or self.times is None

    @property
    def joins(self) -> list[tuple[str, str]]:
        """Pairs of names that may be one event: the one that would be counted under the other, and that one.

        A published name stays, else the more frequent one; those that the reader joined are there too.
        """
        if self.events is None:
            return []
        n = self.events.table["event"].value_counts()
        pairs = list(self.answers.joined.items())
        for first, second in self.events.terms.proposed:
            rank = {name: (folded(name) in self.known, n.get(name, 0)) for name in (first, second)}
            pairs.append((second, first) if rank[first] >= rank[second] else (first, second))
        return sorted(dict.fromkeys(pairs))

    @property
    def first_rows(self) -> pd.DataFrame:
        """The first events as they were understood."""
        return self.events.table.head(N_FIRST_ROWS) if self.events else pd.DataFrame()


def understand(files: Sequence[File], answers: Answers | None = None, known: Known | None = None) -> DryRun:
    """Read the files of a reader and say what is in them.

    `known`: folded event name (`terms.folded`) -> the name and organ class of the published list. Raises OwnDataError,
    one sentence for each fault, for files that cannot be read at all.
    """
    answers, known = answers or Answers(), known or {}
    contents = read_files(files)
    if not contents.tables:
        return _of_one_document(contents, answers)
    tables = mapped(contents.tables, answers, frozenset(key for key in known))
    return _of_tables(contents, tables, answers, known)


def _of_tables(contents: Contents, tables: list[Mapped], answers: Answers, known: Known) -> DryRun:
    by_kind = {kind: best_of(tables, kind) for kind in KIND_LABELS}
    notes = [f"{table.file}: {note}" for table in contents.tables for note in table.notes]
    for kind, found in by_kind.items():
        notes += [
            said.NOT_USED.format(file=other.raw.file, other=found[0].raw.file, kind=KIND_LABELS[kind])
            for other in found[1:]
        ]
    lists, doses, timed = (next(iter(by_kind[kind]), None) for kind in ("patients", "doses", "times"))
    listed = next(iter(by_kind["events"]), None)
    if lists and listed:
        lists, listed = _on_one_name(lists, listed)
    used = [one for one in (lists, listed, timed, doses) if one]
    dates, left_out = FileDates(used, answers), LeftOut()
    questions, patients, events, times = list(dates.questions), None, None, None
    if whom := lists or listed:
        is_whole = lists is not None or _lists_everybody(whom, answers, questions)
        found, told, asked = patients_of(
            whom, answers, dates, left_out, dosed=doses if lists else None, is_list=lists is not None
        )
        patients = found._replace(is_whole=is_whole)
        notes, questions = notes + told, questions + asked
        if patients.table.empty and lists is not None:
            notes.append(said.NO_ARM_LEFT)
    if listed and patients is not None:
        events, told, asked = events_of(listed, patients, answers, dates, left_out, known)
        notes, questions = notes + told, questions + asked
    if timed:
        times, told = times_of_file(timed, patients, left_out)
        notes += told
    arms, told, asked = _arms(patients, events, answers)
    if patients is None and times:
        arms = times.arms.assign(n_with_event=0, n_events=0)
    table = left_out.table
    notes += [*told, *_left_out_in_words(table)]
    questions += asked
    if events is None and times is None and patients is not None:
        notes.append(said.ONLY_PATIENTS.format(file=patients.file, kind=KIND_LABELS["patients"]))
    return DryRun(
        files=_files(contents, tables, table),
        mapping=mapping_table(tables),
        left_out=table,
        arms=arms,
        sentences=list(dict.fromkeys(notes)),
        questions=questions,
        open=open_questions(questions, answers),
        answers=answers,
        patients=patients,
        events=events,
        times=times,
        known=known,
        columns={one.raw.file: tuple(map(str, one.raw.cells.columns)) for one in tables},
    )


def _of_one_document(contents: Contents, answers: Answers) -> DryRun:
    """A registry record or a label; one of each kind is read."""
    registry, label_read = next(iter(contents.registries), None), next(iter(contents.labels), None)
    found: list[Registry | Label] = [*contents.registries, *contents.labels]
    if len(contents.registries) > 1:
        raise OwnDataError(["One study is read at a time: leave the other records out."])
    arms = pd.DataFrame({"arm": [], "n_safety": [], "n_with_event": [], "n_events": []})
    if registry:
        arms = registry.groups.rename(columns={"label": "arm", "n_at_risk": "n_safety"})[["arm", "n_safety"]]
        arms = arms.assign(n_with_event=pd.NA, n_events=pd.NA)
    files = [
        {"file": one.file, "form": _form(one), "kind": _form(one), "n_rows": 0, "n_left_out": 0, "notes": one.notes}
        for one in found
    ]
    notes = [note for one in found for note in one.notes]
    notes += [said.LABEL_IS_TEXT] if label_read else []
    return DryRun(
        files=pd.DataFrame(files),
        mapping=mapping_table([]),
        left_out=LeftOut().table,
        arms=arms,
        sentences=notes,
        questions=[],
        open=[],
        answers=answers,
        registry=registry,
        label=label_read,
    )


def _form(one: Registry | Label) -> str:
    return "results of ClinicalTrials.gov" if isinstance(one, Registry) else "a label of openFDA"


def _on_one_name(lists: Mapped, listed: Mapped) -> tuple[Mapped, Mapped]:
    """Both tables with the column of patients that the two share: SUBJID where the events have no USUBJID."""
    if "reader" in (lists.guessed.get("patient"), listed.guessed.get("patient")):
        return lists, listed
    own = {name.upper(): name for name in lists.raw.cells}
    wanted = listed.name("patient").upper()
    if wanted in own and wanted != lists.name("patient").upper():
        return lists._replace(columns=lists.columns | {"patient": own[wanted]}), listed
    other = {name.upper(): name for name in listed.raw.cells}
    if wanted not in own and lists.name("patient").upper() in other:
        return lists, listed._replace(columns=listed.columns | {"patient": other[lists.name("patient").upper()]})
    return lists, listed


def _lists_everybody(listed: Mapped, answers: Answers, questions: list[Question]) -> bool:
    """Whether a list with rows of patients without an event is told to hold everybody who was treated."""
    named = [one for role in ("event", "verbatim") if (one := listed.column(role)) is not None]
    has_term = pd.concat([pd.Series(are_given(one)) for one in named], axis=1).any(axis=1).to_numpy()
    patient = listed.patient
    without = set(patient[~has_term]) - set(patient[has_term]) - {""}
    if not without or answers.n_of_arm:
        return False
    sentence = said.EVERYBODY_LISTED.format(patients=several(len(without), "patient"), file=listed.raw.file)
    question = Question("everybody_listed", sentence, YES_NO, "no")
    questions.append(question)
    return answers.to(question) == "yes"


def _arms(
    patients: Patients | None, events: Events | None, answers: Answers
) -> tuple[pd.DataFrame, list[str], list[Question]]:
    """Every arm with its patients, also those without an event, and what is asked where their number is not known."""
    columns = ["arm", "n_safety", "n_with_event", "n_events"]
    if patients is None:
        return pd.DataFrame(columns=columns), [], []
    seen = patients.treatments.groupby("arm")["patient"].nunique()
    notes, questions, n_of_arm = [], [], seen
    if not patients.is_whole:
        given = _n_given(answers, list(seen.index))
        n_of_arm = given.reindex(sorted({*seen.index, *given.index})).astype("Int64")
        known = n_of_arm.reindex(seen.index)
        too_small = known.index[(known < seen).fillna(False).astype(bool)]
        if len(too_small):
            raise OwnDataError([said.N_TOO_SMALL.format(arm=arm, n=known[arm], seen=seen[arm]) for arm in too_small])
        arms = list(n_of_arm.index)
        notes += [said.N_OF_UNKNOWN_ARM.format(arm=arm, n=n_of_arm[arm]) for arm in arms if arm not in seen.index]
        if n_of_arm.isna().any():
            questions.append(Question("n_of_arm", said.NO_LIST_OF_PATIENTS, {}))
    table = pd.DataFrame({"arm": n_of_arm.index, "n_safety": n_of_arm.astype("Int64").to_numpy()})
    rows = events.table if events else pd.DataFrame({"arm": [], "patient": []})
    by_arm = rows.groupby("arm")["patient"]
    table["n_with_event"] = table["arm"].map(by_arm.nunique()).fillna(0).astype(int)
    table["n_events"] = table["arm"].map(by_arm.size()).fillna(0).astype(int)
    return table[columns], notes, questions


def _n_given(answers: Answers, seen: list[str]) -> pd.Series:
    """The patients of each arm that the reader gives, under the names of the files."""
    given = dict(answers.n_of_arm)
    if seen == [ALL_PATIENTS]:
        if len(given) > 1:
            raise OwnDataError([said.N_WITHOUT_ARM.format(arms=", ".join(given))])
        given = dict.fromkeys([ALL_PATIENTS], *given.values()) if given else {}
    names = {folded(arm): arm for arm in seen}
    return pd.Series({names.get(folded(arm), arm): n for arm, n in given.items()}, dtype="float64")


def _files(contents: Contents, tables: list[Mapped], left_out: pd.DataFrame) -> pd.DataFrame:
    everything = left_out[left_out["left_out_of"] == "everything"]
    n_left_out = everything.drop_duplicates(["file", "line"]).groupby("file").size()
    return pd.DataFrame(
        [
            {
                "file": one.raw.file,
                "form": one.raw.form,
                "kind": KIND_LABELS[one.kind],
                "n_rows": len(one.raw.cells),
                "n_left_out": int(n_left_out.get(one.raw.file, 0)),
                "notes": one.raw.notes,
            }
            for one in tables
        ]
    )


def _left_out_in_words(table: pd.DataFrame) -> list[str]:
    sentences = []
    for (file, of, reason), rows in table.groupby(["file", "left_out_of", "reason"], sort=False):
        told = {"n": f"{len(rows):,}", "rows": "row" if len(rows) == 1 else "rows", "file": file}
        words = label(LEFT_OUT_REASONS, reason)
        if reason == "no_time":
            words = f"{rows['column'].iloc[0]} is missing"
        form = said.LEFT_OUT if of == "everything" else said.NOT_ON_CURVE
        sentences.append(form.format(**told, reason=words))
    return sentences
