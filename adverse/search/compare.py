"""Two medicines, arms or groups of patients side by side: only rows of the same event, grade, period and subset."""

from dataclasses import dataclass, replace

from adverse.search.facets import Facet
from adverse.search.index import Index
from adverse.search.reading import Reading
from adverse.search.rows import Found, found_rows

PAIRED = ("event", "grade_band", "subset", "period", "counting_unit")
ASKED_OTHERWISE = {"onset", "duration", "management", "definition", "source", "signals", "grading", "claims", "rates"}


@dataclass(frozen=True)
class Pair:
    """The rows of both sides, or none where none fit; the nearest rows, their arms, and a caution in words."""

    rows: list[Found]
    nearest: list[Found]
    arm_ids: tuple[str, ...]
    caution: str = ""


def sides_of(asked: Reading, own_medicine: str) -> list[list[Facet]]:
    """The two sides of a comparison as facets; nothing where the question compares none."""
    if ASKED_OTHERWISE & {*asked.asks} or (not asked.of_kind("event", "subset") and not asked.speaks_of_totals):
        return []
    medicines, trials, patients = (asked.of_kind(kind) for kind in ("medicine", "trial", "patients"))
    if len(medicines) == 2 and ("comparison" in asked.stances or " or " in asked.folded or "risk" in asked.asks):
        return [[medicine] for medicine in medicines]
    if "comparison" not in asked.stances and not ("risk" in asked.asks and " or " in asked.folded):
        return []
    if len(medicines) == 1 and own_medicine not in medicines[0].values:
        return [[medicines[0]], [Facet("medicine", "", own_medicine, frozenset({own_medicine}))]]
    for several in (trials, patients):
        if len(several) == 2:
            return [[facet] for facet in several]
    return []


def compared(index: Index, asked: Reading, sides: list[list[Facet]]) -> Pair:
    """The best pair of rows: of one trial before others, then the better evidence on both sides."""
    of_sides = {id(facet) for side in sides for facet in side}
    shared = [facet for facet in asked.facets if id(facet) not in of_sides and (facet.kind != sides[0][0].kind)]
    found = [found_rows(index, replace(asked, facets=(*shared, *side)), "incidence") for side in sides]
    answering = [[row for row in rows if row.answers and row.document.table == "incidence"] for rows in found]
    pairs = [
        (one.document.row.trial_id != other.document.row.trial_id, max(one.order, other.order), one, other)
        for one in answering[0]
        for other in answering[1]
        if all(getattr(one.document.row, name) == getattr(other.document.row, name) for name in PAIRED)
        and one.document.row.arm_id != other.document.row.arm_id
    ]
    nearest = [
        row
        for rows in zip(*(rows or of for rows, of in zip(answering, found, strict=True)), strict=False)
        for row in rows
    ]
    arms = tuple(dict.fromkeys(row.document.row.arm_id for rows in answering for row in rows[:1]))
    if asked.not_understood or not pairs:
        return Pair([], nearest, arms)
    is_other_trial, _, one, other = min(pairs, key=lambda pair: pair[:2])
    caution = " They are different trials with different patients: the figures do not settle which is more frequent."
    return Pair([one, other], nearest, arms, caution if is_other_trial else "")
