"""An address is a view: keys and labels are understood, anything else gets a notice, and no address breaks a page."""

import re

import pytest

from adverse.cards import register
from adverse.cards.parameters import Asked
from adverse.cards.risk import opening_board
from adverse.evidence.headlines import headline_groups
from adverse.evidence.risk import ratio_rows
from adverse.evidence.risk_board import patient_rows
from adverse.evidence.select import onset_rows, risk_rows
from adverse.evidence.timeline import rows_on_day, with_covered_days
from adverse.grading import SYNDROMES
from adverse.ui import server
from adverse.ui.navigation import PAGES

OTHER_PARTS = {  # parameters that the page at its plain address does not draw
    "compare": {"open_differences"},
    "grading": {"ice_test", "missed", "vignette", *SYNDROMES["icans"].domains()},
    "learn": {"seed", "question", "word", "subject", "term"},
    "management": {"phase", "checklist"},
    "signals": {"event"},
}
PARTS_OF_A_PAGE = {  # name -> (page, its parameter that opens this part, the controls there)
    "by phase": ("management", {"layout": "phase"}, ["phase", "checklist"]),
    "three worlds": ("signals", {"part": "worlds"}, ["event"]),
    "glossary": ("learn", {"learn": "glossary"}, ["word", "subject", "term"]),
}


def declared(page: str) -> list[str]:
    """The parameters of a page, as the register declares them."""
    asked = Asked()
    register.choose(server.evidence(), page, asked)
    return [parameter.key for parameter in asked.parameters]


CONTROLS = {
    page: [key for key in declared(page) if key not in OTHER_PARTS.get(page, ())] for page in register.PAGES
} | {"present": ["story"], "own_data": []}
CONTROLS |= {name: controls for name, (_, __, controls) in PARTS_OF_A_PAGE.items()}
PARTS = {
    "own_data": [],
    "overview": [
        "crs-sources_more",
        "neurotoxicity-sources_more",
        "crs-sources_tab",
        "first-28-days_tab",
        "top-ten_tab",
        "first-28-days_mark",
        "words",
    ],
    "incidence": ["incidence-dots_tab", "incidence-dots_aside", "incidence-dots_mark", "words"],
    "compare": [
        "open_differences",
        "arm_facts",
        "compare-shares_tab",
        "compare-shares_mark",
        "compare-icons_tab",
        "words",
    ],
    "matrix": ["matrix_tab", "matrix_mark", "matrix_aside", "matrix-column_tab"],
    "onset": ["onset_mark", "onset_tab", "onset_aside", "day_rows", "words"],
    "risk_factors": ["shares_mark", "effect-sizes_tab", "subgroups_tab", "shares_tab", "statements"],
    "signals": ["signals_tab", "signals_mark", "signals_aside", "recompute", "add_quarters"],
    "three worlds": ["world_trials", "world_label", "add_quarters"],
    "grading": ["ladder_mark", "ladder_tab", "rules", "elsewhere"],
    "management": ["unit_sources", "other_patients", "apart", "topic_others"],
    "rare_events": ["signals_own", "signals_others", "rare-shares_tab", "rare-shares_aside", "rare-shares_mark"],
    "by phase": ["phases_tab", "phases_mark", "phases_aside", "act-0"],
    "present": [],
    "claims": ["lessons", "reviews", "claims-0"],
    "sources": ["dictionary"],
    "learn": ["lesson_tab", "lesson_mark", "lesson_words"],
    "glossary": ["terms"],
    "search": ["answering_more", "near_more"],
}
FREE_TEXT = {"find", "word", "claim", "q"}
UNESCAPED = re.compile(r"(?<!\\)[<\[$`!]")  # Markdown or HTML that a browser would act on
HOSTILE = {
    "long": "a" * 20_000,
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "markdown": "[x](javascript:alert(1)) ![x](http://example.org/x.png) :material/home: $x^2$ `x`",
    "emoji": "💉" * 50,
    "bytes": "\x00\r\n\t\u202e\ufeff",
    "number": "-99999999999999999999999999999999",
    "not a number": "NaN",
    "repeated": ["one", "two", "one"],
}


@pytest.fixture(scope="module")
def default_answers() -> dict[str, list[str]]:
    """Page -> its answer at the plain address, filled as it is asked for."""
    return {}


def test_every_page_and_its_parts_are_tried_here():
    assert set(CONTROLS) == set(PARTS) == {*PAGES, *PARTS_OF_A_PAGE}


@pytest.mark.parametrize("place", PARTS)
@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_hostile_address_gives_the_default_view_and_a_notice_for_each_control(
    open_page, open_shell, answers_of, default_answers, place, value
):
    page, query, _ = PARTS_OF_A_PAGE.get(place, (place, {}, []))
    keys = ["view", *CONTROLS[place], *PARTS[place]]
    app = open_shell(page, **query, **dict.fromkeys(set(keys) - FREE_TEXT, value))
    assert [error.message for error in app.exception] == []
    if place not in default_answers:
        default_answers[place] = answers_of(open_page(page, **query))
    assert answers_of(app) == default_answers[place]
    cards = {key for key in PARTS[place] if key.endswith("_tab")}
    asked = {"view", *CONTROLS[place], *cards} - FREE_TEXT
    assert len(app.toast) == len(asked)
    assert all(toast.value.endswith("which is not a choice here. The default is shown.") for toast in app.toast)
    assert all(len(toast.value) < 400 for toast in app.toast)
    assert [toast.value for toast in app.toast if UNESCAPED.search(toast.value)] == []


@pytest.mark.parametrize("place", PARTS)
@pytest.mark.parametrize("value", ["", ["", ""]], ids=["empty", "twice empty"])
def test_empty_values_are_no_choice(open_shell, place, value):
    page, query, _ = PARTS_OF_A_PAGE.get(place, (place, {}, []))
    app = open_shell(page, **query, **dict.fromkeys(["view", *CONTROLS[place], *PARTS[place]], value))
    assert [error.message for error in app.exception] == []
    assert [toast.value for toast in app.toast] == []


@pytest.mark.parametrize("find", [HOSTILE[name] for name in ("long", "html", "markdown", "emoji", "bytes")])
def test_any_text_may_be_searched(open_page, answers_of, find):
    app = open_page("sources", find=find)
    assert [error.message for error in app.exception] == []
    assert len(answers_of(app)) == 1


@pytest.mark.parametrize(
    ("page", "key", "value"),
    [
        *(("incidence", "min", value) for value in ("-1", "51", "5.5", "5e0", "\u0665", "1" * 400)),
        *(("onset", "day", value) for value in ("0", "29", "2.0", "two")),
        ("incidence", "others", "maybe"),
        ("onset", "others", "2"),
    ],
)
def test_numbers_out_of_range_and_odd_switches_get_a_notice(open_page, page, key, value):
    app = open_page(page, **{key: value})
    assert [error.message for error in app.exception] == []
    assert len(app.toast) == 1
    assert app.session_state[key] == {"min": 0, "day": 2, "others": False}[key]


@pytest.mark.parametrize(
    ("page", "key", "value", "label", "state"),
    [
        ("incidence", "grade", "ge3", "Grade 3 or higher", "ge3"),
        ("incidence", "subset", "serious", "Serious", "serious"),
        ("incidence", "period", "whole_study", "Whole study", "whole_study"),
        ("incidence", "population", "pediatric", "Children", "pediatric"),
        ("incidence", "sort", "organ_class", "Organ class", "organ_class"),
        ("incidence", "show", "heat_map", "Heat map", "heat_map"),
        ("incidence", "show", "grades", "Grades", "grades"),
        ("incidence", "show", "organ_classes", "Organ classes", "organ_classes"),
        ("incidence", "group", "crs", "Cytokine release", ["crs"]),
        ("incidence", "arms", "blast-blinatumomab", "BLAST: blinatumomab (MRD-positive)", ["blast-blinatumomab"]),
        ("incidence", "event", "Pyrexia", "Pyrexia (Fever)", "Pyrexia"),
        ("incidence", "min", "10", "10", 10),
        ("incidence", "others", "true", "True", True),
        ("onset", "group", "neurotoxicity", "Neurologic", ["neurotoxicity"]),
        ("onset", "around", "dose", "Dose steps", ["dose"]),
        ("onset", "scale", "early", "Early days (log scale)", "early"),
        ("onset", "day", "9", "9", 9),
        ("risk_factors", "board", "infection", "Infection", "infection"),
        ("risk_factors", "board", "all", "All events", "all"),
        ("grading", "part", "icans", "ICANS", "icans"),
        ("grading", "hypoxia", "low_flow", "Low-flow cannula or blow-by", "low_flow"),
        ("learn", "learn", "quiz", "Quiz", "quiz"),
        ("learn", "lesson", "zero", "3. None, and not reported", "zero"),
        ("management", "event", "neurotoxicity", "Neurologic, with ICANS", "neurotoxicity"),
        ("management", "grade", "4", "4", "4"),
        ("management", "grade", "all", "All", "all"),
        ("management", "weight", "below_45", "Below 45 kg", "below_45"),
        ("management", "jurisdiction", "guideline", "Guideline", ["guideline"]),
        ("management", "layout", "print", "Summary to print", "print"),
        ("management", "topic", "pregnancy", "Pregnancy, breastfeeding, infants, live vaccines", "pregnancy"),
        ("rare_events", "event", "tumor_lysis", "Tumor lysis syndrome", "tumor_lysis"),
        (
            "rare_events",
            "event",
            "hlh",
            "Runaway immune inflammation (HLH, MAS)",
            "hlh",
        ),  # as a learner's address has it
        ("incidence", "event", "Pyrexia", "Pyrexia (Fever)", "Pyrexia"),
        ("incidence", "event", "Pyrexia", "Fever (Pyrexia)", "Pyrexia"),
        ("sources", "kind", "label", "Label", ["label"]),
        ("sources", "originals", "true", "True", True),
        ("sources", "find", "tower", "tower", "tower"),
        ("learn?learn=glossary", "subject", "signal", "Safety databases", ["signal"]),
        ("learn?learn=glossary", "term", "Nadir", "Nadir (lowest point)", "Nadir"),
        ("learn?learn=glossary", "word", "odds", "odds", "odds"),
        ("management?layout=phase", "phase", "throughout", "Throughout treatment", "throughout"),
        ("management", "layout", "cards", "On screen", "cards"),  # the label of earlier addresses
    ],
)
def test_keys_and_labels_are_both_understood(open_page, answers_of, page, key, value, label, state):
    page, _, query = page.partition("?")
    part = dict([query.split("=")] if query else [])
    by_key, by_label = (open_page(page, **part, **{key: text}) for text in (value, label))
    for app in (by_key, by_label):
        assert [error.message for error in app.exception] == []
        assert [toast.value for toast in app.toast] == []
        assert app.session_state[key] == state
    assert answers_of(by_key) == answers_of(by_label)


def test_several_values_and_the_unknown_one_among_them_gets_a_notice(open_page):
    app = open_page("incidence", arms=["tower-blinatumomab", "no-such-arm", "blast-blinatumomab"])
    assert app.session_state["arms"] == ["tower-blinatumomab", "blast-blinatumomab"]
    assert ["no-such-arm" in toast.value.replace("\\", "") for toast in app.toast] == [True]


# The emptiest choice


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("incidence", {"grade": "4", "period": "cycle_2"}),
        ("incidence", {"grade": "5", "population": "pediatric", "view": "learner"}),
        ("incidence", {"show": "grades", "subset": "led_to_interruption"}),
        ("incidence", {"event": "Pyrexia", "grade": "5", "subset": "led_to_interruption"}),
        ("sources", {"find": "no such document", "kind": "news"}),
        ("learn", {"learn": "glossary", "word": "no such word", "subject": "signal", "view": "learner"}),
    ],
)
def test_nothing_to_show_is_explained_and_the_way_back_works(open_shell, answers_of, page, query):
    app = open_shell(page, **query)
    assert [error.message for error in app.exception] == []
    assert [info.value.endswith(".") for info in app.info] == [True]
    assert len(answers_of(app)) == 1
    assert len(app.get("plotly_chart")) == 0
    [back] = [button for button in app.button if button.label == "Show everything again"]
    back.click().run()
    assert [error.message for error in app.exception] == []
    assert [info.value for info in app.info] == []
    view = {key: query[key] for key in ("view", "learn") if key in query}
    assert answers_of(app) == answers_of(open_shell(page, **view))


def test_no_arm_chosen_is_explained(open_page):
    app = open_page("incidence")
    app.multiselect("arms").set_value([]).run()
    assert [info.value.startswith("No arm in view reports this.") for info in app.info] == [True]
    app.button[0].click().run()
    assert app.multiselect("arms").value == ["tower-blinatumomab", "tower-chemotherapy"]


def test_a_day_without_an_onset_is_not_called_safe(open_page, evidence):
    rows = with_covered_days(onset_rows(evidence, event_groups=("hepatobiliary",)).rows)
    quiet = next(day for day in range(28, 0, -1) if rows_on_day(rows, day).empty)
    app = open_page("onset", group="hepatobiliary", day=str(quiet))
    said = [element.value for element in app.markdown if element.value.startswith(f"**Day {quiet}:**")]
    assert said == [f"**Day {quiet}:** no window, range or median in view covers this day. That does not make it safe."]


def test_the_risk_board_opens_on_the_headline_toxicity_with_most_printed_ratios(evidence):
    n_ratios = {
        group: len(ratio_rows(patient_rows(risk_rows(evidence, event_group=group))))
        for group in headline_groups(evidence)
    }
    assert n_ratios[opening_board(evidence)] == max(n_ratios.values()) > 0


@pytest.mark.parametrize("board", ["all", "crs", "neurotoxicity", "infection"])
def test_risk_boards_have_something_to_show(open_page, board):
    app = open_page("risk_factors", board=board, others="true")
    assert [error.message for error in app.exception] == []
    assert [info.value for info in app.info] == []
    assert len(app.get("plotly_chart")) + len(app.dataframe) > 0
