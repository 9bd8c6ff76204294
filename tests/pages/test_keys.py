"""Who owns a key: one name in the session or the address is one value, and a page's controls end with the page."""

import ast
import io
from collections import defaultdict
from pathlib import Path

import pytest
from pptx import Presentation

from adverse.exports.slides import deck
from adverse.ui import take_away
from adverse.ui.controls import VIEW
from adverse.ui.navigation import PAGES
from tests.conftest import ROOT
from tests.pages.test_addresses import CONTROLS

UI = sorted((ROOT / "adverse" / "ui").glob("*.py"))
ACCESS = {"get", "pop", "setdefault"}
STATES = {"session_state", "query_params"}
OTHER_VALUES = {"others": "true", "event": "Pyrexia", "grade": "4", "group": "infection", "layout": "print"}


def literal(node: ast.AST | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def is_state(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in STATES


def uses(path: Path) -> tuple[set[str], set[str]]:
    """The keys that a module gives to controls and other elements, and those that it reads or sets by name."""
    drawn, named = set(), set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Subscript) and is_state(node.value):
            named.add(literal(node.slice))
        if not isinstance(node, ast.Call):
            continue
        first = literal(node.args[0]) if node.args else None
        if isinstance(node.func, ast.Attribute) and node.func.attr in ACCESS and is_state(node.func.value):
            named.add(first)
        if getattr(node.func, "attr", "").startswith("choose_"):
            drawn.add(first)
        drawn.update(literal(word.value) for word in node.keywords if word.arg == "key")
    return drawn - {None}, named - {None}


def test_what_a_module_keeps_by_name_is_no_control_of_another():
    drawn, named = defaultdict(set), defaultdict(set)
    for path in UI:
        for keys, place in zip(uses(path), (drawn, named), strict=True):
            for key in keys:
                place[key].add(path.stem)
    kept = {key: modules for key, modules in named.items() if key not in drawn}
    assert {"deck", "page_question"} <= kept.keys()
    assert {key: modules for key, modules in kept.items() if len(modules) > 1} == {}
    foreign = {
        key: (sorted(modules), sorted(drawn[key]))
        for key, modules in named.items()
        if key in drawn and not modules <= drawn[key]
    }
    # The words of a page leave out the link to the term that the glossary has opened.
    assert foreign == {"term": (["words"], ["glossary"])}


@pytest.mark.parametrize("key", OTHER_VALUES)
def test_a_control_keeps_no_value_of_another_pages_control_of_its_name(open_shell, key):
    owners = [page for page, keys in CONTROLS.items() if key in keys]
    for page in owners:
        for other in owners:
            if page == other:
                continue
            app = open_shell(page, **{key: OTHER_VALUES[key]})
            app.query_params.clear()
            app.switch_page(ROOT / "pages" / f"{other}.py").run()
            assert [error.message for error in app.exception] == []
            assert app.session_state[key] == open_shell(other).session_state[key], (page, other)


def test_the_view_stays_from_page_to_page(open_shell):
    app = open_shell("incidence", view="learner")
    app.query_params.clear()
    for page in PAGES:
        app.switch_page(ROOT / "pages" / f"{page}.py").run()
        assert app.session_state[VIEW] == "learner"


@pytest.mark.parametrize("number", ["1", "4"])
def test_the_answer_card_of_a_quiz_gives_its_files(open_shell, evidence, monkeypatch, number):
    app = open_shell("learn", learn="quiz", seed="3", question=number)
    if app.radio:
        app.radio[0].set_value(0)
    [button] = [button for button in app.button if button.label == "Check my answer"]
    cards = []
    monkeypatch.setattr(take_away, "menu", cards.append)
    button.click().run()
    assert [error.message for error in app.exception] == []
    [card] = [card for card in cards if card.name == "answer"]
    assert card.question == app.title[0].value
    view = take_away.view_of(evidence, card, "")
    assert view.title.startswith(app.title[0].value)
    assert len(Presentation(io.BytesIO(deck([view], lambda _: None))).slides)
