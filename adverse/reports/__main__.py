"""Add quarters of safety reports to a store, take them out, list and check them."""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd

from adverse.errors import AdverseError, EvidenceError
from adverse.evidence.load import DATA_FOLDER, table_of
from adverse.evidence.tables import TABLES
from adverse.reports import open_reports, store
from adverse.reports.words import counts_in_words, quarter_in_words


def curated_names(folder: Path = DATA_FOLDER) -> pd.DataFrame:
    """The names of medicines in reports, of the data folder; raises EvidenceError for a table that is not right."""
    table, problems = table_of(folder / "report_names.csv", TABLES["report_names"])
    if problems:
        raise EvidenceError(problems)
    return table


def main(arguments: list[str]) -> int:
    """Do what the arguments say, one archive or quarter after the other; 1 where something could not be done."""
    parser = argparse.ArgumentParser(prog="python -m adverse.reports", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, words, what in (
        ("add", "archives", "zip archives of quarterly ASCII files, as the FDA publishes them"),
        ("remove", "quarters", "quarters such as 2017Q2"),
        ("list", "", "the quarters, what was read and left out, and what each step left"),
        ("names", "", "reported names that are near a listed one: proposals for data/report_names.csv"),
        ("check", "", "whether every file of the store is as its manifest says"),
        ("rebuild", "", "work everything out again, for example after names were added to the list"),
    ):
        command = commands.add_parser(name, help=what)
        if words:
            command.add_argument(words, nargs="+", help=what)
        command.add_argument("--store", type=Path, required=True, help="folder of the store")
    asked = parser.parse_args(arguments)
    changes: dict[str, list[Callable]] = {
        "add": [partial(store.add_quarter, asked.store, Path(item)) for item in getattr(asked, "archives", ())],
        "remove": [partial(store.remove_quarter, asked.store, item) for item in getattr(asked, "quarters", ())],
        "rebuild": [partial(store.rebuild, asked.store)],
    }
    failed = False
    try:
        if asked.command in changes:
            names = curated_names()
            for change in changes[asked.command]:
                try:
                    print(change(names))
                except AdverseError as error:
                    failed = True
                    print(error, file=sys.stderr)
        elif asked.command == "check":
            problems = store.problems_in_store(asked.store)
            print("\n".join(problems) or "Every file is as the manifest says.")
            return int(bool(problems))
        manifest = store.manifest_of(asked.store)
        if asked.command == "names":
            print(open_reports(asked.store).near_names.to_string(index=False))
            return 0
    except AdverseError as error:
        print(error, file=sys.stderr)
        return 1
    if asked.command == "list":
        for entry in manifest["quarters"].values():
            print("\n".join(quarter_in_words(entry)))
    print("\n".join(counts_in_words(manifest)) or "The store holds no quarter.")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
