"""What a card takes away: all that its files say, from its drawing."""

import pandas as pd
import plotly.graph_objects as go

from adverse.cards.drawing import Drawing
from adverse.evidence import Evidence
from adverse.evidence.package import data_dictionary
from adverse.evidence.select import printed_rows
from adverse.exports.dictionary import dictionary_of
from adverse.exports.tables import download_columns
from adverse.exports.view import View
from adverse.sentences import verdict_in_words


def view_of(evidence: Evidence, drawing: Drawing, address: str, *, is_private: bool = False) -> View:
    """The card as a view, on light paper, at the address that shows it; private where the rows are a reader's own."""
    rows = drawing.selection.rows
    known = {*source_ids(rows), *drawing.cited, *_sources_of_other_marks(drawing)}
    events = evidence.events[evidence.events["event"].isin(rows.get("event", ()))]
    shown = download_columns(rows)
    return View(
        name=drawing.name,
        title=drawing.title or drawing.question,
        subtitle=drawing.subtitle,
        sentence=drawing.sentence,
        note=drawing.note,
        alt=drawing.alt,
        verdict=verdict_in_words(rows),
        address=address,
        about=evidence.about,
        figure=drawing.chart.drawn(dark=False) if drawing.chart else go.Figure(),
        rows=shown,
        sources=evidence.sources[evidence.sources["source_id"].isin(known)].drop(columns=["line", "row_key"]),
        definitions=events[["event", "plain_name", "definition"]],
        dictionary=dictionary_of(shown, data_dictionary()),
        speech=drawing.speech,
        in_words=drawing.in_words,
        is_private=is_private,
        table=drawing.columns(rows) if drawing.chart else drawing.in_words,
    )


def source_ids(rows: pd.DataFrame) -> list[str]:
    """The documents that rows of any table rest on, each once, in the order of the rows."""
    rows = printed_rows(rows)
    column = "source_id" if "source_id" in rows else "primary_source_id"
    return list(dict.fromkeys(key for key in rows[column] if key))


def _sources_of_other_marks(drawing: Drawing) -> set[str]:
    """The sources of marks that are no rows of the selection, such as dose steps on a day axis."""
    if drawing.behind is None or drawing.chart is None:
        return set()
    keys = {key for trace in drawing.chart.drawn(dark=False).data for key in _keys(trace.customdata)} - set(
        drawing.selection.rows["row_key"]
    )
    found = [drawing.behind([key]) for key in sorted(keys)]
    return {source for rows in found if "source_id" in rows for source in rows["source_id"] if source}


def _keys(customdata) -> set[str]:
    cells = [] if customdata is None else customdata
    return {
        key for cell in cells for value in ([cell] if isinstance(cell, str) else cell) for key in str(value).split("\n")
    }
