"""docs/reports.md says what a store says."""

import re
from pathlib import Path

from adverse.reports.__main__ import main
from adverse.reports.database import rows_of
from adverse.reports.rules import RULES
from tests.reports.quarters import CASES

TEXT = (Path(__file__).parents[2] / "docs/reports.md").read_text(encoding="utf-8")


def test_the_samples_are_counted_as_the_document_says(run, tmp_path):
    import duckdb

    run("add", *sorted(CASES.glob("*.zip")))
    codes = re.search(r"^\| Quarter \| Reports \| (.*) \|$", TEXT, re.MULTILINE)[1].split(" | ")
    for quarter in ("2004Q1", "2017Q2"):
        folder = tmp_path / "store/quarters" / quarter
        with duckdb.connect() as connection:
            counted = dict(
                rows_of(
                    connection,
                    "SELECT role, count(*) FROM read_parquet($drugs) GROUP BY role UNION ALL "
                    "SELECT outcome, count(*) FROM read_parquet($outcomes) GROUP BY outcome",
                    drugs=str(folder / "report_drugs.parquet"),
                    outcomes=str(folder / "report_outcomes.parquet"),
                )
            )
        row = " | ".join(str(counted.get(code, 0)) for code in codes)
        assert f"\n| {quarter} | 100 | {row} |\n" in TEXT


def test_every_rule_and_command_is_in_the_document(capsys):
    assert all(f"\n| {rule.title} | " in TEXT for rule in RULES.values())
    try:
        main(["--help"])
    except SystemExit:
        commands = re.search(r"\{([a-z,]+)\}", capsys.readouterr().out)[1].split(",")
    assert {"add", "remove", "names", "check"} <= set(commands)
    assert [command for command in commands if not re.search(rf"\b{command}\b", TEXT)] == []


def test_names_are_proposed_on_the_command_line(run, tmp_path, evidence):
    from tests.reports.test_reader import archive, files_of_the_case

    run("add", archive(tmp_path, files_of_the_case()))
    code, said, _ = run("names")
    assert code == 0 and "BLINATUMUMAB" in said and evidence.about["drug"].upper() in said
