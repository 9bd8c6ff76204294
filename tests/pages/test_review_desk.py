"""The review desk and the form for a new row: what they hand back is taken by git and by the loader."""

import csv
import io
import subprocess

import pytest

from adverse.cards.desk import QUEUES, agreements, review_queue
from adverse.evidence import load_evidence
from adverse.evidence.additions import NewRow, patch_of, problems_in_additions
from adverse.sentences.reviews import agreement_in_words, reviewed_in_short
from adverse.ui import server


@pytest.fixture
def desk(open_page):
    """The opened desk with a name and a role."""
    app = open_page("sources", review="true")
    app.text_input("desk_reviewer").input("R. Viewer")
    app.text_input("desk_role").input("made up, for a test").run()
    return app


def shown(app) -> str:
    elements = [*app.markdown, *app.caption, *app.error]
    return "\n".join(element.value for element in elements).replace("\\", "").replace("\u2060", "")


def give(app, verdict: str):
    app.segmented_control("desk_verdict").set_value(verdict)
    submit = next(button for button in app.button if button.label == "Add to my reviews")
    return submit.click().run()


def test_headline_rows_come_first_with_source_place_and_figure(desk, evidence):
    first = review_queue(evidence).iloc[0]
    assert first["queue"] == next(iter(QUEUES)) == "headline"
    row = evidence.tables[first["table"]].set_index("row_key").loc[first["row_key"]]
    source = evidence.sources.set_index("source_id").loc[row["source_id"]]
    told = shown(desk)
    assert all(text in told for text in (first["row_key"], source["short_name"], row["locator"], "first-hand"))


def test_a_verdict_becomes_a_line_and_the_next_row_is_shown(desk, evidence):
    first, second = review_queue(evidence)["row_key"].iloc[:2]
    give(desk, "agree")
    assert [error.message for error in desk.exception] == []
    assert second in shown(desk)
    [line] = [code.value for code in desk.code if code.value.startswith("reviews.csv: ")]
    cells = next(csv.reader(io.StringIO(line.removeprefix("reviews.csv: "))))
    assert (cells[1], cells[2], cells[5]) == (first, "R. Viewer", "agree")
    labels = [button.proto.label for button in desk.get("download_button")]
    assert {"Patch for git apply", "Lines (CSV)"} <= set(labels)


def test_a_verdict_without_a_name_is_refused_in_sentences(open_page, evidence):
    app = open_page("sources", review="true")
    give(app, "reject")
    [error] = app.error
    line = len(evidence.reviews) + 2
    assert f"reviews.csv, line {line}, column reviewer: the cell is empty." in error.value.replace("\\", "")
    assert not [code for code in app.code if code.value.startswith("reviews.csv: ")]


def test_nothing_of_a_review_stands_in_the_address_or_in_the_memory_of_the_evidence(desk):
    give(desk, "amend")
    kept = repr([*server.evidence().memo._results])
    assert "R. Viewer" not in repr(dict(desk.query_params)) + kept


def test_every_row_with_a_status_waits_in_one_queue(evidence):
    rows = review_queue(evidence)
    expected = sum(len(t) for name, t in evidence.tables.items() if "review_status" in t or name == "claims")
    assert len(rows) == expected and not rows.duplicated(["table", "row_key"]).any()
    assert list(dict.fromkeys(rows["queue"])) == list(QUEUES)
    disputed = set(evidence.incidence.loc[evidence.incidence["disagrees_with"] != "", "row_key"])
    of_first_queues = rows[rows["queue"].isin(["headline", "disputed"]) & (rows["table"] == "incidence")]
    assert disputed <= set(of_first_queues["row_key"])


def review_of(row, reviewer: str, verdict: str) -> NewRow:
    cells = {"table": row.table, "key": row.row_key, "reviewer": reviewer, "role": "made up", "date": "2026-12-01"}
    return NewRow("reviews", cells | {"verdict": verdict, "comment": 'one, "two"\nthree'})


@pytest.fixture
def in_git(data_copy):
    """A repository whose data folder is the copy; a function that applies a patch and loads what it gives."""
    folder = data_copy.parent
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)

    def applied(patch: str):
        ran = subprocess.run(["git", "apply"], cwd=folder, input=patch, text=True, capture_output=True)
        assert ran.returncode == 0, ran.stderr
        return load_evidence(data_copy)

    return applied


def test_git_takes_the_patch_and_the_reviews_are_shown_with_name_role_and_date(
    in_git, evidence, open_page, monkeypatch
):
    rows = list(review_queue(evidence).head(3).itertuples())
    reviews = [review_of(row, name, verdict) for row, name, verdict in zip(rows, "AAA", ["agree"] * 3, strict=True)]
    verdicts = ("agree", "reject", "agree")
    reviews += [review_of(row, "B", verdict) for row, verdict in zip(rows, verdicts, strict=True)]
    assert problems_in_additions(evidence, reviews) == []
    reviewed = in_git("any text before\n\n" + patch_of(evidence, reviews))
    assert list(reviewed.reviews["comment"].unique()) == ['one, "two" three']
    told = reviewed.incidence.set_index("row_key").loc[rows[0].row_key, "review"]
    assert told.startswith("B (made up) agrees, 2026-12-01")
    [two] = agreements(reviewed)
    assert (two.first, two.second, two.n_rows, two.n_agreed) == ("A", "B", 3, 2)
    monkeypatch.setattr(server, "load_evidence", lambda: reviewed)
    server.evidence.cache_clear()
    try:
        app = open_page("sources", review="true")
        assert [error.message for error in app.exception] == []
        assert "A and B reviewed the same 3 rows and agree on 2 (67%)" in shown(app)
        grids = [grid.value for grid in app.dataframe if "Reviewer" in grid.value]
        assert [len(grid) for grid in grids] == [6]
        overview = shown(open_page("overview"))
        assert "3 of " in overview and "reviewed by a named person" in overview
    finally:
        server.evidence.cache_clear()


def test_a_new_document_and_a_row_that_rests_on_it_are_one_patch(in_git, evidence):
    document = {"source_id": "new-one", "kind": "trial", "short_name": "New", "title": "New", "read_as": ""}
    row = evidence.incidence.iloc[0]
    figure = {column: str(row[column]) for column in ("arm_id", "event", "event_group", "soc", "grade_band", "subset")}
    figure |= {"n_with_event": "3", "n_at_risk": "40", "counting_unit": "cycles", "period": "other"}
    figure |= {"finding": "reported", "source_id": "new-one", "locator": "Table 1", "review_status": "collected"}
    alone = NewRow("incidence", figure)
    [problem] = problems_in_additions(evidence, [alone])
    assert problem.endswith("column source_id: 'new-one' is not in sources.csv.")
    rows = [NewRow("sources", document), alone]
    assert problems_in_additions(evidence, rows) == []
    loaded = in_git(patch_of(evidence, rows))
    assert len(loaded.sources) == len(evidence.sources) + 1
    assert loaded.incidence.iloc[-1]["source_id"] == "new-one"


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"n_with_event": "50", "n_at_risk": "40"}, "50 is more than n_at_risk 40"),
        ({"event": "Nonsense"}, "'Nonsense' is not in events.csv"),
        ({"n_with_event": "many"}, "'many' is not a whole number of at most 15 digits"),
        ({"grade_band": ""}, "an empty cell is not one of"),
    ],
)
def test_a_row_that_breaks_a_rule_is_told_with_file_line_and_column(evidence, cells, fault):
    row = evidence.incidence.iloc[0]
    given = {column: str(row[column]) for column in ("arm_id", "event", "event_group", "soc", "grade_band", "subset")}
    given |= {"n_with_event": "3", "n_at_risk": "40", "counting_unit": "cycles", "period": "other"}
    given |= {"finding": "reported", "source_id": row["source_id"], "locator": "Table 1", "review_status": "collected"}
    problems = problems_in_additions(evidence, [NewRow("incidence", given | cells)])
    column = next(iter(cells))
    assert any(
        one.startswith(f"incidence.csv, line {len(evidence.incidence) + 2}, column {column}: ") and fault in one
        for one in problems
    ), problems


def test_the_form_makes_a_valid_term(open_page):
    app = open_page("sources", propose="true")
    app.selectbox("propose_table").set_value("glossary").run()
    submit = "Check and add to my proposal"
    next(button for button in app.button if button.label == submit).click().run()
    assert "glossary.csv, line" in app.error[0].value.replace("\\", "")
    words = {"term": "Newword", "plain_definition": "Plain.", "professional_definition": "Field.", "locator": "p. 1"}
    for column, text in words.items():
        app.text_input(f"propose_glossary_{column}").input(text)
    app.selectbox("propose_glossary_topic").set_value("event")
    app.selectbox("propose_glossary_source_id").set_value(app.selectbox("propose_glossary_source_id").options[0])
    next(button for button in app.button if button.label == submit).click().run()
    assert [error.value for error in app.error] == [] and [error.message for error in app.exception] == []
    assert [code.value for code in app.code if code.value.startswith("glossary.csv: Newword,")]


def test_sentences_of_reviews():
    assert reviewed_in_short(0, 3946) == "no row of 3,946 reviewed by a clinician yet"
    assert reviewed_in_short(3, 3946) == "3 of 3,946 rows (less than 1%) reviewed by a named person"
    assert agreement_in_words("A", "B", 1, 1, float("nan"), float("nan"), float("nan")) == (
        "A and B reviewed the same 1 row and agree on 1 (100%); beyond chance nothing can be said where both gave one "
        "verdict throughout."
    )
    assert agreement_in_words("A", "B", 10, 8, 0.61, 0.2, 1.0).endswith(
        "agree on 8 (80%); beyond chance, Cohen's kappa is 0.61 (95% interval 0.20 to 1.00)."
    )
