"""Every card that holds rows: the API's rows are those of the page's own file at the same address."""

import io
import json
import re

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from adverse.api.answers import rows_answer
from adverse.api.resources import RESOURCES
from adverse.cards import reported_cards
from adverse.cards.register import PAGES
from adverse.exports.tables import csv_text, download_columns
from adverse.ui import panels
from adverse.ui.navigation import OUTSIDE_REGISTER
from adverse.ui.navigation import PAGES as PAGES_OF_THE_DASHBOARD
from adverse.ui.words import plain
from tests.pages.conftest import TERM

TWO_ARMS = ["tower-blinatumomab", "blast-blinatumomab"]
NO_FILE = {  # cards that the page shows as text or tables without a file; each is compared below or in test_views
    *(("overview", "headlines"), ("onset", "day"), ("management", "apart"), ("management", "further")),
    ("management", "other_patients"),
    *(("rare_events", part) for part in ("rare", "onset", "factors", "rules", "claims")),
    *(("management", part) for part in ("bands", "article-items", "window", "onset", "rules")),
    *(("signals", card) for card in reported_cards.CARDS),  # with a store: tests/reports/test_signals_page.py
    ("risk_factors", "store-shares"),
    *(("claims", "verdicts"), ("claims", "reviews"), ("search", "search"), ("risk_factors", "all")),
}
# (page, card of the API, name of the file or files on the page, query)
FILES = [
    ("overview", "first-28-days", "first-28-days", {}),
    *(("overview", "top-ten", "top-ten", query) for query in ({}, {"top_grade": "ge3"})),
    ("incidence", "", "incidence-dots", {}),
    ("incidence", "", "incidence-dots", {"event": "Cytokine release syndrome", "grade": "ge3"}),
    ("incidence", "", "incidence-heat_map", {"show": "heat_map", "arms": TWO_ARMS}),
    ("compare", "compare", "compare-shares", {}),
    ("compare", "compare", "compare-profile", {"compare_view": "profile", "preset": "t-cell-engaging"}),
    ("compare", "compare", "compare-exposure", {"compare_view": "exposure"}),
    (
        "compare",
        "compare",
        "compare-event",
        {"compare_view": "one_event", "compare_event": "Cytokine release syndrome"},
    ),
    ("compare", "compare", "compare-onset", {"compare_view": "onset", "preset": "t-cell-engaging"}),
    *(
        ("compare", "compare-icons", "compare-icons", query)
        for query in ({}, {"compare_event": "Cytokine release syndrome"})
    ),
    *(("matrix", card, card, {}) for card in ("matrix", "matrix-column")),
    *(("onset", "onset", "onset", query) for query in ({}, {"group": "neurotoxicity", "others": "true"})),
    *(("risk_factors", card, card, {}) for card in ("board", "board-narrow", "subgroups", "statements")),
    ("risk_factors", "effect-sizes", "effect-sizes", {"board": "neurotoxicity"}),
    *(("compare", card, card, {}) for card in ("treatments", "treatments-in-words")),
    *(("risk_factors", card, card, {"board": "all"}) for card in ("effect-sizes", "shares", "statements")),
    *(("signals", "signals", "signals", query) for query in ({}, {"others": "true"})),
    *(("signals", "all-signals", "all-signals", query) for query in ({}, {"others": "true"})),
    ("signals", "tried", "tried", {"recompute": "true"}),
    *(
        ("signals", "three-worlds", "three-worlds", {"part": "worlds", **query})
        for query in ({}, {"event": "Neutropenia"})
    ),
    ("grading", "", "ladder", {}),
    (
        "grading",
        "",
        "ladder",
        {"part": "icans", "missed": ["year", "month", "city", "hospital"], "motor": "deep_focal"},
    ),
    ("management", "management", "management", {}),
    ("management", "management", "management", {"event": "neurotoxicity", "grade": "all", "weight": "below_45"}),
    ("rare_events", "rare-shares", "rare-shares", {"event": "pancreatitis"}),
    ("rare_events", "rare-shares", "rare-shares", {"event": "tumor_lysis"}),
    ("rare_events", "rare-signal", "rare-signal-", {}),
    ("rare_events", "rare-signal", "rare-signal-", {"event": "leukoencephalopathy"}),
    *(("management", "phases", "phases", {"layout": "phase", **query}) for query in ({}, {"phase": "throughout"})),
    *(("learn", "lesson", "lesson", query) for query in ({}, {"lesson": "fairness"})),
    *(("learn", "glossary", "glossary", {"learn": "glossary", **query}) for query in ({}, {"word": "ratio"})),
    *(("claims", "claims", "claims", query) for query in ({}, {"verdict": "unit_error"})),
    *(("sources", "", "sources", query) for query in ({}, {"kind": "label", "find": "blincyto"})),
]
OPENED = dict.fromkeys(("statements", "terms", "signals_others", "signals_own", "treatments"), "true")


@pytest.fixture
def files_of(open_page, monkeypatch):
    """A function (page, **query) -> name of each file that the page offers -> its rows, and the tables of sources."""

    def files(page: str, **query) -> tuple[dict[str, pd.DataFrame], dict[str, pd.DataFrame]]:
        offered, tables = {}, {}
        monkeypatch.setattr(panels, "download", lambda page, rows, name: offered.update({name: rows}))
        monkeypatch.setattr(panels, "source_table", lambda page, rows, *, key, alt: tables.update({key: rows}))
        app = open_page(page, **query)
        assert [error.message for error in app.exception] == []
        return offered, tables

    return files


@pytest.fixture
def served(evidence):
    """A function (path, card, query) -> the CSV of the API as a table of text."""

    def rows(path: str, card: str, query: dict) -> pd.DataFrame:
        asked = {**query, **({"card": card} if card else {})}
        pairs = [(key, one) for key, value in asked.items() for one in ([value] if isinstance(value, str) else value)]
        return _as_text(rows_answer(evidence, RESOURCES[path], "csv", pairs).body.decode())

    return rows


def _as_text(csv: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(csv), dtype=str, keep_default_na=False)


@pytest.mark.parametrize(("page", "card", "name", "query"), FILES, ids=str)
def test_rows_are_those_of_the_file_on_the_page(files_of, served, page, card, name, query):
    tabs = {
        f"{chart}_tab": "Table"
        for chart in {name, *(f"rare-signal-{o}-{i}" for o in ("own", "others") for i in range(9))}
    }
    opened = OPENED if page in ("risk_factors", "learn", "rare_events", "compare") else {}
    offered, _ = files_of(page, **query, **tabs, **opened)
    parts = [rows for key, rows in offered.items() if key == name or (name.endswith("-") and key.startswith(name))]
    wanted = _as_text(csv_text(download_columns(pd.concat(parts))))
    answer = served(page, card, query)
    assert len(wanted) >= 1
    assert_frame_equal(answer[list(wanted.columns)], wanted)


def test_every_card_is_compared_with_its_page():
    compared = {(page, card or next(iter(PAGES[page].cards))) for page, card, *_ in FILES}
    assert compared | NO_FILE == {(name, card) for name, page in PAGES.items() for card in page.cards}
    assert compared & NO_FILE == set()


def test_every_page_but_the_stories_is_served():
    assert set(PAGES) == set(PAGES_OF_THE_DASHBOARD) - set(OUTSIDE_REGISTER)


def test_headlines_are_the_numbers_of_their_cards(files_of, served):
    _, tables = files_of("overview", **{"crs-sources_tab": "Sources", "neurotoxicity-sources_tab": "Sources"})
    drawn = pd.concat([rows for key, rows in tables.items() if key.endswith("-sources_sources")])
    kept = drawn[drawn["set_aside_reason"].isna()]
    wanted = sorted(zip(kept["arm_id"], kept["event"], kept["locator"], strict=True))
    rows = served("overview", "headlines", {})
    assert sorted(zip(rows["arm_id"], rows["event"], rows["locator"], strict=True)) == wanted
    assert set(rows["grade_band"]) == {"any", "ge3"}


@pytest.mark.parametrize("query", [{}, {"day": "14", "group": "neurotoxicity"}], ids=str)
def test_the_day_to_watch_has_the_rows_of_its_card(files_of, served, query):
    _, tables = files_of("onset", **query, day_rows="true")
    rows = served("onset", "day", query)
    assert list(rows["locator"]) == list(tables["day_sources"]["locator"])
    assert list(rows["event"]) == list(tables["day_sources"]["event"])


@pytest.mark.parametrize("event", ["hlh", "pancreatitis"])
@pytest.mark.parametrize(
    ("part", "title"), [("onset", "### When it starts"), ("factors", "### What sources link it with")]
)
def test_lists_of_a_rare_event_are_those_of_the_page(open_page, served, event, part, title):
    texts = [item.value for item in open_page("rare_events", event=event).markdown]
    lines = texts[texts.index(title) + 1].splitlines() if title in texts else []
    locators = served("rare_events", part, {"event": event})["locator"]
    assert len(lines) == len(locators)
    assert [line for line, locator in zip(lines, locators, strict=True) if plain(locator) not in line] == []


def test_rare_events_at_a_glance(open_page, served):
    shown = next(table.value for table in open_page("rare_events").table if "What is known" in table.value)
    shown = shown.map(lambda cell: re.sub(r"\[(.*)\]\(<.*>\)", r"\1", cell.replace("\\", "")))
    rows = served("rare_events", "rare", {})
    assert len(rows) == len(shown)
    for row, printed in zip(rows.itertuples(), shown.to_dict("records"), strict=True):
        measured = f" ({row.measured.lower()})" if row.measured else ""
        assert printed["Share in the largest arm"] == row.largest_arm + measured
        assert printed["What is known"].startswith(row.known)


def test_the_summary_to_print_is_the_rows_of_that_layout(served, evidence):
    rows = served("management", "management", {"layout": "print", "jurisdiction": ["us", "eu"]})
    own = evidence.management[evidence.management["drug"] == evidence.about["drug"]]
    assert len(rows) == own["jurisdiction"].isin(["us", "eu"]).sum()
    assert list(dict.fromkeys(rows["jurisdiction"])) == ["us", "eu"]


def test_other_products_and_parts_have_cards_of_their_own(files_of, served, evidence):
    apart = served("management", "apart", {})
    assert set(apart["drug"]) & {evidence.about["drug"]} == set() and len(apart)
    offered, _ = files_of("management", topic="premedication", topic_others="true")
    further = served("management", "further", {"topic": "premedication"})
    others = offered.get("other-products", evidence.management.head(0))
    assert len(further) > len(others)
    assert set(others["locator"]) <= set(further["locator"])


def test_windows_stand_beside_printed_onset(served, evidence):
    rows = served("management", "window", {})
    assert {"phase", "figure", "fit", "window_first_day", "window_last_day"} <= set(rows.columns)
    assert set(rows["event"]) <= {item["event"] for item in evidence.about["headline"]}
    early = rows[(rows["figure"] == "median") & (rows["fit"] == "before")]
    assert (early["last_day"].astype(float) < early["window_first_day"].astype(float)).all()


def test_a_phase_has_its_claims_figures_and_rules(served, evidence):
    [phase, *_] = [item for item in evidence.about["monitoring_phase"] if item["time"] == "window"]
    query = {"phase": phase["key"]}
    assert set(served("management", "article-items", query)["section"]) == {phase["section"]}
    assert set(served("management", "onset", query)["in_phase"]) == {"True", "False"}
    rules = served("management", "rules", query)
    assert set(rules["said_of"]) == {"to watch", "what is done"}
    assert set(rules["look_for"]) & {item["event"] for item in evidence.about["headline"]}
    assert len(served("management", "bands", query)) == len(evidence.about["monitoring_phase"])


def test_verdicts_and_reviews_are_counted(served, evidence):
    verdicts = served("claims", "verdicts", {})
    assert dict(zip(verdicts["verdict"], verdicts["n_claims"].astype(int), strict=True)) == dict(
        evidence.claims["verdict"].value_counts()
    )
    reviews = served("claims", "reviews", {})
    assert set(reviews["table"]) <= set(evidence.tables) and len(reviews)


def test_a_question_is_answered_as_on_the_page(open_page, rows_at, evidence):
    question = "How common is grade 3 CRS in TOWER?"
    answer = rows_answer(evidence, RESOURCES["search"], "json", [("q", question)])

    told = json.loads(answer.body)
    [shown] = [item.value for item in open_page("search", q=question).markdown if item.value.startswith("## ")]
    assert TERM.sub(r"\1", shown).removeprefix("## ").replace("\\", "") == told["said"]["sentence"]
    first = told["data"][0]
    assert (first["answers"], first["table"], first["source_id"]) == (True, "incidence", "kantarjian-2017-tower")
    assert {row["table"] for row in rows_at("search", q=question, kinds="onset")} <= {"onset"}
    nothing = json.loads(rows_answer(evidence, RESOURCES["search"], "json", []).body)
    assert (nothing["data"], nothing["said"]) == ([], None)


def test_the_rows_behind_a_question_of_a_quiz(rows_at, evidence):
    sheet = rows_at("learn", learn="worksheet", seed="3")
    assert [row["question"] for row in sheet] == list(range(1, len(sheet) + 1))
    for row in sheet:  # an estimate says what is right; a choice has one answer
        limits = row["lowest_right"], row["highest_right"]
        assert (None in limits) == (row["kind"] != "estimate")
        assert None in limits or limits[0] <= round(float(row["answer"].removesuffix("%"))) <= limits[1]
    number, row = next((row["question"], row) for row in sheet if row["table"] == "incidence")
    behind = rows_at("learn", learn="quiz", seed="3", question=str(number))
    keys = row["keys"].split(" & ")
    assert {part["arm_id"] for part in behind} == {key.split("|")[0] for key in keys}
