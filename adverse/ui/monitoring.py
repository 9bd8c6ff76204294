"""The parts of the monitoring page: the phases to step through, what each holds, and its checklist."""

import pandas as pd
import streamlit as st

from adverse.cards import notes
from adverse.cards.monitoring import bands_of, figures_of_window
from adverse.charts import monitoring_timeline, onset_in_words
from adverse.charts.onset import SAME_CLOCK
from adverse.evidence import Evidence
from adverse.evidence.management import management_rows, places_of
from adverse.evidence.monitoring import (
    Item,
    Phase,
    monitoring_phases,
    phase_items,
)
from adverse.sentences import monitoring_answer, window_lines
from adverse.ui import checklist, controls, onset, panels, words
from adverse.ui.cached import chart, once
from adverse.ui.claims import sources_of, verdict_badge
from adverse.ui.words import plain
from adverse.vocabulary import MANAGEMENT_EVENTS, MONITORING_TIMES, TIME_ORIGINS, VERDICTS, label

MOST_AT_ONCE = 3  # statements of an event that are open from the start: a phone shows about so many at once


def prepare(evidence: Evidence) -> None:
    """Find what each phase holds before somebody steps to it."""
    for phase in once(monitoring_phases, evidence):
        once(phase_items, evidence, phase)


def answer_sentence(evidence: Evidence) -> str:
    """How the article's monitoring items and windows stand against the evidence."""
    return once(_answer, evidence, plain_words=words.is_learner())


def _answer(evidence: Evidence, *, plain_words: bool) -> str:
    phases = monitoring_phases(evidence)
    compared = [figures_of_window(evidence, phase) for phase in phases if phase.event]
    return monitoring_answer(pd.concat([phase.claims for phase in phases]), compared, plain_words=plain_words)


@st.fragment
def phase_by_phase(evidence: Evidence) -> None:
    """Step through the phases: the day axis, the article's items, every event to look for, and the checklist."""
    phases = {phase.key: phase for phase in once(monitoring_phases, evidence)}
    phase = phases[_choose_phase(list(phases.values()))]
    with st.container(key="phase-on-screen"):
        _timeline(evidence, phase.key)
        _article_items(evidence, phase)
        st.markdown(f"### {plain(phase.label)}: what to look for, why then, and what sources say")
        for place, item in enumerate(once(phase_items, evidence, phase)):
            _item(evidence, phase, item, place)
        st.caption(plain(notes.CHECKED))
    checklist.checklist(evidence, list(phases.values()), phase)


def _choose_phase(phases: list[Phase]) -> str:
    keys = [phase.key for phase in phases]
    with st.container(horizontal=True, vertical_alignment="bottom", key="phase-steps"):
        chosen = controls.choose_one("phase", "Phase", {phase.key: phase.label for phase in phases})
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


def _timeline(evidence: Evidence, current: str) -> None:
    strip = once(onset.headline_strip, evidence)
    bands = once(bands_of, evidence, current)
    panels.chart_card(
        chart(monitoring_timeline, strip.rows, bands, names=words.event_names(evidence)),
        strip,
        name="phases",
        alt="The phases of the article's monitoring algorithm above the printed onset of the headline toxicities",
        note=notes.PHASES,
        sentence=onset.headline_sentence(evidence, strip),
        columns=onset.onset_columns,
        behind=onset.rows_behind_marks(evidence, strip),
    )


def _article_items(evidence: Evidence, phase: Phase) -> None:
    """What the article names in a phase, each item with its verdict, and where its window and the evidence differ."""
    source = evidence.sources.set_index("source_id").loc[evidence.about["article"]["source_id"]]
    said = [
        f"### The article in this phase: {plain(MONITORING_TIMES[phase.time].label.lower())}",
        "\n".join(f"- {_claim_line(row)}" for row in phase.claims.itertuples()),
        f":small[The article: {words.link(source['short_name'], source['url'])}]",
    ]
    if phase.event:
        lines = once(window_lines, once(figures_of_window, evidence, phase), phase.label)
        said.append(f"**Its window against the printed onset of {plain(words.event_names(evidence)[phase.event])}**")
        said.append("\n".join(f"- {plain(line)}" for line in lines))
    with st.container(border=True, key="card-article-items"):
        st.markdown("\n\n".join(said))
        panels.door("claims", "These items among all claims", icon="fact_check", section=_section(phase))


def _section(phase: Phase) -> str:
    return phase.claims["section"].iloc[0]


def _claim_line(row) -> str:
    meaning = f" *{plain(VERDICTS[row.verdict].definition)}*" if words.is_learner() else ""
    return (
        f"**{plain(row.said)}** {verdict_badge(row.verdict)}{meaning} {plain(row.explanation)} "
        f":small[{sources_of(row)}]"
    )


def _item(evidence: Evidence, phase: Phase, item: Item, place: int) -> None:
    look, why, say, also, acted = once(_item_texts, evidence, phase, item, words.reader())
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
            for place in once(_places, evidence, item):
                panels.door("management", _door_text(evidence, place), icon="medical_services", **place)


def _places(evidence: Evidence, item: Item) -> list[dict[str, str | list[str]]]:
    rules, shown = once(management_rows, evidence), pd.concat([item.watched, item.acted])
    return places_of(evidence, rules[rules["row_key"].isin(shown["row_key"])])


def _door_text(evidence: Evidence, place: dict[str, str | list[str]]) -> str:
    if "event" in place:
        return f"All rules by grade: {label(MANAGEMENT_EVENTS, place['event'])}"
    name = "plain_label" if words.is_learner() else "label"
    return "Rules: " + next(part[name] for part in evidence.about["rule_part"] if part["key"] == place["topic"])


def _also_title(item: Item) -> str:
    n = len(item.watched) - MOST_AT_ONCE
    return f"{n} more statement{'s' if n > 1 else ''} of sources"


def _acted_title(phase: Phase, item: Item) -> str:
    n = len(item.acted)
    if phase.time == "before":
        return f"Special populations: {n} statement{'s' if n > 1 else ''} of sources"
    return f"When it comes: {n} rule{'s' if n > 1 else ''} that sources print"


def _item_texts(evidence: Evidence, phase: Phase, item: Item, reader: str) -> tuple[str, str, str, str, str]:
    """What to look for, why then, what sources say, what more of them say, and what they say is done; `reader` is the
    one who reads now.
    """
    first, rest = item.watched.iloc[:MOST_AT_ONCE], item.watched.iloc[MOST_AT_ONCE:]
    say = "**What sources say**\n\n" + (_rules(first) or "No source in view says what to watch.")
    return _look_for(evidence, item), _why_then(phase, item), say, _rules(rest), _rules(item.acted)


def _look_for(evidence: Evidence, item: Item) -> str:
    events = evidence.events.set_index("event")
    lines = [f"**{plain(words.event_names(evidence)[item.event])}**"]
    if words.is_learner():
        lines.append(plain(events.loc[item.event, "definition"]))
    by_place = item.signs.groupby(["source_name", "locator", "review"], sort=False) if len(item.signs) else ()
    for _, rows in by_place:
        lines.append(f"{plain(', '.join(rows[words.sign_column()]))} :small[({words.cited(next(rows.itertuples()))})]")
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


def _rules(rules: pd.DataFrame) -> str:
    return "\n".join(f"- {_rule_in_words(row)}" for row in rules.itertuples())


def _rule_in_words(row) -> str:
    """A row of management.csv with details as Markdown: who says it, when it applies, what it says, and its source."""
    when, says = checklist.rule_parts(row)
    return f"*{plain(when)}:* {plain(says)} :small[({words.cited(row)})]"
