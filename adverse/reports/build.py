"""The quarters of a store -> one database: the steps are the SQL files of `sql/steps`, a table each, in their order."""

from collections.abc import Sequence
from dataclasses import astuple, fields
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pandas as pd

from adverse.reports.database import rows_of
from adverse.reports.layouts import FILES
from adverse.reports.names import Names, medicines_table
from adverse.statistics.shrinkage import Prior, shrinkage_prior

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STEPS = {
    path.name.partition("_")[2].removesuffix(".sql"): path.read_text(encoding="utf-8")
    for path in sorted((files("adverse.reports") / "sql/steps").iterdir(), key=lambda path: path.name)
}
PAIRS = (files("adverse.reports") / "sql/questions/pairs.sql").read_text(encoding="utf-8")
ROLES = {"primary": 1, "suspect": 2, "any": 5}  # the last role that counts: PS, SS, I, C, none of them
ENGINES = ("duckdb", "spark")
OPENING_ROLE = "suspect"
QUARTER_TABLES = [*(file.table for file in FILES.values()), "deleted_cases"]
ON_THE_WAY = ("case_rows", "latest_of_case", "not_deleted", "medicine_rows", "event_rows")


def build(
    connection: "DuckDBPyConnection", folders: Sequence[Path], names: pd.DataFrame, engine: str = "duckdb"
) -> tuple[list[dict], dict[str, int]]:
    """Make every table in the database of the connection; return the counts of the steps and the notices.

    `engine` runs the steps: "duckdb" here, or "spark"; both read the same files and make the same tables.
    """
    parquet = {f"quarter_{table}": [str(folder / f"{table}.parquet") for folder in folders] for table in QUARTER_TABLES}
    for view, paths in parquet.items():
        connection.read_parquet(paths).create_view(view)
    pairs = connection.sql(
        "SELECT name, ingredient, count(*) AS n_rows FROM quarter_report_drugs GROUP BY name, ingredient"
    ).df()
    drug_names = medicines_table(pairs, Names(names))
    _table(connection, "drug_names", drug_names)
    _table(connection, "report_names", names[["drug", "name"]])
    if engine == "spark":
        from adverse.reports.spark import write_steps

        with TemporaryDirectory() as folder:
            written = write_steps(STEPS, parquet, {"drug_names": drug_names}, Path(folder))
            for table, path in written.items():
                rows_of(
                    connection, f"CREATE TABLE {table} AS SELECT * FROM read_parquet($path) ORDER BY ALL", path=path
                )
    else:
        for table, select in STEPS.items():
            rows_of(connection, f"CREATE TABLE {table} AS {select}")
    steps = connection.sql("SELECT name, n_rows, n_reports FROM step_counts ORDER BY step").df().to_dict("records")
    notices = dict(rows_of(connection, "SELECT name, n FROM notices"))
    for table in ON_THE_WAY:
        rows_of(connection, f"DROP TABLE {table}")
    for view in parquet:
        rows_of(connection, f"DROP VIEW {view}")
    prior = prior_of(connection, OPENING_ROLE)  # of the other roles it is worked out when it is asked for
    columns = ["role", *(field.name for field in fields(Prior))]
    _table(connection, "priors", pd.DataFrame([(OPENING_ROLE, *astuple(prior))] if prior else [], columns=columns))
    rows_of(connection, "CHECKPOINT")
    return steps, notices


def prior_of(connection: "DuckDBPyConnection", role: str) -> Prior | None:
    """The prior of all pairs in a role; None where the store has too few pairs for one."""
    pairs = connection.sql(PAIRS, params={"role": ROLES[role]}).fetchnumpy()
    n, expected = (pairs[name].astype(float) for name in ("n_drug_event", "expected"))
    try:
        return shrinkage_prior(n, expected)
    except ValueError:
        return None


def _table(connection: "DuckDBPyConnection", name: str, rows: pd.DataFrame) -> None:
    connection.register("rows_given", rows)
    rows_of(connection, f"CREATE TABLE {name} AS SELECT * FROM rows_given")
    connection.unregister("rows_given")
