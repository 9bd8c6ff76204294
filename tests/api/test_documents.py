"""docs/api.md: every address is in it, and every request that its examples make is made."""

import csv
import io
import json
import os
import re
import shlex
import subprocess
from collections.abc import Callable

import pytest

from adverse.api.describe import DOCUMENTS, address_of
from adverse.api.files import files_served
from adverse.api.resources import RESOURCES
from adverse.generate import DOCS_FOLDER
from tests.api.ensure_r import ADVICE, find_rscript

TEXT = (DOCS_FOLDER / "api.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"```(\w+)\n(.*?)```", TEXT, re.DOTALL))
HERE = "http://localhost:8501"
HAND_OVER = """
json <- jsonlite::toJSON(list(rows = rows, told = told$data), na = "string", digits = NA)
writeLines(enc2utf8(json), commandArgs(trailingOnly = TRUE), useBytes = TRUE)
"""


def test_every_address_is_documented(evidence):
    named = re.findall(r"^\| `(/api/v1/[^`]*)` \|", TEXT, re.MULTILINE)
    rows, documents = [f"/api/v1/{path}" for path in RESOURCES], [address_of(name) for name in DOCUMENTS]
    files = [f"/api/v1/{name.replace(evidence.about['version'], 'VERSION')}" for name in files_served(evidence)]
    assert named == [*rows, *documents, *files]


def test_there_is_an_example_for_each_tool():
    assert set(BLOCKS) == {"sh", "python", "r", "m"}
    assert all(HERE in block for block in BLOCKS.values())


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def rows_of(ask) -> Callable[[str], list[dict]]:
    """A function from an address of the API to the rows that its JSON form holds."""

    def rows(address: str) -> list[dict]:
        path, _, query = address.partition("?")
        found = ask(f"{path.rpartition('.')[0]}.json?{query}").json["data"]
        assert len(found) > 1
        return found

    return rows


def addresses_in(example: str) -> list[str]:
    return re.findall(rf'"{HERE}([^"]+)"', example)


def assert_same(found: list[dict], expected: list[dict], only: list[str] | None = None) -> None:
    """The same rows in the same order, numbers as numbers, what is missing missing; of some columns or all."""
    assert len(found) == len(expected)
    for row, wanted in zip(found, expected, strict=True):
        for column in only or wanted:
            value = wanted[column] if wanted[column] != "" else None
            assert row.get(column) == (pytest.approx(value, rel=1e-12) if isinstance(value, float) else value), column


@pytest.mark.parametrize("command", BLOCKS["sh"].splitlines())
def test_curl(server, command):
    ran = subprocess.run(
        shlex.split(command.replace(HERE, server.url)), capture_output=True, text=True, check=True, timeout=60
    )
    if ".csv" in command:
        rows = list(csv.DictReader(io.StringIO(ran.stdout)))
        assert {(row["arm_id"], row["grade_band"]) for row in rows} == {("tower-blinatumomab", "ge3")}
    else:
        told = json.loads(ran.stdout)
        assert len(told.get("data", told.get("links"))) >= 5


def test_python(server, rows_of, capsys):
    names = {}
    exec(compile(BLOCKS["python"].replace(HERE, server.url), "docs/api.md", "exec"), names)
    [address] = addresses_in(BLOCKS["python"])
    expected = rows_of(address)
    assert {row["arm_id"] for row in expected} == {"tower-blinatumomab", "tower-chemotherapy"}
    assert_same(names["rows"].astype(object).where(names["rows"].notna(), None).to_dict("records"), expected)
    assert "Headache" in capsys.readouterr().out


def test_r(server, rows_of, tmp_path):
    rscript = find_rscript()
    if rscript is None:
        pytest.fail(ADVICE, pytrace=False) if os.environ.get("CI") else pytest.skip(ADVICE)
    script, handed = tmp_path / "example.R", tmp_path / "rows.json"
    script.write_text(BLOCKS["r"].replace(HERE, server.url) + HAND_OVER, encoding="utf-8")
    ran = subprocess.run([rscript, "--vanilla", script, handed], capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stderr
    found = json.loads(handed.read_text(encoding="utf-8").replace('"NA"', "null"))
    of_rows, of_told = addresses_in(BLOCKS["r"])
    shown = [re.findall(r'"(\w+)"', line) for line in BLOCKS["r"].splitlines() if "[, c(" in line]
    assert_same(found["rows"], rows_of(of_rows), only=shown[0])
    assert_same(found["told"], rows_of(of_told))
    assert [len(columns) for columns in shown] == [6, 5]
    assert all(column in ran.stdout for columns in shown for column in columns)


def test_excel(ask, rows_of):
    """Excel runs its script nowhere but in Excel, so the steps are carried out here, each with its own settings."""
    steps = re.findall(r"^    (\w+) = (.+?),?$", BLOCKS["m"].partition("\nin\n")[0], re.MULTILINE)
    called = [step.partition("(")[0] for _, step in steps if "(" in step]
    assert called == ["Web.Contents", "Csv.Document", "Table.PromoteHeaders", "Table.TransformColumnTypes"]
    source, lines, rows, types, last = (name for name, _ in steps)
    fetch, read, promote, numbers, convert = (step[step.find("(") + 1 :].removesuffix(")") for _, step in steps)
    assert BLOCKS["m"].split()[-1] == last

    [address] = addresses_in(fetch)
    body = ask(address, Accept_Encoding="identity").body
    said = re.fullmatch(rf'{source}, \[Delimiter = "(.)", Encoding = (\d+), QuoteStyle = QuoteStyle\.Csv\]', read)
    table = list(csv.reader(io.StringIO(body.decode(f"cp{said[2]}"), newline=""), delimiter=said[1]))
    assert promote == f"{lines}, [PromoteAllScalars = true]"
    header, *cells = table
    records = [dict(zip(header, line, strict=True)) for line in cells]
    columns = re.findall(r'\{"(\w+)", type number\}', numbers)
    assert len(columns) == numbers.count("type") == 3
    assert convert == f'{rows}, {types}, "en-US"'
    typed = [row | {column: float(row[column]) if row[column] else None for column in columns} for row in records]
    assert_same(typed, rows_of(address), only=[*columns, "event", "factor", "measure", "source_name", "locator"])
