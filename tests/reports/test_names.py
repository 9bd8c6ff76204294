"""A medicine is found by name and by active ingredient; a name that is only near is proposed, never counted."""

import csv

import pandas as pd
import pytest

from adverse.reports.names import Names, tidied_name
from tests.reports.quarters import CASES


@pytest.fixture(scope="module")
def names(evidence) -> Names:
    return Names(evidence.report_names)


def rows_of_case() -> list[dict]:
    lines = (CASES / "DRUG24Q1.txt").read_text().splitlines()
    return list(csv.DictReader(lines, delimiter="$", quoting=csv.QUOTE_NONE))


def test_six_reports_are_certain_and_one_is_proposed(names, evidence):
    drug = evidence.about["drug"]
    rows = [row for row in rows_of_case() if drug in names.medicines(row["drugname"], row["prod_ai"])]
    found = {row["primaryid"]: row["role_cod"] for row in rows}
    assert sorted(found.values()) == ["C", "PS", "PS", "PS", "PS", "SS"]
    proposed = names.near([row["drugname"] for row in rows_of_case()])
    assert proposed.values.tolist() == [["BLINATUMUMAB", drug, drug.upper()]]


@pytest.mark.parametrize(
    ("name", "ingredient", "medicines"),
    [
        ("TECVAYLI", "TECLISTAMAB-CQYV", ["teclistamab"]),
        ("INJ. KYMRIAH (CTL019) 1 BAG", "", ["tisagenlecleucel"]),
        ("CMC-544", "", ["inotuzumab ozogamicin"]),
        ("AMG  103", "", ["blinatumomab"]),
        ("AMG103", "", ["blinatumomab"]),
        ("MT-103", "", ["blinatumomab"]),
        ("BLINCYTO38.5", "", ["blinatumomab"]),
        ("CTL-019", "", ["tisagenlecleucel"]),
        ("AMG 1030", "", ["amg 1030"]),
        ("HUMIRA AUTO 1ML", "", ["humira auto 1ml"]),
        ("PLACEBO (BLINATUMOMAB)", "", ["placebo (blinatumomab)"]),
        ("NORCO", "ACETAMINOPHEN\\HYDROCODONE BITARTRATE", ["acetaminophen", "hydrocodone bitartrate"]),
        ("SPRYCEL", "DASATINIB\\SOMETHING ELSE", ["dasatinib", "something else"]),
        ("ASPIRIN /00002701/", "", ["aspirin"]),
        ("PREDNISONE.", "", ["prednisone"]),
        ("BLENOXANE", "BLEOMYCIN", ["bleomycin"]),
    ],
)
def test_what_a_reported_name_means(names, name, ingredient, medicines):
    assert names.medicines(name, ingredient) == medicines


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("BLINCITO", ["blinatumomab"]),
        ("Kymirah 1 bag", ["tisagenlecleucel"]),
        ("aspirin", []),
        ("Kymriah", []),
    ],
)
def test_near_names_are_proposed(names, name, near):
    assert names.near([name])["drug"].tolist() == near


def test_without_a_list_every_name_stands_for_itself():
    assert Names(pd.DataFrame({"drug": [], "name": []})).medicines("Aspirin", "") == ["aspirin"]
    assert tidied_name(" . ") == ""


def test_every_product_of_the_arms_has_its_names(evidence):
    """Classes of medicines and chemotherapy are no product of their own."""
    whole = evidence.arms["drug"].str.replace(r" \(.*\)", "", regex=True)
    parts = {part for drug in whole for part in drug.replace(" or ", " + ").split(" + ")}
    products = {part for part in parts if part.split()[-1].endswith(("mab", "leucel", "icin", "tinib", "fusp"))}
    assert len(products) >= 19
    assert products - set(evidence.report_names["drug"]) == set()
