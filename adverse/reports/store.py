"""A folder of quarters: typed Parquet by quarter, one database of what they say together, and a manifest.

The manifest is the truth: it is written last, in one step, and names every folder and the database that belong to the
store. What breaks off before leaves files that nothing names, and the next change sweeps them away.
"""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from adverse.errors import ReportsError
from adverse.reports.build import build
from adverse.reports.database import rows_of
from adverse.reports.quarter import read_quarter, sha256_of

MANIFEST = "manifest.json"
LOCK = "in-use.lock"
FORM = 1  # of the store; another form must be built anew
KEYS = {"database": str, "quarters": dict, "steps": list, "notices": dict}  # of a manifest, and what each holds
MEMORY = "800MB"
THREADS = 2


def manifest_of(store: Path) -> dict[str, Any]:
    """What the store holds; an empty one where there is none yet. Raises ReportsError for one that cannot be read."""
    try:
        manifest = json.loads((store / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {"form": FORM} | {key: kind() for key, kind in KEYS.items()}
    except (OSError, ValueError) as error:
        raise ReportsError(f"{MANIFEST} in {store} cannot be read: {error}.") from error
    if not isinstance(manifest, dict) or manifest.get("form") != FORM or not KEYS.keys() <= manifest.keys():
        raise ReportsError(f"The store {store} was made by another version of this program. Make a new one.")
    return manifest


def add_quarters(
    store: Path, archives: Sequence[Path], names: pd.DataFrame, *, engine: str = "duckdb"
) -> tuple[list[str], list[str]]:
    """Add the quarter of each archive, then work the store out once; what was done and what could not be, in sentences.

    Adding the same archive again changes nothing. A broken archive, and one of a quarter that the store has from
    another archive, is named and left out whole; the others are added. Raises ReportsError where the store itself
    cannot change.
    """
    done, not_done = [], []
    with _changing(store) as (manifest, scratch, connection):
        before = dict(manifest["quarters"])
        for archive in archives:
            try:
                done.append(_read_into(store, manifest, archive, scratch, connection))
            except ReportsError as error:
                not_done.append(str(error))
        if manifest["quarters"] != before:
            manifest["quarters"] = dict(sorted(manifest["quarters"].items()))
            _settle(store, manifest, names, engine)
    return done, not_done


def _read_into(store: Path, manifest: dict, archive: Path, scratch: Path, connection) -> str:
    known = {entry["sha256"]: quarter for quarter, entry in manifest["quarters"].items()}
    if archive.is_file() and (quarter := known.get(sha256_of(archive))):
        return f"{archive.name} is in the store already, as {quarter}: nothing changed."
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    entry = read_quarter(archive, scratch, connection)
    quarter = entry["quarter"]
    if quarter in manifest["quarters"]:
        other = manifest["quarters"][quarter]["archive"]
        raise ReportsError(
            f"{archive.name}: the store has {quarter} already, from another file ({other}). "
            f"Remove {quarter} first if this one is to take its place."
        )
    folder = store / "quarters" / quarter
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(exist_ok=True)
    os.replace(scratch, folder)
    manifest["quarters"][quarter] = entry
    return f"{quarter}: {entry['tables']['reports']['rows_kept']:,} rows of reports read from {archive.name}."


def remove_quarter(store: Path, quarter: str, names: pd.DataFrame, *, engine: str = "duckdb") -> str:
    """Take a quarter out of the store; raises ReportsError where it is not in it."""
    with _changing(store) as (manifest, _, _):
        if quarter not in manifest["quarters"]:
            raise ReportsError(f"{quarter} is not in the store. It holds: {_listed(manifest)}.")
        del manifest["quarters"][quarter]
        _settle(store, manifest, names, engine)
    return f"{quarter} was taken out. The store holds: {_listed(manifest)}."


def rebuild(store: Path, names: pd.DataFrame, *, engine: str = "duckdb") -> str:
    """Work out everything again from the quarters of the store, for example after names were added to the list."""
    with _changing(store) as (manifest, _, _):
        _settle(store, manifest, names, engine)
    return f"Worked out again from {_listed(manifest)}."


def problems_in_store(store: Path) -> list[str]:
    """A sentence for everything in the store that is not as its manifest says."""
    import duckdb

    manifest = manifest_of(store)
    if not manifest["database"]:
        return [f"There is no store in {store}, or it is empty."]
    problems = []
    if not (store / manifest["database"]).is_file():
        problems.append(f"{manifest['database']} is missing: work the store out again with rebuild.")
    for quarter, entry in manifest["quarters"].items():
        for table, counts in entry["tables"].items():
            path = store / "quarters" / quarter / f"{table}.parquet"
            try:
                [(rows,)] = rows_of(duckdb.connect(), "SELECT count(*) FROM read_parquet($path)", path=str(path))
            except duckdb.Error:
                problems.append(f"{quarter}: {path.name} is missing or damaged; remove the quarter and add it again.")
                continue
            if rows != counts["rows_kept"]:
                told = counts["rows_kept"]
                problems.append(f"{quarter}: {path.name} has {rows:,} rows, the manifest says {told:,}.")
    known = manifest["quarters"]
    unknown = [path.name for path in (store / "quarters").glob("*") if path.name not in known]
    return problems + [
        f"quarters/{name} is of no quarter of the manifest; the next change takes it away." for name in unknown
    ]


def _settings(store: Path) -> dict[str, str | bool | int | float | list[str]]:
    return {"memory_limit": MEMORY, "threads": THREADS, "temp_directory": str(store / "spill")}


def _listed(manifest: dict) -> str:
    return ", ".join(manifest["quarters"]) or "no quarter"


@contextmanager
def _changing(store: Path) -> Iterator[tuple[dict, Path, Any]]:
    """The manifest, a folder to write in and a connection, for one change at a time; nothing else is left behind."""
    import duckdb

    manifest = manifest_of(store)
    store.mkdir(parents=True, exist_ok=True)
    lock = store / LOCK
    try:
        lock.touch(exist_ok=False)
    except FileExistsError as error:
        raise ReportsError(
            f"Another command is changing the store {store}. If none is running, delete its file {LOCK}."
        ) from error
    scratch = store / "scratch"
    try:
        with duckdb.connect(config=_settings(store)) as connection:
            yield manifest, scratch, connection
    finally:
        for folder in (scratch, store / "spill"):
            shutil.rmtree(folder, ignore_errors=True)
        lock.unlink()


def _settle(store: Path, manifest: dict, names: pd.DataFrame, engine: str) -> None:
    """Build the database of the quarters that the manifest names, then write the manifest, then sweep."""
    import duckdb

    number = int("0" + "".join(filter(str.isdigit, manifest["database"]))) + 1
    database = store / f"reports-{number}.duckdb"
    database.unlink(missing_ok=True)
    folders = [store / "quarters" / quarter for quarter in manifest["quarters"]]
    manifest["database"] = database.name if folders else ""
    if folders:
        with duckdb.connect(str(database), config=_settings(store)) as connection:
            manifest["steps"], manifest["notices"] = build(connection, folders, names, engine)
    else:
        manifest["steps"], manifest["notices"] = [], {}
    new = store / f"{MANIFEST}.new"
    new.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(new, store / MANIFEST)
    _sweep(store, [database.name], list(manifest["quarters"]))


def _sweep(store: Path, databases: Sequence[str], quarters: Sequence[str]) -> None:
    for path in store.glob("reports-*.duckdb*"):
        if path.name not in databases:
            path.unlink(missing_ok=True)
    for path in (store / "quarters").glob("*"):
        if path.name not in quarters:
            shutil.rmtree(path, ignore_errors=True)
