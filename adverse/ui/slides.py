"""What a slide shows, drawn by the same functions as the page it is a view of."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple
from urllib.parse import parse_qsl, urljoin, urlsplit

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from adverse.cards import notes
from adverse.cards.alternatives import chart_in_words
from adverse.cards.compare import scale_of
from adverse.cards.slides import Reader, SlideView, slide_view
from adverse.charts import (
    aligned_dot_plot,
    case_share_plot,
    exposure_slope,
    grade_stack,
    icon_array,
    incidence_dot_plot,
    incidence_heat_map,
    onset_timeline,
    organ_class_areas,
    risk_forest,
    setting_dot_plot,
    subgroup_dot_plot,
)
from adverse.charts.stage import on_sheet, projected
from adverse.evidence import Evidence
from adverse.evidence.select import rows_behind, with_details
from adverse.evidence.stories import Slide, Story, filled
from adverse.evidence.timeline import treatment_phases
from adverse.exports.share import address_of
from adverse.exports.slides import deck as make_deck
from adverse.exports.view import View
from adverse.sentences import verdict_in_words, verdict_lessons
from adverse.ui import claims, onset, panels, take_away, words
from adverse.ui.cached import Chart, chart, once
from adverse.ui.navigation import DEFAULT
from adverse.ui.words import plain
from adverse.vocabulary import VERDICTS, label


class Drawing(NamedTuple):
    """A slide's chart, how to read it in a line or two, and how the rows behind a mark are found."""

    chart: Chart
    note: str
    behind: panels.Behind | None = None
    draws: str = ""


def view_of(evidence: Evidence, slide: Slide) -> SlideView:
    """The view of a slide in plain words for learners, else in those for a lecture hall."""
    reader = Reader(words.reader(), words.name_column()) if words.is_learner() else Reader()
    return once(slide_view, evidence, slide, reader)


def show(evidence: Evidence, slide: Slide, *, key: str, alt: str, on_paper: bool = False) -> str:
    """Draw a slide's view; returns the note on how to read it. `on_paper` draws it light and still."""
    view = view_of(evidence, slide)
    if view.kind in IN_WORDS:
        IN_WORDS[view.kind](evidence, view)
        return ""
    drawing = drawing_of(evidence, view)
    sized = drawing.chart.then(on_sheet if on_paper else projected)
    shown = chart_in_words(alt, view.selection.rows, drawing.draws, name_column=words.name_column())
    card = take_away.Card(sized, view.selection, key, "", shown, drawing.note, slide.title, alt, drawing.behind)
    panels.stage_chart(card, is_still=on_paper)
    return drawing.note


def verdict(evidence: Evidence, slide: Slide) -> str:
    """How far the arms of a slide may be compared, or nothing where it compares none."""
    rows = view_of(evidence, slide).selection.rows
    return verdict_in_words(rows) if "comparability" in rows else ""


def drawing_of(evidence: Evidence, view: SlideView) -> Drawing:
    """The chart of a view that has one, as its page draws it."""
    drawing = FIGURES[view.kind](evidence, view)
    names = words.event_names(evidence)
    return drawing._replace(
        note=once(notes.with_remarks, drawing.note, view.selection.rows, names, plain_words=words.is_learner())
    )


def _incidence(evidence: Evidence, view: SlideView) -> Drawing:
    rows, choice = view.selection.rows, view.choice
    names = words.names_in_view(evidence, rows)
    if choice.event:
        drawn = chart(incidence_dot_plot, rows, rows_by="arm_label", names=names, sections="setting_label")
        return Drawing(drawn, once(notes.of_shares, rows))
    draw, note = {
        "dots": (incidence_dot_plot, once(notes.of_shares, rows)),
        "grades": (grade_stack, notes.GRADES),
        "heat_map": (incidence_heat_map, once(notes.of_heat_map, rows)),
        "organ_classes": (organ_class_areas, notes.ORGAN_CLASSES),
    }[choice.show]
    sections = {"sections": "soc" if choice.sort == "organ_class" else "apart"} if choice.show == "dots" else {}
    return Drawing(chart(draw, rows, names=names, **sections), note)


def _top(evidence: Evidence, view: SlideView) -> Drawing:
    rows = view.selection.rows
    drawn = chart(incidence_dot_plot, rows, names=words.names_in_view(evidence, rows))
    return Drawing(drawn, once(notes.of_shares, rows))


def _timeline(evidence: Evidence, view: SlideView, *, around: tuple[str, ...], early: bool, one_row: bool) -> Drawing:
    drawn = chart(
        onset_timeline,
        view.selection.rows,
        once(onset.phases_of, once(treatment_phases, evidence), around),
        names=words.event_names(evidence),
        early_days=early,
        one_row_an_event=one_row,
    )
    return Drawing(drawn, notes.CLOCK, onset.rows_behind_marks(evidence, view.selection))


def _onset(evidence: Evidence, view: SlideView) -> Drawing:
    _, around, early, _ = view.choice
    return _timeline(evidence, view, around=around, early=early, one_row=False)


def _compared(evidence: Evidence, view: SlideView) -> Drawing:
    names = words.names_in_view(evidence, view.selection.rows)
    if view.choice[2] == "exposure":
        return Drawing(
            chart(exposure_slope, view.selection.rows, names=names),
            notes.EXPOSURE,
            partial(_rates_behind, evidence, view),
        )
    rows = view.selection.rows
    return Drawing(chart(aligned_dot_plot, rows, names=names), notes.DIFFERENCES, draws="differences")


def _rates_behind(evidence: Evidence, view: SlideView, keys: list[str]) -> pd.DataFrame:
    rates = evidence.exposure_adjusted_rates
    found = with_details(evidence, rates[rates["row_key"].isin(keys)])
    return pd.concat([rows_behind(view.shown.selection, keys), found])


def _icons(_: Evidence, view: SlideView) -> Drawing:
    scale = once(scale_of, view.selection)
    return Drawing(chart(icon_array, view.selection.rows, scale=scale), notes.ICONS)


def _case_shares(evidence: Evidence, view: SlideView) -> Drawing:
    names = words.event_names(evidence)
    everything = evidence.risk_factors

    def behind(keys: list[str]) -> pd.DataFrame:
        return with_details(evidence, everything[everything["row_key"].isin(keys)])

    return Drawing(chart(case_share_plot, view.selection.rows, names=names), notes.SHARES, behind)


def _effect_sizes(evidence: Evidence, view: SlideView) -> Drawing:
    names = words.event_names(evidence)
    return Drawing(chart(risk_forest, view.selection.rows, names=names), notes.FOREST)


def _subgroups(evidence: Evidence, view: SlideView) -> Drawing:
    names = words.event_names(evidence)
    return Drawing(chart(subgroup_dot_plot, view.selection.rows, names=names), notes.SUBGROUPS)


def _headlines(evidence: Evidence, view: SlideView) -> Drawing:
    drawn = chart(setting_dot_plot, view.selection.rows, names=words.event_names(evidence))
    return Drawing(drawn, once(notes.of_settings, view.selection.rows))


def _claims(_: Evidence, view: SlideView) -> None:
    """What the article says beside what the evidence says, claim by claim."""
    lines = ["| The article says | Verdict | The evidence says |", "|:--|:--|:--|"]
    for row in view.selection.rows.itertuples():
        source = words.link(row.source_name, row.source_url) if row.source_name else "no source found"
        found = f"**{plain(row.figure)}** ({source})" if row.figure else source
        lines.append(f"| {plain(row.said)} | {claims.verdict_badge(row.verdict)} | {found} |")
    st.markdown("\n".join(lines))


def _verdicts(_: Evidence, view: SlideView) -> None:
    """How many claims have each verdict, and what kind of mistake it is."""
    counts = view.shown
    lines = verdict_lessons(counts)
    keys = [key for key in VERDICTS if key in counts]
    badges = [claims.verdict_badge(key, int(counts[key])) for key in keys]
    table = ["| Verdict | What it means |", "|:--|:--|"]
    table += [f"| {badge} | {plain(line.partition(': ')[2])} |" for badge, line in zip(badges, lines, strict=True)]
    st.markdown("\n".join(table))


def _table_of_claims(_: Evidence, view: SlideView) -> pd.DataFrame:
    lines = [
        (row.said, label(VERDICTS, row.verdict), f"{row.figure} ({row.source_name or 'no source found'})".strip())
        for row in view.selection.rows.itertuples()
    ]
    return pd.DataFrame(lines, columns=["The article says", "Verdict", "The evidence says"])


def _table_of_verdicts(_: Evidence, view: SlideView) -> pd.DataFrame:
    lines = [line.partition(": ") for line in verdict_lessons(view.shown)]
    return pd.DataFrame([(name, meaning) for name, _, meaning in lines], columns=["Verdict", "What it means"])


FIGURES: dict[tuple[str, str], Callable[[Evidence, SlideView], Drawing]] = {
    ("incidence", "chart"): _incidence,
    ("onset", "chart"): _onset,
    ("compare", "chart"): _compared,
    ("compare", "icons"): _icons,
    ("risk_factors", "effect-sizes"): _effect_sizes,
    ("risk_factors", "subgroups"): _subgroups,
    ("risk_factors", "shares"): _case_shares,
    ("overview", "headlines"): _headlines,
    ("overview", "first-28-days"): partial(_timeline, around=("dose",), early=False, one_row=True),
    ("overview", "top-ten"): _top,
}
IN_WORDS: dict[tuple[str, str], Callable[[Evidence, SlideView], None]] = {
    ("claims", "claims"): _claims,
    ("claims", "verdicts"): _verdicts,
}

TABLES: dict[tuple[str, str], Callable[[Evidence, SlideView], pd.DataFrame]] = {
    ("claims", "claims"): _table_of_claims,
    ("claims", "verdicts"): _table_of_verdicts,
}


def deck(evidence: Evidence, story: Story, address: str) -> bytes:
    """The story as a PowerPoint file with charts that can be edited; a slide in words becomes a table of them.

    `address` is that of the story; each slide names the address of the page that it is a view of.
    """
    return make_deck(views_of(evidence, story, address), take_away.slide_picture)


def views_of(evidence: Evidence, story: Story, address: str) -> list[View]:
    """What each slide of a story takes away."""
    return [_export(evidence, slide, story, address) for slide in story.slides]


def _export(evidence: Evidence, slide: Slide, story: Story, address: str) -> View:
    view = view_of(evidence, slide)
    texts = {part: filled(text, view.values) for part, text in slide.texts.items()}
    drawing = drawing_of(evidence, view) if view.kind in FIGURES else Drawing(chart(_no_figure), "")
    rows = view.selection.rows
    if slide.page == "claims":
        rows = rows.rename(columns={"primary_source_id": "source_id"})
    card = take_away.Card(
        chart=drawing.chart,
        selection=replace(view.selection, rows=rows),
        name=f"{story.key}-{slide.number}",
        title="",
        alt=chart_in_words(texts["takeaway"], rows, drawing.draws, name_column=words.name_column()),
        note=drawing.note,
        question=texts["title"],
        sentence=texts["takeaway"],
        behind=drawing.behind,
        speech=texts["notes"],
        cited=slide.source_ids,
    )
    in_words = TABLES[view.kind](evidence, view) if view.kind in TABLES else pd.DataFrame()
    made = take_away.view_of(evidence, card, address and address_of_view(slide, address))
    return replace(made, in_words=in_words)


def _no_figure(*, dark: bool) -> go.Figure:
    return go.Figure()


def address_of_view(slide: Slide, beside: str = "") -> str:
    """The page that a slide is a view of with the parameters of its view, for the reader of the address `beside`."""
    reader = [(key, value) for key, value in parse_qsl(urlsplit(beside).query) if key == "view"]
    return address_of(urljoin(beside, "./" if slide.page == DEFAULT else slide.page), [*slide.parameters, *reader])
