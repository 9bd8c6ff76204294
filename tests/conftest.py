"""The shipped evidence, a copy of its folder that a test may break, small tables made by hand, and pages to open."""

import csv
import io
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import hypothesis
import pandas as pd
import pytest
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

from adverse.cards import overview, rare, register
from adverse.cards.drawing import Drawing
from adverse.cards.parameters import Asked
from adverse.cards.reader import Reader
from adverse.errors import EvidenceError
from adverse.evidence import Evidence, load, load_evidence
from adverse.evidence.about import with_every_part
from adverse.evidence.headlines import headlines
from adverse.evidence.load import DATA_FOLDER
from adverse.evidence.possible_counts import with_possible_counts
from adverse.evidence.reviews import with_review
from adverse.evidence.tables import TABLES, TableDefinition

if TYPE_CHECKING:
    from tests.browser.serve import Server

ROOT = DATA_FOLDER.parent

os.environ.setdefault("ADVERSE_DRAW_AHEAD", "0")  # what a test counts or times is its own; servers of tests inherit it

hypothesis.settings.register_profile("ci", deadline=None)  # a shared machine may pause for longer than any deadline
hypothesis.settings.register_profile("local", deadline=5000)  # milliseconds; two workers share the machine with others
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(scope="session", autouse=True)
def tables_read_once() -> Iterator[None]:
    """A table of the same bytes is read and checked by itself once: a test that breaks a cell reads that file only."""
    read: dict[tuple[str, bytes], tuple[pd.DataFrame, list[str]]] = {}

    def table_of(path: Path, definition: TableDefinition) -> tuple[pd.DataFrame, list[str]]:
        if not path.is_file():
            return original(path, definition)
        key = (path.name, path.read_bytes())
        if key not in read:
            read[key] = original(path, definition)
        table, problems = read[key]
        return table.copy(), list(problems)

    original = load.table_of
    with mock.patch.object(load, "table_of", table_of):
        yield


@pytest.fixture(scope="session")
def evidence() -> Evidence:
    """The shipped evidence, loaded once; a test must not change its tables."""
    return load_evidence()


@pytest.fixture(scope="session")
def server() -> Iterator["Server"]:
    """The dashboard as it is in production, on a free port: one for the API's and the browser's tests of a worker."""
    from tests.browser.serve import serving  # with Playwright, which most tests do without

    with serving() as running:
        yield running


@pytest.fixture
def data_copy(tmp_path) -> Path:
    """A folder with a copy of data/."""
    return Path(shutil.copytree(DATA_FOLDER, tmp_path / "data"))


@pytest.fixture
def problems(data_copy) -> Callable[[], list[str]]:
    """A function that loads the copy, which must fail, and returns every sentence of the error."""

    def sentences() -> list[str]:
        with pytest.raises(EvidenceError) as caught:
            load_evidence(data_copy)
        return caught.value.problems

    return sentences


@pytest.fixture
def edit_rows(data_copy) -> Callable[[str, Callable[[list[list[str]]], list[list[str]]]], None]:
    """A function (table, change) that rewrites a CSV file of the copy; the first of the rows is the header."""

    def rewrite(table: str, change: Callable[[list[list[str]]], list[list[str]]]) -> None:
        path = data_copy / f"{table}.csv"
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(change(rows))
        path.write_text(text.getvalue(), encoding="utf-8", newline="\n")

    return rewrite


@pytest.fixture
def set_cell(edit_rows) -> Callable[[str, int, str, str], None]:
    """A function (table, line, column, value) that edits one cell of the copy."""

    def edit(table: str, line: int, column: str, value: str) -> None:
        def change(rows: list[list[str]]) -> list[list[str]]:
            rows[line - 1][rows[0].index(column)] = value
            return rows

        edit_rows(table, change)

    return edit


@pytest.fixture
def add_row(edit_rows) -> Callable[..., int]:
    """A function (table, **cells) that appends a row, the other cells as in the first row; returns its line."""

    def add(table: str, /, **cells: str) -> int:
        line = 0

        def change(rows: list[list[str]]) -> list[list[str]]:
            nonlocal line
            first = rows[1] if len(rows) > 1 else [""] * len(rows[0])
            rows.append([cells.get(column, cell) for column, cell in zip(rows[0], first, strict=True)])
            line = len(rows)
            return rows

        edit_rows(table, change)
        return line

    return add


@pytest.fixture(scope="session")
def make_table() -> Callable[..., pd.DataFrame]:
    """A function (table, *rows) that builds a table as the loader returns it; cells not given are not reported."""

    def table(name: str, /, *rows: dict) -> pd.DataFrame:
        cells = {}
        for column, declared in TABLES[name].columns.items():
            number = str(declared.dtype) if str(declared.dtype) in ("Int64", "float64") else None
            values = [row.get(column, None if number else "") for row in rows]
            cells[column] = pd.Series(values, dtype=number or "str")
            if (declared.metadata or {}).get("has_decimals"):
                printed = ["" if value is None else f"{value:g}" for value in values]
                decimals = [len(text.partition(".")[2]) if text else None for text in printed]
                cells[f"{column}_decimals"] = pd.Series(decimals, dtype="Int64")
        made = pd.DataFrame(cells)
        keys = ["|".join(map(str, key)) for key in made[list(TABLES[name].key)].itertuples(index=False)]
        return made.assign(line=range(2, len(made) + 2), row_key=pd.Series(keys, dtype=str))

    return table


@pytest.fixture(scope="session")
def make_evidence(make_table) -> Callable[..., Evidence]:
    """A function (table=[rows], ...) that builds the evidence of a made-up medicine, "testumab"."""

    def small(**rows: list[dict]) -> Evidence:
        about = with_every_part({"drug": "testumab"})
        tables = {name: make_table(name, *rows.get(name, [])) for name in TABLES}
        tables["incidence"] = with_possible_counts(tables["incidence"])
        reviewed = {name: with_review(name, table, tables["reviews"]) for name, table in tables.items()}
        return Evidence(about=about, **reviewed)

    return small


@pytest.fixture(scope="session")
def drawings_at(evidence) -> Callable[..., list[Drawing]]:
    """A function (page, key=value, ...) -> every chart that a page draws at an address, without running the page."""

    def drawn(page: str, reader: Reader | None = None, **query: str | list[str]) -> list[Drawing]:
        reader = reader or Reader()
        pairs = [(key, one) for key, value in query.items() for one in ([value] if isinstance(value, str) else value)]
        choices = register.choose(evidence, page, Asked(pairs))
        cards = register.cards_of(evidence, page)
        found = [register.drawn(evidence, page, key, choices[key], reader) for key, card in cards.items() if card.draw]
        if page == "overview":
            found += [overview.draw_headline(evidence, one.event, reader, name=one.key) for one in headlines(evidence)]
        if page == "rare_events":
            event = choices["rare-signal"]
            found += [*rare.draw_signals(evidence, event, reader, is_focus=True)]
            found += [*rare.draw_signals(evidence, event, reader, is_focus=False)]
        question = register.question_of(evidence, page)
        return [one.with_words(question=question) for one in found if one.chart and not one.is_empty]

    return drawn


def app_at(script: Path, query: dict[str, str | list[str]]) -> AppTest:
    """A script that is not run yet, at an address with this query."""
    app = AppTest.from_file(script, default_timeout=60)
    # Each AppTest would search all installed packages for components, which takes longer than any page; none is used.
    app._bidi_component_manager = BidiComponentManager()
    app.query_params.update(query)
    return app


@pytest.fixture(scope="session")
def open_page() -> Callable[..., AppTest]:
    """A function (page, key=value, ...) that runs one page without the shell, at an address with this query."""
    return lambda page, **query: app_at(ROOT / "pages" / f"{page}.py", query).run()


@pytest.fixture(scope="session")
def open_shell() -> Callable[..., AppTest]:
    """A function (page, key=value, ...) that runs a page inside the shell, at an address with this query."""
    shell = ROOT / "adverse" / "ui" / "shell.py"
    return lambda page, **query: app_at(shell, query).switch_page(ROOT / "pages" / f"{page}.py").run()
