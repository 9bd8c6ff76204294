"""The page in view: the values that every part of it is handed."""

from typing import Any, NamedTuple

from adverse.cards.reader import Reader
from adverse.evidence import Evidence


class Page(NamedTuple):
    """A page that is being drawn: the evidence, who reads, its name and question, and the place of its answer."""

    evidence: Evidence
    reader: Reader
    name: str
    question: str
    answer_place: Any

    @property
    def names(self) -> dict[str, str]:
        """Event -> its name for the reader."""
        return self.reader.names(self.evidence)
