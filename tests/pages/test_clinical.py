"""The pages on management and on rare events: missing rows, units, products apart, and what a summary holds."""

import re

import pandas as pd
import pytest

from adverse.charts.signal_forest import NOT_RISK
from adverse.evidence.management import management_rows
from adverse.sentences import summary_answer
from adverse.ui.navigation import page_file
from adverse.vocabulary import READERS

MILLIGRAMS = re.compile(r"[^.;:]*\d ?mg\b[^.;:]*")
OTHER_MEDICINES = (
    "steroid",
    "dexamethasone",
    "prednisone",
    "methylprednisolone",
    "levetiracetam",
    "step-up",
    "48 mg dose",
)


def said(app) -> list[str]:
    """Every text of a page, without Markdown's backslashes."""
    texts = [element.value for element in [*app.markdown, *app.caption]]
    tables = [str(value) for table in [*app.dataframe, *app.table] for value in table.value.to_numpy().ravel()]
    return [text.replace("\\", "") for text in [*texts, *tables]]


@pytest.mark.parametrize(
    ("event", "grade", "weight", "missing"),
    [
        ("crs", "1", "from_45", 1),
        ("neurotoxicity", "1", "below_45", 2),
        ("neurotoxicity", "4", "below_45", 2),
        ("other", "2", "from_45", 2),
        ("other", "3", "from_45", 0),
    ],
)
def test_places_without_a_row_are_named_in_one_line(open_page, event, grade, weight, missing):
    app = open_page("management", event=event, grade=grade, weight=weight, topic="children")
    assert [error.message for error in app.exception] == []
    lines = [found for text in said(app) if (found := re.search(r"No row of (.+?): the sources", text))]
    assert len(lines) == bool(missing)
    places = lines[0][1].split(", ") if lines else []
    assert len(places) == missing


@pytest.mark.parametrize("grade", ["1", "3", "4", "all"])
def test_unread_rows_of_the_us_table_are_not_missing_rules(open_page, answers_of, grade):
    app = open_page("management", event="neurotoxicity", grade=grade, weight="below_45")
    unread = [text for text in said(app) if "Not readable here." in text]
    assert len(unread) == 2 and all("A missing row is not a missing rule." in text for text in unread)
    assert answers_of(app)[0].endswith(
        "Not readable in the manufacturer's US table: the row below 45 kg, the grade 4 row, the end of the grade 3 row."
    )
    elsewhere = open_page("management", event="neurotoxicity", grade=grade, jurisdiction="eu")
    assert not any("Not readable here." in text for text in said(elsewhere))


def test_dosing_in_the_us_consolidation_phase_is_named_as_unread(open_page):
    app = open_page("management", topic="prevention")
    assert any("US consolidation phase" in text and "could not be read" in text for text in said(app))


@pytest.mark.parametrize("event", ["crs", "neurotoxicity", "other"])
@pytest.mark.parametrize("weight", ["below_45", "from_45", "all"])
def test_no_dose_of_the_medicine_is_in_milligrams(open_page, evidence, event, weight):
    """Beside the flagged claims of the article, milligrams belong to other medicines, named in the same clause."""
    places = ["us", "eu", "jp", "guideline", "other"]
    for part in [item["key"] for item in evidence.about["rule_part"]] if event == "crs" else ["premedication"]:
        app = open_page("management", event=event, grade="all", weight=weight, topic=part, jurisdiction=places)
        texts = [text for text in said(app) if "The starting article prints" not in text]
        clauses = [clause for text in texts for clause in MILLIGRAMS.findall(text)]
        assert [clause for clause in clauses if not any(name in clause for name in OTHER_MEDICINES)] == []


def test_the_articles_unit_is_shown_with_its_correction_alone(open_page):
    app = open_page("management", unit_sources="true")
    [flagged] = [text for text in said(app) if "5 mg/m2/day" in text and "starting article" in text]
    assert "5 mcg/m2/day" in flagged and "1,000-fold" in flagged


@pytest.mark.parametrize("reader", READERS)
def test_each_rule_has_its_source_beside_it(open_shell, reader):
    app = open_shell("management", event="crs", view=reader)
    rules = [text for text in said(app) if " says:\n" in text]
    assert len(rules) > 5
    assert [text.count(" says:\n") for text in rules] == [1] * len(rules)
    assert all(re.search(r"\n\n:small\[Source: \[[^\n]*\]\(<http", text) for text in rules)


def test_learners_read_plain_words_in_the_answer_and_at_each_grade(open_shell, answers_of):
    app = open_shell("management", view="learner")
    [answer] = answers_of(app)
    assert "the infusion is paused" in answer and answer.endswith("European Union: no text on this was read.")
    [cell] = app.table[0].value.loc[["Grade 3"], "United States"]
    assert "the infusion is paused" in cell


def test_learners_read_what_an_action_means(open_shell):
    learner, pharmacist = (open_shell("management", view=reader) for reader in ("learner", "pharmacist"))
    assert any("Pause:* The infusion is paused." in text for text in said(learner))
    assert not any("The infusion is paused." in text for text in said(pharmacist))


def test_other_products_are_behind_a_door_that_says_so(open_page):
    closed, opened = open_page("management"), open_page("management", apart="true")
    assert not any("Not this medicine" in text for text in said(closed))
    assert sum("Not this medicine" in text for text in said(opened)) == 7


@pytest.mark.parametrize("place", ["us", "eu", "other"])
def test_the_summary_holds_every_rule_of_a_jurisdiction_with_a_numbered_source(open_page, evidence, place):
    app = open_page("management", layout="print", jurisdiction=place)
    rows = management_rows(evidence)
    rows = rows[rows["is_focus"] & (rows["jurisdiction"] == place)]
    [summary] = [text for text in said(app) if text.count("\n- ") > 3]
    lines = [line for line in summary.splitlines() if line.startswith("- ")]
    assert len(lines) == len(rows)
    assert all(re.search(r" \[\d+\] :small\[", line) for line in lines)
    assert all(action in summary for action in rows["action"])
    for row in rows.itertuples():
        assert f":small[{row.locator}. {row.review}".removesuffix(". Collected") in summary, row.line
        assert row.notes.rstrip(".") in summary.replace("\u2060", ""), row.line
    [caption] = [item.value for item in app.caption if "Sources: " in item.value]
    assert all(f"](<{url}>) (" in caption for url in rows["source_url"] if url)


def test_one_rule_of_one_document_is_counted_in_the_singular():
    rows = pd.DataFrame({"jurisdiction": ["jp", "us", "us"], "source_id": ["a", "b", "c"]})
    assert summary_answer("testumab", rows, {"jp": "Japan", "us": "United States"}).endswith(
        "Japan, 1 rule from 1 document; United States, 2 rules from 2 documents."
    )


def test_the_kind_of_document_stands_on_each_card_and_in_each_cell(open_page):
    app = open_page("management", event="crs", grade="3", weight="below_45")
    badges = [text for text in said(app) if "badge[United States]" in text]
    assert len(badges) >= 4 and all(":gray-badge[:material/description: " in text for text in badges)
    cells = app.table[0].value["United States"].str.replace("\\", "")
    assert "says, for Grade 3, <45 kg: interrupt; restart at 5 mcg/m2/day" in cells["Grade 3"]
    assert " mcg/day" not in cells["Grade 3"] and "adult" not in cells["Grade 3"]
    assert "(Label) says, for Grade 4: discontinue permanently and give steroid as for grade 3" in cells["Grade 4"]


def test_rules_for_other_patients_are_closed_and_not_in_headline_size(open_page):
    closed, opened = (open_page("management", weight="below_45", **part) for part in ({}, {"other_patients": "true"}))
    assert not any("9 mcg/day then 28 mcg/day" in text for text in said(closed) if "badge[" in text)
    flat = [text for text in said(opened) if "9 mcg/day then 28 mcg/day" in text and "badge[" in text]
    assert flat and not any("####" in text for text in flat)
    assert [part.label for part in opened.expander if "other patients" in part.label] == [
        "2 rows for other patients: not for below 45 kg"
    ]


def test_the_answer_of_the_summary_is_about_the_sheets(open_page, answers_of):
    app = open_page("management", layout="print", event="neurotoxicity", grade="4")
    assert answers_of(app)[0].startswith(
        "Every rule on blinatumomab collected here, of every event, grade and weight: "
    )
    [sheet] = [text for text in said(app) if "Not readable here." in text and "row for patients below 45 kg" in text]
    assert re.search(r"below 45 kg.*A missing row is not a missing rule\.[^\n]*\n\n- Neurologic events", sheet)


def test_rows_in_view_are_printed_beside_what_was_read(open_page):
    app = open_page("management", event="neurotoxicity", grade="4")
    table = app.dataframe[-1].value
    assert list(table["Grade or condition as printed"]) == [
        "Grade 4 (2014 scheme)",
        "Seizure",
        "Grade 3 that recurs or takes more than 7 days to resolve (2014 scheme)",
    ]
    assert list(table["Read as grade"]) == ["4", "", "3"]


def test_a_control_of_the_same_name_on_another_page_does_not_linger(open_shell):
    app = open_shell("incidence", event="Pyrexia", grade="any")
    app.switch_page(page_file("management")).run()
    assert [error.message for error in app.exception] == []
    assert (app.session_state["event"], app.session_state["grade"]) == ("crs", "3")
    app.switch_page(page_file("rare_events")).run()
    assert app.session_state["event"] == "hlh"


def test_signs_of_a_rare_event_have_a_source_or_are_not_said(open_page):
    shown = [
        text for text in said(open_page("rare_events", event="pancreatitis")) if "What signs do sources name?" in text
    ]
    assert len(shown) == 1 and "Watch for upper abdominal pain, nausea, vomiting" in shown[0]
    assert "](<http" in shown[0] and "Collected" in shown[0]
    app = open_page("rare_events", event="dic")
    [unsaid] = [text for text in said(app) if "What signs do sources name?" in text]
    assert "The sources collected here do not say." in unsaid
    assert any("in this dashboard's own words" in caption.value for caption in app.caption)


def test_figures_at_a_glance_open_their_rows_in_the_same_view(open_shell, evidence):
    [glance] = [table.value for table in open_shell("rare_events", view="learner").table][:1]
    for item, cell in zip(evidence.about["rare"], glance["Share in the largest arm"], strict=True):
        assert cell.endswith(f"](<rare_events?event={item['key']}&view=learner>)")


def test_rare_events_without_a_share_have_no_chart_of_shares(open_page, answers_of, charts_of):
    app = open_page("rare_events", event="dic")
    assert answers_of(app) == ["Disseminated intravascular coagulation: 3 documents, no percentage."]
    titles = [figure["layout"]["xaxis"]["title"]["text"] for figure in charts_of(app)]
    assert all(title.startswith("Reporting odds ratio") for title in titles)
    assert any("That is not zero." in text for text in said(app))


def test_signals_say_reports_not_risk_in_place(open_page, charts_of):
    app = open_page("rare_events", event="dic")
    titles = [figure["layout"]["xaxis"]["title"]["text"] for figure in charts_of(app)]
    assert titles == [NOT_RISK] * 2
    assert any("reports, not risk" in text for text in said(app))


def test_shares_of_seizures_carry_wilson_intervals(open_page, charts_of):
    [figure] = charts_of(open_page("rare_events", event="seizure"))
    [told] = [text for trace in figure["data"] for text in trace.get("hovertext", []) if "4 of 189" in text]
    assert "95% interval 0.8 to 5.3%, Wilson" in told


@pytest.mark.parametrize("reader", READERS)
def test_every_rare_event_opens_for_every_reader(open_shell, answers_of, evidence, reader):
    for item in evidence.about["rare"]:
        app = open_shell("rare_events", event=item["key"], view=reader)
        assert [error.message for error in app.exception] == []
        assert answers_of(app)[0].startswith(item["plain_label" if reader == "learner" else "label"])
        assert len(app.table[0].value) == len(evidence.about["rare"])
