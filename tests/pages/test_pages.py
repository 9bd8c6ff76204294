"""Every page alone and in the shell: its title, its answer, its place in the navigation, and what each reader sees."""

import tomllib
from pathlib import Path

import pytest

from adverse.evidence.claims import reviewed_share
from adverse.evidence.load import DATA_FOLDER
from adverse.ui import server
from adverse.ui.navigation import DEFAULT, OUTSIDE, PAGES, SECTIONS, page_file
from adverse.ui.overview import DOORS
from adverse.vocabulary import READERS

FILES = sorted(path.stem for path in (DATA_FOLDER.parent / "pages").glob("*.py"))
ABOUT = tomllib.loads((DATA_FOLDER / "about.toml").read_text(encoding="utf-8"))


def test_navigation_has_every_page_once_with_title_icon_and_help():
    assert sorted(PAGES) == FILES
    assert sorted(name for names in [*SECTIONS.values(), OUTSIDE] for name in names) == FILES
    assert len(SECTIONS) <= 5
    assert len(FILES) <= 16
    assert DEFAULT in PAGES
    assert [page_file(name) for name in PAGES] == [Path(DATA_FOLDER.parent, "pages", f"{name}.py") for name in PAGES]
    assert all(title and icon and help.endswith(".") for title, icon, help in PAGES.values())
    assert len({title for title, _, _ in PAGES.values()}) == len(PAGES)


@pytest.mark.parametrize("page", FILES)
def test_page_alone_asks_one_question_and_answers_it(open_page, answers_of, page):
    app = open_page(page)
    assert [error.message for error in app.exception] == []
    assert [title.value.endswith("?") for title in app.title] == [True]
    assert [len(answer) > 20 and answer.endswith(".") for answer in answers_of(app)] == [True]
    assert [toast.value for toast in app.toast] == []
    assert [info.value for info in app.info] == []


@pytest.mark.parametrize("page", FILES)
def test_page_in_the_shell_says_the_same_under_the_fixed_line(open_page, open_shell, answers_of, evidence, page):
    alone, app = open_page(page), open_shell(page)
    assert [error.message for error in app.exception] == []
    assert [title.value for title in app.title] == [title.value for title in alone.title]
    assert answers_of(app) == answers_of(alone)
    reviewed = f"no row of {reviewed_share(evidence)[1]:,} reviewed by a clinician yet"
    fixed = f"Educational use. Not medical advice. Evidence as of {ABOUT['evidence_date']}; {reviewed}."
    assert [caption.value.replace("\\", "") for caption in app.caption].count(fixed) == 1
    assert app.caption[0].value.replace("\\", "") == fixed


@pytest.mark.parametrize("page", FILES)
def test_a_second_run_computes_nothing_again(open_shell, page):
    app = open_shell(page)
    before = len(server.evidence().memo)
    app.run()
    assert len(server.evidence().memo) == before


def test_style_sheets_of_one_page_stay_there(open_shell):
    """Their `:has` rules would make the browser look at every other page anew with each change."""
    sheets = {page: [element.proto.body for element in open_shell(page).get("html")] for page in FILES}
    assert [page for page, texts in sheets.items() if "slide_next" in "".join(texts)] == ["present"]
    assert [page for page, texts in sheets.items() if "embedded" in "".join(texts)] == []


def test_pages_are_reached_from_the_first_one(open_shell):
    app = open_shell(DEFAULT)
    for page in FILES:
        app.switch_page(page_file(page)).run()
        assert [error.message for error in app.exception] == []
        assert len(app.title) == 1


def test_overview_is_what_the_plain_address_shows(open_page, open_shell):
    shell = open_shell(DEFAULT)
    assert DEFAULT == "overview"
    assert shell.title[0].value == open_page("overview").title[0].value


# Readers


@pytest.mark.parametrize("page", FILES)
@pytest.mark.parametrize("reader", READERS)
def test_every_reader_gets_every_page(open_shell, reader, page):
    app = open_shell(page, view=reader)
    assert [error.message for error in app.exception] == []
    assert [toast.value for toast in app.toast] == []
    assert app.session_state["view"] == reader


def test_learners_read_plain_names_and_the_others_the_terms_of_the_field(open_shell, answers_of, rows_of):
    shown = {reader: open_shell("incidence", view=reader) for reader in READERS}
    said = {reader: answers_of(app)[0].split(";")[0].lower() for reader, app in shown.items()}
    names = {reader: [name for name in ("pyrexia", "fever") if name in sentence] for reader, sentence in said.items()}
    assert names == {"pharmacist": ["pyrexia"], "educator": ["pyrexia"], "learner": ["fever"]}
    for reader, here, gone in (("pharmacist", "Pyrexia", "Fever"), ("learner", "Fever", "Pyrexia")):
        assert here in rows_of(shown[reader])
        assert gone not in rows_of(shown[reader])


@pytest.mark.parametrize("page", ["overview", "onset"])
def test_learners_read_plain_names_of_the_headlines(open_shell, answers_of, rows_of, evidence, page):
    names = evidence.events.set_index("event")["plain_name"]
    terms = [item["event"] for item in ABOUT["headline"]]
    for reader, expected in (("learner", [names[term] for term in terms]), ("pharmacist", terms)):
        app = open_shell(page, view=reader)
        [answer] = answers_of(app)
        assert [name.lower() in answer.lower() for name in expected] == [True] * len(terms)
        drawn = " ".join(rows_of(app))
        assert [name.split()[0] in drawn for name in expected] == [True] * len(terms)


@pytest.mark.parametrize("page", ["overview", "incidence", "onset"])
def test_learners_get_words_explained(open_shell, evidence, page):
    learner, pharmacist = (open_shell(page, view=reader, words="true") for reader in ("learner", "pharmacist"))
    definition = evidence.events.set_index("event").loc["Cytokine release syndrome", "definition"]
    said = {
        name: " ".join(item.value.replace("\\", "") for item in app.markdown)
        for name, app in (("learner", learner), ("pharmacist", pharmacist))
    }
    assert (definition in said["learner"], definition in said["pharmacist"]) == (True, False)


@pytest.mark.parametrize("reader", READERS)
def test_doors_of_the_overview_are_worded_for_the_reader(open_shell, reader):
    app = open_shell("overview", view=reader)
    labels = [element.proto.label for element in app.get("page_link")]
    assert set(DOORS[reader].values()) <= set(labels)
    assert set(DOORS) == set(READERS)
    assert all(set(doors) == set(PAGES) - {DEFAULT} for doors in DOORS.values())


# Parts that open


@pytest.mark.parametrize(
    ("page", "state", "tables"),
    [
        ("incidence", {"incidence-dots_tab": "Table"}, [["Event", "Arm", "Printed", "Share (%)", "Source", "Locator"]]),
        ("incidence", {"incidence-dots_tab": "Sources"}, [["Printed value", "Document", "Locator", "Review", "Notes"]]),
        ("incidence", {"incidence-dots_aside": True}, [["On the chart", "Printed value", "Period", "Document"]]),
        ("onset", {"onset_tab": "Table"}, [["Event", "Median (days)", "Window as printed", "Day 0", "Source"]]),
        ("onset", {"onset_tab": "Sources", "day_rows": True}, [["Document", "Review"], ["Document", "Review"]]),
        ("risk_factors", {"effect-sizes_tab": "Table"}, [["Factor", "Estimate", "95% low", "Adjusted", "Source"]]),
        ("risk_factors", {"subgroups_tab": "Sources"}, [["Printed value", "Document", "Locator", "Review"]]),
        ("grading", {"ladder_tab": "Table"}, [["Domain", "Grade", "Criterion", "Found", "Decides", "Source"]]),
        ("grading", {"ladder_tab": "Sources"}, [["Printed value", "Document", "Locator", "Review", "Notes"]]),
        ("grading", {"elsewhere": True}, [["Printed value", "Document", "Locator", "Review"]]),
        ("sources", {"dictionary": True}, [["Name", "Kind", "Year", "Rows"], ["table", "column", "unit"]]),
        (
            "learn",
            {"learn": "glossary", "terms": True},
            [["Term", "In plain words", "In the field's words", "Document", "Locator"]],
        ),
        ("claims", {"reviews": True}, [["Table", "Rows", "Checked twice", "Collected"]]),
        (
            "management",
            {"layout": "phase", "phases_tab": "Sources"},
            [["Printed value", "Document", "Locator", "Review"]],
        ),
        ("overview", {"crs-sources_more": True}, [["Event", "Printed value", "Document", "Locator"]] * 2),
        ("overview", {"first-28-days_tab": "Sources", "top-ten_tab": "Table"}, [["Document"], ["Share (%)"]]),
    ],
)
def test_tables_and_sources_open_with_their_columns(open_page, page, state, tables):
    query = {key: "true" if value is True else value for key, value in state.items()}
    app = open_page(page, **({"board": "neurotoxicity"} if page == "risk_factors" else {}), **query)
    assert [error.message for error in app.exception] == []
    shown = [list(table.value.columns) for table in app.dataframe]
    for columns in tables:
        assert any(set(columns) <= set(titles) for titles in shown), (columns, shown)
