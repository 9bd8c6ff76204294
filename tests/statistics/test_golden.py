"""Every public statistic reproduces numbers that somebody else published."""

import csv
import json
from dataclasses import asdict
from inspect import isclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from adverse import statistics

GOLDEN_FILE = Path(__file__).parents[1] / "golden.csv"
GOLDEN_ROWS = list(csv.DictReader(GOLDEN_FILE.read_text(encoding="utf-8").splitlines()))


def computed(golden: dict) -> dict[str, list[float]]:
    """Name -> the numbers that a statistic gives, one each row of a table."""
    function = getattr(statistics, golden["statistic"])
    options = {"level": float(golden["level"])} if golden["level"] else {}
    arguments = json.loads(golden["arguments"])
    options |= arguments.pop("options", {})
    if golden["statistic"].startswith("with_"):
        table = pd.DataFrame({name: np.atleast_1d(cells) for name, cells in arguments.items()})
        added = function(table, **options).drop(columns=table.columns).to_dict("list")
        return added | dict(zip(("value", "low", "high"), added.values(), strict=False))
    result = function(**arguments, **options)
    if isinstance(result, pd.DataFrame):
        return result.to_dict("list")
    given = asdict(result)
    return {name: [number] for name, number in (given | given.get("estimate", {})).items()}


def printed(golden: dict) -> dict[str, str]:
    """Name -> the numbers that the source prints, as printed."""
    named = {name: golden[name] for name in ("value", "low", "high") if golden[name]}
    return named | json.loads(golden["more"] or "{}")


@pytest.mark.parametrize("golden", GOLDEN_ROWS, ids=lambda golden: f"{golden['statistic']}-{golden['arguments'][:99]}")
def test_statistic_equals_the_published_number(golden):
    expected, numbers = printed(golden), computed(golden)
    assert expected
    actual = {
        name: " ".join(f"{number:.{len(text.split()[0].partition('.')[2])}f}" for number in numbers[name])
        for name, text in expected.items()
    }
    assert actual == expected, f"{golden['source']}, {golden['locator']}"


def test_every_public_statistic_has_a_golden_row():
    public = {name for name in statistics.__all__ if not isclass(getattr(statistics, name))}
    assert public == {golden["statistic"] for golden in GOLDEN_ROWS}
