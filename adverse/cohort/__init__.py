"""A reader's own patients: files in memory -> what is understood -> counts and curves. Nothing is kept or written.

A page or a program needs a few functions:

    run = understand(files, answers, known)      # the dry run: what was read, left out and is asked
    counts = count(run)                          # patients with each event by arm, with percent and 95% limits
    times = times_to_event(run.patients, run.events, event)   # or run.times, of a file of times
    curves(with_competing(times.table, run.patients, "death"))
    rows, notes = risk_rows(run, event, ["AGE", "SEX"])       # of factors_of(run), each alone or all together
    own = own_evidence(run, counts, published)                # the counts as tables that every card draws
    with_risk_factors(own, rows)                              # and the models

`files` are `File(name, bytes)`, zips too. `answers` are the reader's (`Answers`): roles of columns, choices by the key
of a question, N of each arm, terms to join. Every error is an `OwnDataError`, whose `problems` are sentences to show.
"""

from pathlib import Path

from adverse.cohort.answers import Answers, Question
from adverse.cohort.as_evidence import own_evidence
from adverse.cohort.counts import Counts, count
from adverse.cohort.dry_run import DryRun, understand
from adverse.cohort.factors import factors_of, risk_rows, with_risk_factors
from adverse.cohort.known import known_events
from adverse.cohort.read import File
from adverse.cohort.times import curves, times_to_event, with_competing

__all__ = [
    "Answers",
    "Counts",
    "DryRun",
    "File",
    "Question",
    "count",
    "curves",
    "factors_of",
    "known_events",
    "own_evidence",
    "risk_rows",
    "sample_files",
    "times_to_event",
    "understand",
    "with_competing",
    "with_risk_factors",
]

SAMPLE = Path(__file__).parent / "sample" / "cdisc-pilot.zip"


def sample_files() -> list[File]:
    """The sample that readers may try: the CDISC pilot with ADSL, ADAE and ADTTE (MIT), three arms."""
    return [File(SAMPLE.name, SAMPLE.read_bytes())]
