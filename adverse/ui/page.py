"""The page in view: the values that every part of it is handed."""

from typing import Any, NamedTuple

from adverse.cards.reader import Reader
from adverse.evidence import Evidence


class Page(NamedTuple):
    """A page that is being drawn: the evidence, who reads, its name and question, and the place of its answer.

    `is_private`: the evidence is a reader's own, so nothing of it stands in an address or is remembered elsewhere.
    """

    evidence: Evidence
    reader: Reader
    name: str
    question: str
    answer_place: Any
    is_private: bool = False

    @property
    def names(self) -> dict[str, str]:
        """Event -> its name for the reader."""
        return self.reader.names(self.evidence)
