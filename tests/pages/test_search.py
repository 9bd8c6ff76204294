"""The search page: answer, refusal, mended words, cards with their source and way on; and the shell's field."""

from urllib.parse import parse_qs

import pytest

from adverse.search import answer, build_index
from adverse.ui.navigation import PAGES
from adverse.ui.search_doors import door_of

WITHOUT_FIELD = ("search", "own_data")  # the first has its own, and no row of a reader is searched


@pytest.fixture(scope="module")
def index(evidence):
    return build_index(evidence)


def texts(app) -> str:
    return "\n".join(item.value.replace("\\", "") for item in [*app.markdown, *app.caption])


def doors(app) -> list[tuple[str, dict]]:
    links = [element.proto for element in app.get("page_link")]
    return [(link.page, parse_qs(link.query_string.lstrip("?"))) for link in links]


def test_a_question_is_answered_with_figure_arm_source_review_and_a_door(open_shell, answers_of):
    app = open_shell("search", q="how common is grade 3 CRS in TOWER?")
    assert [error.message for error in app.exception] == []
    [said] = answers_of(app)
    assert "13 of 267 (4.9%)" in said
    shown = texts(app)
    assert "TOWER: blinatumomab" in shown
    assert "Source: [TOWER primary report](<http" in shown
    assert "Checked twice" in shown
    query = {"event": ["Cytokine release syndrome"], "grade": ["ge3"], "subset": ["all"]}
    assert ("incidence", query) in [(page, asked) for page, asked in doors(app)]


def test_a_refusal_says_so_and_calls_its_rows_no_answer(open_shell, answers_of):
    app = open_shell("search", q="how common is agnosia in TOWER?")
    assert answers_of(app)[0].startswith("No row answers all of it")
    assert [item.value for item in app.subheader] == ["Nearest rows, not an answer"]


def test_two_medicines_are_led_to_compare_and_every_part_read_is_a_chip(open_shell):
    app = open_shell("search", q="compare blinatumomab with CAR-T neurotoxicity grade 3")
    assert [error.message for error in app.exception] == []
    [query] = [query for page, query in doors(app) if page == "compare"]
    assert len(set(query["compare_arms"])) == 2
    chips = {popover.proto.popover.label.split(":")[0] for popover in app.get("popover")}
    assert {"Event", "Grade", "Medicine", "Class"} <= chips


def test_a_mended_word_is_shown_and_one_that_no_row_holds_is_struck_out(open_shell):
    shown = texts(open_shell("search", q="neurotoxcity grapefruit"))
    assert "Showing results with **neurotoxicity** for “neurotoxcity”" in shown
    assert "~~grapefruit~~ not understood" in shown


def test_kinds_leave_only_their_rows(open_shell):
    app = open_shell("search", q="pancreatitis", kinds="onset")
    badges = {item.value.split("]")[0] for item in app.markdown if item.value.startswith(":blue-badge[")}
    assert badges == {":blue-badge[When"}


def test_the_empty_page_offers_questions_that_are_answered(open_shell, index, evidence):
    examples = evidence.about["example_questions"]
    asked = [query["q"][0] for page, query in doors(open_shell("search")) if "q" in query]
    assert asked == examples
    assert [answer(index, question).refusal for question in examples] == [""] * len(examples)


def test_the_field_of_the_shell_is_on_every_other_page_and_asks(open_shell):
    for page in PAGES:
        app = open_shell(page)
        assert [field.label for field in app.text_input].count("Search and ask") == (page not in WITHOUT_FIELD)
    app = open_shell("onset")
    app.text_input(key="ask").set_value("low platelets").run()
    assert [error.message for error in app.exception] == []
    assert app.title[0].value == "What does the evidence say?"
    assert app.query_params["q"] == "low platelets"


@pytest.mark.parametrize(
    "question", ["what dose after a seizure?", "can it be given with breastfeeding?", "how common is CRS with Kymriah?"]
)
def test_the_door_leads_to_a_view_without_a_notice(open_page, index, evidence, question):
    page, query = door_of(evidence, answer(index, question).hits[0])
    app = open_page(page, **query)
    assert [error.message for error in app.exception] == []
    assert [toast.value for toast in app.toast] == []


def test_every_row_opens_a_page_that_exists(index, evidence):
    examples = evidence.about["example_questions"]
    for question in (*examples, "is the article right on nausea", "what is REMS", "FAERS signals of tarlatamab CRS"):
        for hit in answer(index, question).hits:
            page, query = door_of(evidence, hit)
            assert page in PAGES
            assert all(query.values())


def test_the_door_of_a_rule_opens_a_view_that_shows_its_place(index, evidence):
    for hit in answer(index, "interruption of more than 14 days").hits:
        if hit.table == "management" and hit.row.jurisdiction == "jp":
            page, query = door_of(evidence, hit)
            assert (page, query["jurisdiction"]) == ("management", ["jp"])
            return
    pytest.fail("the rule of Japan was not found")


@pytest.mark.parametrize(
    "typed", ['"* OR NEAR(', "<script>alert(1)</script>", "[x](javascript:alert(1))", "a" * 20_000]
)
def test_whatever_is_typed_is_shown_as_text(open_page, answers_of, typed):
    app = open_page("search", q=typed)
    assert [error.message for error in app.exception] == []
    assert len(answers_of(app)) == 1
    assert "](javascript" not in "".join(item.value for item in app.markdown)
