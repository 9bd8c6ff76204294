"""What the API serves as rows: each page's cards with the page's own parameters, every table, and the dictionary."""

from collections.abc import Callable
from typing import Any, NamedTuple

from adverse.cards import register
from adverse.cards.choices import labels_of
from adverse.cards.moved import MOVED, Moved
from adverse.cards.parameters import Asked
from adverse.cards.register import PAGES, Page, path_of
from adverse.evidence import Evidence
from adverse.evidence.package import data_dictionary
from adverse.evidence.select import Selection
from adverse.evidence.tables import TABLES
from adverse.exports.tables import download_columns
from adverse.vocabulary import READERS


class Resource(NamedTuple):
    """Rows at one path: `choose` reads the parameters, `select` gives the rows of what they choose.

    `page` is the page that shows the same rows, or nothing; `said` is what it says beside them, if that is an answer.
    """

    path: str
    title: str
    choose: Callable[[Evidence, Asked], Any]
    select: Callable[[Evidence, Any], Selection]
    page: str = ""
    said: Callable[[Evidence, Any], dict[str, Any] | None] = lambda *_: None


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


def _page(path: str, page: Page) -> Resource:
    """The rows of a page: one card of it, the reader's switch, which changes no row, and no helper column."""

    def choose(evidence: Evidence, asked: Asked) -> tuple[Any, str]:
        cards = {name: card.title for name, card in register.cards_of(evidence, path).items()}
        opening = next(iter(cards))
        asked.read_frame(cards)
        choices = register.choose(evidence, path, asked)
        card = asked.one("card", "Which rows of the page", cards) if len(cards) > 1 else opening
        asked.one("view", "View for; changes no row", labels_of(READERS))
        return choices[card], card

    def select(evidence: Evidence, choice: tuple[Any, str]) -> Selection:
        return register.rows_of(evidence, path, choice[1], choice[0]).apply(download_columns)

    return Resource(
        path, page.title, choose, select, path_of(path), lambda evidence, choice: page.said(evidence, choice[0])
    )


def _moved(path: str, moved: Moved) -> Resource:
    """The rows of a page that is a part of another one now, at its own path and with its own parameters."""
    new = RESOURCES[moved.page]

    def choose(evidence: Evidence, asked: Asked) -> Any:
        asked.fill({**moved.query, "card": moved.card})
        return new.choose(evidence, asked)

    return new._replace(path=path, choose=choose)


RESOURCES = {
    resource.path: resource
    for resource in (
        *(_page(path, page) for path, page in PAGES.items()),
        Resource("dictionary", "Every column of every table", _nothing, lambda *_: Selection(data_dictionary())),
        *(_table(name) for name in TABLES),
    )
}

MOVED_RESOURCES = {path: _moved(path, moved) for path, moved in MOVED.items()}


def resources_of(evidence: Evidence) -> dict[str, Resource]:
    """The resources without the pages whose part the evidence has not."""
    missing = PAGES.keys() - register.pages_of(evidence).keys()
    return {path: resource for path, resource in RESOURCES.items() if path not in missing}


def moved_resources_of(evidence: Evidence) -> dict[str, Resource]:
    """The resources of pages that are a part of another one now; nothing lists them, and their addresses go on."""
    there_are = resources_of(evidence)
    return {path: found for path, found in MOVED_RESOURCES.items() if MOVED[path].page in there_are}
