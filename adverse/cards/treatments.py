"""What documents print on one treatment against another, beside the arms that are compared."""

from adverse.cards import headings, notes, tables
from adverse.cards.compare import CompareChoice
from adverse.cards.drawing import Drawing, chart, drawing
from adverse.cards.reader import Reader
from adverse.charts import risk_forest
from adverse.evidence import Evidence
from adverse.evidence.compare import products_of
from adverse.evidence.memo import remembered
from adverse.evidence.risk import ratio_rows
from adverse.evidence.risk_board import treatment_rows
from adverse.evidence.select import Selection, risk_rows
from adverse.sentences.charts import effect_sizes_answer

ABOUT = "Ratios of one treatment to another, as printed"


@remembered
def _printed(evidence: Evidence, choice: CompareChoice) -> Selection:
    """Every row on a medicine in view against another treatment."""
    drugs = products_of(evidence, choice.arms.arm_ids)
    found = treatment_rows(risk_rows(evidence, all_products=True))
    return Selection(found[found["drug"].isin(drugs)])


@remembered
def without_ratio(evidence: Evidence, choice: CompareChoice) -> Selection:
    """The rows that print no ratio: shares and statements."""
    found = _printed(evidence, choice)
    return found.apply(lambda rows: rows[~rows["row_key"].isin(ratio_rows(rows)["row_key"])])


def draw(evidence: Evidence, choice: CompareChoice, reader: Reader) -> Drawing:
    """The printed ratios with their intervals."""
    found = _printed(evidence, choice).apply(ratio_rows)
    if found.rows.empty:
        return Drawing("treatments", found)
    return drawing(
        evidence,
        reader,
        found,
        chart(risk_forest, found.rows, names=reader.names(evidence)),
        name="treatments",
        **headings.of_ratios(found.rows, reader)._asdict(),
        about=ABOUT,
        note=notes.TREATMENTS,
        sentence=effect_sizes_answer(found.rows),
        columns=tables.risk_columns,
    )
