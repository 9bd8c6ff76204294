"""How far the lists of events go that rows stand in, and so what it means that an event is missing: never zero.

The tables are those of `Evidence`: `listings` says of a place in a source which events stand there and were read.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from adverse.vocabulary import ABSENCES, GRADE_BANDS, SUBSETS

if TYPE_CHECKING:
    from adverse.evidence.load import Evidence

PLACE = ["source_id", "locator"]
GRADES_WITHIN = {"any": tuple(GRADE_BANDS), "ge3": ("ge3", "3", "4", "5")}  # fewer than x% at these are fewer at those
PARTS_OF_ALL = {"serious", "non_serious"}  # what registry records print in place of all events of a name


class Absence(NamedTuple):
    """What a missing event means: a key of ABSENCES, and the share from which on its list begins, if any."""

    kind: str
    threshold_percent: float | None = None

    @property
    def in_words(self) -> str:
        """The meaning for a cell of a table: "not listed (list from 10% on)"."""
        begins = "" if self.threshold_percent is None else f" (list from {self.threshold_percent:g}% on)"
        return f"{ABSENCES[self.kind].label}{begins}"


def absence_in_view(
    evidence: "Evidence", *, grade_band: str, subset: str, period: str
) -> Callable[[str, str], Absence]:
    """A function (arm_id, event) that tells what it means that no row of this grade, subset and period gives the event.

    It looks at every list that gives the arm other such rows. A threshold speaks of single terms only: a term that
    groups several is not in a list of single ones, however frequent.
    """
    rows = evidence.incidence[["arm_id", "event", "grade_band", "subset", "period", *PLACE]]
    in_view = rows[(rows["grade_band"] == grade_band) & (rows["period"] == period)]
    printed, places = defaultdict(set), defaultdict(set)
    for row in in_view.itertuples():
        printed[row.arm_id, row.event].add(row.subset)
        if row.subset == subset:
            places[row.arm_id].add((row.source_id, row.locator))
    lists = list(evidence.listings.itertuples())
    kinds = dict(zip(evidence.events["event"], evidence.events["kind"], strict=True))

    def meaning(arm_id: str, event: str) -> Absence:
        found = printed.get((arm_id, event), set())
        if subset == "all" and found & PARTS_OF_ALL:
            return Absence("printed_apart")
        if subset == "non_serious" and "all" in found:
            return Absence("not_reported")
        own = [row for row in lists if (row.source_id, row.locator) in places.get(arm_id, ())]
        begins = [
            row.threshold_percent
            for row in own
            if row.extent == "threshold"
            and row.threshold_arm_id in ("", arm_id)
            and grade_band in GRADES_WITHIN.get(row.threshold_grade, (row.threshold_grade,))
        ]
        if begins and kinds[event] == "event":
            return Absence("below_threshold", min(begins))
        return Absence("not_read" if any(row.extent == "part" for row in own) else "not_reported")

    return meaning


def with_listing(evidence: "Evidence", rows: pd.DataFrame) -> pd.DataFrame:
    """Add `list_extent` (a key of LIST_EXTENTS, or empty) and `listing`: what it leaves out, to be said after a name.

    `rows`: incidence rows. A list that leaves nothing out has no words.
    """
    arms = dict(zip(evidence.arms["arm_id"], evidence.arms["arm_label"], strict=True))
    lists = defaultdict(list)
    for row in evidence.listings.itertuples():
        lists[row.source_id, row.locator].append(row)
    told = {place: (of_list[0].extent, _in_words(of_list, arms)) for place, of_list in lists.items()}
    of_rows = [told.get(place, ("", "")) for place in zip(rows["source_id"], rows["locator"], strict=True)]
    return rows.assign(list_extent=[extent for extent, _ in of_rows], listing=[words for _, words in of_rows])


def _in_words(of_list: list, arms: dict[str, str]) -> str:
    first = of_list[0]
    begins = " or ".join(
        f"{row.threshold_percent:g}% on at {GRADE_BANDS[row.threshold_grade].label.lower()}"
        for row in of_list
        if pd.notna(row.threshold_percent)
    )
    begins += f" in {arms[first.threshold_arm_id]}" if first.threshold_arm_id else ""
    if first.extent == "threshold":
        which = SUBSETS[first.threshold_subset].label.lower() if first.threshold_subset else ""
        said = f"lists events{' ' if which else ''}{which} only from {begins}"
    elif first.extent == "selection":
        said = f"names chosen events only{', from ' if begins else ''}{begins}"
    else:
        said = ""
    unread = f"was read in part (not read: {first.not_read})" if first.not_read else ""
    return " and ".join(filter(None, [said, unread]))


def problems_in_listings(tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    """Whether each list is one that rows name, has a threshold where it says so, and says what was not read."""
    incidence = tables["incidence"]
    named = set(zip(incidence["source_id"], incidence["locator"], strict=True))
    firsts: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in tables["listings"].itertuples():
        where = f"listings.csv, line {row.line}, column"
        has_threshold = pd.notna(row.threshold_percent)
        if (row.source_id, row.locator) not in named:
            yield f"{where} locator: no row of incidence.csv has '{row.locator}' of {row.source_id}."
        if row.extent == "threshold" and not has_threshold:
            yield f"{where} threshold_percent: a list from a threshold on needs its threshold."
        if row.extent == "whole" and (has_threshold or row.not_read):
            yield f"{where} extent: a whole list has no threshold and leaves nothing unread."
        if has_threshold != bool(row.threshold_grade):
            yield f"{where} threshold_grade: a threshold needs its grade, and a grade its threshold."
        for column in ("threshold_subset", "threshold_arm_id"):
            if getattr(row, column) and not has_threshold:
                yield f"{where} {column}: there is no threshold that it could be about."
        if row.extent == "part" and not row.not_read:
            yield f"{where} not_read: a list read in part needs what was not read."
        told = (row.extent, row.threshold_subset, row.threshold_arm_id, row.not_read)
        if firsts.setdefault((row.source_id, row.locator), told) != told:
            yield f"{where} extent: another line says otherwise of the same list."
