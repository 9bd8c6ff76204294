"""Check the article and Monitor: every claim is shown, a wrong unit never alone, and every phase can be stepped to."""

import re
from urllib.parse import parse_qs

import pytest

from adverse.evidence import load_evidence
from adverse.evidence.claim_checks import further_sources
from adverse.evidence.monitoring import monitoring_phases, phase_items
from adverse.ui import server
from adverse.ui.navigation import PAGES
from adverse.vocabulary import READERS, VERDICTS
from tests.milligrams import FLAGGED, doses_in_milligrams
from tests.pages.conftest import TERM

PHASES = ["before", "first-48-hours", "days-3-to-14", "throughout"]


def texts_of(app) -> list[str]:
    """Every text of a page, without the backslashes of Markdown, and every cell of its tables."""
    elements = [*app.markdown, *app.caption, *app.title, *app.info, *app.warning, *app.toast]
    cells = [str(cell) for table in app.dataframe for cell in table.value.to_numpy().ravel()]
    labels = [element.label for kind in ("expander", "button") for element in app.get(kind)]
    return [text.replace("\\", "") for text in [*(element.value for element in elements), *labels, *cells]]


ALL_OPEN = {f"claims-{place}": "true" for place in range(16)}


def cards_of(app) -> dict[str, str]:
    """Claim id -> the text of its card."""
    texts = [element.value.replace("\\", "") for element in [*app.markdown, *app.warning]]
    found = [(re.search(r"badge\[[^]]*\] \*\*(C\d+)\*\* ·", text), text) for text in texts]
    return {match[1]: text for match, text in found if match}


@pytest.mark.parametrize("reader", READERS)
def test_all_claims_are_shown_with_verdict_explanation_and_source(open_shell, evidence, reader):
    cards = cards_of(open_shell("claims", view=reader, **ALL_OPEN))
    assert sorted(cards) == list(evidence.claims["claim_id"])
    sources = evidence.sources.set_index("source_id")
    for row in evidence.claims.itertuples():
        card = cards[row.claim_id]
        assert VERDICTS[row.verdict].label in card
        assert row.explanation in card.replace("\u2060", "")
        assert f"{row.primary_value} {row.primary_unit}".strip() in card
        assert (sources["url"].get(row.primary_source_id) or "no source found") in card
        assert all(sources.loc[key, "url"] in card for key in further_sources(row)), row.claim_id
        assert row.locator in card and "Not reviewed by a clinician." in card


def test_counts_by_verdict_stand_on_top(open_page, evidence):
    n_supported = int((evidence.claims["verdict"] == "supported").sum())
    [badges] = [
        item.value
        for item in open_page("claims").markdown
        if item.value.startswith(":green-badge[:material/") and f"**{n_supported}**" in item.value
    ]
    counts = evidence.claims["verdict"].value_counts()
    for key, n in counts.items():
        assert f"**{n}** {VERDICTS[key].label}]" in badges


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"claim": "C012"}, ["C012"]),
        ({"claim": "c046"}, ["C046"]),
        ({"verdict": "unit_error"}, ["C046", "C047"]),
        ({"verdict": ["misread", "unit_error"]}, ["C034", "C035", "C046", "C047"]),
        ({"section": "Risk factors / CRS"}, ["C039", "C040", "C041"]),
        ({"section": "Risk factors / CRS", "verdict": "supported"}, ["C040"]),
        ({"claim": "stomatitis"}, ["C029"]),
    ],
)
def test_claims_are_found_by_address(open_page, answers_of, query, found):
    app = open_page("claims", **query)
    assert sorted(cards_of(app)) == found
    assert answers_of(app)[0].startswith(f"{len(found)} of 73 claims of the article in view: ")


def test_no_claim_found_is_explained(open_shell, answers_of):
    app = open_shell("claims", claim="no such claim")
    assert [info.value for info in app.info] == ["No claim of the article fits this search."]
    [back] = [button for button in app.button if button.label == "Show everything again"]
    back.click().run()
    assert len(app.expander) > 1
    assert cards_of(app) == {}


@pytest.mark.parametrize("page", PAGES)
def test_no_dose_of_the_medicine_in_milligrams_but_in_the_flagged_claims(open_shell, page):
    parts = {"crs-sources_more": "true", "checklist": "all", "phases_tab": "Sources", "lessons": "true"}
    queries = [{"phase": phase, **{f"act-{n}": "true" for n in range(14)}} for phase in PHASES]
    flagged = 0
    by_phase = [{"layout": "phase", **query} for query in queries] if page == "management" else []
    for query in [ALL_OPEN, *by_phase]:
        for text in texts_of(open_shell(page, view="learner", **parts, **query)):
            flagged += len(FLAGGED.findall(text))
            assert doses_in_milligrams(text) == [], text
    assert flagged == (2 if page in ("claims", "management") else 0)


def test_a_dose_in_milligrams_is_found_in_any_spelling_and_one_of_another_medicine_is_not():
    wrong = ["5 mg/m2/day", "15 mg/m²/day for", "9 mg per day", "28 mg a day", "dose of 5mg", "28 milligrams", "9 mg"]
    wrong += ["15 mg/m2/day [unit error, sources print 5 mcg/m2/day]", "dexamethasone first. Then 9 mg/day"]
    right = ["not above 24 mg/day dexamethasone", "dexamethasone 5 mg/m2 (max 8 mg)", "5 mcg/m2/day", "600 mg/dL"]
    right += [
        "dexamethasone 8 mg every 8 hours with a taper; below 45 kg it is 5 mg/m2",
        "dasatinib 140 mg/day",
        "0.5 mg",
    ]
    right += ["5 mg/m2/day [unit error, sources print 5 mcg/m2/day]"]
    assert [bool(doses_in_milligrams(text)) for text in [*wrong, *right]] == [True] * len(wrong) + [False] * len(right)


@pytest.mark.parametrize(
    "question",
    [
        "Is the pediatric dose of 5 mg/m2/day in the article correct?",
        "5 mg/m2/day",
        "15 mg/m2/day pediatric",
        "stepwise dosing of the article",
        "unit error",
    ],
)
def test_search_shows_a_wrong_unit_beside_its_correction_with_the_warning_only(open_shell, answers_of, question):
    app = open_shell("search", q=question, answering_more="true", near_more="true")
    texts = [TERM.sub(r"\1", text) for text in [*answers_of(app), *texts_of(app)]]
    if doses_in_milligrams(question):
        typed = re.compile(re.escape(question) + r"(?! \[unit error)")
        texts = [typed.sub("", text) for text in texts]
    assert [found for text in texts for found in doses_in_milligrams(text)] == []
    cards = [text for text in texts if text.startswith(":blue-badge") and FLAGGED.search(text)]
    assert len(cards) == 2
    assert all(":red-badge[:material/warning: Unit error]" in card for card in cards)


def test_unit_errors_are_warnings_and_nothing_else_is(open_page):
    app = open_page("claims", **ALL_OPEN)
    assert [re.search(r"C\d+", element.value)[0] for element in app.warning] == ["C046", "C047"]
    for element in app.warning:
        assert "mcg/m2/day" in element.value
        assert "a thousand times too high" in element.value


def test_review_states_are_shown_for_what_they_are(open_page, evidence):
    app = open_page("claims", reviews="true")
    said = " ".join(texts_of(app))
    assert "“pending human review”" in said
    assert "**Submitted** →" in said
    assert "0 were reviewed by a named person." in said
    [table] = [table.value for table in app.dataframe if "Checked twice" in table.value]
    assert dict(zip(table["Table"], table["Rows"], strict=True))["onset"] == len(evidence.onset)


@pytest.fixture
def reviewed_claim(data_copy, add_row, monkeypatch):
    """The pages read evidence in which somebody has reviewed claim C059; what is told of it."""
    review = {"table": "claims", "key": "C059", "reviewer": "A. Reviewer", "role": "Pharmacist", "date": "2026-01-31"}
    add_row("reviews", **review, verdict="agree", comment="")
    monkeypatch.setattr(server, "load_evidence", lambda: load_evidence(data_copy))
    server.evidence.cache_clear()
    yield "A. Reviewer (Pharmacist) agrees, 2026-01-31"
    server.evidence.cache_clear()


def test_a_review_of_a_claim_stands_beside_it_wherever_it_is_shown(reviewed_claim, open_shell):
    for page, query in (
        ("claims", {"claim": "C059"}),
        ("management", {"layout": "phase", "phase": "before"}),
        ("search", {"q": "C059 assess for pre-existing neurological conditions"}),
    ):
        texts = [text for text in texts_of(open_shell(page, **query)) if reviewed_claim in text]
        assert len(texts) == 1, page
        assert "EU SmPC precautions (2019, rxreasoner)" in texts[0] and "Neurologic events in MT103-211" in texts[0], (
            page
        )


@pytest.mark.parametrize("phase", PHASES)
def test_each_line_of_monitor_and_of_its_checklist_names_place_and_check(open_page, phase):
    texts = texts_of(
        open_page(
            "management", layout="phase", phase=phase, checklist="phase", **{f"act-{n}": "true" for n in range(14)}
        )
    )
    checks = ("Checked twice", "Collected", "Not reviewed by a clinician")
    lines = [line for text in texts for line in text.splitlines() if "](<http" in line and "[The article: " not in line]
    lines = [line for line in lines if not re.match(r"\d+\. \[", line)]  # the numbered documents of the checklist
    boxes = [line for text in texts for line in text.splitlines() if line.startswith("- ☐")]
    assert len(lines) > 10 and boxes
    assert [line for line in [*lines, *boxes] if not any(check in line for check in checks)] == []


def test_learners_and_educators_learn_what_kind_of_mistake_it_is(open_shell, evidence):
    n_outdated, n_all = int((evidence.claims["verdict"] == "outdated").sum()), len(evidence.claims)
    lesson = f"Outdated ({n_outdated} of {n_all} claims): right for an earlier label, wrong today."
    shown = {
        reader: lesson in " ".join(texts_of(open_shell("claims", view=reader, lessons="true"))) for reader in READERS
    }
    assert shown == {"pharmacist": False, "educator": True, "learner": True}


# Monitor


@pytest.mark.parametrize("place", range(4))
def test_phases_are_stepped_through(open_page, place):
    app = open_page("management", layout="phase")
    for _ in range(place):
        app.button("phase_next").click().run()
    assert [error.message for error in app.exception] == []
    assert app.session_state["phase"] == PHASES[place]
    assert app.button("phase_back").disabled == (place == 0)
    assert app.button("phase_next").disabled == (place == 3)
    if place:
        app.button("phase_back").click().run()
        assert app.session_state["phase"] == PHASES[place - 1]


def test_windows_and_evidence_are_compared_in_words(open_page):
    said = " ".join(texts_of(open_page("management", layout="phase", phase="days-3-to-14")))
    assert "1 of 1 printed range (1 to 21 days) lies partly before and partly after it" in said
    assert "3 of 3 printed windows (0 to 14 days) lie partly before it" in said
    assert "median 2 days, lasted a median of 5 days; not in these days" in said


@pytest.mark.parametrize("phase", PHASES)
def test_every_door_of_monitor_opens_on_the_rules_it_promises(open_shell, evidence, phase):
    [phase_] = [each for each in monitoring_phases(evidence) if each.key == phase]
    promised = {key for item in phase_items(evidence, phase_) for rows in item[3:] for key in rows["row_key"]}
    links = [element.proto for element in open_shell("management", layout="phase", phase=phase).get("page_link")]
    queries = {link.query_string.lstrip("?") for link in links if link.page == "management" and link.query_string}
    shown = ""
    for query in queries:
        asked = parse_qs(query)
        app = open_shell("management", **asked)
        assert [toast.value for toast in app.toast] == [error.message for error in app.exception] == []
        assert app.session_state["event"] in asked.get("event", ["crs"])
        assert app.session_state["topic"] in asked.get("topic", ["premedication"])
        shown += "\n".join(texts_of(app))
    rules = evidence.management[evidence.management["row_key"].isin(promised)]
    for row in rules.itertuples():
        condition = f"{row.event}**: {row.grade_or_condition}. **For:** {row.population}"
        assert condition in shown, row.line
    assert len(rules) >= 11 and len(queries) >= 3


def test_checklist_holds_the_chosen_phase_or_all_with_boxes_and_footnotes(open_page):
    def sheet(**query) -> str:
        return next((text for text in texts_of(open_page("management", layout="phase", **query)) if "☐" in text), "")

    assert sheet(phase="throughout") == ""
    one, all_phases = sheet(phase="throughout", checklist="phase"), sheet(checklist="all")
    assert re.findall(r"^### (.*)$", one, re.MULTILINE) == ["Throughout treatment"]
    assert re.findall(r"^### (.*)$", all_phases, re.MULTILINE) == [
        "Pre-treatment",
        "First 48 hours",
        "Days 3-14",
        "Throughout treatment",
    ]
    for text in (one, all_phases):
        boxes = [line for line in text.splitlines() if line.startswith("- ☐")]
        assert all(re.search(r"\[\d+(, \d+)*\]", line) for line in boxes)
        numbers = {int(n) for line in boxes for found in re.findall(r"\[([\d, ]+)\]", line) for n in found.split(", ")}
        assert numbers == {int(n) for n in re.findall(r"^(\d+)\. ", text, re.MULTILINE)}
    assert "Daily neurologic assessment" not in "".join(line for line in all_phases.splitlines() if "☐" in line)
    assert "left out here because no source was found: Daily neurologic assessment" in all_phases
