"""DuckDB, asked in one way: a statement with bound parameters in, every row of its answer out."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def rows_of(connection: "DuckDBPyConnection", statement: str, **parameters: Any) -> list[tuple]:
    """Run one statement to its end. Answers are fetched whole: a connection does nothing else before that."""
    return connection.execute(statement, parameters or None).fetchall()
