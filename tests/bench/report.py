"""The figures of one run in words: for the terminal, and as docs/benchmarks.md."""

import os
import platform
from datetime import date
from importlib.metadata import version

import psutil

from adverse.ui.navigation import PAGES
from tests.bench.common import (
    API_COLD,
    API_WARM,
    BARE,
    COPIES_COLD,
    COPIES_WARM,
    DAY_SLIDER,
    INTERACTION,
    MADE,
    MEMORIES,
    MOST,
    PAGE_NAMES,
    SPEEDS,
    START,
    WARM_MOST,
    Figures,
    Measure,
    figure_in_words,
    ratio_in_words,
)
from tests.bench.in_process import MANY, ONE
from tests.browser.serve import ROOT

DOCUMENT = ROOT / "docs" / "benchmarks.md"
INTERACTIVE = ((DAY_SLIDER, "onset"), (API_WARM, "api"), (API_COLD, "api"))  # beside the bare interaction
PACKAGES = ("streamlit", "pandas", "plotly", "pandera", "scipy", "playwright")

HOW = """## How it was measured

- **The yardstick** is `tests/bench/bare.py`: pandas reads `data/incidence.csv`, one select box, one plotly express
  chart of one arm, as a first tutorial would write it. It runs with the same `.streamlit/config.toml`.
- Bare script and dashboard run on the same machine in the same run, in turn, one figure of each after the other; every
  figure is a median, and the ratio is what counts. Absolute figures depend on what else the machine does.
- **Server start**: from the command until `/_stcore/health` answers, 3 times. The dashboard reads and checks every
  table first; a thread then makes the index of the search while the server answers already. The bare script does
  nothing before its first visitor.
- **First load**: in a fresh Chromium context (nothing cached), from navigation until every chart (on the sources page
  the table) is drawn and no script runs, by the browser's clock, 3 times.
- **One interaction**: from the press on the main control until its chart (where the main control changes no chart, the
  answer) shows the change and no script runs, 16 times, back and forth. The main control is the grade on the overview,
  the incidence page, the compare page and the bare script, the day scale of onset, the board of risk factors, the phase
  of monitoring, and what chooses the rows on the other pages. Two pages are open at a time, the bare script and the
  page it is compared with, pressed in turn; x is the ratio to the bare script in these turns, and the table's first row
  its median in all turns. The day slider is moved by arrow key, inside its fragment, and compared
  with the bare script's interaction. The page of stories has no such control.
- **Warm run**: one script run by `AppTest` in one process without a browser, 15 times after a first run; once through
  the shell (navigation, fixed line, view switch) and once alone; and the compare page with the four arms that list
  most events, in the shell.
- **Memory a session**: growth of the server's resident memory for each of 20 sessions, after 20 others had filled what
  is kept once per process; 2 batches of 20, a fresh server for every page. A session is a WebSocket that has run the
  page once and stays open.
- **Data API**: 20 clients at once on the dashboard's server, each with a connection of its own that asks for 8
  addresses in turn, 10 times over, compressed; and 20 clients that each ask for rows of the largest table that nobody
  asked for before. The figure is the time within which 95 of 100 requests are answered, the clients' own work included.
- **100 copies**: the incidence page with each incidence row 100 times in memory, every copy naming another place in
  its source, so that 99 of 100 have to be set aside. The first run finds nothing remembered.
- **Files and pooling**: ten slides of 20 events each with charts that can be edited, one workbook of all tables, one
  PNG with the start of its Chromium, and one share pooled from 60 made-up arms; 5 times each, nothing remembered.
"""


def in_words(figures: Figures) -> str:
    """Every figure with its ratio and verdict, as lines for the terminal."""
    lines = [f"Server start: bare {_figure(figures, START, BARE)}, dashboard {_ratio(figures, START, 'dashboard')}"]
    for name in PAGE_NAMES:
        lines += ["", PAGES[name][0]]
        lines += [
            f"  {measure.title:28} bare {_figure(figures, measure, BARE):>9}   page {_ratio(figures, measure, name)}"
            for measure in (*SPEEDS, *MEMORIES)
        ]
    lines += ["", *(f"{m.title}: {_of_interaction(figures, m, t)} (of the bare interaction)" for m, t in INTERACTIVE)]
    lines.append(
        f"{WARM_MOST.title}: bare {_figure(figures, WARM_MOST, BARE)}, page {_ratio(figures, WARM_MOST, 'compare')}"
    )
    lines += [
        f"{measure.title}: one copy {_figure(figures, measure, ONE)}, {MANY} {_ratio(figures, measure, MANY, ONE)}"
        for measure in (COPIES_WARM, COPIES_COLD)
    ]
    lines += [f"{measure.title}: {_figure(figures, measure, 'made')}" for measure in MADE]
    return "\n".join([*lines, "", verdict(figures)])


def verdict(figures: Figures) -> str:
    """Which goals are missed, in one sentence each, or that all are met."""
    missed = [text for text, ratio, goal in _goals(figures) if ratio > goal]
    if not missed:
        return "All goals are met."
    return f"{len(missed)} goal{'s are' if len(missed) > 1 else ' is'} missed: " + "; ".join(missed) + "."


def document(figures: Figures) -> str:
    """docs/benchmarks.md."""
    others = [
        "| | Yardstick | Figure |",
        "|---|---|---|",
        f"| {START.title} | bare: {_figure(figures, START, BARE)} | {_ratio(figures, START, 'dashboard')} |",
    ]
    others += [
        f"| {_title(measure)} | bare interaction: {figure_in_words(INTERACTION, _interaction(figures, measure))} | "
        f"{_of_interaction(figures, measure, target)} |"
        for measure, target in INTERACTIVE
    ]
    others.append(
        f"| {_title(WARM_MOST)} | bare: {_figure(figures, WARM_MOST, BARE)} | {_ratio(figures, WARM_MOST, 'compare')} |"
    )
    others += [
        f"| {_title(measure)}, {MANY} | {ONE}: {_figure(figures, measure, ONE)} | "
        f"{_ratio(figures, measure, MANY, ONE)} |"
        for measure in (COPIES_WARM, COPIES_COLD)
    ]
    others += [
        f"| {measure.title} | {f'goal: {most:g} {measure.unit}' if (most := MOST.get(measure)) else 'no goal'} | "
        f"{_figure(figures, measure, 'made')} |"
        for measure in MADE
    ]
    parts = [
        "# Benchmarks",
        "Written by `make bench`; do not edit by hand.",
        machine(),
        "x is the ratio to the bare script's figure; after it stands whether the goal is met.",
        _table(figures, SPEEDS),
        "\n".join(others),
        _table(figures, MEMORIES),
        verdict(figures),
        HOW,
    ]
    return "\n\n".join(parts)


def _table(figures: Figures, measures: tuple[Measure, ...]) -> str:
    lines = [
        f"| Page | {' | '.join(_title(measure) for measure in measures)} |",
        "|---|" + "---|" * len(measures),
        f"| *bare script* | {' | '.join(_figure(figures, measure, BARE) for measure in measures)} |",
    ]
    lines += [
        f"| {PAGES[name][0]} | {' | '.join(_ratio(figures, measure, name) for measure in measures)} |"
        for name in PAGE_NAMES
    ]
    return "\n".join(lines)


def machine() -> str:
    """When and on what: cores, memory and versions, no names and no paths."""
    memory = psutil.virtual_memory().total / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"Measured on {date.today():%Y-%m-%d} on {platform.system()} ({platform.machine()}) with {os.cpu_count()} "
        f"cores and {memory:.0f} GB of memory; Python {platform.python_version()}, {packages}."
    )


def _goals(figures: Figures):
    for measure in SPEEDS:
        if measure.goal is not None:
            for name in (page for page in PAGE_NAMES if (measure, page) in figures):
                yield _goal(
                    figures, measure, name, figures.yardstick(measure, name), f"{measure.title} of {PAGES[name][0]}"
                )
    for measure, target in INTERACTIVE:
        yield _goal(figures, measure, target, _interaction(figures, measure), measure.title)
    yield _goal(figures, COPIES_WARM, MANY, figures[COPIES_WARM, ONE], f"{COPIES_WARM.title} with {MANY}")
    yield _goal(figures, WARM_MOST, "compare", figures[WARM_MOST, BARE], WARM_MOST.title)
    for measure, most in MOST.items():
        made = figures[measure, "made"]
        yield f"{measure.title} {figure_in_words(measure, made)} (goal {most:g} {measure.unit})", made, most


def _goal(figures: Figures, measure: Measure, target: str, yardstick: float, name: str) -> tuple[str, float, float]:
    ratio = figures[measure, target] / yardstick
    return f"{name} {ratio:.2f} x (goal {measure.goal:g} x)", ratio, measure.goal


def _title(measure: Measure) -> str:
    return measure.title if measure.goal is None else f"{measure.title} (goal {measure.goal:g} x)"


def _figure(figures: Figures, measure: Measure, target: str) -> str:
    return figure_in_words(measure, figures[measure, target])


def _ratio(figures: Figures, measure: Measure, target: str, yardstick: str | None = None) -> str:
    if (measure, target) not in figures:
        return "no control to measure"
    compared_with = figures[measure, yardstick] if yardstick else figures.yardstick(measure, target)
    return ratio_in_words(measure, figures[measure, target], compared_with)


def _of_interaction(figures: Figures, measure: Measure, target: str) -> str:
    return ratio_in_words(measure, figures[measure, target], _interaction(figures, measure))


def _interaction(figures: Figures, measure: Measure) -> float:
    """The bare script's interaction: in the turns it took with this measure where it did, else in all."""
    return figures[measure, BARE] if (measure, BARE) in figures else figures[INTERACTION, BARE]
