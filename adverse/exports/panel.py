"""One plot as another program can draw it: rows, series of marks or bars, an axis, and figures beside it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from numpy import asarray, isnan, ndarray

from adverse.charts import theme
from adverse.exports.scales import Scale


class Series(NamedTuple):
    """Marks of one name: `x`, `y`, `above` and `below` (lengths of the interval, 0 without) are arrays of one length.

    `is_open` says of each mark whether it is drawn hollow, `texts` what is printed beside it (a bound such as <1%),
    `is_hatched` whether bars have lines across. `line_color` is that of the line that joins the marks, empty when none
    does; `interval_color` that of the intervals.
    """

    name: str
    x: ndarray
    y: ndarray
    above: ndarray
    below: ndarray
    colors: list[str]
    is_open: list[bool]
    texts: list[str]
    symbol: str
    line_color: str = ""
    is_dotted: bool = False
    interval_color: str = theme.QUIET[False]
    in_legend: bool = True
    is_hatched: bool = False


class Text(NamedTuple):
    """A figure right of a plot, at a row from above and in a color."""

    y: float
    text: str
    color: str


class Panel(NamedTuple):
    """One plot: its rows from above (`labels`, at y = 0, 1, 2 ...; some are headings), its series and its axis.

    `line` is where the line of no difference stands, None when there is none; `values` are written right of the plot.
    """

    labels: list[str]
    is_heading: list[bool]
    series: list[Series]
    axis_title: str
    scale: Scale
    line: float | None
    bars: str  # "" for marks, "beside" or "stacked" for bars
    values: tuple[Text, ...] = ()

    def part(self, rows: Sequence[int]) -> "Panel":
        """Some of the rows, in this order, renumbered from 0."""
        place = {row: index for index, row in enumerate(rows)}
        kept = [_in_rows(series, place) for series in self.series]
        labels, is_heading = [self.labels[row] for row in rows], [self.is_heading[row] for row in rows]
        told = [text for text in self.values if round(text.y) in place]
        moved = tuple(text._replace(y=text.y - round(text.y) + place[round(text.y)]) for text in told)
        shown = [series for series in kept if len(series.x)]
        return self._replace(labels=labels, is_heading=is_heading, series=shown, values=moved)

    def pages(self, most: int) -> list[list[int]]:
        """The rows in parts of about one size and at most `most`: a heading stays with its rows, or is repeated."""
        n_pages = max(1, -(-len(self.labels) // most))
        while True:
            for size in range(-(-len(self.labels) // n_pages), most + 1):
                if len(pages := self._packed(size)) <= n_pages:
                    return pages
            n_pages += 1

    def _packed(self, size: int) -> list[list[int]]:
        pages: list[list[int]] = [[]]
        for block in self._blocks(size):
            if pages[-1] and len(pages[-1]) + len(block) > size:
                pages.append([])
            pages[-1] += block
        return pages

    def _blocks(self, size: int) -> list[list[int]]:
        """Each row, or each heading with its rows; a block that is longer than `size` is cut and begins again."""
        blocks: list[list[int]] = []
        for row, is_heading in enumerate(self.is_heading):
            heading = blocks[-1][0] if blocks and self.is_heading[blocks[-1][0]] else None
            if is_heading or heading is None:
                blocks.append([row])
            elif len(blocks[-1]) < size:
                blocks[-1].append(row)
            else:
                blocks.append([heading, row])
        return blocks


def _in_rows(series: Series, place: dict[int, int]) -> Series:
    """The marks in these rows (row -> its new place)."""
    rows = [round(float(y)) for y in series.y]
    keep = [index for index, row in enumerate(rows) if row in place and not isnan(series.x[index])]
    arrays: dict[str, Any] = {name: getattr(series, name)[keep] for name in ("x", "above", "below")}
    lists: dict[str, Any] = {
        name: [getattr(series, name)[index] for index in keep] for name in ("colors", "is_open", "texts")
    }
    y = asarray([series.y[index] - rows[index] + place[rows[index]] for index in keep])
    return series._replace(y=y, **arrays, **lists)
