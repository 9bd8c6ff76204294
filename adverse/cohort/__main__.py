"""Count own files without a browser: `python -m adverse.cohort adsl.xpt adae.xpt`. Ends with 2 where it must ask."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd

from adverse.cohort import Answers, DryRun, File, count, curves, known_events, understand, with_competing
from adverse.cohort.counts import PRINTED
from adverse.cohort.curve_rows import summaries
from adverse.cohort.times import COMPETITORS
from adverse.errors import OwnDataError
from adverse.exports.tables import csv_text, records
from adverse.sentences import own_data as said
from adverse.sentences.own_data import several
from adverse.vocabulary import LEFT_OUT_REASONS, label

DONE, ASKS = 0, 2
CURVES = [
    *("endpoint", "arm", "day", "n_at_risk", "n_events", "n_competing", "n_censored", "event_free", "event_free_low"),
    *("event_free_high", "incidence", "incidence_low", "incidence_high"),
]


def main(arguments: list[str]) -> int:
    """Print the dry run and the counts, or the curves of times; the exit status."""
    asked = _parser().parse_args(arguments)
    try:
        run = understand(_files([*asked.files, *asked.times]), _answers(asked), known_events())
        table, sentences = _result(run, asked)
    except OwnDataError as error:
        if asked.json:
            print(json.dumps({"problems": error.problems}, indent=2, ensure_ascii=False))
        print(*error.problems, sep="\n", file=sys.stderr)
        return ASKS
    if asked.json:
        competing = asked.competing if asked.times and len(table) else ""
        print(json.dumps(_document(run, table, sentences, competing), indent=2, ensure_ascii=False))
    else:
        print(dry_run_in_words(run, sentences))
        if len(table) and not asked.out:
            print(csv_text(_rounded(table)), end="")
    if asked.out and len(table):
        Path(asked.out).write_text(csv_text(_rounded(table)), encoding="utf-8")
    if run.open:
        print(*_in_words(run), sep="\n", file=sys.stderr)
    return ASKS if run.open else DONE


def _result(run: DryRun, asked: argparse.Namespace) -> tuple[pd.DataFrame, list[str]]:
    """The counts or curves with what is said of them; without N patients are counted, without other answers nobody."""
    if any(question.key != "n_of_arm" for question in run.open):
        return pd.DataFrame(), []
    if asked.times:
        table = _curves(run, asked.competing)
        return table, _about_curves(table, asked.competing)
    counts = count(run)
    return counts.table[PRINTED], counts.sentences


def dry_run_in_words(run: DryRun, sentences: list[str]) -> str:
    """The dry run as lines of text: the files, who was treated, what was done, what is asked."""
    lines = [
        f"{row.file}: {row.kind} ({row.form}), {row.n_rows:,} rows read, {row.n_rows - row.n_left_out:,} kept"
        for row in run.files.itertuples()
    ]
    lines += [
        f"{row.arm}: "
        + ("number of patients not known" if pd.isna(row.n_safety) else several(int(row.n_safety), "patient"))
        for row in run.arms.itertuples()
    ]
    lines += [*run.sentences, *sentences]
    lines += [
        f"{question.sentence} Taken: {question.options[run.answers.to(question)]} ({_option(question.key, run)})."
        for question in run.questions
        if run.answers.to(question)
    ]
    return "\n".join([*lines, ""])


def _option(key: str, run: DryRun) -> str:
    question = next(one for one in run.questions if one.key == key)
    others = [value for value in question.options if value != run.answers.to(question)]
    return "else " + " or ".join(f'--answer "{key}={value}"' for value in others)


def _in_words(run: DryRun) -> list[str]:
    """What must be answered, and how."""
    lines = []
    for question in run.open:
        lines.append(question.sentence)
        lines += [f'    --answer "{question.key}={value}": {told}' for value, told in question.options.items()]
        if question.key == "n_of_arm":
            arms = ",".join(f"{arm}=..." for arm in run.arms["arm"])
            lines.append(f'    --listing-n "{arms}"')
    return lines


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m adverse.cohort", description="Count the adverse events of files.")
    parser.add_argument("files", nargs="*", help="lists of patients and events, registry results, or zips of them")
    parser.add_argument("--times", nargs="+", default=[], metavar="FILE", help="print the curves of a file of times")
    parser.add_argument("--arm", metavar="COLUMN", help="the column of the arm, as TRT01A")
    parser.add_argument("--listing-n", metavar="ARM=N,...", help="patients treated, where no list of patients is given")
    parser.add_argument("--role", action="append", default=[], metavar="[FILE:]ROLE=COLUMN", help="a column of a role")
    parser.add_argument(
        "--answer", action="append", default=[], metavar="QUESTION=VALUE", help="the answer to a question"
    )
    parser.add_argument(
        "--join", action="append", default=[], metavar="TERM=TERM", help="count a term under another one"
    )
    parser.add_argument("--competing", choices=list(COMPETITORS), default="death", help="what competes with the event")
    parser.add_argument("--out", metavar="FILE", help="write the table there instead of printing it")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    return parser


def _answers(asked: argparse.Namespace) -> Answers:
    named = [(role.rpartition(":"), column) for role, column in _pairs(asked.role, "--role")]
    roles = {(file, role): column for (file, _, role), column in named}
    if asked.arm:
        roles["", "arm"] = asked.arm
    listed = _pairs((asked.listing_n or "").split(",") if asked.listing_n else [], "--listing-n")
    if odd := [n for _, n in listed if not (n.isdecimal() and 0 < int(n) < 10**9)]:
        raise OwnDataError([f"--listing-n: {one or 'nothing'} is no number of patients." for one in odd])
    return Answers(
        roles=roles,
        choices=dict(_pairs(asked.answer, "--answer")),
        n_of_arm={arm: int(n) for arm, n in listed},
        joined=dict(_pairs(asked.join, "--join")),
    )


def _pairs(texts: list[str], option: str) -> list[tuple[str, str]]:
    pairs = [text.rpartition("=") for text in texts]
    if any(not sign or not name.strip() for name, sign, _ in pairs):
        raise OwnDataError([f"{option} takes NAME=VALUE."])
    return [(name.strip(), value.strip()) for name, _, value in pairs]


def _files(names: list[str]) -> list[File]:
    if not names:
        raise OwnDataError(["No file is named."])
    files = []
    for name in names:
        try:
            files.append(File(Path(name).name, Path(name).read_bytes()))
        except OSError as error:
            raise OwnDataError([f"{Path(name).name} cannot be read: {error.strerror}."]) from None
    return files


def _curves(run: DryRun, competing: str) -> pd.DataFrame:
    if run.times is None:
        raise OwnDataError(["No file has times: a column of times (AVAL or time) and one of events (CNSR or event)."])
    return curves(with_competing(run.times.table, run.patients, competing)).reindex(columns=CURVES)


def _about_curves(table: pd.DataFrame, competing: str) -> list[str]:
    if not table["n_competing"].sum():
        return [said.NO_DEATHS_KNOWN]
    return [text for text in (COMPETITORS[competing], said.IF_NOBODY_DIED) if text]


def _document(run: DryRun, table: pd.DataFrame, sentences: list[str], competing: str) -> dict[str, Any]:
    left_out = run.left_out.assign(why=[label(LEFT_OUT_REASONS, reason) for reason in run.left_out["reason"]])
    onset = run.events.table.dropna(subset="day") if run.events else pd.DataFrame()
    first = onset.groupby(["patient", "arm", "event"], as_index=False)["day"].min() if len(onset) else onset
    more = {"summary": records(summaries(run, competing))} if competing else {}
    return more | {
        "files": records(run.files.astype({"notes": object}).assign(notes=run.files["notes"].map("; ".join))),
        "arms": records(run.arms),
        "mapping": records(run.mapping.assign(examples=run.mapping["examples"].map("; ".join))),
        "sentences": [*run.sentences, *sentences],
        "questions": [
            {"key": one.key, "sentence": one.sentence, "options": one.options, "taken": run.answers.to(one)}
            for one in run.questions
        ],
        "is_ready": run.is_ready,
        "left_out": records(left_out),
        "onset": records(first),
        "curves" if competing else "counts": records(table),
    }


def _rounded(table: pd.DataFrame) -> pd.DataFrame:
    """Percents to one hundredth, shares to eight digits: as many as anybody compares."""
    percents = [name for name in ("percent", "low", "high") if name in table]
    shares = [name for name in table if name.startswith(("event_free", "incidence"))]
    return table.assign(**{name: table[name].round(2) for name in percents}, **{n: table[n].round(8) for n in shares})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
