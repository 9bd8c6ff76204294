"""T-cell engagers and CAR-T: one pivotal arm a row, what the reader orders, and the two cards drawn of it."""

from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from adverse.cards import notes
from adverse.cards.choices import labels_of
from adverse.cards.drawing import NO_ROW, Drawing, chart, drawing
from adverse.cards.parameters import Asker
from adverse.cards.reader import Reader
from adverse.charts import matrix_plot
from adverse.evidence import Evidence
from adverse.evidence.cells import names_in
from adverse.evidence.matrix import CAVEATS, Column, columns_of, matrix_rows, pivotal_arms
from adverse.evidence.memo import remembered
from adverse.evidence.scope import names_focus_drug
from adverse.evidence.select import Selection
from adverse.sentences.matrix import counts_of_cell, marks_of, matrix_answer, percent_of_cell
from adverse.statistics import with_incidence_proportion
from adverse.vocabulary import DISEASES, GRADE_BANDS, label

ALL_DISEASES, BY_CLASS = "all", "class"
FEWEST_TREATMENTS = 2
TITLE = "Different trials: read for the order of magnitude, no difference or rank follows"
UNMARKED = ("second_hand",)  # too many to mark one by one; the note counts them


class MatrixChoice(NamedTuple):
    """The disease (None for all), the column that orders the rows of a place (None: by class), and the one told."""

    disease: str | None
    order: str | None
    column: str


def has_part(evidence: Evidence) -> bool:
    """Whether there are treatments to list side by side."""
    return pivotal_arms(evidence)["drug"].nunique() >= FEWEST_TREATMENTS


def choose(evidence: Evidence, ask: Asker) -> MatrixChoice:
    """The parameters of the page."""
    columns = {column.key: column.title for column in columns_of(evidence)}
    diseases = {ALL_DISEASES: "All diseases"} | labels_of(DISEASES, set(pivotal_arms(evidence)["pivotal"]))
    unnamed = {"as_list": True, "show_title": False}
    disease = ask.one("disease", "Disease", diseases, **unnamed)
    orders = {BY_CLASS: "In order of class"} | {key: f"In order of {title}" for key, title in columns.items()}
    order = ask.one("order", "Order", orders, about="What orders the rows of a disease", **unnamed)
    severe = next((key for key in columns if key.endswith("ge3")), next(iter(columns), ""))
    about = "The column that is told, and shown alone"
    column = ask.one("column", "Column", columns, default=severe, about=about, **unnamed)
    return MatrixChoice(None if disease == ALL_DISEASES else disease, None if order == BY_CLASS else order, column)


@remembered
def shown_rows(evidence: Evidence) -> Selection:
    """The rows of the matrix with `proportion` and the texts of their cells, marked with their caveats."""
    found = matrix_rows(evidence).apply(with_incidence_proportion)
    marks = _marks(found.rows)
    counts = [f"{counts_of_cell(row)}{_marked(row, marks)}" for row in found.rows.itertuples()]
    percent = [percent_of_cell(row) for row in found.rows.itertuples()]
    return found.apply(lambda rows: rows.assign(percent_text=percent, counts_text=counts))


def _marks(rows: pd.DataFrame) -> dict[str, str]:
    marked = [key for key in CAVEATS if key not in UNMARKED]
    return marks_of([names_in(cell) for cell in rows["caveats"]], marked)


def _marked(row, marks: dict[str, str]) -> str:
    return "".join(marks.get(key, "") for key in names_in(row.caveats))


@remembered
def arms_in_order(evidence: Evidence, choice: MatrixChoice) -> pd.DataFrame:
    """The arms of the disease; in each place by the share of a column, the largest first, those without one last."""
    arms = pivotal_arms(evidence)
    if choice.disease:
        arms = arms[arms["pivotal"] == choice.disease]
    if not choice.order:
        return arms
    rows = shown_rows(evidence).rows
    share = rows[rows["column"] == choice.order].set_index("arm_id")["proportion"]
    by = arms.assign(_place=arms["place"].map(list(arms["place"].unique()).index), _share=arms["arm_id"].map(share))
    by = by.sort_values(["_place", "_share"], ascending=[True, False], kind="stable")
    return by.drop(columns=["_place", "_share"])


def _in_view(evidence: Evidence, choice: MatrixChoice, keys: tuple[str, ...]) -> Selection:
    arm_ids = list(arms_in_order(evidence, choice)["arm_id"])
    both = shown_rows(evidence).rows, shown_rows(evidence).set_aside
    rows, aside = (part[part["arm_id"].isin(arm_ids) & part["column"].isin(keys)] for part in both)
    ranked = rows.assign(_arm=rows["arm_id"].map(arm_ids.index)).sort_values("_arm", kind="stable")
    return Selection(ranked.drop(columns="_arm"), aside)


@remembered
def sentence(evidence: Evidence, choice: MatrixChoice, reader: Reader) -> str:
    """The told column where the medicine of this package stands, else in the first place in view."""
    column = _column(evidence, choice)
    arms = arms_in_order(evidence, choice)
    own = arms[names_focus_drug(evidence, arms["drug"])]
    place = next(iter([*own["place"], *arms["place"]]), "")
    rows = _in_view(evidence, choice, (column.key,)).rows
    rows = rows[(rows["place"] == place) & (rows["column"] == column.key)]
    name = reader.names(evidence)[column.events[0]] if reader.plain_words else column.group
    n_treatments, grade = arms["drug"].nunique(), column.grade_band
    told = rows.sort_values("n_safety", ascending=False).drop_duplicates("drug")
    wanted = {"name": name, "grade_band": grade, "n_treatments": n_treatments, "plain_words": reader.plain_words}
    return matrix_answer(rows[rows.index.isin(told.index)], **wanted)


def draw(evidence: Evidence, choice: MatrixChoice, reader: Reader) -> Drawing:
    """Every column side by side."""
    drawn, disease = _drawn(evidence, choice, reader, columns_of(evidence), "matrix"), _disease_in_focus(evidence)
    if choice.disease or not disease or drawn.is_empty:
        return drawn
    part = _drawn(evidence, choice._replace(disease=disease), reader, columns_of(evidence), "matrix")
    return replace(drawn, on_wall=replace(part, subtitle=f"{label(DISEASES, disease)}; other diseases on the page"))


def draw_column(evidence: Evidence, choice: MatrixChoice, reader: Reader) -> Drawing:
    """One column with its intervals; on a wall, every column."""
    whole = draw(evidence, choice, reader)
    drawn = _drawn(evidence, choice, reader, (_column(evidence, choice),), "matrix-column")
    return replace(drawn, on_wall=whole.on_wall or whole)


def _disease_in_focus(evidence: Evidence) -> str:
    """The disease of most arms of the medicine of this package, or nothing."""
    arms = pivotal_arms(evidence)
    own = arms.loc[names_focus_drug(evidence, arms["drug"]), "pivotal"]
    return "" if own.empty else own.mode()[0]


def _column(evidence: Evidence, choice: MatrixChoice) -> Column:
    return next(column for column in columns_of(evidence) if column.key == choice.column)


def _drawn(evidence, choice: MatrixChoice, reader: Reader, columns: tuple[Column, ...], name: str) -> Drawing:
    shown = _in_view(evidence, choice, tuple(column.key for column in columns))
    if shown.rows.empty:
        return Drawing(name, shown, sentence=NO_ROW)
    arms = arms_in_order(evidence, choice)
    heads = {column.key: (column.group, label(GRADE_BANDS, column.grade_band).lower()) for column in columns}
    return drawing(
        evidence,
        reader,
        shown,
        chart(
            matrix_plot,
            shown.rows,
            arms[["arm_id", "drug", "trial_name", "drug_class", "place"]],
            heads,
            kinds=next((column.kinds for column in columns if column.kinds), ()),
            names=reader.names(evidence),
        ),
        name=name,
        title=TITLE,
        about=f"{'; '.join(column.title for column in columns)}: {len(arms)} arms of T-cell engaging treatments",
        note=_note(evidence, shown.rows, arms, columns),
        sentence=sentence(evidence, choice, reader),
    )


def _note(evidence: Evidence, rows: pd.DataFrame, arms: pd.DataFrame, columns: tuple[Column, ...]) -> str:
    """How to read the matrix: the marks in view, which figures are second-hand, and what a dash is."""
    all_rows, in_view = shown_rows(evidence).rows, {key for cell in rows["caveats"] for key in names_in(cell)}
    told = [f"{mark} {CAVEATS[key]}" for key, mark in _marks(all_rows).items() if key in in_view]
    second_hand = rows["caveats"].map(lambda cell: "second_hand" in names_in(cell)).sum()
    quoted = f"{second_hand} of {len(rows)} rows are as a review, news report or other paper gives them."
    n_absent = len(arms) * len(columns) - len(rows)
    scale = "Where no scale is named, the document read names none."
    absent = f"{notes.DASH} ({n_absent} cells)." if n_absent else ""
    return " ".join(
        filter(None, [notes.MATRIX, absent, f"{'; '.join(told)}." if told else "", scale, quoted * bool(second_hand)])
    )


def slide_values(evidence: Evidence, choice: MatrixChoice, reader: Reader) -> dict[str, str]:
    """What the texts of a slide may name."""
    arms = arms_in_order(evidence, choice)
    return {
        "answer": sentence(evidence, choice, reader),
        "treatments": str(arms["drug"].nunique()),
        "trials": str(arms["trial_id"].nunique()),
    }
