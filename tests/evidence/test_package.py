"""The generated files are fresh and say what the schema says."""

import csv
import json
import shutil

import pytest

from adverse import generate, vocabulary
from adverse.evidence.load import DATA_FOLDER
from adverse.evidence.package import data_dictionary, data_package, data_page
from adverse.evidence.tables import TABLES
from adverse.generate import DOCS_FOLDER, main


@pytest.fixture
def docs_copy(tmp_path):
    (tmp_path / "docs").mkdir()
    for name in ("data.md", "cards.md"):
        shutil.copy(DOCS_FOLDER / name, tmp_path / "docs")
    shutil.copy(DOCS_FOLDER.parent / "CITATION.cff", tmp_path)
    return tmp_path / "docs"


@pytest.fixture(scope="module")
def fields(evidence):
    resources = data_package(evidence.about)["resources"]
    return {(item["name"], field["name"]): field for item in resources for field in item["schema"]["fields"]}


def test_generated_files_are_fresh():
    assert main(["--check"]) is None


@pytest.fixture
def stories_are_right(monkeypatch):
    """The check of the stories draws every slide, takes ten times as long as the rest, and has tests of its own."""
    monkeypatch.setattr(generate, "check_stories", lambda evidence: None)


@pytest.mark.usefixtures("stories_are_right")
def test_stale_files_are_named_and_written_again(tmp_path, data_copy, docs_copy):
    stale = ["data/datapackage.json", "docs/data.md"]
    fresh = {name: (tmp_path / name).read_bytes() for name in stale}
    for name in stale:
        (tmp_path / name).write_bytes(fresh[name].replace(b"\n", b"\r\n"))
    told = "data/datapackage.json and docs/data.md are stale; write again with: make generate"
    assert main(["--check"], data_copy, docs_copy) == told
    assert main([], data_copy, docs_copy) is None
    assert {name: (tmp_path / name).read_bytes() for name in stale} == fresh


@pytest.mark.usefixtures("stories_are_right")
def test_missing_file_is_stale_and_broken_evidence_is_told(data_copy, docs_copy):
    (docs_copy / "data.md").unlink()
    assert main(["--check"], data_copy, docs_copy) == "docs/data.md is stale; write again with: make generate"
    (data_copy / "arms.csv").unlink()
    assert main([], data_copy, docs_copy) == "The evidence has 1 problem:\n- arms.csv is missing."
    assert not (docs_copy / "data.md").exists()


def test_dictionary_covers_every_column_of_every_file():
    dictionary = data_dictionary()
    assert list(dictionary.columns) == ["table", "column", "title", "type", "unit", "description", "allowed"]
    for name in TABLES:
        with (DATA_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert list(dictionary.loc[dictionary["table"] == name, "column"]) == next(csv.reader(file))
    assert (dictionary[["title", "description"]] != "").all(axis=None)
    numbers = dictionary["type"] != "string"
    assert (dictionary.loc[numbers, ["unit", "allowed"]] != "").all(axis=None)
    assert (dictionary.loc[~numbers, "unit"] == "").all()


@pytest.mark.parametrize(
    ("table", "column", "expected"),
    [
        ("incidence", "n_at_risk", ("integer", "count", "1 or more")),
        ("incidence", "percent", ("number", "percent", "0 to 100")),
        ("signals", "ic", ("number", "log2 ratio", "any number")),
        ("incidence", "arm_id", ("string", "", "arm_id of arms")),
        ("onset", "arm_id", ("string", "", "arm_id of arms, (empty)")),
        ("incidence", "grade_band", ("string", "", "any, 1_2, ge3, 3, 4, 5")),
        ("incidence", "percent_qualifier", ("string", "", "=, <, <=, >, >=, ~, (empty)")),
        ("arms", "age_group", ("string", "", "adult, pediatric, mixed, (empty)")),
        ("reviews", "date", ("string", "", r"matches ^\d{4}-\d{2}-\d{2}$")),
        ("sources", "title", ("string", "", "not empty")),
        ("sources", "notes", ("string", "", "")),
    ],
)
def test_dictionary_says_what_is_allowed(table, column, expected):
    dictionary = data_dictionary().set_index(["table", "column"])
    assert tuple(dictionary.loc[(table, column), ["type", "unit", "allowed"]]) == expected


@pytest.mark.parametrize(
    ("table", "column", "constraints"),
    [
        ("incidence", "n_at_risk", {"minimum": 1}),
        ("incidence", "percent", {"minimum": 0, "maximum": 100}),
        ("incidence", "grade_band", {"required": True, "enum": list(vocabulary.GRADE_BANDS)}),
        ("incidence", "percent_qualifier", {"enum": list(vocabulary.PERCENT_QUALIFIERS)}),
        ("arms", "age_group", {"enum": ["adult", "pediatric", "mixed"]}),
        ("reviews", "date", {"required": True, "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
        ("onset", "arm_id", None),
    ],
)
def test_descriptor_has_the_constraints(fields, table, column, constraints):
    assert fields[table, column].get("constraints") == constraints


def test_descriptor_names_the_package_its_files_and_keys(evidence):
    package = data_package(evidence.about)
    assert (package["name"], package["version"]) == (evidence.about["name"], evidence.about["version"])
    assert package["created"] == f"{evidence.about['evidence_date']}T00:00:00Z"
    assert package["licenses"] == [{"name": "MIT"}]
    assert [resource["path"] for resource in package["resources"]] == [f"{name}.csv" for name in TABLES]
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    assert schemas["arms"]["primaryKey"] == ["arm_id"]
    assert schemas["claims"]["foreignKeys"] == [
        {"fields": "primary_source_id", "reference": {"resource": "sources", "fields": "source_id"}}
    ]
    assert json.loads((DATA_FOLDER / "datapackage.json").read_text(encoding="utf-8")) == package


def test_page_counts_rows_and_lists_every_allowed_value_with_its_definition(evidence):
    page = data_page(evidence)
    assert page.endswith("|\n")
    for name, table in evidence.tables.items():
        section = page.partition(f"\n### {name}\n")[2].partition("\n##")[0]
        assert f"Rows: {len(table)}." in section
        assert all(f"\n| `{column}` | " in section for column in TABLES[name].columns)
    for terms in (vocabulary.GRADE_BANDS, vocabulary.AGE_GROUPS, vocabulary.VERDICTS):
        assert all(
            f"| {f'`{key}`' if key else '(empty)'} | {term.label} | {term.definition} |" in page
            for key, term in terms.items()
        )
    assert "[Grade bands](#grade-bands)" in page
    assert "\n### Readers\n" not in page
