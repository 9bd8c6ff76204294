"""Who reads: the view that was chosen, which decides the words, and whether the screen is light or dark."""

from typing import NamedTuple

import pandas as pd

from adverse.evidence import Evidence
from adverse.evidence.memo import remembered
from adverse.sentences import marked_names
from adverse.vocabulary import READERS, in_everyday_words


class Reader(NamedTuple):
    """The reader of a page, a slide or a file: a key of READERS, and whether charts are drawn on dark ground."""

    view: str = next(iter(READERS))
    is_dark: bool = False

    @property
    def plain_words(self) -> bool:
        """Whether everyday words are wanted."""
        return self.view == "learner"

    @property
    def name_column(self) -> str:
        """The column that holds the names of events for this reader."""
        return "plain_name" if self.plain_words else "event"

    @property
    def sign_column(self) -> str:
        """The column that holds the signs of an event for this reader."""
        return "plain_sign" if self.plain_words else "sign"

    @property
    def definition_column(self) -> str:
        """The column of the glossary that is written for this reader."""
        return "plain_definition" if self.plain_words else "professional_definition"

    def told(self, text: str) -> str:
        """What a source prints, with its shorthand in everyday words where those are wanted."""
        return in_everyday_words(text) if self.plain_words else text

    def names(self, evidence: Evidence) -> dict[str, str]:
        """Event -> its name for this reader."""
        return event_names(evidence, self.name_column)

    def marked_names(self, evidence: Evidence, rows: pd.DataFrame) -> dict[str, str]:
        """The same, with a mark at the events of which rows in view count something of their own."""
        return marked_names(rows, self.names(evidence))


@remembered
def event_names(evidence: Evidence, column: str) -> dict[str, str]:
    """Event -> its name in a column of events.csv."""
    return dict(zip(evidence.events["event"], evidence.events[column], strict=True))
