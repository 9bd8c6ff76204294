"""A card as one reader sees it: its rows, its chart for light or dark ground, and every word about it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from adverse.cards import tables
from adverse.cards.alternatives import chart_in_words
from adverse.cards.notes import with_remarks
from adverse.cards.reader import Reader
from adverse.evidence import Evidence
from adverse.evidence.select import Selection, rows_behind
from adverse.exports.view import NOTICE, data_version
from adverse.sentences import verdict_in_words

NO_ROW = "No row fits this choice."
Behind = Callable[[list[str]], pd.DataFrame]  # from the keys of clicked marks to the rows behind them


@dataclass(frozen=True, eq=False)
class Chart:
    """A chart before it is drawn: its builder with every argument but the ground.

    What was drawn is kept with the chart and shared, so nobody may change it.
    """

    builder: Callable[..., go.Figure]
    inputs: tuple = ()
    options: dict[str, Any] = field(default_factory=dict)
    _made: dict[Any, Any] = field(init=False, repr=False, default_factory=dict)

    def drawn(self, *, dark: bool) -> go.Figure:
        """The figure on light or dark ground."""
        if dark not in self._made:
            self._made[dark] = self.builder(*self.inputs, **self.options, dark=dark)
        return self._made[dark]

    def then(self, change: Callable[[go.Figure], go.Figure]) -> "Chart":
        """The chart with its figure changed at the end by a function that returns a copy."""
        if change not in self._made:
            self._made[change] = Chart(lambda *, dark: change(self.drawn(dark=dark)))
        return self._made[change]


def chart(builder: Callable[..., go.Figure], *inputs: Any, **options: Any) -> Chart:
    """The chart that a builder draws of these arguments."""
    return Chart(builder, inputs, options)


@dataclass(frozen=True, eq=False)
class Drawing:
    """A card that was asked for: `name` is that of its files, of its widgets and of its frame on another site.

    `question` is that of its page; `title` is the message of the chart and `subtitle` says of what and of whom;
    `sentence` says what the rows say, with more figures; `alt` is the text in place of the chart. A card
    in words has a table `in_words` and no chart. `speech` and `cited` (ids of documents) are what a slide adds, and
    `on_wall` is what it shows where the chart of the page has too many rows for a wall, or too small a form;
    `is_for_wall` says that a chart has the letters of a wall already.
    `page` and `card` are its names in the register; a chart that is no card there has none. `source_line` is what
    stands below it on paper and in a frame: how far its rows compare, their sources and the version of the data.
    """

    name: str
    selection: Selection
    chart: Chart | None = None
    title: str = ""
    subtitle: str = ""
    sentence: str = ""
    note: str = ""
    alt: str = ""
    columns: Callable[[pd.DataFrame], pd.DataFrame] = tables.incidence_columns
    behind: Behind | None = None
    question: str = ""
    in_words: pd.DataFrame = field(default_factory=pd.DataFrame)
    speech: str = ""
    cited: tuple[str, ...] = ()
    on_wall: "Drawing | None" = None
    is_for_wall: bool = False
    page: str = ""
    card: str = ""
    source_line: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether no row fits."""
        return self.selection.rows.empty

    def rows_behind(self, keys: list[str]) -> pd.DataFrame:
        """The rows behind marks with these keys."""
        return (self.behind or partial(rows_behind, self.selection))(keys)

    def with_words(self, **words: Any) -> "Drawing":
        """The same drawing with other words."""
        return replace(self, **words)


def drawing(
    evidence: Evidence,
    reader: Reader,
    selection: Selection,
    chart: Chart,
    *,
    name: str,
    about: str,
    title: str = "",
    subtitle: str = "",
    note: str = "",
    draws: str = "",
    **more: Any,
) -> Drawing:
    """A drawing with the words that every chart has: what it shows in place of a picture, and the remarks on its rows.

    Message and subtitle, where there are any, and `about` begin the text in place of the chart; `draws` says what is
    drawn of the rows where their columns leave it open (a key of FIGURES in `adverse.cards.alternatives`).
    """
    rows = selection.rows
    begun = f"{title}. {subtitle}. {about}" if subtitle else about
    return Drawing(
        name,
        selection,
        chart,
        title=title,
        subtitle=subtitle,
        note=with_remarks(note, rows, reader.names(evidence), plain_words=reader.plain_words),
        alt=chart_in_words(begun, rows, draws, name_column=reader.name_column),
        source_line=_source_line(evidence, rows),
        **more,
    )


def _source_line(evidence: Evidence, rows: pd.DataFrame) -> str:
    names = "; ".join(sorted(set(rows["source_name"])))
    return f"{verdict_in_words(rows)} Sources: {names}. {data_version(evidence.about)}. {NOTICE}".strip()
