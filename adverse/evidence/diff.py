"""What a release of the evidence changes: `python -m adverse.evidence.diff OLD NEW` prints it, `--write` records it.

OLD and NEW are data folders, zips of one, or names of a commit or tag of this repository.
"""

import argparse
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from adverse.cards.answers import answers_of
from adverse.errors import EvidenceError
from adverse.evidence import Evidence, load_evidence
from adverse.evidence.changes import (
    ChangedRow,
    by_event_and_source,
    changed_tables,
    files_of,
    text_tables,
    unzipped,
)
from adverse.evidence.load import DATA_FOLDER
from adverse.evidence.releases import FILE, ChangedAnswer, Release, fingerprint, releases_of, releases_text

NOT_COMPARED = "The answers were not compared: the tables of version {version} do not keep the rules of today's schema."


def main(arguments: list[str]) -> str | None:
    """Print what changed or, with --write, put it at the head of changes.json of the folder NEW; what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m adverse.evidence.diff", description=__doc__.partition("\n")[0])
    parser.add_argument("old", help="a data folder, a zip of one, or a commit or tag")
    parser.add_argument("new", help="the same, of a later state", nargs="?", default=str(DATA_FOLDER))
    parser.add_argument("--write", action="store_true", help=f"record it in {FILE} of the folder NEW")
    given = parser.parse_args(arguments)
    try:
        old, new = files_at(given.old), files_at(given.new)
        release = release_between(old, new)
        if not given.write:
            print("\n".join(release_in_words(release)))
            return None
        if not Path(given.new).is_dir():
            return f"{given.new} is no folder to write {FILE} into."
        # one run may be repeated before a release is made: what it wrote is replaced
        known, problems = releases_of(old, release.previous)
        known = known or () if problems else known
        first = known or (first_release(old),)
        (Path(given.new) / FILE).write_text(releases_text((release, *first)), encoding="utf-8", newline="\n")
    except EvidenceError as error:
        return str(error)
    return None


def files_at(place: str) -> dict[str, bytes]:
    """The files of a data folder, of a zip of one, or of data/ at a commit or tag; EvidenceError where none is."""
    if Path(place).exists():
        return files_of(Path(place))
    command = ["git", "archive", "--format=zip", place, DATA_FOLDER.name]
    is_option = place.startswith("-")
    archived = None if is_option else subprocess.run(command, cwd=DATA_FOLDER.parent, capture_output=True)
    if archived is None or archived.returncode:
        raise EvidenceError([f"{place} is no data folder, no zip of one, and no commit or tag that has one."])
    return unzipped(archived.stdout)


def first_release(files: Mapping[str, bytes]) -> Release:
    """A state of the tables with nothing before it."""
    version, day = _version(files)
    tables, _ = changed_tables(text_tables(files), text_tables(files))
    return Release(version, day, "", fingerprint(files), "", tables, [], [])


def release_between(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Release:
    """What changed between two states, each as name -> content of its files.

    The answers are those that today's code computes from either; where the older tables do not load, a note says so.
    """
    (old_version, _), (version, day) = _version(old), _version(new)
    tables, rows = changed_tables(text_tables(old), text_tables(new))
    loaded = _loaded(new)
    note, answers = "", []
    try:
        answers = changed_answers(_loaded(old), loaded, rows)
    except EvidenceError:
        note = NOT_COMPARED.format(version=old_version)
    return Release(version, day, old_version, fingerprint(new), note, tables, rows, answers)


def changed_answers(old: Evidence, new: Evidence, rows: Iterable[ChangedRow]) -> list[ChangedAnswer]:
    """The sentences of the cards that differ, those at every event whose rows changed included."""
    events = {row.event for row in rows}
    before, after = answers_of(old, events), answers_of(new, events)
    addresses = [*after, *(address for address in before if address not in after)]
    told = [ChangedAnswer(address, before.get(address, ""), after.get(address, "")) for address in addresses]
    return [answer for answer in told if answer.before != answer.after]


def release_in_words(release: Release) -> list[str]:
    """What changed, one line each: tables, rows by event and source, every mended cell, answers."""
    lines = [release.title, release.summary, ""]
    for table in release.tables:
        columns = [f"new columns {', '.join(table.new_columns)}"] if table.new_columns else []
        columns += [f"columns gone {', '.join(table.gone_columns)}"] if table.gone_columns else []
        counts = f"{table.added} added, {table.mended} mended, {table.withdrawn} withdrawn"
        lines.append("; ".join([f"{table.table}: {table.n_rows} rows, {counts}", *columns]))
    lines += ["", "By event and source"]
    for line in by_event_and_source(release.rows):
        counts = f"{line['added']} added, {line['mended']} mended, {line['withdrawn']} withdrawn"
        lines.append(f"{line['event'] or '(no event)'}, {line['source_id'] or '(no source)'}: {counts}")
    lines += ["", "Rows"]
    for row in release.rows:
        cells = [
            f"{column}: {before or '(empty)'} -> {after or '(empty)'}" for column, (before, after) in row.cells.items()
        ]
        lines.append("; ".join([f"{row.change} {row.table} {row.key}", *cells]))
    if release.answers:
        lines += ["", "Answers"]
        for answer in release.answers:
            lines += [answer.address, f"  before: {answer.before or '(none)'}", f"  now:    {answer.after or '(none)'}"]
    return lines


def _version(files: Mapping[str, bytes]) -> tuple[str, str]:
    if "about.toml" not in files:
        raise EvidenceError(["about.toml is missing."])
    try:
        about = tomllib.loads(files["about.toml"].decode("utf-8-sig"))
        return str(about["version"]), str(about["evidence_date"])
    except (ValueError, KeyError) as error:
        raise EvidenceError([f"about.toml cannot be read: {error}."]) from None


def _loaded(files: Mapping[str, bytes]) -> Evidence:
    """The evidence of some files; its stories and releases are no part of what is compared."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            if name != FILE:
                (Path(folder) / name).write_bytes(content)
        return load_evidence(Path(folder))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
