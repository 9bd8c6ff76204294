"""The page in view: the values that every part of it is handed."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd

from adverse.cards.reader import Reader
from adverse.evidence import Evidence


class Page(NamedTuple):
    """A page that is being drawn: the evidence, who reads, its name and question, and the place of its answer.

    `listing`: of a reader's own evidence, a function from rows of it to the lines of the files behind them.
    """

    evidence: Evidence
    reader: Reader
    name: str
    question: str
    answer_place: Any
    listing: Callable[[pd.DataFrame], pd.DataFrame] | None = None

    @property
    def is_private(self) -> bool:
        """Whether the evidence is a reader's own: nothing of it stands in an address or is remembered elsewhere."""
        return self.listing is not None

    @property
    def names(self) -> dict[str, str]:
        """Event -> its name for the reader."""
        return self.reader.names(self.evidence)
