"""Two medicines, arms or groups of patients side by side: only rows of the same event, grade, period and subset."""

from dataclasses import replace
from typing import NamedTuple

from adverse.search.facets import Facet
from adverse.search.index import Index
from adverse.search.language import PATTERNS, SAYS
from adverse.search.reading import Reading
from adverse.search.rows import COMPARATOR, Found, found_rows

PAIRED = ("event", "grade_band", "subset", "period", "counting_unit")
ASKED_OTHERWISE = {"onset", "duration", "management", "definition", "source", "signals", "grading", "claims"}


class Pair(NamedTuple):
    """The rows of both sides, or none where none fit; the nearest rows, their arms, and a caution in words."""

    rows: tuple[Found, ...]
    nearest: list[Found]
    arm_ids: tuple[str, ...]
    caution: str = ""


def sides_of(asked: Reading, own_medicine: str) -> list[Facet]:
    """The two sides of a comparison; nothing where the question compares none."""
    if ASKED_OTHERWISE & {*asked.asks} or not (asked.of_kind("event", "subset") or "totals" in asked.wishes):
        return []
    own = Facet("medicine", "", own_medicine, frozenset({own_medicine}))
    if PATTERNS["both_arms"].search(asked.folded):
        return [own, Facet("word", "", "the other arm", frozenset({COMPARATOR}))]
    medicines, trials, patients = (asked.of_kind(kind) for kind in ("medicine", "trial", "patients"))
    is_either = " or " in asked.folded
    is_compared = "comparison" in asked.stances or ("risk" in asked.asks and is_either)
    if len(medicines) == 2 and (is_compared or is_either or "risk" in asked.asks):
        return medicines
    if is_compared and len(medicines) == 1 and own_medicine not in medicines[0].values:
        return [medicines[0], own]
    return next((several for several in (trials, patients) if is_compared and len(several) == 2), [])


def compared(index: Index, asked: Reading, sides: list[Facet]) -> Pair:
    """The best pair of rows: of one trial before others, then the better evidence on both sides."""
    shared = [facet for facet in asked.facets if facet.kind != sides[0].kind]
    ask = "rates" if "rates" in asked.asks else "incidence"
    found = [found_rows(index, replace(asked, facets=(*shared, side)), ask) for side in sides]
    answering = [[row for row in rows if row.answers] for rows in found]
    pairs = [
        (one.document.row.trial_id != other.document.row.trial_id, max(one.order, other.order), one, other)
        for one in answering[0]
        for other in answering[1]
        if all(getattr(one.document.row, name, "") == getattr(other.document.row, name, "") for name in PAIRED)
        and one.document.row.arm_id != other.document.row.arm_id
    ]
    shown = (rows or nearest for rows, nearest in zip(answering, found, strict=True))
    nearest = [row for rows in zip(*shown, strict=False) for row in rows]
    arms = tuple(dict.fromkeys(row.document.row.arm_id for rows in answering for row in rows[:1]))
    if asked.not_understood or not pairs:
        return Pair((), nearest, arms)
    is_other_trial, _, one, other = min(pairs, key=lambda pair: pair[:2])
    return Pair((one, other), nearest, arms, SAYS["other_trials"] if is_other_trial else "")
