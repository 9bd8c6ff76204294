"""What is measured, the goals, and the figures of one run: every figure belongs to a measure and a target."""

from collections import defaultdict
from statistics import median
from typing import NamedTuple

from tests.browser.serve import ADDRESSES, ROOT

BARE = "bare"
BARE_SCRIPT = ROOT / "tests" / "bench" / "bare.py"
SHELL_SCRIPT = ROOT / "adverse" / "ui" / "shell.py"
PAGE_NAMES = tuple(ADDRESSES)


class Measure(NamedTuple):
    """One kind of figure; `goal` is the largest ratio to the yardstick, or None."""

    key: str
    title: str
    unit: str
    digits: int
    goal: float | None = None


START = Measure("start", "Server start", "s", 2)
FIRST_LOAD = Measure("first_load", "First load", "s", 2, 1.5)
INTERACTION = Measure("interaction", "One interaction", "ms", 0, 1.5)
FIRST_INTERACTION = Measure("first_interaction", "The same, its first time", "ms", 0)
DAY_SLIDER = Measure("day_slider", "Day slider of the onset page", "ms", 0, 0.7)
WARM_SHELL = Measure("warm_shell", "Warm run in the shell", "ms", 1, 2.5)
WARM_ALONE = Measure("warm_alone", "Warm run of the page alone", "ms", 1, 2.5)
WARM_MOST = Measure("warm_most", "Warm run of Compare with 4 arms and all events", "ms", 1, 3.0)
MEMORY = Measure("memory", "Memory a session", "MB", 2)
MEMORY_ALL = Measure("memory_all", "Server with 20 sessions", "MB", 0)
COPIES_WARM = Measure("copies_warm", "Incidence page, warm run", "ms", 1, 2.0)
COPIES_COLD = Measure("copies_cold", "Incidence page, first run", "ms", 0)
API_WARM = Measure("api_warm", "Data API with 20 clients, 95th percentile", "ms", 0, 1.0)
API_COLD = Measure("api_cold", "The same, rows nobody asked for before", "ms", 0, 3.0)
SLIDES = Measure("slides", "PPTX of 10 slides", "s", 2)
WORKBOOK = Measure("workbook", "XLSX of all tables", "s", 2)
IMAGE = Measure("image", "PNG of a chart", "s", 2)
POOLING = Measure("pooling", "Pooling of 60 arms", "ms", 1)
MADE = (SLIDES, WORKBOOK, IMAGE, POOLING)
MOST = {SLIDES: 2.0, WORKBOOK: 3.0, POOLING: 50.0}  # in the unit of the measure
SPEEDS = (FIRST_LOAD, INTERACTION, FIRST_INTERACTION, WARM_SHELL, WARM_ALONE)
MEMORIES = (MEMORY, MEMORY_ALL)


class Figures:
    """Repeated figures by measure and target."""

    def __init__(self):
        self._all = defaultdict(list)

    def add(self, measure: Measure, target: str, figure: float) -> None:
        """Keep one more figure."""
        self._all[measure.key, target].append(figure)

    def __getitem__(self, key: tuple[Measure, str]) -> float:
        """The median of a measure at a target; KeyError when it was not measured."""
        measure, target = key
        if (measure.key, target) not in self._all:
            raise KeyError(f"{measure.title} was not measured at {target}")
        return median(self._all[measure.key, target])

    def yardstick(self, measure: Measure, target: str) -> float:
        """The median of the bare script: in the turns it took with the target where it did, else in all."""
        beside = beside_of(target)
        return self[measure, beside if (measure, beside) in self else BARE]

    def __contains__(self, key: tuple[Measure, str]) -> bool:
        return (key[0].key, key[1]) in self._all


def beside_of(target: str) -> str:
    """The name of the bare script's figures that were taken in turn with those of a target."""
    return f"{BARE} beside {target}"


def figure_in_words(measure: Measure, figure: float) -> str:
    """ "1.20 s"."""
    return f"{figure:.{measure.digits}f} {measure.unit}"


def ratio_in_words(measure: Measure, figure: float, yardstick: float) -> str:
    """ "1.20 s = 1.31 x, ok", or "over" when the goal is missed."""
    ratio = figure / yardstick
    verdict = "" if measure.goal is None else ", ok" if ratio <= measure.goal else f", over {measure.goal:g} x"
    return f"{figure_in_words(measure, figure)} = {ratio:.2f} x{verdict}"
