"""How much a reader may bring, refused in a sentence before it is read."""

from adverse.errors import OwnDataError

MB = 1_000_000
MOST_BYTES = 20 * MB  # of a file
MOST_FILES = 5
MOST_COLUMNS = 500
MOST_ROWS = 500_000  # of a table: events, visits or times
MOST_PATIENTS = 50_000
MOST_ARMS = 20
MOST_TERMS = 5_000
MOST_UNPACKED = 200 * MB
MOST_MEMBERS = 12


def check_rows(name: str, n_rows: int) -> None:
    """Raise OwnDataError where a table has more rows than can be read."""
    if n_rows > MOST_ROWS:
        raise OwnDataError([f"{name} has {n_rows:,} rows; at most {MOST_ROWS:,} are read."])


def check_columns(name: str, n_columns: int) -> None:
    """Raise OwnDataError where a table has more columns than can be read."""
    if n_columns > MOST_COLUMNS:
        raise OwnDataError([f"{name} has {n_columns:,} columns, at most {MOST_COLUMNS} are read."])


def check_number(what: str, n: int, most: int) -> None:
    """Raise OwnDataError where there are more patients, arms or terms than can be counted."""
    if n > most:
        raise OwnDataError([f"There are {n:,} {what}; at most {most:,} are read."])
