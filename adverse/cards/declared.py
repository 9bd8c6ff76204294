"""What a page and a card of the register are made of."""

from collections.abc import Callable
from typing import Any, NamedTuple

from adverse.cards.drawing import Drawing
from adverse.cards.parameters import Asker
from adverse.cards.reader import Reader
from adverse.evidence import Evidence
from adverse.evidence.select import Selection


class Card(NamedTuple):
    """A card of a page: what its rows are, and how it is drawn or, where it has no chart, how its rows are found.

    Both take what the page chooses or, where the card has parameters of its own, what its `choose` makes of that.
    `values` are what the texts of a slide of it may name besides the question of the page and the sentence of the card.
    A card that is not drawn is on no slide, and one that is a table there holds `most_on_a_slide` rows. Where an
    evidence has not what a card is about (`has_part`), the page is without it.
    """

    title: str
    draw: Callable[[Evidence, Any, Reader], Drawing] | None = None
    rows: Callable[[Evidence, Any], Selection] | None = None
    values: Callable[[Evidence, Any, Reader], dict[str, str]] | None = None
    most_on_a_slide: int | None = None
    choose: Callable[[Evidence, Asker, Any], Any] = lambda _, __, choice: choice
    has_part: Callable[[Evidence], bool] = lambda _: True


class Page(NamedTuple):
    """A page: its question, what its rows are, how its parameters are read, and its cards, the one that opens first.

    `also` asks for parameters that change no row; `said` is what stands beside the rows, where that is an answer.
    `has_part` is whether an evidence has what the page is about; where it has not, there is no such page.
    """

    question: str
    title: str
    choose: Callable[[Evidence, Asker], Any]
    cards: dict[str, Card]
    also: Callable[[Evidence, Asker], Any] = lambda *_: None
    said: Callable[[Evidence, Any], dict[str, Any] | None] = lambda *_: None
    has_part: Callable[[Evidence], bool] = lambda _: True
