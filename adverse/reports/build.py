"""The quarters of a store -> one database: the steps are the SQL files of `sql/steps`, a table each, in their order."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from adverse.reports.database import rows_of
from adverse.reports.layouts import FILES
from adverse.reports.names import Names, medicines_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STEPS = {
    path.name.partition("_")[2].removesuffix(".sql"): path.read_text(encoding="utf-8")
    for path in sorted((files("adverse.reports") / "sql/steps").iterdir(), key=lambda path: path.name)
}
QUARTER_TABLES = [*(file.table for file in FILES.values()), "deleted_cases"]
ON_THE_WAY = ("case_rows", "latest_of_case", "not_deleted", "medicine_rows", "event_rows")


def build(
    connection: "DuckDBPyConnection", folders: Sequence[Path], names: pd.DataFrame
) -> tuple[list[dict], dict[str, int]]:
    """Make every table in the database of the connection; return the counts of the steps and the notices."""
    for table in QUARTER_TABLES:
        paths = [str(folder / f"{table}.parquet") for folder in folders]
        connection.read_parquet(paths).create_view(f"quarter_{table}")
    pairs = connection.sql("SELECT DISTINCT name, ingredient FROM quarter_report_drugs").df()
    drug_names = medicines_table(pairs, Names(names))
    connection.register("drug_names_given", drug_names)
    rows_of(connection, "CREATE TABLE drug_names AS SELECT * FROM drug_names_given")
    connection.unregister("drug_names_given")
    for table, select in STEPS.items():
        rows_of(connection, f"CREATE TABLE {table} AS {select}")
    steps = connection.sql("SELECT name, n_rows, n_reports FROM step_counts ORDER BY step").df().to_dict("records")
    notices = dict(rows_of(connection, "SELECT name, n FROM notices"))
    for table in ON_THE_WAY:
        rows_of(connection, f"DROP TABLE {table}")
    for table in QUARTER_TABLES:
        rows_of(connection, f"DROP VIEW quarter_{table}")
    rows_of(connection, "CHECKPOINT")
    return steps, notices
