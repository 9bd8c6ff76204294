"""The grading view: the criteria of a syndrome as cells, those that the findings meet marked."""

from adverse.evidence import Evidence
from adverse.evidence.grading import criteria_rows, grade_cells, ice_items, vignette_rows
from adverse.evidence.select import Selection
from adverse.grading import Findings, Ice, ice_band, ice_score

PARTS = {"crs": "CRS", "icans": "ICANS", "practice": "Practice"}
ICE_TESTS = {"done": "Done", "unarousable": "Not possible: unarousable", "under_12": "Not used: under 12 years"}
ICE_WITHOUT_ITEMS = {"unarousable": Ice.UNAROUSABLE, "under_12": Ice.NOT_USED}


def item_choices(evidence: Evidence) -> dict[str, str]:
    """Item of the ten-item test -> its wording."""
    items = ice_items(evidence)
    return dict(zip(items["finding"], items["wording"], strict=True))


def ice_of(test: str, missed: tuple[str, ...]) -> Ice:
    """The finding that the ten-item test gives; `missed` counts only when it was done."""
    return ICE_WITHOUT_ITEMS.get(test) or ice_band(ice_score(missed))


def cells_of(evidence: Evidence, syndrome: str, findings: Findings) -> Selection:
    """The cells of the ladder."""
    return Selection(grade_cells(criteria_rows(evidence, syndrome), findings))


def ladder_view(evidence: Evidence, choice: tuple[str, Findings | None]) -> Selection:
    """The cells, those that the findings meet marked; to practice there are no findings, but vignettes."""
    part, findings = choice
    return cells_of(evidence, part, findings) if findings else Selection(vignette_rows(evidence))
