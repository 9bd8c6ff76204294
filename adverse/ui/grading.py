"""The parts of the grading page: the form, what the criteria and the labels say, and the vignettes."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from adverse.cards import notes
from adverse.cards.grading import ICE_TESTS, PARTS, ice_of, item_choices
from adverse.cards.tables import criteria_columns
from adverse.evidence import Evidence
from adverse.evidence.grading import criteria_rows, grading_rows, ice_items, rules_at_grade, vignette_rows
from adverse.grading import (
    SYNDROMES,
    SYSTEM,
    CrsFindings,
    Finding,
    Findings,
    Grade,
    IcansFindings,
    Ice,
    grade_of,
    ice_score,
)
from adverse.sentences import grade_answer
from adverse.ui import controls, panels, words
from adverse.ui.cached import once
from adverse.ui.words import plain
from adverse.vocabulary import GRADING_DOMAINS, GRADING_SYSTEMS, JURISDICTIONS
from adverse.vocabulary import SYNDROMES as SYNDROME_TERMS

__all__ = [
    "answer",
    "choose_findings",
    "choose_part",
    "columns",
    "criteria_columns",
    "ctcae_card",
    "label_card",
    "names",
    "practice",
]

LABELS = ("us", "eu")
FEVER = (
    "fever of 38 °C or higher that nothing else explains; below 38 °C counts only after a CRS fever for which "
    "fever-hiding therapy was given"
)


def choose_part() -> str:
    """Which syndrome is graded, or practice."""
    return controls.choose_one("part", "Grade", PARTS, show_title=False)


def columns():
    """The places for the form and for the result, side by side where there is room."""
    return st.columns([5, 6], gap="large")


def names() -> dict[str, str]:
    """Domain -> its name for the chosen reader; the same object for the same reader."""
    return once(_names, words.is_learner())


def _names(is_learner: bool) -> dict[str, str]:
    return {key: term.definition.rstrip(".") if is_learner else term.label for key, term in GRADING_DOMAINS.items()}


def choose_findings(evidence: Evidence, syndrome: str) -> Findings:
    """The form: one control a domain, with the criterion of the choice and its source under it."""
    criteria = once(criteria_rows, evidence, syndrome)
    with st.container(border=True, key="card-findings"):
        found = {"ice": _choose_ice(evidence, criteria)} if syndrome == "icans" else {}
        for domain, choices in SYNDROMES[syndrome].domains().items():
            if domain not in found:
                found[domain] = _choose_finding(domain, choices)
                _criterion(criteria, domain, found[domain])
        if more := panels.opened("Rules of the criteria", key="rules", icon="rule"):
            own = criteria[
                (criteria["system"] == SYSTEM) & (criteria["finding"] == "") & (criteria["domain"] != "capd")
            ]
            more.markdown("\n".join(f"- {_graded(row)}" for row in own.itertuples()))
    return CrsFindings(**found) if syndrome == "crs" else IcansFindings(**found)


def _choose_finding(domain: str, choices: type[Finding]) -> Finding:
    # The key is the domain, so each of these controls is listed in the tests of addresses by its domain.
    return controls.choose_one(domain, names()[domain], {choice: choice.label for choice in choices})


def _choose_ice(evidence: Evidence, criteria: pd.DataFrame) -> Ice:
    test = controls.choose_one("ice_test", "Ten-item test (ICE)", ICE_TESTS)
    missed = ()
    if test == "done":
        items = once(ice_items, evidence)
        labels = once(item_choices, evidence)
        missed = controls.choose_some("missed", "Items missed, one point each", labels, as_buttons=True)
        source = items.iloc[0]
        score = f"{ice_score(missed)} of {len(items)} points"
        st.markdown(f"**{score}** ({_link(source)}, {plain(source['locator'])})")
    found = ice_of(test, missed)
    _criterion(criteria, "ice", found)
    if test == "under_12":
        _small(once(_lines_by_finding, criteria)["capd", ""])
    return found


def _criterion(criteria: pd.DataFrame, domain: str, finding: Finding) -> None:
    said = once(_lines_by_finding, criteria).get((domain, str(finding)), [])
    _small([plain(finding.plain), *said] if words.is_learner() else said)


def _lines_by_finding(criteria: pd.DataFrame) -> dict[tuple[str, str], list[str]]:
    lines = {}
    for row in criteria[criteria["system"] == SYSTEM].itertuples():
        lines.setdefault((row.domain, row.finding), []).append(_graded(row))
    return lines


def _small(lines: list[str]) -> None:
    if lines:
        st.markdown("  \n".join(f":small[{line}]" for line in lines))


def _graded(row) -> str:
    grade = "" if pd.isna(row.grade) else f"Grade {row.grade}: "
    return f"{grade}{plain(row.wording)} ({_link(row)}, {plain(row.locator)})"


def _link(row) -> str:
    return f"[{plain(row.source_name)}](<{row.source_url}>)"


def answer(findings: Findings) -> str:
    """The grade and what decided it, in one sentence."""
    return _sentence(grade_of(findings), findings)


def _sentence(grade: Grade, findings: Findings) -> str:
    deciding = [_in_words(domain, findings) for domain in grade.decided_by] if grade.grade else []
    if not grade.grade and grade.decided_by:
        deciding = [FEVER]
    name, system = SYNDROME_TERMS[grade.syndrome].label, GRADING_SYSTEMS[grade.system].label
    return grade_answer(
        name, system, grade.grade, deciding, is_complete=grade.is_complete, plain_words=words.is_learner()
    )


def _in_words(domain: str, findings: Findings) -> str:
    name = names()[domain]
    lower = name if name[:2].isupper() else name[0].lower() + name[1:]
    chosen = getattr(findings, domain).label
    return f"{lower} ({chosen[0].lower() + chosen[1:]})"


def label_card(evidence: Evidence, syndrome: str, findings: Findings) -> None:
    """What US and EU texts on the medicine say is done at the grade."""
    grade = grade_of(findings).grade
    with st.container(border=True, key="card-labels"):
        st.markdown(
            f"### What texts on {plain(evidence.about['drug'])} say at {f'grade {grade}' if grade else 'a grade'}"
        )
        if not grade:
            st.markdown("There is no grade, so no row is looked up.")
            return
        for jurisdiction in LABELS:
            rules = once(rules_at_grade, evidence, syndrome, grade, jurisdiction)
            st.markdown(f"**{JURISDICTIONS[jurisdiction].label}**")
            st.markdown(once(_rules_in_words, rules) or "No row: the sources collected here do not say.")
        st.caption(notes.OTHER_SCALE)


def _rules_in_words(rules: pd.DataFrame) -> str:
    return "\n".join(_rule(row) for row in rules.itertuples())


def _rule(row) -> str:
    dose = f" ({plain(row.drug_or_dose)})" if row.drug_or_dose else ""
    aside = "" if row.names_grade else " (names no grade)"
    who = f", {plain(row.population)}" if row.population != "all" else ""
    noted = f" Note: {plain(row.notes)}." if row.notes else ""
    said = f"{plain(row.action)}{dose}. {_link(row)}, {plain(row.locator)}.{noted}"
    return f"- *{plain(row.grade_or_condition)}{who}*{aside}: {said}"


def ctcae_card(evidence: Evidence, syndrome: str) -> None:
    """The wording of CTCAE for the same syndrome, grade by grade, and where else the criteria are printed."""
    rows = once(criteria_rows, evidence, syndrome)
    with st.container(border=True, key="card-ctcae"):
        st.markdown("### How CTCAE words its grades")
        st.markdown(once(_ctcae_in_words, rows, words.event_names(evidence)))
        if more := panels.opened("The criteria as other documents print them", key="elsewhere", icon="format_quote"):
            with more:
                elsewhere = once(grading_rows, evidence, syndrome)
                panels.source_table(elsewhere, key="elsewhere_rows", alt="Grading rules as other documents print them")


def _ctcae_in_words(rows: pd.DataFrame, event_names: dict[str, str]) -> str:
    lines = []
    for (system, event), terms in rows[rows["system"] != SYSTEM].groupby(["system", "event"], sort=False):
        first = terms.iloc[0]
        grades = "; ".join(
            f"**{grade}** {plain(' or '.join(same['wording']).lower())}" for grade, same in terms.groupby("grade")
        )
        where = f"{_link(first)}, {plain(first['locator'])}"
        lines.append(f"*{plain(event_names[event])}, {plain(GRADING_SYSTEMS[system].label)}*: {grades}. {where}.")
    return "\n\n".join(lines)


@st.fragment
def practice(evidence: Evidence) -> None:
    """One vignette at a time: choose a grade, see at once what decides it; the score lives in this session only."""
    rows = once(vignette_rows, evidence)
    labels = {row.vignette_id: f"{n}. {row.title}" for n, row in enumerate(rows.itertuples(), 1)}
    with st.container(border=True, key="card-practice"):
        chosen = controls.choose_one("vignette", "Vignette", labels, as_list=True)
        row = rows[rows["vignette_id"] == chosen].iloc[0]
        st.markdown(plain(row["story"]))
        st.markdown(
            f"**Which {SYNDROME_TERMS[row['syndrome']].label} grade is it under {GRADING_SYSTEMS[SYSTEM].label}?**"
        )
        guesses = st.session_state.setdefault("guesses", {})
        with st.container(horizontal=True, key="guess"):
            for grade in range(5):
                st.button(
                    f"Grade {grade}" if grade else "No grade",
                    key=f"guess-{grade}",
                    type="primary" if guesses.get(chosen, [None])[-1] == grade else "secondary",
                    on_click=_guess,
                    args=(chosen, grade),
                )
        if chosen in guesses:
            _feedback(row, guesses[chosen][-1])
        after = list(labels)[(list(labels).index(chosen) + 1) % len(labels)]
        st.button("Next vignette", icon=":material/arrow_forward:", key="next_vignette", on_click=_go_to, args=(after,))
        _score(rows, guesses)


def _guess(vignette_id: str, grade: int) -> None:
    st.session_state.setdefault("guesses", {}).setdefault(vignette_id, []).append(grade)


def _go_to(vignette_id: str) -> None:
    st.session_state["vignette"] = vignette_id


def _feedback(row: pd.Series, guess: int) -> None:
    findings = SYNDROMES[row["syndrome"]].read(row)
    right = guess == row["grade"]
    verdict = "Right." if right else "Not this one."
    show, icon = (st.success, "check_circle") if right else (st.warning, "cancel")
    grade = replace(grade_of(findings), is_complete=True)  # a story about a child gives its CAPD score
    show(f"**{verdict}** {plain(_sentence(grade, findings))}", icon=f":material/{icon}:")
    st.markdown(f"{plain(row['explanation'])} ({_link(row)}, {plain(row['locator'])})")


def _score(rows: pd.DataFrame, guesses: dict[str, list[int]]) -> None:
    grades = dict(zip(rows["vignette_id"], rows["grade"], strict=True))
    right = sum(tried[0] == grades[vignette_id] for vignette_id, tried in guesses.items())
    if guesses:
        st.caption(
            f"Right at the first try: {right} of {len(guesses)} answered, {len(rows)} in all. Kept in this visit only."
        )
