"""Management by phase: the phases to step through, what each holds, and its checklist."""

from typing import Any

import pandas as pd
import streamlit as st

from adverse.cards import notes, register
from adverse.cards.monitoring import choose, figures_of_window, items_of
from adverse.cards.reader import Reader
from adverse.charts import onset_in_words
from adverse.charts.onset import SAME_CLOCK
from adverse.evidence import Evidence
from adverse.evidence.management import management_rows, places_of, rule_parts
from adverse.evidence.memo import remembered
from adverse.evidence.monitoring import Item, Phase, monitoring_phases
from adverse.sentences import window_lines
from adverse.ui import checklist, panels, words
from adverse.ui.claims import documents_of, sources_of, verdict_badge
from adverse.ui.controls import Controls
from adverse.ui.page import Page
from adverse.ui.words import plain
from adverse.vocabulary import MANAGEMENT_EVENTS, MONITORING_TIMES, TIME_ORIGINS, VERDICTS, label

MOST_AT_ONCE = 3  # statements of an event that are open from the start: a phone shows about so many at once


@st.fragment
def phase_by_phase(page: Page) -> None:
    """Step through the phases: the day axis, the article's items, every event to look for, and the checklist."""
    phases = {phase.key: phase for phase in monitoring_phases(page.evidence)}
    phase = phases[_choose_phase(page, list(phases))]
    with st.container(key="phase-on-screen"):
        panels.chart_card(page, register.drawn(page.evidence, "management", "phases", phase.key, page.reader))
        _article_items(page, phase)
        st.markdown(f"### {plain(phase.label)}: what to look for, why then, and what sources say")
        for place, item in enumerate(items_of(page.evidence, phase.key)):
            _item(page, phase, item, place)
        st.caption(plain(notes.CHECKED))
    checklist.checklist(page, list(phases.values()), phase)


def _choose_phase(page: Page, keys: list[str]) -> str:
    with st.container(horizontal=True, vertical_alignment="bottom", key="phase-steps"):
        chosen = choose(page.evidence, Controls())
        place = keys.index(chosen)
        for text, icon, target in (("Back", "arrow_back", place - 1), ("Next", "arrow_forward", place + 1)):
            st.button(
                text,
                icon=f":material/{icon}:",
                key=f"phase_{text.lower()}",
                disabled=not 0 <= target < len(keys),
                on_click=_step_to,
                args=(keys[max(0, min(target, len(keys) - 1))],),
            )
    return chosen


def _step_to(key: str) -> None:
    st.session_state["phase"] = key


def _article_items(page: Page, phase: Phase) -> None:
    """What the article names in a phase, each item with its verdict, and where its window and the evidence differ."""
    evidence, documents = page.evidence, documents_of(page.evidence)
    name, url = documents[evidence.about["article"]["source_id"]]
    said = [
        f"### The article in this phase: {plain(MONITORING_TIMES[phase.time].label.lower())}",
        "\n".join(f"- {_claim_line(row, page)}" for row in phase.claims.itertuples()),
        f":small[The article: {words.link(name, url)}]",
    ]
    if phase.event:
        lines = window_lines(figures_of_window(evidence, phase), phase.label)
        said.append(f"**Its window against the printed onset of {plain(page.names[phase.event])}**")
        said.append("\n".join(f"- {plain(line)}" for line in lines))
    with st.container(border=True, key="card-article-items"):
        st.markdown("\n\n".join(said))
        panels.door("claims", "These items among all claims", icon="fact_check", section=_section(phase))


def _section(phase: Phase) -> str:
    return phase.claims["section"].iloc[0]


def _claim_line(row, page: Page) -> str:
    meaning = f" *{plain(VERDICTS[row.verdict].definition)}*" if page.reader.plain_words else ""
    return (
        f"**{plain(row.said)}** {verdict_badge(row.verdict)}{meaning} {plain(row.explanation)} "
        f":small[{sources_of(row, documents_of(page.evidence))}]"
    )


def _item(page: Page, phase: Phase, item: Item, place: int) -> None:
    evidence = page.evidence
    look, why, say, also, acted = item_texts(evidence, phase.key, place, page.reader._replace(is_dark=False))
    with st.container(border=True, key=f"item-{place}"):
        st.markdown(look)
        with st.container():
            st.markdown(why)
            if len(item.onset):
                panels.door("onset", "See its onset", icon="timeline", group=item.onset["event_group"].iloc[0])
        with st.container():
            st.markdown(say)
            if also and (more := panels.opened(_also_title(item), key=f"also-{place}", icon="format_quote")):
                more.markdown(also)
            if acted and (more := panels.opened(_acted_title(phase, item), key=f"act-{place}", icon="rule")):
                more.markdown(acted)
            for there in _places(evidence, item):
                panels.door("management", _door_text(page, there), icon="medical_services", layout="cards", **there)


def _places(evidence: Evidence, item: Item) -> list[dict[str, Any]]:
    rules, shown = management_rows(evidence), pd.concat([item.watched, item.acted])
    return places_of(evidence, rules[rules["row_key"].isin(shown["row_key"])])


def _door_text(page: Page, place: dict[str, Any]) -> str:
    if "event" in place:
        return f"All rules by grade: {label(MANAGEMENT_EVENTS, place['event'])}"
    name = "plain_label" if page.reader.plain_words else "label"
    return "Rules: " + next(part[name] for part in rule_parts(page.evidence) if part["key"] == place["topic"])


def _also_title(item: Item) -> str:
    n = len(item.watched) - MOST_AT_ONCE
    return f"{n} more statement{'s' if n > 1 else ''} of sources"


def _acted_title(phase: Phase, item: Item) -> str:
    n = len(item.acted)
    if phase.time == "before":
        return f"Special populations: {n} statement{'s' if n > 1 else ''} of sources"
    return f"When it comes: {n} rule{'s' if n > 1 else ''} that sources print"


@remembered
def item_texts(evidence: Evidence, phase_key: str, place: int, reader: Reader) -> tuple[str, str, str, str, str]:
    """What to look for, why then, what sources say, what more of them say, and what they say is done."""
    phase = next(phase for phase in monitoring_phases(evidence) if phase.key == phase_key)
    item = items_of(evidence, phase_key)[place]
    first, rest = item.watched.iloc[:MOST_AT_ONCE], item.watched.iloc[MOST_AT_ONCE:]
    say = "**What sources say**\n\n" + (_rules(first, reader) or "No source in view says what to watch.")
    return (
        _look_for(evidence, item, reader),
        _why_then(phase, item),
        say,
        _rules(rest, reader),
        _rules(item.acted, reader),
    )


def _look_for(evidence: Evidence, item: Item, reader: Reader) -> str:
    lines = [f"**{plain(reader.names(evidence)[item.event])}**"]
    if reader.plain_words:
        lines.append(plain(evidence.events.set_index("event").loc[item.event, "definition"]))
    by_place = item.signs.groupby(["source_name", "locator", "review"], sort=False) if len(item.signs) else ()
    for _, rows in by_place:
        lines.append(f"{plain(', '.join(rows[reader.sign_column]))} :small[({words.cited(next(rows.itertuples()))})]")
    return "\n\n".join(lines)


def _why_then(phase: Phase, item: Item) -> str:
    if item.onset.empty:
        return "**Why then**\n\nNo source in view prints a day of onset."
    lines = [f"- {_figure(row, phase)}" for row in item.onset.itertuples()]
    return "**Why then**\n\n" + "\n".join(lines)


def _figure(row, phase: Phase) -> str:
    clock = "" if row.time_origin in SAME_CLOCK else f", {label(TIME_ORIGINS, row.time_origin)}"
    outside = "" if row.in_phase else "; not in these days"
    if not row.in_phase and row.onset_median_days < phase.first_day:
        outside += ", but a median says that half of the onsets came later"
    said = plain(onset_in_words(row) + clock + outside)
    return f"{said} :small[({words.cited(row)})]"


def _rules(rules: pd.DataFrame, reader: Reader) -> str:
    return "\n".join(f"- {_rule_in_words(row, reader)}" for row in rules.itertuples())


def _rule_in_words(row, reader: Reader) -> str:
    """A row of management.csv with details as Markdown: who says it, when it applies, what it says, and its source."""
    when, says = checklist.rule_parts(row, reader)
    return f"*{plain(when)}:* {plain(says)} :small[({words.cited(row)})]"
