"""The medicine is data: a tiny folder of a made-up one, and this folder with another medicine of its tables.

Every page, card and address of the API answers, and nothing of the shipped medicine's profile is left.
"""

import csv
import tomllib
from pathlib import Path

import pandas as pd
import pytest
from starlette.applications import Starlette

from adverse.api import api_routes
from adverse.api.answers import MEDIA_TYPES
from adverse.api.describe import DOCUMENTS, address_of
from adverse.api.resources import resources_of
from adverse.cards import register
from adverse.cards.manual import cards_page
from adverse.cards.parameters import Asked
from adverse.cards.reader import Reader
from adverse.errors import EvidenceError
from adverse.evidence import Evidence, load_evidence
from adverse.evidence.load import DATA_FOLDER
from adverse.evidence.scope import is_focus_drug, names_focus_drug
from adverse.evidence.tables import TABLES
from adverse.ui import navigation, server
from adverse.vocabulary import READERS
from tests.asgi import asked

SHIPPED = tomllib.loads((DATA_FOLDER / "about.toml").read_text(encoding="utf-8"))
PROFILE = """
name = "testumab-adverse-events"
title = "Adverse events of testumab"
version = "0.0.1"
evidence_date = 2026-01-31
license = "MIT"
drug = "testumab"
brand = "TESTOVA"
summary = "a made-up medicine that this test gives"
summary_source_id = "label"
"""
TRIAL = {"trial_id": "first", "trial_name": "FIRST", "allocation": "randomized", "setting": "relapsed_refractory"}
TRIAL |= {"age_group": "adult", "population": "adults", "tier": "core", "source_id": "report", "locator": "Table 1"}
COUNTED = {"grade_band": "any", "subset": "all", "period": "whole_study", "counting_unit": "patients"}
COUNTED |= {"source_id": "report", "locator": "Table 2"}
EVENTS = {"Rash": "skin", "Headache": "neurotoxicity", "Nausea": "gastrointestinal"}
COUNTS = {"testumab": (10, 40, (4, 12, 0)), "placebo": (12, 38, (1, 9, 2))}
ROWS = {
    "sources": [
        {"source_id": "label", "kind": "label", "short_name": "TESTOVA label", "title": "TESTOVA", "year": "2025"},
        {"source_id": "report", "kind": "trial", "short_name": "FIRST report", "title": "FIRST", "year": "2024"},
    ],
    "arms": [
        {"arm_id": "first-testumab", "arm_role": "investigational", "drug": "testumab", "arm_label": "FIRST: testumab"}
        | TRIAL
        | {"n_safety": "40", "patient_groups": "first-testumab", "dose": "recommended"},
        {"arm_id": "first-placebo", "arm_role": "comparator", "drug": "placebo", "arm_label": "FIRST: placebo"}
        | TRIAL
        | {"n_safety": "38", "patient_groups": "first-placebo", "dose": ""},
    ],
    "events": [
        {"event": event, "event_group": group, "plain_name": event.lower(), "definition": f"What {event} is."}
        for event, group in EVENTS.items()
    ],
    "incidence": [
        COUNTED
        | {"arm_id": f"first-{drug}", "event": event, "event_group": EVENTS[event]}
        | {"n_with_event": str(n), "n_at_risk": str(treated)}
        for drug, (_, treated, counts) in COUNTS.items()
        for event, n in zip(EVENTS, counts, strict=True)
    ],
    "onset": [
        {"drug": "testumab", "arm_id": "first-testumab", "event": "Rash", "grade_band": "any", "measure": "onset"}
        | {"onset_median_days": "3", "source_id": "report", "locator": "Table 3", "time_origin": "first_dose"},
    ],
}


def made_up(folder: Path) -> Path:
    """A folder with the tables of a made-up medicine: of a closed list without a cell here, its first value."""
    for name, definition in TABLES.items():
        lines = [list(definition.columns)]
        for row in ROWS.get(name, []):
            assert row.keys() <= definition.columns.keys()
            lines.append([row.get(column, usual(declared)) for column, declared in definition.columns.items()])
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)
    (folder / "about.toml").write_text(PROFILE, encoding="utf-8")
    return folder


def usual(declared) -> str:
    terms = (declared.metadata or {}).get("terms")
    allowed = [check.statistics["allowed_values"] for check in declared.checks if check.name == "isin"]
    return "" if not terms or any("" in values for values in allowed) or not allowed else next(iter(terms))


def shipped_with(folder: Path, drug: str) -> Path:
    """A copy of the shipped folder whose medicine is another one of its tables; stories are of their medicine."""
    about = (folder / "about.toml").read_text(encoding="utf-8")
    assert f'drug = "{SHIPPED["drug"]}"' in about
    about = about.replace(f'drug = "{SHIPPED["drug"]}"', f'drug = "{drug}"').replace("dose_unit =", "# dose_unit =")
    (folder / "about.toml").write_text(about, encoding="utf-8")
    for story in (folder / "stories").iterdir():
        story.unlink()
    return folder


@pytest.fixture(scope="module")
def tiny(tmp_path_factory) -> Evidence:
    return load_evidence(made_up(tmp_path_factory.mktemp("made-up")))


def served(evidence: Evidence, monkeypatch) -> None:
    monkeypatch.setattr(server, "load_evidence", lambda: evidence)
    server.evidence.cache_clear()


@pytest.fixture
def forget_server():
    yield
    server.evidence.cache_clear()


def words_on(app) -> list[str]:
    kinds = (app.title, app.markdown, app.caption, app.subheader, app.info)
    return [element.value.replace("\\", "") for kind in kinds for element in kind]


def problems_on(pages: list[str], open_shell, answers_of, readers=tuple(READERS)) -> list[tuple[str, str, str]]:
    """(page, reader, what is wrong) of every page that fails or does not answer its question."""
    found = []
    for page in pages:
        for reader in readers:
            app = open_shell(page, view=reader)
            found += [(page, reader, error.message) for error in app.exception]
            if not any(text.strip() for text in answers_of(app)):
                found.append((page, reader, "no answer"))
    return found


def problems_of_cards(evidence: Evidence) -> list[tuple[str, str, str]]:
    """(page, card, what is wrong) of every card that fails, or that has rows and neither chart, table nor sentence."""
    found = []
    for name, page in register.pages_of(evidence).items():
        for key, choice in register.choose(evidence, name, Asked()).items():
            rows = register.rows_of(evidence, name, key, choice).rows
            assert isinstance(rows, pd.DataFrame)
            for reader in map(Reader, READERS):
                if not page.cards[key].draw:
                    continue
                drawing = register.drawn(evidence, name, key, choice, reader)
                if drawing.is_empty:
                    continue
                if drawing.chart is not None:
                    drawing.chart.drawn(dark=False)
                if not drawing.sentence or (drawing.chart is None and drawing.in_words.empty and name != "compare"):
                    found.append((name, key, "rows without a chart, a table or a sentence"))
    return found


def problems_of_api(evidence: Evidence) -> list[tuple[str, int]]:
    found = []
    app = Starlette(routes=api_routes(evidence))
    rows = [f"/api/v1/{path}.{form}" for path in resources_of(evidence) for form in MEDIA_TYPES]
    for address in [*map(address_of, DOCUMENTS), *rows]:
        status, _, body = asked(app, address)
        if status != 200 or not body:
            found.append((address, status))
    return found


@pytest.mark.usefixtures("forget_server")
def test_every_page_of_a_made_up_medicine(tiny, monkeypatch, open_shell, answers_of):
    served(tiny, monkeypatch)
    pages = navigation.page_names(tiny)
    assert problems_on(pages, open_shell, answers_of) == []
    assert any(tiny.about["drug"] in text for text in words_on(open_shell("overview")))
    for page in pages:
        told = " ".join(words_on(open_shell(page))).lower()
        assert [name for name in (SHIPPED["drug"], SHIPPED["brand"].lower(), "tower") if name in told] == []


def test_pages_without_their_part_are_not_there(tiny, evidence):
    assert set(navigation.page_names(evidence)) == set(navigation.PAGES)
    missing = set(navigation.PAGES) - set(navigation.page_names(tiny))
    parts = {"claims", "rare_events", "management", "grading", "learn"}
    assert missing == parts | {"risk_factors", "signals", "matrix"}
    assert missing == set(register.PAGES) - set(register.pages_of(tiny))
    assert missing & resources_of(tiny).keys() == set()
    told = cards_page(tiny)
    assert [page for page in missing if f"\n## {page}\n" in told] == []


@pytest.mark.usefixtures("forget_server")
def test_no_door_leads_to_a_page_that_is_not_there(tiny, monkeypatch, open_shell):
    served(tiny, monkeypatch)
    there_are = {"" if page == "overview" else page for page in navigation.page_names(tiny)}
    for page in navigation.page_names(tiny):
        doors = [element.proto.page for element in open_shell(page).get("page_link")]
        assert {door.rsplit("/", 1)[-1].removesuffix(".py") for door in doors} <= there_are | {"overview"}


def test_every_card_and_address_of_a_made_up_medicine(tiny):
    assert problems_of_cards(tiny) == []
    assert problems_of_api(tiny) == []


@pytest.mark.usefixtures("forget_server")
@pytest.mark.parametrize("drug", ["inotuzumab ozogamicin"])
def test_this_folder_with_another_of_its_medicines(data_copy, drug, monkeypatch, open_shell, answers_of):
    other = load_evidence(shipped_with(data_copy, drug))
    assert problems_of_cards(other) == []
    assert problems_of_api(other) == []
    served(other, monkeypatch)
    assert problems_on(navigation.page_names(other), open_shell, answers_of, readers=("pharmacist",)) == []


@pytest.mark.usefixtures("forget_server")
@pytest.mark.parametrize("without", ["phases and lessons", "rules"])
def test_a_page_with_one_of_its_parts_alone(data_copy, without, monkeypatch, open_shell, answers_of):
    """Manage has rules and phases, Learn lessons and terms."""
    about = data_copy / "about.toml"
    if without == "rules":
        _empty(data_copy / "management.csv")
    else:
        _empty(data_copy / "lessons.csv")
        text = about.read_text(encoding="utf-8")
        first, rest = text.index("[[monitoring_phase]]"), text.index("[[headline]]")
        about.write_text(text[:first] + text[rest:], encoding="utf-8")
    some = load_evidence(data_copy)
    assert {"management", "learn"} <= register.pages_of(some).keys()
    assert problems_of_cards(some) == []
    assert problems_of_api(some) == []
    served(some, monkeypatch)
    assert problems_on(["management", "learn"], open_shell, answers_of, readers=("pharmacist",)) == []


def _empty(table: Path) -> None:
    header, _, _ = table.read_text(encoding="utf-8").partition("\n")
    table.write_text(f"{header}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        ('default_arm_ids = ["nobody"]', "default_arm_ids: 'nobody' is not in column arm_id of arms.csv"),
        ('dose_unit = "pounds"', "dose_unit: 'pounds' is not one of mg, mcg"),
        ("rare = []", "rare: each needs the texts key, label, plain_label under its own [[rare]]"),
        (
            'article_window_claim_ids = ["C1"]',
            "article_window_claim_ids: it is of an article, and there is no [article]",
        ),
        ("[article]\nsource_id = 'report'", "article: the texts source_id, review_mark and review_state are needed"),
        ("[[headlines]]", "headlines: no part of a profile has this name"),
    ],
)
def test_a_part_that_is_there_is_checked(tmp_path, part, problem):
    path = made_up(tmp_path) / "about.toml"
    path.write_text(f"{PROFILE}{part}\n", encoding="utf-8")
    with pytest.raises(EvidenceError) as caught:
        load_evidence(tmp_path)
    [told] = caught.value.problems
    assert told.startswith(f"about.toml, {problem}")


@pytest.mark.parametrize(
    ("treatment", "is_it", "in_usual_form"),
    [
        ("testumab", True, True),
        ("testumab + placebo", True, True),
        ("placebo + testumab", True, True),
        ("testumab (subcutaneous)", True, False),
        ("testumab or placebo", False, False),
        ("testumab / placebo", False, False),
        ("testumab vedotin", False, False),
    ],
)
def test_a_medicine_is_known_by_its_whole_name(tiny, treatment, is_it, in_usual_form):
    assert is_focus_drug(tiny, treatment) is is_it
    assert is_focus_drug(tiny, treatment, in_usual_form=True) is in_usual_form
    assert names_focus_drug(tiny, pd.Series([treatment, "water"])).tolist() == [is_it, False]
