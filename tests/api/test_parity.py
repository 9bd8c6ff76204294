"""The API and the pages: the same parameters, values and defaults, and the same rows at the same address."""

import ast
from pathlib import Path

import pandas as pd
import pytest
from adverse.cards.asked import PARTS_OF_PAGES, Asked

from adverse.api.resources import RESOURCES
from adverse.cards.choices import SWITCH
from tests.pages.test_addresses import CONTROLS, PARTS
from tests.pages.test_addresses import ELSEWHERE as OF_OTHER_PARTS

SERVED = [path for path, resource in RESOURCES.items() if resource.page]
# Drawn by the shell; only where arms of different trials are chosen; by the frame of another site; in other parts.
ELSEWHERE = {"view", "open_differences", "card"} | OF_OTHER_PARTS
NOT_DRAWN = ELSEWHERE - {"view"}
FROM_ROWS = {"compare_event"}  # its default and values depend on the rows in view, and it changes none of them


def parameters_of(evidence, path: str) -> list:
    asked = Asked()
    RESOURCES[path].choose(evidence, asked)
    return asked.parameters


@pytest.mark.parametrize("page", SERVED)
def test_parameters_are_the_controls_of_the_page(evidence, page):
    names = {item.key for item in parameters_of(evidence, page)}
    assert names - ELSEWHERE == set(CONTROLS[page]) - ELSEWHERE


@pytest.mark.parametrize("page", SERVED)
def test_defaults_and_values_are_those_of_the_page(evidence, open_shell, page):
    app = open_shell(page)
    offered = {widget.key: widget.options for kind in ("selectbox", "multiselect") for widget in getattr(app, kind)}
    offered |= {widget.key: [option.content for option in widget.proto.options] for widget in app.get("button_group")}
    compared = 0
    for item in parameters_of(evidence, page):
        if item.key in FROM_ROWS | NOT_DRAWN:
            continue
        assert app.session_state[item.key] == item.default
        if item.labels is not None and item.labels is not SWITCH:
            assert offered[item.key] == list(item.labels.values())
            compared += 1
    sliders = {widget.key: (widget.min, widget.max) for widget in app.slider}
    told = {item.key: item.schema for item in parameters_of(evidence, page)}
    assert {key: (told[key]["minimum"], told[key]["maximum"]) for key in sliders} == sliders
    assert compared >= 1


@pytest.mark.parametrize("page", SERVED)
def test_parts_that_a_page_opens_are_let_through(page):
    assert [part for part in PARTS[page] if part not in ELSEWHERE and not PARTS_OF_PAGES.fullmatch(part)] == []


def test_no_view_is_chosen_twice():
    """Pages and API take their rows from adverse/cards, so neither has a selection of its own."""
    api = "\n".join(path.read_text(encoding="utf-8") for path in Path("adverse/api").resolve().glob("*.py"))
    calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(api)) if isinstance(node, ast.Call)}
    assert calls & {"incidence_rows", "onset_rows", "risk_rows"} == set()


def table_of(app, *titles: str) -> pd.DataFrame:
    """The first table of a page that has these columns."""
    return next(item.value for item in app.dataframe if set(titles) <= set(item.value.columns))


def same(shown: pd.Series, served: list) -> bool:
    """Whether a column of the page holds what the API serves: nothing where nothing is, numbers to the last digit."""
    shown = [None if pd.isna(value) or value == "" else value for value in shown]
    return shown == served


INCIDENCE = [
    {},
    {"grade": "ge3", "min": "5", "sort": "difference"},
    {"arms": ["blast-blinatumomab", "tower-blinatumomab"], "grade": "Grade 3 or higher", "group": ["crs", "infection"]},
    {"event": "Pyrexia", "period": "whole_study"},
    {"show": "grades", "period": "Whole study"},
    {"show": "organ_classes"},
    {"population": "pediatric", "others": "true"},
]


@pytest.mark.parametrize("query", INCIDENCE, ids=str)
def test_incidence_rows_are_those_of_the_page(open_page, rows_at, query):
    show = "dots" if "event" in query else query.get("show", "dots")
    app = open_page("incidence", **query, **{f"incidence-{show}_tab": "Table"})
    shown, served = table_of(app, "Event", "Share (%)"), rows_at("incidence", **query)
    columns = {"Event": "event", "Arm": "arm_label", "Locator": "locator"}
    for title, column in columns.items():
        assert same(shown[title], [row[column] for row in served])
    lows, highs = ([row[f"n_with_event_{end}"] for row in served] for end in ("low", "high"))
    counts = [low if low == high else None for low, high in zip(lows, highs, strict=True)]
    assert same(shown["Patients with event"], counts)
    for share, row in zip(shown["Share (%)"], served, strict=True):  # as printed where a percentage is printed
        assert pd.isna(share) or abs(share - 100 * row["proportion"]) <= 0.5
        assert pd.isna(share) == (row["percent_qualifier"] not in ("", "=") and row["n_with_event"] is None)
    ends = {"95% low (%)": "proportion_low", "95% high (%)": "proportion_high"}
    for title, column in ends.items():
        assert same(shown[title], [None if row[column] is None else 100 * row[column] for row in served])
    assert len(served) > 1


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"preset": "aall1331-cycle-1"},
        {"preset": "INO-VATE", "compare_group": "hepatobiliary"},
        {"preset": "t-cell-engaging", "open_differences": "true"},
        {"preset": "t-cell-engaging"},
        {"compare_arms": ["tower-blinatumomab", "blast-blinatumomab"], "reference": "tower-blinatumomab"},
    ],
    ids=str,
)
def test_compared_rows_are_those_of_the_page(open_page, rows_at, query):
    app = open_page("compare", **query, **{"compare-shares_tab": "Table"})
    shown, served = table_of(app, "Event", "Risk ratio"), rows_at("compare", **query)
    columns = {"Event": "event", "Arm": "arm_label", "Reference arm": "reference_label", "p value": "p_value"}
    for title, column in columns.items():
        assert same(shown[title], [row[column] for row in served])
    for title, column in {
        "Difference (points)": "risk_difference",
        "Difference 95% low": "risk_difference_low",
    }.items():
        assert same(shown[title], [None if row[column] is None else 100 * row[column] for row in served])
    ratios = [float(row["risk_ratio"]) if row["risk_ratio"] is not None else None for row in served]
    assert same(shown["Risk ratio"], ratios)


@pytest.mark.parametrize(
    ("show", "query"),
    [
        ("butterfly", {"preset": "children-adults"}),
        ("volcano", {}),
        ("heat_map", {"preset": "INO-VATE"}),
        ("exposure", {}),
        ("one_event", {"compare_event": "Cytokine release syndrome"}),
        ("one_event", {}),
        ("onset", {"preset": "t-cell-engaging"}),
    ],
    ids=str,
)
def test_every_chart_of_the_compare_page_has_its_rows(open_page, rows_at, show, query):
    card = {"heat_map": "compare-heat-map", "one_event": "compare-event"}.get(show, f"compare-{show}")
    shown = table_of(open_page("compare", **query, compare_view=show, **{f"{card}_tab": "Table"}), "Event", "Locator")
    served = rows_at("compare", **query, compare_view=show)
    assert len(served) > 1
    for title, column in {"Event": "event", "Locator": "locator"}.items():
        assert same(shown[title], [row[column] for row in served])


def test_a_pooled_share_comes_with_its_rows(rows_at):
    query = {"compare_view": "one_event", "compare_event": "Cytokine release syndrome"}
    rows = rows_at("compare", **query)
    pooled = [row for row in rows if row["pooled"] is not None]
    assert all(row["pooled_low"] < row["pooled"] < row["pooled_high"] for row in pooled)
    assert len(rows) > 10 and all(row["pooled"] is not None or row["not_pooled"] for row in rows)


@pytest.mark.parametrize("query", [{}, {"group": "neurotoxicity", "others": "true"}], ids=str)
def test_onset_rows_are_those_of_the_page(open_page, rows_at, query):
    shown = table_of(open_page("onset", **query, onset_tab="Table"), "Event", "Median (days)")
    served = rows_at("onset", **query)
    for title, column in {"Event": "event", "Median (days)": "onset_median_days", "Locator": "locator"}.items():
        assert same(shown[title], [row[column] for row in served])


@pytest.mark.parametrize("query", [{"board": "neurotoxicity"}, {"board": "All events", "others": "true"}], ids=str)
def test_risk_rows_are_those_of_the_cards(open_page, rows_at, query):
    tabs = {f"{card}_tab": "Table" for card in ("effect-sizes", "subgroups", "shares")}
    app = open_page("risk_factors", **query, **tabs, statements="true")
    served = rows_at("risk_factors", **query)
    tables = [item.value for item in app.dataframe if "Locator" in item.value]
    assert sum(len(table) for table in tables) == len(served)
    for table, card in zip(tables, ("effect-sizes", "subgroups", "shares", "statements"), strict=True):
        own = [row for row in served if row["card"] == card]
        assert same(table["Locator"], [row["locator"] for row in own])
        assert same(table["Event"], [row["event"] for row in own])


@pytest.mark.parametrize("query", [{}, {"find": "tower", "kind": ["trial"], "originals": "true"}], ids=str)
def test_documents_are_those_of_the_page(open_page, rows_at, query):
    shown = table_of(open_page("sources", **query), "Source id", "Rows")
    served = rows_at("sources", **query)
    assert same(shown["Source id"], [row["source_id"] for row in served])
    assert same(shown["Rows"], [row["n_rows"] for row in served])
