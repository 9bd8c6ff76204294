"""A made-up quarter of safety reports of real size: how long a store takes, and what is asked of it, with its memory.

`python -m tests.bench.reports` measures alone, in a process of its own for each figure of memory.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.made_up_quarter import DRUGS, EVENTS, REPORTS, write_quarter

GOALS = {  # what is measured -> (its unit, its goal, None for none)
    "store of a quarter, on the clock": ("s", 15.0),
    "store of a quarter, processor time": ("s", None),
    "store of a quarter, memory": ("GB", 1.2),
    "all pairs with four measures": ("s", 20.0),
    "signals of one medicine, warm": ("s", 0.3),
    "who was reported, warm": ("s", None),
    "days to the event, warm": ("s", None),
    "signals page with the store, warm, over the page without it": ("x", 1.5),
}
LISTED = ("Blincyto", "Yescarta", "Kymriah")
N_WARM = 5


def measure_reports(reports: int = REPORTS) -> dict[str, float]:
    """What is measured -> its figure; each of the two parts runs in a process of its own."""
    with TemporaryDirectory() as folder:
        archive = write_quarter(Path(folder) / "faers_ascii_2024q1.zip", list(LISTED), reports=reports)
        store = Path(folder) / "store"
        return _in_a_process("add", archive, store) | _in_a_process("ask", archive, store)


def in_words(figures: dict[str, float]) -> str:
    """One line a figure, with its goal and whether it is met."""
    lines = []
    for name, figure in figures.items():
        unit, goal = GOALS[name]
        met = "" if goal is None else f" (goal {goal:g} {unit}, {'ok' if figure <= goal else 'missed'})"
        lines.append(f"{name}: {figure:.2f} {unit}{met}")
    return "\n".join(lines)


def section(figures: dict[str, float]) -> str:
    """The figures as a section of the document."""
    lines = "\n".join(f"- {line}" for line in in_words(figures).splitlines())
    return (
        "## Safety reports\n\n"
        f"A made-up quarter (`tests/bench/made_up_quarter.py`) of {REPORTS:,} reports, {DRUGS:,} rows of medicines and "
        f"{EVENTS:,} of events, with two threads:\n\n{lines}\n"
    )


def _in_a_process(part: str, *paths: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.reports", part, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _add(archive: Path, store: Path) -> dict[str, float]:
    from adverse.reports.__main__ import main

    began, used = time.perf_counter(), time.process_time()
    assert main(["add", str(archive), "--store", str(store)]) == 0
    return {
        "store of a quarter, on the clock": time.perf_counter() - began,
        "store of a quarter, processor time": time.process_time() - used,
        "store of a quarter, memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2,
    }


def _ask(_: Path, store: Path) -> dict[str, float]:
    from adverse.evidence import load_evidence
    from adverse.reports.in_evidence import with_reports

    evidence = load_evidence()
    opened = with_reports(evidence, store).reports
    drug = opened.drugs.query("is_listed")["drug"].iloc[0]
    event = opened.signals_of(drug)["event"].iloc[0]
    return {
        "all pairs with four measures": _seconds(opened.all_pairs, 1),
        "signals of one medicine, warm": _seconds(lambda: opened.signals_of(drug)),
        "who was reported, warm": _seconds(lambda: opened.who(drug, event=event)),
        "days to the event, warm": _seconds(lambda: opened.onset(drug, event)),
        "signals page with the store, warm, over the page without it": _page(store) / _page(None),
    }


def _page(store: Path | None) -> float:
    """Seconds of a warm run of the signals page, with a store or without one."""
    import os

    from adverse.ui import server
    from tests.conftest import ROOT, app_at

    os.environ["ADVERSE_REPORTS"] = str(store or "")
    server.evidence.cache_clear()
    app = app_at(ROOT / "pages/signals.py", {}).run()
    assert not app.exception
    return _seconds(lambda: app.run())


def _seconds(run: Callable[[], object], n: int = N_WARM) -> float:
    """The fastest of several runs: what else the machine does only adds."""
    found = []
    for _ in range(n):
        began = time.perf_counter()
        run()
        found.append(time.perf_counter() - began)
    return min(found)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps({"add": _add, "ask": _ask}[sys.argv[1]](*map(Path, sys.argv[2:]))))
    else:
        print(in_words(measure_reports()))
