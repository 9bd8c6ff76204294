"""A reader's own files, as large as they may be: seconds and memory until their counts are drawn.

python -m tests.bench.own_files
"""

import subprocess
import sys
import time

import numpy as np
import psutil

from adverse.cards import register
from adverse.cards.drawing import Drawing
from adverse.cards.parameters import Asked
from adverse.cards.reader import Reader
from adverse.cohort import File, count, known_events, own_evidence, sample_files, understand
from adverse.evidence import load_evidence

SIZES = ((1_191, 254), (70_000, 15_000), (500_000, 50_000))  # events, patients; the first is the sample
GOALS = {1_191: 1.5, 70_000: 5.0, 500_000: 30.0}  # seconds
MOST_MEMORY = 1_000  # MB
N_TERMS, N_ARMS, MB = 400, 3, 1_000_000


def made_up_files(n_events: int, n_patients: int) -> list[File]:
    """A list of patients and a list of their events, by chance that is always the same."""
    chance = np.random.default_rng(1)
    patients = [f"P{number}" for number in range(n_patients)]
    adsl = ["USUBJID,TRT01A,TRTSDT,EOSDT"]
    adsl += [f"{one},Arm {number % N_ARMS + 1},2024-01-01,2024-12-31" for number, one in enumerate(patients)]
    who = chance.integers(n_patients, size=n_events)
    term = np.minimum(chance.geometric(0.02, size=n_events), N_TERMS)
    grade, day = chance.integers(1, 6, size=n_events), chance.integers(1, 29, size=n_events)
    adae = ["USUBJID,AEDECOD,AETOXGR,AESTDTC"]
    rows = zip(who, term, grade, day, strict=True)
    adae += [f"P{one},Term {name},{worst},2024-02-{start:02d}" for one, name, worst, start in rows]
    return [File("adsl.csv", "\n".join(adsl).encode()), File("adae.csv", "\n".join(adae).encode())]


def files_of(n_events: int, n_patients: int) -> list[File]:
    """The sample where it is as large, else made up."""
    return sample_files() if n_events == SIZES[0][0] else made_up_files(n_events, n_patients)


def drawn(files: list[File], published) -> Drawing:
    """The first card of the files: read, counted, typed and drawn."""
    run = understand(files, None, known_events(published.events))
    own = own_evidence(run, count(run), published)
    choice = register.PAGES["incidence"].choose(own, Asked([("min", "5")]))
    drawing = register.drawn(own, "incidence", "incidence", choice, Reader())
    assert drawing.chart is not None
    drawing.chart.drawn(dark=False)
    return drawing


def measure(n_events: int, n_patients: int) -> None:
    """Print seconds, and how far the memory of this process grows at most; each size needs a process of its own."""
    published, files = load_evidence(), files_of(n_events, n_patients)
    drawn(made_up_files(60, 30), published)  # a server has imported and typed once what every visit needs
    process, begin, begin_own = psutil.Process(), time.perf_counter(), time.process_time()
    before = process.memory_info().rss
    drawn(files, published)
    seconds, own = time.perf_counter() - begin, time.process_time() - begin_own
    peak = process.memory_info().rss
    try:
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    except ImportError:  # Windows
        pass
    grown = max(0, peak - before) / MB
    verdict = "reached" if seconds <= GOALS[n_events] and grown <= MOST_MEMORY else "missed"
    goal = f"{GOALS[n_events]:g} s, {MOST_MEMORY} MB"
    took = f"{seconds:.2f} s ({own:.2f} s of the processor), {grown:.0f} MB more"
    print(f"{n_events:,} events of {n_patients:,} patients: {took} (goal {goal}: {verdict})", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(*map(int, sys.argv[1:]))
    else:
        for size in SIZES:
            subprocess.run([sys.executable, "-m", "tests.bench.own_files", *map(str, size)], check=True)
