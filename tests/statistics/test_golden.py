"""Every public statistic reproduces numbers that somebody else published."""

import csv
import json
from pathlib import Path

import pandas as pd
import pytest

from adverse import statistics

GOLDEN_FILE = Path(__file__).parents[1] / "golden.csv"
GOLDEN_ROWS = list(csv.DictReader(GOLDEN_FILE.read_text(encoding="utf-8").splitlines()))


def value_low_high(statistic: str, arguments: dict, level: float) -> list[float]:
    function = getattr(statistics, statistic)
    if not statistic.startswith("with_"):
        estimate = function(**arguments, level=level)
        return [estimate.value, estimate.low, estimate.high]
    table = pd.DataFrame([arguments])
    return function(table, level=level).drop(columns=table.columns).iloc[0].to_list()


@pytest.mark.parametrize("golden", GOLDEN_ROWS, ids=lambda golden: f"{golden['statistic']}-{golden['arguments']}")
def test_statistic_equals_the_published_number(golden):
    actual = value_low_high(golden["statistic"], json.loads(golden["arguments"]), float(golden["level"]))
    printed = [f"{number:.{golden['digits']}f}" for number in actual]
    assert printed == [golden["value"], golden["low"], golden["high"]], f"{golden['source']}, {golden['locator']}"


def test_every_public_statistic_has_a_golden_row():
    public = {name for name in statistics.__all__ if callable(getattr(statistics, name))} - {"Estimate"}
    assert public == {golden["statistic"] for golden in GOLDEN_ROWS}
