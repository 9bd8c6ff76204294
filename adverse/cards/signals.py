"""Signals: every printed reporting signal of the medicine, by source, and on request those of other products."""

import pandas as pd

from adverse.cards import notes, tables
from adverse.cards.drawing import Drawing, chart, drawing
from adverse.cards.parameters import Asker
from adverse.cards.reader import Reader
from adverse.charts import signal_forest
from adverse.evidence import Evidence
from adverse.evidence.select import Selection
from adverse.evidence.signals import signal_rows
from adverse.sentences.charts import all_signals_answer


def choose(_: Evidence, ask: Asker) -> bool:
    """Whether signals of other products are shown too."""
    return ask.whether("others", "Other products too")


def has_part(evidence: Evidence) -> bool:
    """Whether any source prints a signal of the medicine."""
    return bool(signal_rows(evidence, all_products=False)["is_focus"].any())


def rows_in_view(evidence: Evidence, all_products: bool) -> Selection:
    """Every signal, with a ratio or without."""
    return Selection(signal_rows(evidence, all_products=all_products))


def rows_with_ratio(evidence: Evidence, all_products: bool) -> Selection:
    """The signals with a printed ratio or its lower bound; the others are set aside."""
    rows = signal_rows(evidence, all_products=all_products)
    has_ratio = rows["ror"].notna() | rows["ror_ci_low"].notna()
    return Selection(rows[has_ratio], rows[~has_ratio].assign(set_aside_reason="no_ratio"))


def sentence(evidence: Evidence, all_products: bool, reader: Reader) -> str:
    """How many signals of the medicine are printed, and the one that stands out most."""
    rows = signal_rows(evidence, all_products=all_products)
    own: pd.DataFrame = rows[rows["is_focus"]]
    return all_signals_answer(own, evidence.about["drug"], name_column=reader.name_column)


def draw(evidence: Evidence, all_products: bool, reader: Reader) -> Drawing:
    """The printed ratios in one forest, a heading for each source and comparison group."""
    shown, said = rows_with_ratio(evidence, all_products), sentence(evidence, all_products, reader)
    if shown.rows.empty:
        return Drawing("signals", shown, sentence=said)
    title = "Reporting odds ratios as printed, by source and comparison group"
    return drawing(
        evidence,
        reader,
        shown,
        chart(signal_forest, shown.rows, names=reader.names(evidence)),
        name="signals",
        title=title,
        about=f"{title}: reports and not risk",
        note=f"{notes.SIGNALS} {notes.UNLIKE_SIGNALS}",
        sentence=said,
        columns=tables.signal_columns,
    )


def slide_values(evidence: Evidence, all_products: bool, reader: Reader) -> dict[str, str]:
    """What the texts of a slide may name."""
    return {"answer": sentence(evidence, all_products, reader)}
