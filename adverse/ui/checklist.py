"""A checklist of a phase, or of all, to print: what sources name, with an empty box, and the sources as footnotes."""

from typing import NamedTuple

import streamlit as st

from adverse.cards import notes
from adverse.cards.monitoring import choose_sheet, items_of
from adverse.cards.reader import Reader
from adverse.charts import onset_in_words
from adverse.evidence import Evidence
from adverse.evidence.monitoring import Item, Phase, monitoring_phases
from adverse.ui import imprint, words
from adverse.ui.controls import Controls
from adverse.ui.page import Page
from adverse.ui.words import plain
from adverse.vocabulary import JURISDICTIONS, VERDICTS, label

BOX = "☐"

Source = tuple[str, str]  # name and address of a document


class Line(NamedTuple):
    """One line of a checklist: a bold beginning, and what follows, each piece with the places that say it."""

    name: str
    pieces: list[tuple[str, list["Place"]]]


class Place(NamedTuple):
    """Where something is said: the document, the place in it and how far the row was checked."""

    document: Source
    where: str


def checklist(page: Page, phases: list[Phase], phase: Phase) -> None:
    """The checklist of the chosen phase or of every phase, once the reader asks for it; then only it is printed."""
    chosen = choose_sheet(page.evidence, Controls())
    if chosen == "none":
        return
    st.caption("Print this page with your browser: while a checklist is shown, only the checklist is printed.")
    with st.container(border=True, key="sheet"):
        keys = tuple(each.key for each in phases) if chosen == "all" else (phase.key,)
        st.markdown(checklist_text(page.evidence, keys, page.reader))
        st.caption(imprint.of_sheet(page.evidence))


def checklist_text(evidence: Evidence, keys: tuple[str, ...], reader: Reader) -> str:
    """The sheet as Markdown: for each phase its lines with boxes, then what was left out, then the numbered sources."""
    numbers: dict[Source, int] = {}
    parts = []
    for phase in monitoring_phases(evidence):
        if phase.key not in keys:
            continue
        lines = [_in_markdown(line, numbers) for line in lines_of(evidence, phase, reader)]
        parts += [f"### {plain(phase.label)}", "\n".join(lines)]
        without = phase.claims[phase.claims["primary_source_id"] == ""]
        if len(without):
            items = plain("; ".join(without["said"]))
            parts.append(f"*Named by the article, left out here because no source was found: {items}.*")
    sources = [f"{number}\\. {words.link(*source)}" for source, number in numbers.items()]
    return "\n\n".join([*parts, plain(f"{notes.CHECKLIST} {notes.CHECKED}"), "**Sources**", "  \n".join(sources)])


def _in_markdown(line: Line, numbers: dict[Source, int]) -> str:
    said = []
    for text, places in line.pieces:
        footnotes = [
            f"\\[{numbers.setdefault(place.document, len(numbers) + 1)}\\] :small[{plain(place.where)}]"
            for place in dict.fromkeys(places)
        ]
        said.append(f"{plain(text)} {', '.join(footnotes)}")
    return f"- {BOX} **{plain(line.name)}:** {'; '.join(said)}"


def lines_of(evidence: Evidence, phase: Phase, reader: Reader) -> list[Line]:
    """What sources name in a phase: the article's items that have a source, then each event and each rule on it."""
    lines = [
        Line(f"The article ({VERDICTS[row.verdict].label.lower()})", [(row.said, [_place(row)])])
        for row in phase.claims[phase.claims["primary_source_id"] != ""].itertuples()
        if row.kind == "monitoring"
    ]
    told, names = set(), reader.names(evidence)
    for item in items_of(evidence, phase.key):
        if pieces := _signs_and_onset(item, phase, reader):
            lines.append(Line(f"Look for {names[item.event]}", pieces))
        for row in item.watched.itertuples():
            if row.row_key not in told:
                when, says = rule_parts(row, reader)
                lines.append(Line(f"{names[row.event]}, {when}", [(says, [_place(row)])]))
                told.add(row.row_key)
    return lines


def _signs_and_onset(item: Item, phase: Phase, reader: Reader) -> list[tuple[str, list[Place]]]:
    """Signs of an event and its printed onset in this phase; rows that say the same are one piece."""
    pieces: dict[str, list[Place]] = {}
    for row in item.signs.itertuples():
        pieces.setdefault(getattr(row, reader.sign_column), []).append(_place(row))
    if phase.time == "window":
        for row in item.onset[item.onset["in_phase"]].itertuples():
            pieces.setdefault(f"printed onset {onset_in_words(row)}", []).append(_place(row))
    return list(pieces.items())


def rule_parts(row, reader: Reader) -> tuple[str, str]:
    """A row of management.csv in words: where, when and for whom it applies, and what it says."""
    who = "" if row.population == "all" else row.population
    when = filter(None, [label(JURISDICTIONS, row.jurisdiction), reader.told(row.grade_or_condition), reader.told(who)])
    return ", ".join(when), ": ".join(filter(None, map(reader.told, (row.action, row.drug_or_dose))))


def _place(row) -> Place:
    return Place((row.source_name, row.source_url), ", ".join(filter(None, [row.locator, row.review])))
