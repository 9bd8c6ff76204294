"""What makes an arm pivotal, and the columns of the page that lists pivotal arms: the rules on both."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pandas as pd

from adverse.evidence.patients import patient_groups
from adverse.vocabulary import DRUG_CLASSES, T_CELL_ENGAGING, label

GRADES = ("any", "ge3")
TEXTS = ("key", "label")


def problems_in_pivotal(arms: pd.DataFrame) -> Iterator[str]:
    """A pivotal arm is core evidence on one T-cell engaging treatment alone; one arm a trial, nobody counted twice."""
    pivotal, groups = arms[arms["pivotal"] != ""], patient_groups(arms)
    for row in pivotal.itertuples():
        where = f"arms.csv, line {row.line}, column pivotal"
        if row.drug_class not in T_CELL_ENGAGING or " + " in row.drug:
            of = label(DRUG_CLASSES, row.drug_class)
            yield f"{where}: a T-cell engaging treatment alone is needed, '{row.drug}' ({of}) is none."
        if row.tier != "core" or row.arm_role == "comparator":
            yield f"{where}: a pivotal arm is core evidence and no comparator."
    for first, second in combinations(pivotal.itertuples(), 2):
        if first.trial_id == second.trial_id or not groups[first.arm_id].isdisjoint(groups[second.arm_id]):
            yield (
                f"arms.csv, line {second.line}, column pivotal: '{second.arm_id}' and '{first.arm_id}' are of one "
                "trial or count the same patients; one of them is pivotal."
            )


def problems_in_matrix_form(about: dict[str, Any]) -> Iterator[str]:
    """Whether each group of columns has a key of its own, a label, events, and grades."""
    given = about.get("matrix", [])
    if not isinstance(given, list) or not all(map(_is_group, given)):
        yield (
            f"about.toml, matrix: each needs the texts key and label, a list of events and grades of "
            f"{' and '.join(GRADES)}, and where there are several events what each is in short (kinds), under its own "
            "[[matrix]]."
        )
        return
    keys = [item["key"] for item in given]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield f"about.toml, matrix: the key '{key}' stands twice."


def _is_group(item: Any) -> bool:
    if not isinstance(item, dict) or not all(isinstance(item.get(key), str) and item[key] for key in TEXTS):
        return False
    events, grades = item.get("events"), item.get("grades")
    if not (isinstance(events, list) and events and isinstance(grades, list) and grades):
        return False
    kinds: Any = item.get("kinds", [""] * (len(events) == 1))
    are_texts = all(isinstance(text, str) for text in [*events, *kinds])
    return are_texts and len(kinds) == len(events) and set(grades) <= set(GRADES)
