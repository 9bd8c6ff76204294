"""`make soak`: hostile input for as long as it takes, and its figures in docs/reliability.md.

    python -m tests.soak [--share 0.1]

Everything is sent to a server that this starts on this machine. `--share` does that part of the whole.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from adverse.evidence import Evidence, load_evidence
from adverse.generate import DOCS_FOLDER
from tests import hostile
from tests.broken_tables import broken_tables
from tests.browser.serve import Server, serving

REPORT = DOCS_FOLDER / "reliability.md"
WARM_UP = 60  # addresses, after which a server has worked out what it keeps
MINUTES_TO_SETTLE = 2.5  # in which Streamlit forgets readers who have gone


class Attack(NamedTuple):
    """What is sent how often at full length, and how: from a number of times to what went wrong.

    What takes seconds (`is_short`) is always done in full.
    """

    title: str
    n: int
    send: Callable[[int], list[str]]
    is_short: bool = False


class Outcome(NamedTuple):
    """What came of an attack."""

    title: str
    n: int
    seconds: float
    problems: list[str]


def attacks(server: Server, evidence: Evidence) -> list[Attack]:
    """Every attack, in order."""
    return [
        Attack("random addresses of pages", 10_000, partial(hostile.random_pages, server, evidence)),
        Attack("random addresses of the data API", 20_000, partial(hostile.random_requests, server, evidence)),
        Attack("data folders broken by chance", 500, broken_tables),
        Attack("readers whose messages are out of order", 1_000, partial(hostile.messages_out_of_order, server)),
        Attack(
            "connections that say nothing, at a time", 1_000, partial(hostile.silent_connections, server), is_short=True
        ),
        Attack("bytes of one file", 2_000_000_000, lambda n: hostile.upload_without_end(server, n)[0], is_short=True),
    ]


def main(arguments: list[str]) -> str | None:
    """Attack, then write the figures; what went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__.partition("\n")[0])
    parser.add_argument("--share", type=float, default=1, help="the part of the whole that is done, such as 0.1")
    share = parser.parse_args(arguments).share
    evidence = load_evidence()
    with serving() as server:
        hostile.random_pages(server, evidence, WARM_UP, seed=0)
        time.sleep(60 * MINUTES_TO_SETTLE)
        before, outcomes = hostile.megabytes(server), []
        for attack in attacks(server, evidence):
            begin, n = time.monotonic(), attack.n if attack.is_short else max(1, round(attack.n * share))
            outcomes.append(Outcome(attack.title, n, 0, attack.send(n))._replace(seconds=time.monotonic() - begin))
            print(f"{n:,} {attack.title}: {len(outcomes[-1].problems)} problems", flush=True)
        time.sleep(60 * MINUTES_TO_SETTLE)
        after, errors = hostile.megabytes(server), hostile.errors_logged(server)
        is_alive = server.process.poll() is None
    of_ours = [json.dumps(error) for error in errors if hostile.is_ours(error)]
    REPORT.write_text(report(outcomes, before, after, len(errors), len(of_ours), is_alive=is_alive), encoding="utf-8")
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    return "\n".join([*problems[:50], *of_ours[:10]]) or (None if is_alive else "The server died.")


def report(
    outcomes: list[Outcome], before: float, after: float, n_errors: int, n_of_ours: int, *, is_alive: bool
) -> str:
    """The figures as a page."""
    rows = [f"| {one.n:,} | {one.title} | {one.seconds:,.1f} | {len(one.problems)} |" for one in outcomes]
    return f"""# Reliability

<!-- Written by make soak: do not edit. -->

What one process does with hostile input, on {date.today()}. `make soak` sends it; a bounded form of the same
(`tests/api/test_hostile.py`) runs with every change, beside the fuzz of the data API from its own description
(`tests/api/test_fuzz.py`), hostile tables (`tests/evidence/test_hostile_input.py`) and files of readers, zip bombs
among them (`tests/cohort/test_read.py`).

| How many | What | Seconds | Problems |
|---:|---|---:|---:|
{chr(10).join(rows)}

A problem is: an exception that a reader sees, an answer of the API that tells of a fault of the server, a folder that
neither loads nor is refused in sentences, a file above the limit that is taken, or a page that takes more than ten
seconds afterwards.

- The process {"lived" if is_alive else "died"}.
- Memory: {before:.0f} MB after {WARM_UP} pages, {after:.0f} MB {MINUTES_TO_SETTLE} minutes after the last reader.
- Errors in the log: {n_errors}, of which {n_of_ours} in this project's own code. The others are Streamlit's and end one
  connection each: it reads text where a page sends bytes, and bytes that are no message.

A reader's message may ask Streamlit to empty its caches, whatever the menu shows. So the evidence is not kept in one of
them: until it was, every such message made all readers wait while it was read again.
"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
