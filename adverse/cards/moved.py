"""Pages of earlier versions that are a part of another page now."""

from typing import NamedTuple


class Moved(NamedTuple):
    """Where a page went: the page that holds its cards now, what the address says to open it, the card that opened."""

    page: str
    query: dict[str, str]
    card: str


MOVED = {
    "monitoring": Moved("management", {"layout": "phase"}, "phases"),
    "glossary": Moved("learn", {"learn": "glossary"}, "glossary"),
}
