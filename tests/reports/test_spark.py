"""Spark runs the same steps and makes the same tables, row by row (`make test-spark`)."""

import pytest

from adverse.reports.build import ON_THE_WAY, STEPS
from adverse.reports.database import rows_of
from adverse.reports.store import manifest_of
from tests.reports.quarters import CASES, archive


def tables_of(store) -> dict[str, list[str]]:
    import duckdb

    with duckdb.connect(str(store / manifest_of(store)["database"]), read_only=True) as connection:
        return {
            table: sorted(map(str, rows_of(connection, f"SELECT * FROM {table}")))
            for table in STEPS
            if table not in ON_THE_WAY
        }


def test_spark_makes_the_tables_of_duckdb_row_by_row(run, tmp_path):
    pytest.importorskip("pyspark", reason="needs the packages of requirements-spark.txt: make test-spark")
    odd = archive(
        tmp_path, {"DEMO": (CASES / "DEMO24Q1.txt").read_bytes()}, deleted=(CASES / "DELETE24Q1.txt").read_text()
    )
    assert run("add", *sorted(CASES.glob("*.zip")), odd)[0] == 0
    here = tables_of(tmp_path / "store")
    assert len(here["reports"]) == 205
    code, _, complaint = run("rebuild", "--engine", "spark")
    assert (code, complaint) == (0, "")
    there = tables_of(tmp_path / "store")
    assert there.keys() == here.keys()
    unlike = {name: (set(rows) ^ set(there[name])) for name, rows in here.items() if rows != there[name]}
    assert unlike == {}


def test_without_spark_the_store_stays_and_a_sentence_says_what_to_install(run, tmp_path):
    from importlib.util import find_spec

    if find_spec("pyspark"):
        pytest.skip("Spark is installed here")
    run("add", *sorted(CASES.glob("*.zip")))
    before = tables_of(tmp_path / "store")
    code, _, complaint = run("rebuild", "--engine", "spark")
    assert code == 1 and "pip install -r requirements-spark.txt" in complaint
    assert tables_of(tmp_path / "store") == before
