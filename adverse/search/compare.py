"""Two medicines, arms or groups of patients side by side: only rows of the same event, grade, period and subset."""

from dataclasses import replace
from functools import partial
from typing import NamedTuple

from adverse.search.index import Index
from adverse.search.language import PATTERNS, SAYS
from adverse.search.reading import Facet, Reading
from adverse.search.rows import COMPARATOR, Found, found_rows
from adverse.vocabulary import AGE_GROUPS, SETTINGS, label

PAIRED = ("event", "grade_band", "subset", "period", "counting_unit")
NOT_ONE = ("mixed", "other", "")  # settings that are not one group of patients
ASKED_OTHERWISE = {"onset", "duration", "management", "definition", "source", "signals", "grading", "claims"}


class Pair(NamedTuple):
    """The rows of both sides, or none where none fit; the nearest rows, arms for Compare, and a caution in words."""

    rows: tuple[Found, ...]
    nearest: list[Found]
    arm_ids: tuple[str, ...]
    caution: str = ""


def sides_of(asked: Reading, own_medicine: str) -> list[Facet]:
    """The two sides of a comparison; nothing where the question compares none."""
    if ASKED_OTHERWISE & {*asked.asks} or not (asked.of_kind("event", "subset") or "totals" in asked.wishes):
        return []
    own = Facet("medicine", "", own_medicine, (own_medicine,))
    if PATTERNS["both_arms"].search(asked.folded):
        return [own, Facet("word", "", "the other arm", (COMPARATOR,))]
    medicines = asked.of_kind("medicine", "class")
    is_either = " or " in asked.folded or "risk" in asked.asks
    is_compared = "comparison" in asked.stances or ("risk" in asked.asks and " or " in asked.folded)
    if len(medicines) == 2 and (is_compared or is_either):
        return medicines
    if is_compared and len(medicines) == 1 and own_medicine not in medicines[0].values:
        return [medicines[0], own]
    several = (asked.of_kind("trial"), asked.of_kind("patients"))
    return next((sides for sides in several if is_compared and len(sides) == 2), [])


def compared(index: Index, asked: Reading, sides: list[Facet]) -> Pair:
    """The best pair of rows: of one trial before others, then of the most alike patients, then the better evidence."""
    shared = [facet for facet in asked.facets if facet not in sides]
    ask = "rates" if "rates" in asked.asks else "incidence"
    found = [found_rows(index, replace(asked, facets=(*shared, side)), ask) for side in sides]
    answering = [[row for row in rows if row.answers] for rows in found]
    pairs = [
        (*_unlikeness(one.document.row, other.document.row), max(one.order, other.order), one, other)
        for one in answering[0]
        for other in answering[1]
        if all(getattr(one.document.row, name, "") == getattr(other.document.row, name, "") for name in PAIRED)
        and one.document.row.arm_id != other.document.row.arm_id
    ]
    shown = (rows or nearest for rows, nearest in zip(answering, found, strict=True))
    nearest = list(dict.fromkeys(row for rows in zip(*shown, strict=False) for row in rows))
    arms = tuple(dict.fromkeys(filter(None, map(partial(_arm_of, index), sides, answering))))
    if asked.not_understood or not pairs:
        return Pair((), nearest, arms)
    is_other_trial, _, n_unlike, _, one, other = min(pairs, key=lambda pair: pair[:4])
    rows = (one, other)
    if not is_other_trial:
        return Pair(rows, nearest, ())
    patients = [_patients(row.document.row) for row in rows]
    unlike = SAYS["unlike"].format(one=patients[0], other=patients[1]) if n_unlike else ""
    arms = tuple(row.document.row.arm_id for row in rows)
    return Pair(rows, nearest, arms, " ".join(filter(None, [SAYS["other_trials"], unlike])))


def _arm_of(index: Index, side: Facet, answering: list[Found]) -> str:
    """The arm that stands for a side in Compare: that of its first row, else its own with the best evidence."""
    own = [it for it in index.documents if it.table == "incidence" and it.words & {*side.values}]
    best = [row.document for row in answering] or sorted(own, key=lambda it: it.rank)
    return best[0].row.arm_id if best else ""


def _unlikeness(one, other) -> tuple[bool, bool, int]:
    """Whether two rows are of different trials, if one is supporting only, and in how much their patients differ."""
    if one.trial_id == other.trial_id:
        return (False, False, 0)
    is_one_setting = one.setting == other.setting not in NOT_ONE
    is_one_age = one.age_group == other.age_group != ""
    return (True, "supporting" in (one.tier, other.tier), (not is_one_setting) + (not is_one_age))


def _patients(row) -> str:
    """Who the patients of a row are."""
    return f"{label(AGE_GROUPS, row.age_group)}, {label(SETTINGS, row.setting)}".lower()
