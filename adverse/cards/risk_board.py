"""The board of risk factors: every factor of a patient on one line, for a desk and for a phone."""

from dataclasses import replace

import pandas as pd

from adverse.cards import notes, tables
from adverse.cards.drawing import Drawing, chart, drawing
from adverse.cards.reader import Reader
from adverse.cards.risk import RiskChoice, rows_of_board
from adverse.charts import risk_board_plot, theme
from adverse.charts.risk_board import board_length
from adverse.evidence import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.risk import ALL_REPORTS_EVENT
from adverse.evidence.risk_board import board_lines, patient_rows
from adverse.evidence.select import Selection
from adverse.sentences.case import inside
from adverse.sentences.risk_board import board_answer, board_title, printed_in_short, studies_in_short
from adverse.sentences.timing import is_own
from adverse.vocabulary import DIRECTIONS, EVIDENCE_KINDS, factor_label, label

MOST_ROWS_ON_WALL = 18


@remembered
def lines_of(evidence: Evidence, choice: RiskChoice) -> pd.DataFrame:
    """The lines of a board with their words."""
    rows = _rows(evidence, choice)
    lines, by_key = board_lines(rows), rows.set_index("row_key")
    told = by_key.loc[lines["told"]]
    rows_told = list(told.itertuples())
    factor = [
        factor_label(row) if not row.factor_topic else factor_label(row._replace(factor=row.factor_topic))
        for row in told.itertuples()
    ]
    is_words = lines["kind"].isin(["statement", "reports"]).to_numpy()
    lines = lines.assign(
        factor=[topic if words else name for topic, words, name in zip(lines["topic"], is_words, factor, strict=True)],
        named=[
            factor_label(row._replace(reference_level="", factor=row.factor_topic or row.factor)) for row in rows_told
        ],
        printed=[printed_in_short(line) for line in lines.itertuples()],
        studies=[studies_in_short(line) for line in lines.itertuples()],
        plain_name=list(told["plain_name"]),
        source_name=list(told["source_name"]),
        locator=list(told["locator"]),
    )
    return lines.assign(hover=[_hover(line) for line in lines.itertuples()])


def _hover(line) -> str:
    told = f"{line.printed}; {label(EVIDENCE_KINDS, line.kind)}; {label(DIRECTIONS, line.direction).lower()}"
    texts = [line.event, told, line.studies, f"Source: {line.source_name}, {line.locator}"]
    return "<br>".join([f"<b>{theme.wrapped(line.factor, 60)}</b>", *(theme.wrapped(text, 60) for text in texts)])


def _rows(evidence: Evidence, choice: RiskChoice) -> pd.DataFrame:
    rows = patient_rows(rows_of_board(evidence, choice))
    return rows[rows["event"] != ALL_REPORTS_EVENT]


@remembered
def sentence(evidence: Evidence, choice: RiskChoice, reader: Reader) -> str:
    """What is known of who is at risk, with figures."""
    lines, names = lines_of(evidence, choice), reader.names(evidence)
    lines = lines.assign(named=[names.get(name, name) for name in lines["named"]])  # some factors are events
    return board_answer(lines, choice.events, name_column=reader.name_column)


def draw(evidence: Evidence, choice: RiskChoice, reader: Reader) -> Drawing:
    """The board, a line a factor; on a wall those with the strongest evidence, as many as can be read from afar."""
    lines = lines_of(evidence, choice)
    drawn, large = _drawn(evidence, choice, reader, "board", lines), _strongest(lines)
    if len(large) == len(lines):
        return drawn
    left = f"; the {len(large)} of {len(lines)} with the strongest, the others on the page"
    return replace(drawn, on_wall=_drawn(evidence, choice, reader, "board", large, left_out=left))


def _strongest(lines: pd.DataFrame) -> pd.DataFrame:
    """The lines that fit on a wall, in their order."""
    ranked = lines.assign(kind=lines["kind"].map(list(EVIDENCE_KINDS).index)).sort_values("kind", kind="stable")
    parts = (lines[lines["row_key"].isin(ranked["row_key"].head(n))] for n in range(len(lines), 1, -1))
    return next((part for part in parts if board_length(part) <= MOST_ROWS_ON_WALL), lines.head(1))


def draw_narrow(evidence: Evidence, choice: RiskChoice, reader: Reader) -> Drawing:
    """The same with the words above the marks."""
    drawn = _drawn(evidence, choice, reader, "board-narrow", lines_of(evidence, choice), narrow=True)
    whole = draw(evidence, choice, reader)
    return replace(drawn, on_wall=whole.on_wall or whole)


def _drawn(
    evidence: Evidence,
    choice: RiskChoice,
    reader: Reader,
    name: str,
    lines: pd.DataFrame,
    *,
    narrow: bool = False,
    left_out: str = "",
) -> Drawing:
    shown = Selection(_rows(evidence, choice))
    if shown.rows.empty:
        return Drawing(name, shown)
    said = sentence(evidence, choice, reader)
    figures = "Counted" if is_own(shown.rows) else "Printed"
    board = drawing(
        evidence,
        reader,
        shown,
        chart(risk_board_plot, lines, narrow=narrow, figures=figures, names=reader.names(evidence)),
        name=name,
        title=board_title(lines_of(evidence, choice)),
        subtitle=f"Factors of patients, each with its strongest evidence{left_out}",
        about=f"{len(lines)} risk factors by event, with direction, size, evidence and studies"
        + ", for a narrow screen" * narrow,
        note=notes.RISK_BOARD,
        sentence=said,
        columns=tables.risk_columns,
        draws="board",
    )
    return board.with_words(alt=f"{board.alt.removesuffix('.')}; {inside(said)}")


def slide_values(evidence: Evidence, choice: RiskChoice, reader: Reader) -> dict[str, str]:
    """What the texts of a slide may name."""
    lines = lines_of(evidence, choice)
    return {
        "answer": sentence(evidence, choice, reader),
        "factors": str(len(lines)),
        "events": str(lines["event"].nunique()),
    }
