"""Label files beside a store: kept by the command, read into the middle of three worlds; openFDA asked on a word."""

import json

import pytest

from adverse.cards.three_worlds import worlds
from adverse.errors import ReportsError
from adverse.reports.in_evidence import with_reports
from adverse.reports.labels import sentences_naming
from adverse.reports.live import four_counts
from adverse.reports.openfda import labels_of
from adverse.ui import ask_openfda
from adverse.ui import server as ui_server
from tests.conftest import ROOT, app_at
from tests.reports.quarters import CASES

LABEL = CASES / "label.json"
EVENT = "Cytokine release syndrome"
NOT_FOUND = (CASES / "not_found.json").read_bytes()


def label_file(folder, *, effective="20240614", name="BLINATUMOMAB", **sections) -> str:
    """The path of a label file with these sections."""
    result = {"set_id": "b" * 8, "effective_time": effective, "openfda": {"generic_name": [name]}, **sections}
    path = folder / f"label-{effective}.json"
    path.write_text(json.dumps({"results": [result]}))
    return str(path)


def label_world(evidence, event=EVENT):
    return worlds(evidence, event)[1]


def total(n: int) -> tuple[int, dict, bytes]:
    """An answer of the stand-in that found so many reports."""
    return 200, {}, json.dumps({"meta": {"results": {"total": n}}, "results": [{}]}).encode()


def test_a_label_file_is_in_the_middle_of_three_worlds_without_a_quarter(run, tmp_path, evidence):
    code, said, _ = run("label", LABEL)
    assert code == 0
    assert said.splitlines() == [
        "Label of BLINATUMOMAB (effective 2024-06-14): kept with warnings and precautions, adverse reactions, adverse "
        "reactions, tables.",
        "This file has no section boxed warning; that does not say that there is none.",
    ]
    found = with_reports(evidence, tmp_path / "store")
    world = label_world(found)
    first = world.rows.iloc[0]
    assert (first["place"], first["figure"]) == (
        "Label file: warnings and precautions",
        "“5.1 Cytokine release syndrome ...”",
    )
    assert first["source_name"] == "Label of BLINATUMOMAB (effective 2024-06-14), file of openFDA"
    assert world.missing == ("This file has no section boxed warning; that does not say that there is none.",)
    assert len(world.rows) == len(label_world(evidence).rows) + 1
    assert label_world(evidence).missing == ()
    assert "Label of BLINATUMOMAB" in run("list")[1]


def test_words_stand_as_they_are_and_only_where_the_event_is_named(run, tmp_path, evidence):
    text = "Fever was seen. Cytokine\nRelease  Syndrome was <b>fatal</b> in 1 patient. CRSX is no name of it."
    run("label", label_file(tmp_path, boxed_warning=[text], adverse_reactions=["CRS (15%) and rash."]))
    rows = label_world(with_reports(evidence, tmp_path / "store")).rows
    told = rows.loc[rows["place"].str.startswith("Label file"), "figure"].tolist()
    assert told == ["“Cytokine Release Syndrome was fatal in 1 patient.”", "“CRS (15%) and rash.”"]


def test_a_label_of_another_medicine_is_not_shown(run, tmp_path, evidence):
    said = run("label", label_file(tmp_path, name="ASPIRIN", adverse_reactions=[f"{EVENT}."]))[1]
    assert said.endswith("No listed medicine has one of its names, so that no page shows it.\n")
    found = with_reports(evidence, tmp_path / "store")
    assert label_world(found).rows.equals(label_world(evidence).rows)


def test_a_later_edition_takes_the_place_of_the_one_before(run, tmp_path, evidence):
    later = label_file(tmp_path, effective="20250101", adverse_reactions=[f"{EVENT}, later."])
    run("label", later)
    said = run("label", label_file(tmp_path, effective="20240101", adverse_reactions=[f"{EVENT}, before."]))[1]
    assert "a later edition is there already (effective 2025-01-01)" in said
    assert label_world(with_reports(evidence, tmp_path / "store")).rows["figure"].iloc[0] == f"“{EVENT}, later.”"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (NOT_FOUND, "openFDA has no label under this name"),
        (b"PK", "This is not an answer of openFDA"),
        ((CASES / "event.json").read_bytes(), "a label without any section that is read"),
    ],
)
def test_what_is_no_label_is_a_sentence_and_is_not_kept(run, tmp_path, content, sentence):
    path = tmp_path / "x.json"
    path.write_bytes(content)
    code, _, complaint = run("label", path)
    assert code == 1 and sentence in complaint and not (tmp_path / "store/labels").exists()


def test_a_label_that_leads_out_of_the_store_stays_in_it(run, tmp_path, evidence):
    result = {"set_id": "../../x", "boxed_warning": "A text by itself.", "openfda": {"brand_name": "BLINCYTO"}}
    (tmp_path / "x.json").write_text(json.dumps({"results": [result]}))
    assert run("label", tmp_path / "x.json")[0] == 0
    assert [path.name for path in (tmp_path / "store/labels").iterdir()] == ["x.json"]
    [label] = with_reports(evidence, tmp_path / "store").labels
    assert label.sections == {"Boxed warning": "A text by itself."}


def test_a_label_file_that_is_not_there_is_a_sentence(run, tmp_path):
    code, _, complaint = run("label", tmp_path / "none.json")
    assert (code, complaint) == (1, "none.json cannot be read: No such file or directory.\n")


def test_a_store_without_quarters_and_labels_is_none(tmp_path, evidence):
    with pytest.raises(ReportsError, match="There is no store of reports"):
        with_reports(evidence, tmp_path)


def test_a_sentence_is_of_one_section_and_named_once():
    [label] = labels_of(LABEL.read_bytes())
    assert list(sentences_naming(label, ["pyrexia"])) == [
        ("Adverse reactions", "6 ADVERSE REACTIONS Pyrexia (91%), headache (36%) ..."),
        ("Adverse reactions, tables", "Pyrexia | 91 |"),
    ]
    assert list(sentences_naming(label, ["", "yrexia"])) == []


def test_a_label_is_fetched_only_where_that_is_allowed(run, server, tmp_path, monkeypatch):
    monkeypatch.setenv("ADVERSE_OPENFDA_ADDRESS", f"http://127.0.0.1:{server.server_port}/")
    code, _, complaint = run("fetch", "blinatumomab")
    assert (code, server.asked) == (1, []) and "Nothing was asked" in complaint
    monkeypatch.setenv("ADVERSE_OUTSIDE_REQUESTS", "1")
    server.answers += [(200, {}, LABEL.read_bytes())]
    assert run("fetch", "blinatumomab")[0] == 0
    assert [path.name for path in (tmp_path / "store/labels").iterdir()] == ["x.json"]


def test_four_counts_are_four_questions(client, server):
    server.answers += [total(40), total(500), total(12), total(9000)]
    counts = four_counts(client, ["a", "B"], "Rash")
    assert counts[:4] == (12, 40, 500, 9000) and len(counts.days) == 1
    assert counts.search.count('medicinalproduct:"a"') == 1 and counts.search.endswith(
        ' AND patient.reaction.reactionmeddrapt:"Rash"'
    )
    assert "search=" not in server.asked[3]


def test_a_pair_that_is_not_found_is_not_zero(client, server):
    server.answers += [total(40), total(500), (404, {}, NOT_FOUND)]
    with pytest.raises(ReportsError, match=r"That is not a count of zero.*Nothing was found for both together"):
        four_counts(client, ["a"], "Rash")


def test_the_page_asks_on_a_word_and_only_where_that_is_allowed(server, monkeypatch):
    monkeypatch.setenv("ADVERSE_OPENFDA_ADDRESS", f"http://127.0.0.1:{server.server_port}")
    ui_server.evidence.cache_clear()
    ask_openfda.client.cache_clear()
    address = {"part": "worlds", "event": EVENT}
    assert not [
        button for button in app_at(ROOT / "pages/signals.py", address).run().button if "openFDA" in button.label
    ]
    monkeypatch.setenv("ADVERSE_OUTSIDE_REQUESTS", "1")
    app = app_at(ROOT / "pages/signals.py", address).run()
    [button] = [button for button in app.button if "openFDA" in button.label]
    assert server.asked == []
    server.answers += [total(40), total(500), total(12), total(9000), (200, {}, LABEL.read_bytes())]
    button.click().run()
    told = "\n".join(element.value.replace("\\", "") for kind in (app.markdown, app.caption) for element in kind)
    assert "12 of 40 reports of blinatumomab name cytokine release syndrome; 500 of all 9,000 reports do." in told
    assert "Warnings and precautions: 5.1 Cytokine release syndrome" in told and not app.exception
    ask_openfda.client.cache_clear()  # as in another process
    server.answers += [(404, {}, NOT_FOUND)] * 2
    [button] = [button for button in app.button if "openFDA" in button.label]
    button.click().run()
    assert sum("not a count of zero" in element.value for element in app.warning) == 1
    assert not app.exception
