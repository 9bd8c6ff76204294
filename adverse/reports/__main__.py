"""Add quarters of safety reports to a store, take them out, list and check them."""

import argparse
import sys
from pathlib import Path

import duckdb
import pandas as pd

from adverse.errors import AdverseError, EvidenceError, ReportsError
from adverse.evidence.load import DATA_FOLDER, table_of
from adverse.evidence.tables import TABLES
from adverse.reports import open_reports, store
from adverse.reports.build import ENGINES
from adverse.reports.labels import add_label, add_label_file, kept_labels, label_in_words
from adverse.reports.names import Names
from adverse.reports.openfda import Client
from adverse.reports.words import counts_in_words, quarter_in_words
from adverse.settings import Settings


def curated_names(folder: Path = DATA_FOLDER) -> pd.DataFrame:
    """The names of medicines in reports, of the data folder; raises EvidenceError for a table that is not right."""
    table, problems = table_of(folder / "report_names.csv", TABLES["report_names"])
    if problems:
        raise EvidenceError(problems)
    return table


def allowed_client(cache: Path) -> Client:
    """What asks openFDA; raises ReportsError where the operator has not allowed that."""
    settings = Settings.of()
    if not settings.outside_requests:
        raise ReportsError("This asks another host: set ADVERSE_OUTSIDE_REQUESTS=1 to allow it. Nothing was asked.")
    return Client(cache, settings.openfda_address.rstrip("/"))


def main(arguments: list[str]) -> int:
    """Do what the arguments say, one archive or quarter after the other; 1 where something could not be done."""
    parser = argparse.ArgumentParser(prog="python -m adverse.reports", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, words, what in (
        ("add", "archives", "zip archives of quarterly ASCII files, as the FDA publishes them"),
        ("remove", "quarters", "quarters such as 2017Q2"),
        ("label", "files", "label files as openFDA gives them (JSON), to be kept beside the store"),
        ("fetch", "medicines", "generic names: their labels, asked of openFDA if ADVERSE_OUTSIDE_REQUESTS is 1"),
        ("list", "", "the quarters, what was read and left out, and what each step left"),
        ("names", "", "reported names that are near a listed one: proposals for data/report_names.csv"),
        ("check", "", "whether every file of the store is as its manifest says"),
        ("rebuild", "", "work everything out again, for example after names were added to the list"),
    ):
        command = commands.add_parser(name, help=what)
        if words:
            command.add_argument(words, nargs="+", help=what)
        if name in ("add", "remove", "rebuild"):
            command.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help="what runs the steps")
        command.add_argument("--store", type=Path, required=True, help="folder of the store")
    asked = parser.parse_args(arguments)
    failed = False
    try:
        if asked.command == "add":
            archives = [Path(item) for item in asked.archives]
            done, not_done = store.add_quarters(asked.store, archives, curated_names(), engine=asked.engine)
            failed = bool(not_done)
            for sentence in done:
                print(sentence)
            for sentence in not_done:
                print(sentence, file=sys.stderr)
        elif asked.command == "remove":
            for quarter in asked.quarters:
                print(store.remove_quarter(asked.store, quarter, curated_names(), engine=asked.engine))
        elif asked.command == "label":
            for file in map(Path, asked.files):
                print("\n".join(add_label_file(asked.store, file, Names(curated_names()))))
            return 0
        elif asked.command == "fetch":
            client = allowed_client(asked.store / "openfda")
            for name in asked.medicines:
                labels, day = client.labels(name)
                for label in labels:
                    said = add_label(asked.store, label.source, f"{name}, answered {day}", Names(curated_names()))
                    print("\n".join(said))
            return 0
        elif asked.command == "rebuild":
            print(store.rebuild(asked.store, curated_names(), engine=asked.engine))
        elif asked.command == "check":
            problems = store.problems_in_store(asked.store)
            print("\n".join(problems) or "Every file is as the manifest says.")
            return int(bool(problems))
        manifest, labels = store.manifest_of(asked.store), kept_labels(asked.store)
        if asked.command == "names":
            print(open_reports(asked.store).near_names.to_string(index=False))
            return 0
    except AdverseError as error:
        print(error, file=sys.stderr)
        return 1
    except (OSError, duckdb.Error) as error:  # the manifest is written last: nothing of it changed
        print(f"{asked.store} cannot be used: {str(error).splitlines()[0]}. It is as it was.", file=sys.stderr)
        return 1
    if asked.command == "list":
        for entry in manifest["quarters"].values():
            print("\n".join(quarter_in_words(entry)))
        for label in labels:
            print(label_in_words(label))
    print("\n".join(counts_in_words(manifest)) or "The store holds no quarter.")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
