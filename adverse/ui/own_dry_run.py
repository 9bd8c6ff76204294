"""What was understood of a reader's files, before anything is counted: read, kept, left out, asked, and "Use it"."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from adverse.cohort import Answers, DryRun, Question
from adverse.cohort.as_evidence import reference_of
from adverse.cohort.mapping import ROLES
from adverse.cohort.small_counts import are_small
from adverse.ui import own_files, panels
from adverse.ui.own_files import OwnData
from adverse.ui.words import plain
from adverse.vocabulary import LEFT_OUT_REASONS, label

NO_COLUMN = ""
HOW_GUESSED = {"name": "by its name", "content": "by what it holds", "reader": "as you chose", "": "no column"}
MOST_JOINS, MOST_JOINS_OPEN = 30, 3  # pairs of names that are shown, and that open by themselves
MOST_LINES_SHOWN = 500  # of the rows left out for one reason


def show(data: OwnData) -> None:
    """The dry run of the files, or what is wrong with them."""
    for problem in data.problems:
        st.error(plain(problem), icon=":material/error:")
    if data.run is None:
        st.button("Take out my data", on_click=own_files.take_out, icon=":material/delete:")
        return
    run = data.run
    _use(data, run)
    _files_and_arms(run, hides_small=data.hides_small)
    _questions(data, run)
    _joins(data, run)
    _left_out(run, hides_small=data.hides_small)
    _mapping(data, run)
    if data.hides_small:
        return
    if more := panels.opened("The first events as understood", key="mine_first_open", icon="table_rows"):
        with more:
            panels.grid(run.first_rows.astype(str), key="mine_first", alt="The first events as they were understood")


def _use(data: OwnData, run: DryRun) -> None:
    """The reference arm, whether chance made the arms, and the one button that starts the counting."""
    arms = list(run.arms["arm"])
    row = st.container(horizontal=True, vertical_alignment="bottom", key="mine-use")
    with row:
        reference, is_randomized = "", False
        if len(arms) > 1:
            reference = st.selectbox("Compare with", arms, index=arms.index(reference_of(arms)), key="mine_reference")
            is_randomized = st.checkbox("The arms were randomized", key="mine_randomized")
        if data.evidence is None:
            st.button(
                "Use it",
                type="primary",
                icon=":material/check:",
                disabled=not run.is_ready,
                on_click=data.use,
                args=(reference,),
                kwargs={"is_randomized": is_randomized},
            )
        st.button("Take out my data", on_click=own_files.take_out, icon=":material/delete:", key="mine_take_out")


def _files_and_arms(run: DryRun, *, hides_small: bool) -> None:
    files, arms = st.columns(2, gap="large")
    with files:
        st.markdown("### Read")
        for row in run.files.itertuples():
            kept = f"{row.n_rows - row.n_left_out:,} of {row.n_rows:,} rows kept" if row.n_rows else ""
            st.markdown(f"- **{plain(row.file)}**: {plain(row.kind)}" + (f", {kept}" if kept else ""))
        for sentence in run.sentences:
            st.markdown(f"- {plain(sentence)}")
    with arms:
        st.markdown("### Patients by arm")
        shown = pd.DataFrame(
            {
                "Arm": run.arms["arm"],
                "Treated": run.arms["n_safety"].astype("Int64"),
                "With an event": run.arms["n_with_event"].astype("Int64"),
                "Events": run.arms["n_events"].astype("Int64"),
            }
        )
        if hides_small:
            for name in ("With an event", "Events"):
                shown[name] = shown[name].mask(are_small(shown[name]))
        panels.grid(shown, key="mine_arms", alt="Patients treated, patients with an event and events by arm")


def _questions(data: OwnData, run: DryRun) -> None:
    """What the files leave open; an answer is taken at once."""
    if not run.questions:
        return
    st.markdown("### Asked of you")
    choices, n_of_arm = dict(data.answers.choices), dict(data.answers.n_of_arm)
    for place, question in enumerate(run.questions):
        if question.key == "n_of_arm":
            n_of_arm = _n_of_arms(question, run, n_of_arm, place)
        else:
            choices[question.key] = _choice(question, data.answers, place)
    told = own_files.with_choices(data.answers, choices=choices, n_of_arm=n_of_arm, roles=data.answers.roles)
    _take(data, told)


def _joins(data: OwnData, run: DryRun) -> None:
    """Names that may be one event, joined only where the reader says so."""
    pairs = run.joins
    if not pairs:
        return
    title = f"{len(pairs)} pair{'s' if len(pairs) != 1 else ''} of names that may be one event"
    more = panels.opened(title, key="mine_joins_open", icon="join_inner", expanded=len(pairs) <= MOST_JOINS_OPEN)
    if not more:
        return
    joined = dict(data.answers.joined)
    with more:
        for old, new in pairs[:MOST_JOINS]:
            sentence = f"Count {plain(old)} under {plain(new)}"
            if st.checkbox(sentence, value=joined.get(old) == new, key=f"mine_join_{hash((old, new))}"):
                joined[old] = new
            else:
                joined.pop(old, None)
        if len(pairs) > MOST_JOINS:
            st.caption(f"The first {MOST_JOINS} of {len(pairs):,}.")
    if joined != data.answers.joined:
        _read_again(replace(data.answers, joined=joined))


def _choice(question: Question, answers: Answers, place: int) -> str:
    values: list[Any] = list(question.options)
    taken = answers.to(question)
    at: Any = values.index(taken) if taken in values else None
    chosen = st.selectbox(
        plain(question.sentence),
        values,
        index=at,
        format_func=lambda value: question.options[value],
        key=f"mine_answer_{place}",
        placeholder="Choose",
    )
    return chosen or ""


def _n_of_arms(question: Question, run: DryRun, given: dict[str, int], place: int) -> dict[str, int]:
    st.markdown(plain(question.sentence))
    columns = st.columns(max(1, len(run.arms)))
    found = {}
    for number, (column, arm) in enumerate(zip(columns, run.arms["arm"], strict=True)):
        with column:
            found[arm] = st.number_input(
                f"Treated in {plain(arm)}", 0, 50_000, given.get(arm, 0), key=f"mine_n_{place}_{number}"
            )
    return found


def _take(data: OwnData, told: Answers) -> None:
    """Read again where an answer is new."""
    before = own_files.with_choices(
        data.answers, choices=data.answers.choices, n_of_arm=data.answers.n_of_arm, roles=data.answers.roles
    )
    taken = {question.key: data.answers.to(question) for question in data.run.questions} if data.run else {}
    before = own_files.with_choices(
        before, choices={**taken, **before.choices}, n_of_arm=before.n_of_arm, roles=before.roles
    )
    if told != before:
        _read_again(told)


def _read_again(told: Answers) -> None:
    with st.spinner("Reading your files again ..."):
        own_files.answer_anew(told)
    st.rerun()


def _left_out(run: DryRun, *, hides_small: bool) -> None:
    table = run.left_out
    if table.empty:
        return
    more = panels.opened(f"{len(table):,} rows left out, and why", key="mine_left_out_open", icon="inventory_2")
    if not more:
        return
    with more:
        reasons = table["reason"].value_counts(sort=False)
        st.markdown("\n".join(f"- {n:,}: {plain(label(LEFT_OUT_REASONS, reason))}" for reason, n in reasons.items()))
        if hides_small:
            return
        shown = table.head(MOST_LINES_SHOWN)
        shown = pd.DataFrame(
            {
                "File": shown["file"],
                "Line": shown["line"],
                "Column": shown["column"],
                "Value": shown["value"],
                "Left out because": [label(LEFT_OUT_REASONS, reason) for reason in shown["reason"]],
            }
        )
        panels.grid(shown, key="mine_left_out_rows", alt="Rows left out, by file, line, column, value and reason")
        if len(table) > len(shown):
            st.caption(f"The first {len(shown)} of {len(table):,}; the zip holds all of them.")


def _mapping(data: OwnData, run: DryRun) -> None:
    """Which column has which role, how it was guessed, three of its values; the reader may choose another."""
    more = panels.opened("Which column is what", key="mine_mapping_open", icon="view_column")
    if not more:
        return
    roles = dict(data.answers.roles)
    with more, st.form("mine_roles", border=False):
        for place, row in enumerate(run.mapping.itertuples()):
            if row.role not in ROLES.get(row.kind, {}):
                continue
            columns = [NO_COLUMN, *run.columns.get(row.file, ())]
            guessed = HOW_GUESSED.get(row.guessed, row.guessed)
            examples = f" ({', '.join(row.examples)})" if row.examples else ""
            chosen = st.selectbox(
                f"{plain(row.file)}, {row.label}: {guessed}{plain(examples)}",
                columns,
                index=columns.index(row.column) if row.column in columns else 0,
                format_func=lambda name: name or "none",
                key=f"mine_role_{place}",
            )
            if chosen != row.column:
                roles[row.file, row.role] = chosen
        if st.form_submit_button("Read again with these columns", icon=":material/refresh:"):
            _take(
                data,
                own_files.with_choices(
                    data.answers, choices=data.answers.choices, n_of_arm=data.answers.n_of_arm, roles=roles
                ),
            )
