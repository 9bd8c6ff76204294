"""Every chart card can be taken away: its view is whole, and every file of it can be made."""

import io
import json
import zipfile

import pandas as pd
import pytest
from pptx import Presentation

from adverse.cards import own_story
from adverse.cards.compare import SHOW_AS as COMPARE_VIEWS
from adverse.cards.files import view_of
from adverse.cards.incidence import SHOW_AS as INCIDENCE_VIEWS
from adverse.cards.reader import Reader
from adverse.cards.stories import HALL
from adverse.charts.theme import INK, PAPER
from adverse.exports import figures
from adverse.exports.bundle import bundle
from adverse.exports.dictionary import OTHER
from adverse.exports.slides import deck
from adverse.sentences import verdict_in_words
from adverse.ui import slides, take_away
from adverse.ui.navigation import OUTSIDE_REGISTER, PAGES
from adverse.vocabulary import COMPARABILITY

ADDRESS = "http://localhost:8501/a?b=c"
SERVED = [page for page in PAGES if page not in OUTSIDE_REGISTER]
CASES = [(page, {}) for page in SERVED]
CASES += [("incidence", {"show": view}) for view in INCIDENCE_VIEWS] + [("incidence", {"event": "Headache"})]
CASES += [("compare", {"compare_view": view}) for view in COMPARE_VIEWS]
CASES += [("risk_factors", {"board": "all", "others": "true"}), ("compare", {"preset": "t-cell-engaging"})]


@pytest.mark.parametrize(("page", "query"), CASES, ids=str)
def test_every_card_gives_every_file(drawings_at, evidence, page, query):
    for card in drawings_at(page, **query):
        view = view_of(evidence, card, ADDRESS)
        assert view == view_of(evidence, card, ADDRESS)
        assert view.title == (card.title or card.question) and card.question.endswith("?")
        assert view.subtitle == card.subtitle
        assert view.sentence.endswith(".")
        assert len(view.rows) == len(card.selection.rows)
        assert set(card.selection.rows["source_id"]) <= set(view.sources["source_id"])
        assert list(view.dictionary["column"]) == list(view.rows.columns)
        assert view.dictionary["description"].all()
        undefined = view.dictionary.loc[view.dictionary["description"].str.startswith(OTHER[:20]), "column"]
        assert list(undefined) == []
        [*slides] = Presentation(io.BytesIO(deck([view], lambda _: None))).slides
        assert slides
        figures.presentable(view).to_json()
        with zipfile.ZipFile(io.BytesIO(bundle(view, {}))) as archive:
            assert archive.testzip() is None


def test_the_sentence_of_a_view_is_that_of_its_page(drawings_at, open_page, answers_of):
    [card] = drawings_at("incidence")
    assert [card.sentence] == answers_of(open_page("incidence"))


def test_sources_of_dose_steps_are_in_view(drawings_at, evidence):
    [card, *_] = drawings_at("onset")
    drawn = {
        key
        for trace in card.chart.drawn(dark=False).data
        if trace.customdata is not None
        for cell in trace.customdata
        for key in str(cell[0]).split("\n")
    }
    rules = evidence.management[evidence.management["row_key"].isin(drawn)]
    assert len(rules)
    view = view_of(evidence, card, ADDRESS)
    assert set(rules["source_id"]) <= set(view.sources["source_id"])


@pytest.mark.parametrize(
    ("preset", "verdict"), [("tower", "randomized"), ("t-cell-engaging", "different_trials")], ids=str
)
def test_files_of_a_comparison_carry_its_verdict(drawings_at, evidence, preset, verdict):
    card = drawings_at("compare", preset=preset)[0]
    assert view_of(evidence, card, ADDRESS).verdict.startswith(COMPARABILITY[verdict].label)


@pytest.mark.parametrize("show", COMPARE_VIEWS)
@pytest.mark.parametrize("preset", ["tower", "aall1331-cycle-1", "aall1331-cycle-2", "inovate", "t-cell-engaging"])
def test_verdict_sentence_and_chart_of_a_comparison_agree(drawings_at, evidence, preset, show):
    """INO-VATE counts one event in part of its patients; an onset chart shows labels and reports, not the arms."""
    labels = [term.label for term in COMPARABILITY.values()]
    for card in drawings_at("compare", preset=preset, compare_view=show):
        if card.name == "treatments":  # ratios of other documents, not of these arms
            continue
        view, rows = view_of(evidence, card, ADDRESS), card.selection.rows
        begins = [label for label in labels if view.sentence.startswith(label)]
        assert [label for label in begins if not view.verdict.startswith(label)] == []
        assert (
            card.chart.drawn(dark=False).layout.title.text is None
        )  # in the note, which has the width of the card and of a picture
        assert card.note.count(view.verdict) == 1
        if card.name == "compare-onset":
            assert rows["source_id"].nunique() > 1 and "comparability" not in rows
            assert view.verdict.startswith(COMPARABILITY["different_trials"].label)
        else:
            weak = max(rows["comparability"], key=list(COMPARABILITY).index)
            assert view.verdict.startswith(COMPARABILITY[weak].label)


def test_how_many_events_count_only_part_of_the_patients_is_said(drawings_at, evidence):
    [card, *_] = drawings_at("compare", preset="inovate")
    n_events = card.selection.rows["event"].nunique()
    part = f"Part of the randomized patients (1 of {n_events} events)"
    assert view_of(evidence, card, ADDRESS).verdict.startswith(part)
    assert card.sentence.startswith(part)


@pytest.mark.parametrize(("name", "is_several"), [("effect-sizes", True), ("subgroups", True), ("shares", False)])
def test_risk_factors_of_several_studies_say_so(drawings_at, evidence, name, is_several):
    [card] = [card for card in drawings_at("risk_factors", board="neurotoxicity") if card.name == name]
    assert card.selection.rows["source_id"].nunique() > 1
    verdict = view_of(evidence, card, ADDRESS).verdict
    assert verdict.startswith(COMPARABILITY["different_trials"].label) == is_several


def test_arms_of_several_trials_are_said_to_be_different_trials():
    rows = pd.DataFrame({"trial_name": ["A", "B"]})
    assert verdict_in_words(rows).startswith(COMPARABILITY["different_trials"].label)
    assert verdict_in_words(rows.head(1)) == ""


def test_verdicts_on_claims_say_nothing_of_arms():
    assert verdict_in_words(pd.DataFrame({"verdict": ["supported", "unit_error"]})) == ""


@pytest.mark.parametrize("page", SERVED)
def test_a_dark_page_gives_light_files(drawings_at, evidence, page):
    for card in drawings_at(page, Reader(is_dark=True)):
        assert PAPER[True] in card.chart.drawn(dark=True).to_json()
        drawn = view_of(evidence, card, ADDRESS).figure.to_json()
        assert PAPER[False] in drawn and PAPER[True] not in drawn and INK[True] not in drawn


def test_a_slide_of_a_dark_stage_gives_light_files(evidence):
    for story in evidence.stories:
        for view in slides.views_of(evidence, story, "", HALL._replace(is_dark=True)):
            assert PAPER[True] not in view.figure.to_json()


def test_in_a_frame_a_page_is_one_chart_with_its_sentence_and_sources(open_page, monkeypatch):
    whole = open_page("risk_factors", board="neurotoxicity")
    names = [element.proto.id for element in whole.get("plotly_chart")]
    assert len(names) > 1
    monkeypatch.setattr(take_away, "is_embedded", lambda: True)
    monkeypatch.setattr(take_away, "address", lambda: ADDRESS)
    for query, kept in (({}, names[0]), ({"card": "subgroups"}, names[3])):
        app = open_page("risk_factors", board="neurotoxicity", **query)
        assert [element.proto.id.split("-")[-1] for element in app.get("plotly_chart")] == [kept.split("-")[-1]]
        assert [c.value for c in app.caption if "Sources" in c.value and "data version" in c.value]
        assert not app.tabs
        assert not app.get("link_button")  # the source line itself leads to the view
        assert ["Open this view](<" in caption.value for caption in app.caption][-1]


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("onset", {"card": "nope"}),
        ("management", {}),
        ("learn", {"learn": "glossary"}),
        ("incidence", {"card": "compare-shares"}),
        ("incidence", {"grade": "5", "period": "cycle_2"}),
    ],
    ids=str,
)
def test_a_frame_without_a_chart_is_one_sentence_with_the_way_to_the_page(open_shell, monkeypatch, page, query):
    monkeypatch.setattr(take_away, "is_embedded", lambda: True)
    monkeypatch.setattr(take_away, "address", lambda: ADDRESS)
    app = open_shell(page, **query)
    assert [error.message for error in app.exception] == []
    [said] = [text.value for text in app.markdown if "Open the page](<" in text.value]
    assert said.count(".") >= 2 and "\n" not in said
    assert not [button for button in app.button if button.label == "Show everything again"]


def test_a_comparison_has_no_camera_that_would_leave_out_its_verdict(open_page, charts_of, monkeypatch):
    def buttons_removed(app):
        return json.loads(app.get("plotly_chart")[0].proto.config)["modeBarButtonsToRemove"]

    monkeypatch.setattr(figures, "chrome_path", lambda: None)
    assert "toImage" not in buttons_removed(open_page("incidence"))
    app = open_page("compare")
    assert "toImage" in buttons_removed(app)
    app.session_state[".compare-shares_camera"] = "png"
    app.run()
    assert "toImage" not in buttons_removed(app)
    assert any("Randomized comparison" in note["text"] for note in charts_of(app)[0]["layout"]["annotations"])


def test_without_a_browser_the_chart_itself_carries_title_and_footer(open_page, charts_of, monkeypatch):
    monkeypatch.setattr(figures, "chrome_path", lambda: None)
    app = open_page("incidence")
    assert "title" not in charts_of(app)[0]["layout"]
    app.session_state["incidence-dots_take"] = True
    app.run()
    [said] = [caption.value for caption in app.caption if "no Chrome" in caption.value]
    assert "camera" in said
    [button] = [button for button in app.button if button.label == "For SVG"]
    button.click().run()
    layout = charts_of(app)[0]["layout"]
    assert "rarer with blinatumomab" in layout["title"]["text"].replace("</b><br><b>", " ")
    assert any("data version" in note["text"] for note in layout["annotations"])
    config = json.loads(app.get("plotly_chart")[0].proto.config)
    assert config["toImageButtonOptions"]["format"] == "svg"


def test_a_card_is_added_to_the_story_as_it_is(open_page, evidence):
    app = open_page("incidence", grade="ge3")
    app.session_state["incidence-dots_take"] = True
    app.run()
    for wanted in (1, 2):
        app.button(key="incidence-dots_add").click().run()
        story, _ = own_story.read_story(evidence, app.query_params["own"])
        assert [slide.parameters for slide in story.slides] == [(("grade", "ge3"),)] * wanted
    assert [error.message for error in app.exception] == []
