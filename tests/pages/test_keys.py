"""Who owns a key: one name in the session or the address is one value, and a page's controls end with the page."""

import ast
import io
from pathlib import Path

import pytest
from pptx import Presentation

from adverse.cards.files import view_of
from adverse.exports.slides import deck
from adverse.ui import take_away
from adverse.ui.controls import VIEW
from adverse.ui.navigation import PAGES
from tests.conftest import ROOT
from tests.pages.test_addresses import CONTROLS, OTHER_PARTS

CODE = sorted((ROOT / "adverse" / "ui").glob("*.py"))
ACCESS = {"get", "pop", "setdefault"}
STATES = {"session_state", "query_params"}
ASKED = {"one", "some", "number", "whether", "text"}
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
        if getattr(node.func, "attr", "") in ASKED:
            drawn.add(first)
        drawn.update(literal(word.value) for word in node.keywords if word.arg == "key")
    return drawn - {None}, named - {None}


def test_what_a_visit_keeps_has_a_name_that_no_control_has():
    """Own names begin with a dot; every other name in the code is that of a control, of the shell or of a frame."""
    drawn, named = (set().union(*keys) for keys in zip(*map(uses, CODE), strict=True))
    asked = {key for keys in CONTROLS.values() for key in keys} | {key for keys in OTHER_PARTS.values() for key in keys}
    assert {key for key in drawn | asked if key.startswith(".")} == set()
    assert {key for key in named if not key.startswith(".")} <= drawn | asked | {
        VIEW,
        "card",
    }  # of the shell, of frames
    assert {".on_stage", ".tries"} <= named


@pytest.mark.parametrize("key", OTHER_VALUES)
def test_a_control_keeps_no_value_of_another_pages_control_of_its_name(open_shell, key):
    owners = [page for page in PAGES if key in CONTROLS[page]]
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
    monkeypatch.setattr(take_away, "menu", lambda _, drawing: cards.append(drawing))
    button.click().run()
    assert [error.message for error in app.exception] == []
    [card] = [card for card in cards if card.name == "answer"]
    assert card.question == app.title[0].value
    slides = Presentation(io.BytesIO(deck([view_of(evidence, card, "")], lambda _: None))).slides
    assert card.title and card.title in [
        shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame
    ]
