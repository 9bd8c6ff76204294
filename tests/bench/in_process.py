"""Script runs without a browser or a server: AppTest in this process."""

import gc
from dataclasses import replace
from time import perf_counter
from unittest import mock

import pandas as pd
from streamlit.testing.v1 import AppTest

from adverse.evidence import Evidence
from adverse.ui import server
from adverse.ui.navigation import page_file
from tests.bench.common import (
    BARE,
    BARE_SCRIPT,
    COPIES_COLD,
    COPIES_WARM,
    PAGE_NAMES,
    SHELL_SCRIPT,
    WARM_ALONE,
    WARM_MOST,
    WARM_SHELL,
    Figures,
)

N_WARM = 15
N_COLD = 3
N_ARMS = 4
N_COPIES = 100
ONE, MANY = "1 copy", f"{N_COPIES} copies"


def measure_warm_runs(figures: Figures) -> None:
    """Milliseconds of a run after the first, the bare script and every page in turn.

    What is loaded by then is put out of the sight of the garbage collector, as the server does at its start.
    """
    alone = {name: AppTest.from_file(page_file(name), default_timeout=60) for name in PAGE_NAMES}
    alone[BARE] = AppTest.from_file(BARE_SCRIPT, default_timeout=60)
    in_shell = {name: through_shell(name) for name in PAGE_NAMES} | {BARE: alone[BARE]}
    most = {"compare": _compare_with_most(), BARE: alone[BARE]}
    for test in (*alone.values(), *in_shell.values(), *most.values()):
        milliseconds_of_a_run(test)
    gc.freeze()
    for _ in range(N_WARM):
        for measure, tests in ((WARM_ALONE, alone), (WARM_SHELL, in_shell), (WARM_MOST, most)):
            for target, test in tests.items():
                figures.add(measure, target, milliseconds_of_a_run(test))


def _compare_with_most() -> AppTest:
    """The compare page in its shell with the four arms that list most events, every event of theirs in view."""
    test = through_shell("compare")
    n_events = server.evidence().incidence.groupby("arm_id")["event"].nunique()
    test.query_params["compare_arms"] = list(n_events.nlargest(N_ARMS).index)
    test.query_params["compare_grade"] = "any"
    return test


def through_shell(name: str) -> AppTest:
    """A page as a visitor gets it: navigation, fixed line and view switch around it."""
    test = AppTest.from_file(SHELL_SCRIPT, default_timeout=60).run()
    return test.switch_page(str(page_file(name)))


def milliseconds_of_a_run(test: AppTest) -> float:
    """Run the script once; AssertionError when it raises."""
    gc.collect()
    begin = perf_counter()
    test.run()
    milliseconds = 1000 * (perf_counter() - begin)
    assert not test.exception, test.exception
    return milliseconds


def measure_copies(figures: Figures) -> None:
    """The incidence page with the shipped incidence table and with 100 copies of it, in turn."""
    evidence = server.evidence()
    many = with_copies(evidence, N_COPIES)
    gc.freeze()
    for _ in range(N_COLD):
        for target, used in ((ONE, evidence), (MANY, many)):
            with using(used):
                test = AppTest.from_file(page_file("incidence"), default_timeout=120)
                figures.add(COPIES_COLD, target, milliseconds_of_a_run(test))
                for _ in range(N_WARM // N_COLD):
                    figures.add(COPIES_WARM, target, milliseconds_of_a_run(test))


def with_copies(evidence: Evidence, n: int) -> Evidence:
    """The evidence with every incidence row n times: the copies name another place in the same source.

    They have the arm and the event of the first, so a chart has to set each of them aside.
    """
    table = evidence.incidence
    copies = [
        table.assign(
            locator=table["locator"] + f", copy {i}",
            row_key=table["row_key"] + f", copy {i}",
            line=table["line"] + i * len(table),
        )
        for i in range(1, n)
    ]
    return replace(evidence, incidence=pd.concat([table, *copies], ignore_index=True))


class using:
    """Within the block pages read this evidence, with nothing remembered from before."""

    def __init__(self, evidence: Evidence):
        self._patch = mock.patch.object(server, "load_evidence", return_value=evidence)

    def __enter__(self) -> None:
        self._patch.start()
        self._forget()
        server.evidence()

    def __exit__(self, *_) -> None:
        self._patch.stop()
        self._forget()

    @staticmethod
    def _forget() -> None:
        server.evidence.cache_clear()
