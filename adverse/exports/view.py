"""A view to take away: all that its files say, frozen, so that the same view gives the same files."""

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from adverse.exports.names import file_name

NOTICE = "Educational use. Not medical advice."
EDUCATIONAL = f"{NOTICE} No clinician has reviewed these rows unless a row says so."


@dataclass(frozen=True, eq=False)
class View:
    """One chart with its rows, sources and words. Views with the same content are equal.

    `rows` are the rows drawn, `sources` those rows of the sources table that they rest on, `definitions` the events in
    view (event, plain_name, definition), `dictionary` the columns of `rows` as `data_dictionary` has them, `about` the
    content of data/about.toml. `figure` is for light paper. `verdict` says how far arms may be compared, or is empty.
    `speech` is what a speaker says beside it: it stands in the notes of a slide and nowhere else.
    `title` is the message of the chart, `subtitle` says of what and of whom it is.
    `in_words` is the table that a slide shows where there is no chart, `table` that of the card's own Table tab.
    """

    name: str
    title: str
    sentence: str
    note: str
    alt: str
    verdict: str
    address: str
    about: dict[str, Any]
    figure: go.Figure
    rows: pd.DataFrame
    sources: pd.DataFrame
    definitions: pd.DataFrame = field(default_factory=pd.DataFrame)
    dictionary: pd.DataFrame = field(default_factory=pd.DataFrame)
    speech: str = ""
    in_words: pd.DataFrame = field(default_factory=pd.DataFrame)
    subtitle: str = ""
    is_private: bool = False  # a reader's own rows, of which no picture is kept
    table: pd.DataFrame = field(default_factory=pd.DataFrame)

    @cached_property
    def key(self) -> str:
        """A fingerprint of the content."""
        texts = (self.name, self.title, self.sentence, self.note, self.alt, self.verdict, self.address, self.speech)
        texts += (self.subtitle,)
        tables = (self.rows, self.sources, self.definitions, self.dictionary, self.in_words, self.table)
        content = [*texts, repr(sorted(self.about.items(), key=str)), self.figure.to_json()]
        content += [table.to_csv(index=False) for table in tables]
        return sha256("\0".join(content).encode()).hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def file_name(self) -> str:
        """The name of its files without an ending: what it shows, of which trials, and the version of the data."""
        return file_name(self.name, self.rows, self.about)


def data_version(about: dict[str, Any]) -> str:
    """The data package that a file was made from."""
    if not about["version"]:
        return f"{about['title']}, counted on {about['evidence_date']}"
    return f"{about['title']}, data version {about['version']}, evidence of {about['evidence_date']}"


def imprint(about: dict[str, Any], address: str = "") -> str:
    """What every file and sheet says of itself: that it is no advice, its data with their date, and its address."""
    return " ".join(filter(None, [EDUCATIONAL, f"{data_version(about)}.", address and f"This view: {address}"]))


def marks(about: dict[str, Any], address: str, verdict: str = "") -> dict[str, str]:
    """The imprint and the verdict as cells of a table: column -> what it says in every row."""
    return {"data_version": data_version(about), "view_verdict": verdict, "view_address": address, "notice": NOTICE}


def source_names(view: View) -> list[str]:
    """The short name of each source in view, in alphabetical order."""
    return sorted(view.sources["short_name"]) if len(view.sources) else []


def footer(view: View) -> list[str]:
    """What stands under every picture and slide: verdict, how to read it, sources, data version and address."""
    verdict = "" if view.verdict.lower() in view.note.lower() else view.verdict
    lines = [verdict, view.note]
    if names := source_names(view):
        lines.append(f"Sources: {'; '.join(names)}.")
    lines += [f"{data_version(view.about)}. {EDUCATIONAL}", view.address and f"This view: {view.address}"]
    return [line for line in lines if line]


def method_text(view: View) -> str:
    """The view in words, as a text file: what it shows, how to read it, definitions, and where it comes from."""
    parts = [view.title, *filter(None, [view.subtitle]), view.sentence, "", *footer(view)]
    if len(view.definitions):
        parts += ["", "Definitions", *definition_lines(view)]
    return "\n".join(parts) + "\n"


def definition_lines(view: View) -> list[str]:
    """One line an event in view: its name, its plain name and what it means."""
    return [
        f"{row.event} ({row.plain_name}): {row.definition}" if row.plain_name else f"{row.event}: {row.definition}"
        for row in view.definitions.itertuples()
    ]
