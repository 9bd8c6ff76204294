"""What the API serves as rows: each page's view with the page's own parameters, every table, and the dictionary."""

from collections.abc import Callable, Hashable
from typing import NamedTuple

from adverse.evidence import Evidence
from adverse.evidence.package import data_dictionary
from adverse.evidence.select import Selection
from adverse.evidence.select_sources import source_rows
from adverse.evidence.tables import TABLES
from adverse.evidence.timeline import with_covered_days
from adverse.exports.tables import download_columns
from adverse.views import compare, incidence, onset, risk
from adverse.views.addresses import choose_compare, choose_incidence, choose_onset, choose_risk
from adverse.views.asked import Asked
from adverse.views.choices import labels_of
from adverse.views.compare_charts import chart_rows
from adverse.vocabulary import READERS, SOURCE_KINDS


class Resource(NamedTuple):
    """Rows at one path: `choose` reads the parameters, `select` gives the rows of what they choose.

    `page` is the page that shows the same rows, or nothing.
    """

    path: str
    title: str
    choose: Callable[[Evidence, Asked], Hashable]
    select: Callable[[Evidence, Hashable], Selection]
    page: str = ""


def select_compare(evidence: Evidence, choice: tuple[compare.Choice, bool, str, str | None]) -> Selection:
    """The rows of the chart that is shown, with differences where they are open."""
    arms, is_open, show, event = choice
    return chart_rows(evidence, arms, compare.opened(evidence, arms, is_open), show, event)


def select_onset(evidence: Evidence, choice: onset.OnsetChoice) -> Selection:
    """The rows of the timeline with the treatment days that each covers."""
    return onset.onset_view(evidence, choice).apply(with_covered_days)


def choose_sources(_: Evidence, asked: Asked) -> tuple[str, tuple[str, ...], bool]:
    """The parameters of the sources page."""
    return (
        asked.text("find", "Words that stand in the document's names, title, publisher, identifiers or notes"),
        asked.some("kind", "Kind", labels_of(SOURCE_KINDS)),
        asked.whether("originals", "Leave out mirror copies"),
    )


def select_sources(evidence: Evidence, choice: tuple[str, tuple[str, ...], bool]) -> Selection:
    """The documents that fit, with the number of rows that rest on each."""
    query, kinds, originals = choice
    return Selection(source_rows(evidence, query=query, kinds=kinds, leave_out_mirrors=originals))


def _nothing(_: Evidence, __: Asked) -> None:
    return None


def _table(name: str) -> Resource:
    columns = list(TABLES[name].columns)
    return Resource(
        f"tables/{name}",
        f"The table {name} as in the data package",
        _nothing,
        lambda evidence, _: Selection(evidence.tables[name][columns]),
    )


def _page(page: str, title: str, choose: Callable, select: Callable) -> Resource:
    """The rows of a page: with its reader's switch, which changes no row, and without the view's helper columns."""

    def choose_with_reader(evidence: Evidence, asked: Asked) -> Hashable:
        choice = choose(evidence, asked)
        asked.one("view", "View for; changes no row", labels_of(READERS))
        return choice

    return Resource(
        page, title, choose_with_reader, lambda *choice: select(*choice).apply(download_columns), f"/{page}"
    )


RESOURCES = {
    resource.path: resource
    for resource in (
        _page("incidence", "Share of patients with each event, by arm", choose_incidence, incidence.incidence_view),
        _page("compare", "Arms side by side, with differences where they are fair", choose_compare, select_compare),
        _page("onset", "When events start and how long they last", choose_onset, select_onset),
        _page("risk_factors", "Who has an event more often", choose_risk, risk.risk_view),
        _page("sources", "Every document, and how many rows rest on it", choose_sources, select_sources),
        Resource("dictionary", "Every column of every table", _nothing, lambda *_: Selection(data_dictionary())),
        *(_table(name) for name in TABLES),
    )
}
