"""Rules of the grading tables: criteria and vignettes agree with the rule in adverse.grading."""

from collections.abc import Iterator

import pandas as pd

from adverse.grading import SYNDROMES, SYSTEM, IceItem, grade_of

Tables = dict[str, pd.DataFrame]


def problems_in_grading(tables: Tables) -> Iterator[str]:
    """Criteria whose finding or grade the rule does not know, findings without a criterion, vignettes graded wrong.

    A folder may have no criteria at all, but not some of them.
    """
    criteria = tables["grading_criteria"]
    if len(criteria):
        yield from _criteria(criteria[criteria["system"] == SYSTEM])
        yield from _ice_items(criteria[criteria["system"] == "ice"])
    yield from _vignettes(tables["vignettes"])


def _criteria(criteria: pd.DataFrame) -> Iterator[str]:
    expected = {
        (domain, str(finding)): finding.grade
        for findings in SYNDROMES.values()
        for domain, choices in findings.domains().items()
        for finding in choices
    }
    for row in criteria[criteria["finding"] != ""].itertuples():
        where = f"grading_criteria.csv, line {row.line}, column"
        grade = 0 if pd.isna(row.grade) else row.grade
        if (row.domain, row.finding) not in expected:
            yield f"{where} finding: '{row.finding}' is not a finding of {row.domain}."
        elif grade != expected[row.domain, row.finding]:
            yield f"{where} grade: the rule gives {row.finding} grade {expected[row.domain, row.finding]}."
    described = set(zip(criteria["domain"], criteria["finding"], strict=True))
    for domain, finding in [key for key, grade in expected.items() if grade and key not in described]:
        yield f"grading_criteria.csv: no row describes the finding {finding} of {domain}."


def _ice_items(items: pd.DataFrame) -> Iterator[str]:
    for row in items[~items["finding"].isin(list(IceItem))].itertuples():
        yield f"grading_criteria.csv, line {row.line}, column finding: '{row.finding}' is not an item of the ICE score."
    for item in IceItem:
        if item not in set(items["finding"]):
            yield f"grading_criteria.csv: no row describes the item {item} of the ICE score."


def _vignettes(vignettes: pd.DataFrame) -> Iterator[str]:
    for row in vignettes.to_dict("records"):
        where = f"vignettes.csv, line {row['line']}, column"
        own = SYNDROMES[row["syndrome"]]
        empty = [domain for domain in own.domains() if not row[domain]]
        foreign = [
            domain for other in SYNDROMES.values() if other is not own for domain in other.domains() if row[domain]
        ]
        yield from (f"{where} {domain}: the cell is empty." for domain in empty)
        yield from (f"{where} {domain}: a vignette on {row['syndrome']} has no such finding." for domain in foreign)
        if pd.isna(row["grade"]):
            yield f"{where} grade: the cell is empty."
        elif not empty and (grade := grade_of(own.read(row)).grade) != row["grade"]:
            yield f"{where} grade: {row['grade']} is printed, the findings give {grade}."
