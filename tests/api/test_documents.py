"""docs/api.md: every address is in it, and every request that its examples make is made."""

import csv
import io
import json
import re
import shlex
import subprocess

import pytest

from adverse.api.describe import DOCUMENTS, address_of
from adverse.api.pages import PAGES
from adverse.api.resources import RESOURCES
from adverse.evidence.package import DOCS_FOLDER

TEXT = (DOCS_FOLDER / "api.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"```(\w+)\n(.*?)```", TEXT, re.DOTALL))
HERE = "http://localhost:8501"


def test_every_address_is_documented():
    named = re.findall(r"^\| `(/api/v1/[^`]*)` \|", TEXT, re.MULTILINE)
    assert named == [*(f"/api/v1/{path}" for path in RESOURCES), *(address_of(name) for name in DOCUMENTS)]


def test_every_card_is_documented():
    told = re.findall(r"^\| `(\w+)` \| `([^`]+)` \| ([^|]+) \|$", TEXT, re.MULTILINE)
    several = {path: page.cards for path, page in PAGES.items() if len(page.cards) > 1}
    assert told == [(path, name, card.title) for path, cards in several.items() for name, card in cards.items()]


def test_there_is_an_example_for_each_tool():
    assert set(BLOCKS) == {"sh", "python", "r", "m"}
    assert all(HERE in block for block in BLOCKS.values())


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")


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


def test_python(server, capsys):
    names = {}
    exec(compile(BLOCKS["python"].replace(HERE, server.url), "docs/api.md", "exec"), names)
    assert set(names["rows"]["arm_id"]) == {"tower-blinatumomab", "tower-chemotherapy"}
    assert "Headache" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["r", "m"])
def test_requests_of_r_and_excel(ask, language):
    addresses = re.findall(rf'"{HERE}([^"]+)"', BLOCKS[language])
    assert addresses
    for address in addresses:
        reply = ask(address, Accept_Encoding="identity")
        assert reply.status == 200
        if address.partition("?")[0].endswith(".csv"):
            assert len(list(csv.DictReader(io.StringIO(reply.body.decode())))) > 1
        else:
            assert len(reply.json["data"]) > 1


def test_columns_named_in_r_are_served(ask):
    [address] = re.findall(rf'fromJSON\("{HERE}([^"]+)"', BLOCKS["r"])
    columns = re.findall(r'"(\w+)"', BLOCKS["r"].splitlines()[-1])
    assert len(columns) > 3
    assert set(columns) <= set(ask(address).json["data"][0])
