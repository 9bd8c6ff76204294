"""Signals: every printed reporting signal of the medicine, by source, and on request those of other products."""

from typing import NamedTuple

import pandas as pd

from adverse.cards import notes, tables
from adverse.cards.drawing import Drawing, chart, drawing
from adverse.cards.parameters import Asker
from adverse.cards.reader import Reader
from adverse.cards.reported import ReportsChoice, has_store
from adverse.cards.reported import choose as choose_reports
from adverse.cards.three_worlds import choose_event
from adverse.charts import signal_forest
from adverse.evidence import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.select import Selection
from adverse.evidence.signals import signal_rows
from adverse.sentences.charts import all_signals_answer, signals_title


class SignalsChoice(NamedTuple):
    """The part of the page, whether printed signals of other products are shown too, the event that is seen in three
    worlds, and what is asked of the store of reports (None where there is none).
    """

    part: str
    all_products: bool
    event: str
    reports: ReportsChoice | None


def parts_of(evidence: Evidence) -> dict[str, str]:
    """Part of the page -> its name, the one that opens first in front."""
    counted = {"counted": "Counted here"} if has_store(evidence) else {}
    return counted | {"printed": "Printed", "worlds": "One event, three worlds"}


def choose_part(evidence: Evidence, ask: Asker) -> str:
    """The part of the page that is shown."""
    return ask.one("part", "Show", parts_of(evidence), about="The part of the page; changes no row")


def choose_in_part(evidence: Evidence, ask: Asker, part: str) -> SignalsChoice:
    """What is chosen in a part; the parameters of the others are at their defaults."""
    others = ask.whether("others", "Other products too", is_needed=part == "printed")
    event = choose_event(evidence, ask, is_needed=part == "worlds")
    counted = choose_reports(evidence, ask, is_needed=part == "counted") if has_store(evidence) else None
    return SignalsChoice(part, others, event, counted)


def choose(evidence: Evidence, ask: Asker) -> SignalsChoice:
    """The parameters of the page."""
    return choose_in_part(evidence, ask, choose_part(evidence, ask))


def of_printed(_: Evidence, __: Asker, choice: SignalsChoice) -> bool:
    """Whether printed signals of other products are shown too."""
    return choice.all_products


def event_of_worlds(_: Evidence, __: Asker, choice: SignalsChoice) -> str:
    """The event that is seen in three worlds."""
    return choice.event


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


@remembered
def sentence(evidence: Evidence, all_products: bool, reader: Reader) -> str:
    """How many signals of the medicine are printed, and the one that stands out most."""
    rows = signal_rows(evidence, all_products=all_products)
    return all_signals_answer(_of_medicine(rows), evidence.about["drug"], name_column=reader.name_column)


def _of_medicine(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["is_focus"]]


def draw(evidence: Evidence, all_products: bool, reader: Reader) -> Drawing:
    """The printed ratios in one forest, a heading for each source and comparison group."""
    shown, said = rows_with_ratio(evidence, all_products), sentence(evidence, all_products, reader)
    if shown.rows.empty:
        return Drawing("signals", shown, sentence=said)
    about = "Reporting odds ratios as printed, by source and comparison group: reports and not risk"
    return drawing(
        evidence,
        reader,
        shown,
        chart(signal_forest, shown.rows, names=reader.names(evidence)),
        name="signals",
        title=signals_title(_of_medicine(shown.rows), evidence.about["drug"], name_column=reader.name_column),
        subtitle=about,
        about=about,
        note=f"{notes.SIGNALS} {notes.UNLIKE_SIGNALS}",
        sentence=said,
        columns=tables.signal_columns,
    )


def slide_values(evidence: Evidence, all_products: bool, reader: Reader) -> dict[str, str]:
    """What the texts of a slide may name."""
    return {"answer": sentence(evidence, all_products, reader)}
