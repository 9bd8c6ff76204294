"""Which page shows a row that was found, with its view in the address. A new page is one line in `DOORS`."""

from adverse.evidence import Evidence
from adverse.evidence.management import management_rows, places_of
from adverse.evidence.scope import is_focus_drug
from adverse.search import Hit
from adverse.ui.navigation import page_names
from adverse.vocabulary import SYNDROME_GROUPS

Door = tuple[str, dict[str, str | list[str]]]


def door_of(evidence: Evidence, hit: Hit) -> Door:
    """(page, query) of a row; one whose own page is not there opens its document."""
    page, query = DOORS.get(hit.table, _document)(evidence, hit.row)
    return (page, query) if page in page_names(evidence) else _document(evidence, hit.row)


def _document(_: Evidence, row) -> Door:
    name = getattr(row, "source_name", "") or getattr(row, "short_name", "")
    return "sources", {"find": name} if name else {}


def _incidence(evidence: Evidence, row) -> Door:
    query = {"event": row.event, "grade": getattr(row, "grade_band", "any"), "subset": getattr(row, "subset", "all")}
    return "incidence", query | _others(evidence, row)


def _others(evidence: Evidence, row) -> dict[str, str]:
    """Rows of other products are shown on request only."""
    is_own = is_focus_drug(evidence, getattr(row, "drug", evidence.about["drug"]))
    return {} if is_own else {"others": "true"}


def _management(evidence: Evidence, row) -> Door:
    if row.topic == "rare_serious":
        for rare in evidence.about["rare"]:
            if row.event in rare.get("events", ()):
                return "rare_events", {"event": rare["key"]}
    rules = management_rows(evidence)
    return "management", next(iter(places_of(evidence, rules[rules["row_key"] == row.row_key])), {})


def _grading(_: Evidence, row) -> Door:
    return "grading", {"part": next(key for key, groups in SYNDROME_GROUPS.items() if row.event_group in groups)}


DOORS = {
    "incidence": _incidence,
    "events": _incidence,
    "exposure_adjusted_rates": _incidence,
    "onset": lambda evidence, row: ("onset", {"group": row.event_group} | _others(evidence, row)),
    "risk_factors": lambda evidence, row: ("risk_factors", {"board": row.event_group} | _others(evidence, row)),
    "signals": lambda evidence, row: ("signals", _others(evidence, row)),
    "management": _management,
    "grading_criteria": _grading,
    "claims": lambda _, row: ("claims", {"claim": row.claim_id}),
    "glossary": lambda _, row: ("learn", {"learn": "glossary", "term": row.term}),
}
