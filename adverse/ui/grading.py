"""The parts of the grading page: the form, what the criteria and the labels say, and the vignettes."""

from typing import Any

import pandas as pd
import streamlit as st

from adverse.cards import notes
from adverse.cards.drawing import Drawing
from adverse.cards.grading import GradingChoice, choose_part, choose_vignette, sentence
from adverse.cards.grading import choose_findings as choose_from
from adverse.evidence import Evidence
from adverse.evidence.grading import criteria_rows, grading_rows, ice_items, rules_at_grade, vignette_rows
from adverse.evidence.memo import remembered
from adverse.grading import SYNDROMES, SYSTEM, grade_of, ice_score
from adverse.ui import panels, words
from adverse.ui.controls import Controls
from adverse.ui.page import Page
from adverse.ui.words import plain
from adverse.vocabulary import GRADING_SYSTEMS, JURISDICTIONS
from adverse.vocabulary import SYNDROMES as SYNDROME_TERMS

LABELS = ("us", "eu")


def choose_findings(page: Page) -> tuple[GradingChoice, Any]:
    """The form, one control a domain with the criterion of the choice under it; and the place of the result beside it.

    To practice there is neither.
    """
    part = choose_part(page.evidence, Controls())
    if part not in SYNDROMES:
        return GradingChoice(part, None), None
    form, result = st.columns([5, 6], gap="large")
    with form, st.container(border=True, key="card-findings"):
        places = {domain: st.container() for domain in SYNDROMES[part].domains()}
        of_ice = {key: places["ice"] for key in ("ice_test", "missed") if "ice" in places}
        choice = choose_from(page.evidence, Controls(places | of_ice, plain_words=page.reader.plain_words), part)
        for domain, place in places.items():
            with place:
                _criterion(page, choice, domain)
        if more := panels.opened("Rules of the criteria", key="rules", icon="rule"):
            more.markdown("\n".join(f"- {line}" for line in _lines_by_finding(page.evidence, part)["rules"]))
    return choice, result


def _criterion(page: Page, choice: GradingChoice, domain: str) -> None:
    """The criterion that the finding of a domain meets, in the words of its source."""
    finding, lines = getattr(choice.findings, domain), _lines_by_finding(page.evidence, choice.part)
    if domain == "ice" and choice.ice_test == "done":
        items = ice_items(page.evidence)
        score, source = f"{ice_score(choice.missed)} of {len(items)} points", items.iloc[0]
        st.markdown(f"**{score}** ({_link(source)}, {plain(source['locator'])})")
    said = lines.get(f"{domain} {finding}", [])
    _small([plain(finding.plain), *said] if page.reader.plain_words else said)
    if domain == "ice" and choice.ice_test == "under_12":
        _small(lines["capd "])


@remembered
def _lines_by_finding(evidence: Evidence, syndrome: str) -> dict[str, list[str]]:
    """Domain and finding -> the criteria in words; under "rules" those that are about no finding."""
    lines: dict[str, list[str]] = {"rules": []}
    criteria = criteria_rows(evidence, syndrome)
    for row in criteria[criteria["system"] == SYSTEM].itertuples():
        lines.setdefault(f"{row.domain} {row.finding}", []).append(_graded(row))
        if row.finding == "" and row.domain != "capd":
            lines["rules"].append(_graded(row))
    return lines


def _small(lines: list[str]) -> None:
    if lines:
        st.markdown("  \n".join(f":small[{line}]" for line in lines))


def _graded(row) -> str:
    grade = "" if pd.isna(row.grade) else f"Grade {row.grade}: "
    return f"{grade}{plain(row.wording)} ({_link(row)}, {plain(row.locator)})"


def _link(row) -> str:
    return words.link(row.source_name, row.source_url)


def result(page: Page, place: Any, choice: GradingChoice, drawing: Drawing) -> None:
    """The ladder with what labels say at the grade, and below them the wording of CTCAE."""
    with place:
        panels.chart_card(page, drawing)
        _label_card(page, choice)
    _ctcae_card(page, choice.part)


def _label_card(page: Page, choice: GradingChoice) -> None:
    """What US and EU texts on the medicine say is done at the grade."""
    assert choice.findings is not None, "a syndrome is graded here"
    grade, drug = grade_of(choice.findings).grade, page.evidence.about["drug"]
    with st.container(border=True, key="card-labels"):
        st.markdown(f"### What texts on {plain(drug)} say at {f'grade {grade}' if grade else 'a grade'}")
        if not grade:
            st.markdown("There is no grade, so no row is looked up.")
            return
        for jurisdiction in LABELS:
            rules = rules_at_grade(page.evidence, choice.part, grade, jurisdiction)
            st.markdown(f"**{JURISDICTIONS[jurisdiction].label}**")
            st.markdown(_rules_in_words(rules) or "No row: the sources collected here do not say.")
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


def _ctcae_card(page: Page, syndrome: str) -> None:
    """The wording of CTCAE for the same syndrome, grade by grade, and where else the criteria are printed."""
    with st.container(border=True, key="card-ctcae"):
        st.markdown("### How CTCAE words its grades")
        st.markdown(_ctcae_in_words(criteria_rows(page.evidence, syndrome), page.names))
        if more := panels.opened("The criteria as other documents print them", key="elsewhere", icon="format_quote"):
            with more:
                elsewhere = grading_rows(page.evidence, syndrome)
                alt = "Grading rules as other documents print them"
                panels.source_table(page, elsewhere, key="elsewhere_rows", alt=alt)


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
def practice(page: Page) -> None:
    """One vignette at a time: choose a grade, see at once what decides it; the score lives in this session only."""
    rows = vignette_rows(page.evidence)
    ids = list(rows["vignette_id"])
    with st.container(border=True, key="card-practice"):
        chosen = choose_vignette(page.evidence, Controls())
        row = rows[rows["vignette_id"] == chosen].iloc[0]
        st.markdown(plain(row["story"]))
        st.markdown(
            f"**Which {SYNDROME_TERMS[row['syndrome']].label} grade is it under {GRADING_SYSTEMS[SYSTEM].label}?**"
        )
        guesses = st.session_state.setdefault(".guesses", {})
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
            _feedback(page, row, guesses[chosen][-1])
        after = ids[(ids.index(chosen) + 1) % len(ids)]
        st.button("Next vignette", icon=":material/arrow_forward:", key="next_vignette", on_click=_go_to, args=(after,))
        _score(rows, guesses)


def _guess(vignette_id: str, grade: int) -> None:
    st.session_state.setdefault(".guesses", {}).setdefault(vignette_id, []).append(grade)


def _go_to(vignette_id: str) -> None:
    st.session_state["vignette"] = vignette_id


def _feedback(page: Page, row: pd.Series, guess: int) -> None:
    findings = SYNDROMES[row["syndrome"]].read(row)
    right = guess == row["grade"]
    verdict = "Right." if right else "Not this one."
    show, icon = (st.success, "check_circle") if right else (st.warning, "cancel")
    said = sentence(findings, page.reader, is_told_whole=True)  # a story about a child gives its CAPD score
    show(f"**{verdict}** {plain(said)}", icon=f":material/{icon}:")
    st.markdown(f"{plain(row['explanation'])} ({_link(row)}, {plain(row['locator'])})")


def _score(rows: pd.DataFrame, guesses: dict[str, list[int]]) -> None:
    grades = dict(zip(rows["vignette_id"], rows["grade"], strict=True))
    right = sum(tried[0] == grades[vignette_id] for vignette_id, tried in guesses.items())
    if guesses:
        st.caption(
            f"Right at the first try: {right} of {len(guesses)} answered, {len(rows)} in all. Kept in this visit only."
        )
