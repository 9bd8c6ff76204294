"""What a reader takes away of their own data as one zip: counts, mapping, what was left out, method, and a recount."""

from collections.abc import Mapping
from pathlib import Path
from shlex import quote

import pandas as pd

from adverse.cohort.answers import Answers
from adverse.cohort.counts import PRINTED, Counts
from adverse.cohort.curve_rows import competitors_of, endpoints_of, summaries
from adverse.cohort.dry_run import DryRun
from adverse.cohort.small_counts import are_small
from adverse.cohort.times import COMPETITORS
from adverse.exports.package import zip_of
from adverse.exports.tables import csv_text
from adverse.sentences import own_data as said
from adverse.vocabulary import LEFT_OUT_OF, LEFT_OUT_REASONS, label

RECOUNT = Path(__file__).with_name("recount.py")
LISTING = ["patient", "arm", "event", "soc", "grade", "day", "line"]


def own_zip(run: DryRun, counts: Counts, *, with_listing: bool, hides_small: bool, n_hidden: int = 0) -> bytes:
    """The zip of a reader's counts; rows of patients only with `with_listing`, never where small counts are hidden."""
    with_listing = with_listing and not hides_small and run.events is not None
    files = {
        "counts.csv": csv_text(_rounded(counts.table[[*PRINTED, "level"]])),
        "arms.csv": csv_text(_arms(run, hides_small=hides_small)),
        "mapping.csv": csv_text(_mapping(run, with_examples=with_listing)),
        "left-out.csv": csv_text(_left_out(run, with_values=with_listing)),
        "method.txt": method_text(run, counts, hides_small=hides_small, n_hidden=n_hidden, with_listing=with_listing),
    }
    if _has_times(run, hides_small):
        files["times.csv"] = csv_text(summaries(run, competitors_of(run)[0]))
    if run.events is not None and not hides_small:
        files["recount.py"] = RECOUNT.read_text(encoding="utf-8")
    if with_listing and run.events is not None:
        table = run.events.table
        files["listing.csv"] = csv_text(table[[*LISTING, *run.events.marks]])
    return zip_of({name: text.encode() for name, text in files.items()})


def _rounded(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(**{name: table[name].round(2) for name in ("percent", "low", "high")})


def _arms(run: DryRun, *, hides_small: bool) -> pd.DataFrame:
    table = run.arms
    if not hides_small:
        return table
    names = [name for name in ("n_with_event", "n_events") if name in table]
    return table.assign(**{name: table[name].astype("Int64").mask(are_small(table[name])) for name in names})


def _mapping(run: DryRun, *, with_examples: bool) -> pd.DataFrame:
    columns = ["file", "kind", "role", "label", "column", "guessed"]
    table = run.mapping.reindex(columns=[*columns, "examples"])
    if not with_examples:
        return table[columns]
    return table.assign(examples=table["examples"].map(lambda found: "; ".join(map(str, found))))


def _left_out(run: DryRun, *, with_values: bool) -> pd.DataFrame:
    """Where each row stands that was left out, and why; its cell only where rows of patients are asked for."""
    table = run.left_out
    told = {
        "reason": [label(LEFT_OUT_REASONS, key) for key in table["reason"]],
        "left_out_of": [label(LEFT_OUT_OF, key) for key in table["left_out_of"]],
    }
    table = table.assign(**told)
    return table if with_values else table.drop(columns="value")


def _has_times(run: DryRun, hides_small: bool) -> bool:
    """Whether what curves come to is in the zip."""
    return not hides_small and bool(endpoints_of(run))


def method_text(run: DryRun, counts: Counts, *, hides_small: bool, n_hidden: int, with_listing: bool) -> str:
    """How the counts were made, in sentences, and the command that makes them again of the same files."""
    answered = [
        f"{question.sentence} Answer: {question.options.get(run.answers.to(question), '')}."
        for question in run.questions
        if run.answers.to(question)
    ]
    given = [f"{arm}: N = {n}, as you gave it." for arm, n in run.answers.n_of_arm.items()]
    joined = [f"{old} is counted under {new}." for old, new in run.answers.joined.items()]
    lines = [said.HOW_COUNTED, said.NOTHING_PADDED, *run.sentences, *counts.sentences, *answered, *given, *joined]
    lines += [said.HIDDEN_ROWS.format(rows=said.several(n_hidden, "row"))] if n_hidden else []
    lines += ["", said.DIFFERENT_PATIENTS]
    if _has_times(run, hides_small):
        lines += ["", said.OF_TIMES, *filter(None, [COMPETITORS[competitors_of(run)[0]]])]
    if not hides_small:
        lines += ["", said.RECOUNT_FROM_FILES, command(run)]
    if run.events is not None and not hides_small:
        lines += ["", said.RECOUNT_FROM_LISTING if with_listing else said.RECOUNT_NEEDS_LISTING]
    return "\n".join(lines) + "\n"


def command(run: DryRun) -> str:
    """The command line that counts the same files with the same answers."""
    parts = ["python", "-m", "adverse.cohort", *dict.fromkeys(run.files["file"]), *options(run.answers)]
    return " ".join(quote(part) for part in parts)


def options(answers: Answers) -> list[str]:
    """The answers of a reader as options of the command."""
    found: list[str] = []
    for (file, role), column in answers.roles.items():
        found += ["--role", f"{file}:{role}={column}" if file else f"{role}={column}"]
    for option, given in (("--answer", answers.choices), ("--join", answers.joined)):
        for name, value in _pairs(given):
            found += [option, f"{name}={value}"]
    if answers.n_of_arm:
        found += ["--listing-n", ",".join(f"{arm}={n}" for arm, n in answers.n_of_arm.items())]
    return found


def _pairs(given: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(given.items())
