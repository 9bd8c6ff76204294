"""Rules of management.csv: which hold for an event, a grade, a weight and a jurisdiction, and which are not there."""

from typing import Any, NamedTuple

import pandas as pd

from adverse.evidence.conditions import (
    ENDS,
    actions_of,
    doses_of,
    grades_of,
    holds_any,
    in_short,
    is_for_adults,
    weight_bands_of,
)
from adverse.evidence.load import Evidence
from adverse.evidence.select import with_details
from adverse.vocabulary import JURISDICTIONS, MANAGEMENT_EVENTS, MANAGEMENT_TOPICS

EVENT_TOPICS = ("dose_modification", "intervention")
INFUSION_TOPICS = (*EVENT_TOPICS, "monitoring", "rare_serious")  # elsewhere "stop" is said of other things
TEXTS = ["event", "grade_or_condition", "population", "action", "drug_or_dose"]


class Rules(NamedTuple):
    """What the sources say for one choice.

    `graded`: rows of the chosen grade. `ungraded`: rows of the event that print no grade. `stop_rules`: rows that end
    treatment at another grade. `other_patients`: such rows for another weight, or for adults of a weight that is not
    named where the chosen one is below 45 kg. `apart`: rows about other products or the class.
    `n_event_rows`: rows of the event.
    """

    graded: pd.DataFrame
    ungraded: pd.DataFrame
    stop_rules: pd.DataFrame
    other_patients: pd.DataFrame
    apart: pd.DataFrame
    n_event_rows: int

    @property
    def in_view(self) -> pd.DataFrame:
        """Every row about the medicine of this package that the choice shows, once."""
        return pd.concat([self.graded, self.ungraded, self.stop_rules])


def management_rows(evidence: Evidence) -> pd.DataFrame:
    """All rules with details and what their words say.

    Adds `grades` (a set of whole numbers, empty where none is printed), `weight_bands` and `actions` (keys of their
    vocabularies), `doses` (of the medicine itself, as printed), `in_short` (what is done to the infusion in a few
    words), `whom` (the population, empty for all), `board` (a tuple of MANAGEMENT_EVENTS) and `is_focus` (about the
    medicine of this package).
    """
    rows = with_details(evidence, evidence.management)
    on_infusion = rows["topic"].isin(INFUSION_TOPICS)
    rows = rows.assign(
        grades=rows["grade_or_condition"].map(grades_of),
        weight_bands=rows["population"].map(weight_bands_of),
        actions=(rows["action"] + "; " + rows["drug_or_dose"]).where(on_infusion, "").map(actions_of),
        doses=rows["drug_or_dose"].map(doses_of),
        board=[_boards(row) for row in rows.itertuples()],
        is_focus=rows["drug"] == evidence.about["drug"],
        whom=rows["population"].where(rows["population"] != "all", ""),
    )
    return rows.assign(in_short=[in_short(row.action, row.doses) for row in rows.itertuples()])


def _boards(row) -> tuple[str, ...]:
    group = board_of(row.event_group)
    return ("crs", "neurotoxicity") if "neurologic" in row.event.lower() and group == "crs" else (group,)


def board_of(event_group: str) -> str:
    """The key of MANAGEMENT_EVENTS under which the rules on events of a group stand."""
    return event_group if event_group in MANAGEMENT_EVENTS else "other"


def places_of(evidence: Evidence, rows: pd.DataFrame) -> list[dict[str, str | list[str]]]:
    """The fewest addresses of the management page that together show these rules, as values of its controls.

    `rows`: from `management_rows`. Rules on what is done stand under their event, all others in parts of about.toml.
    """
    on_event = rows["topic"].isin(EVENT_TOPICS)
    boards = dict.fromkeys(boards[0] for boards in rows.loc[on_event, "board"])
    places = [
        {
            "event": board,
            "grade": "all",
            "weight": "all",
            "jurisdiction": [key for key in JURISDICTIONS if key in set(rows.loc[on_event, "jurisdiction"])],
        }
        for board in boards
    ]
    others = rows[~on_event]
    if others.empty:
        return places
    left = set(others.index)
    held = {part["key"]: set(others.index[_is_in_part(others, part)]) for part in evidence.about["rule_part"]}
    while left:
        fullest = max(held, key=lambda key: len(held[key] & left))
        if not held[fullest] & left:
            break
        places.append({"topic": fullest})
        left -= held[fullest]
    return places


def rules_for(
    rows: pd.DataFrame, *, event: str, grade: int | None, weight: str | None, jurisdictions: tuple[str, ...]
) -> Rules:
    """The rules for an event (key of MANAGEMENT_EVENTS), grade (None for all), weight band and jurisdictions.

    `rows`: from `management_rows`. A row that prints no weight is shown for both bands, unless it is for adults: those
    hold the flat doses of 45 kg and above. Below 45 kg, `whom` says so where a row prints another population than all.
    """
    rows = rows[rows["topic"].isin(EVENT_TOPICS) & rows["board"].map(lambda boards: event in boards)]
    if weight == "below_45":
        is_silent = (rows["whom"] != "") & ~rows["weight_bands"].map(bool)
        rows = rows.assign(whom=rows["whom"].mask(is_silent, "weight not named, population " + rows["whom"]))
    has_grade = rows["grades"].map(bool)
    fits = has_grade if grade is None else rows["grades"].map(lambda grades: grade in grades)
    apart = in_rule_order(rows[~rows["is_focus"] & (fits | ~has_grade)])
    rows = in_rule_order(rows[rows["is_focus"] & rows["jurisdiction"].isin(jurisdictions)])
    has_grade, fits = has_grade.reindex(rows.index), fits.reindex(rows.index)
    is_other = rows["population"].map(lambda population: _is_for_others(population, weight)).astype(bool)
    ends = rows["actions"].map(lambda actions: bool(set(ENDS) & set(actions))).astype(bool)
    parts = (fits, ~has_grade, has_grade & ~fits & ends)
    graded, ungraded, stop_rules = (rows[part & ~is_other] for part in parts)
    other_patients = rows[is_other & (fits | ~has_grade | ends)]
    return Rules(graded, ungraded, stop_rules, other_patients, apart, int((~is_other).sum()))


def _is_for_others(population: str, weight: str | None) -> bool:
    """Whether a printed population is not that of a weight band: the other band, or adults where it is below 45 kg."""
    bands = weight_bands_of(population)
    if weight is None or weight in bands:
        return False
    return bool(bands) or (weight == "below_45" and is_for_adults(population))


def in_rule_order(rows: pd.DataFrame) -> pd.DataFrame:
    """By jurisdiction and topic, what later texts say before what the first label said."""
    rank = {key: number for number, key in enumerate([*JURISDICTIONS, *MANAGEMENT_TOPICS])}
    ordered = rows.assign(
        _place=rows["jurisdiction"].map(rank),
        _topic=rows["topic"].map(rank),
        _earlier=rows["scheme"] != "",
    )
    keys = ["_place", "_topic", "_earlier", "line"]
    return ordered.sort_values(keys, kind="stable").drop(columns=["_place", "_topic", "_earlier"])


def overview_by_grade(
    rows: pd.DataFrame, *, event: str, weight: str | None, jurisdictions: tuple[str, ...]
) -> dict[tuple[int | None, str], pd.DataFrame]:
    """(grade or None for "no grade printed", jurisdiction) -> rules about the medicine; grades 1 to 4."""
    found = {}
    for jurisdiction in jurisdictions:
        for grade in (1, 2, 3, 4):
            rules = rules_for(rows, event=event, grade=grade, weight=weight, jurisdictions=(jurisdiction,))
            found[grade, jurisdiction] = rules.graded
        found[None, jurisdiction] = rules.ungraded
    return found


def part_rows(rows: pd.DataFrame, part: dict[str, Any]) -> pd.DataFrame:
    """The rules of one part of data/about.toml, in the order of jurisdictions."""
    return in_rule_order(rows[_is_in_part(rows, part)])


def _is_in_part(rows: pd.DataFrame, part: dict[str, Any]) -> pd.Series:
    fits = rows["line"] > 0
    for column, name in (("topic", "topics"), ("event", "events")):
        if name in part:
            fits &= rows[column].isin(part[name])
    if "words" in part:
        fits &= rows[TEXTS].agg(" ".join, axis=1).map(lambda said: holds_any(said, part["words"]))
    return fits


def unread_rules(
    evidence: Evidence,
    *,
    jurisdictions: tuple[str, ...],
    event: str | None = None,
    part: str | None = None,
) -> list[dict[str, Any]]:
    """What could not be read and matters here, as {"what", "short", "event", "source_name", "source_url"}.

    `event` is None where it concerns no event alone. With `event`, what concerns that event;
    with `part`, what concerns that part; with neither, all.
    """
    sources = evidence.sources.set_index("source_id")
    return [
        {
            "what": item["what"],
            "short": item["short"],
            "event": item.get("event"),
            "source_name": sources.loc[item["source_id"], "short_name"],
            "source_url": sources.loc[item["source_id"], "url"],
        }
        for item in evidence.about["unread"]
        if item["jurisdiction"] in jurisdictions
        and (event is None or item.get("event") == event)
        and (part is None or part in item.get("parts", ()))
    ]


def unit_errors(evidence: Evidence) -> pd.DataFrame:
    """Claims of the starting article whose unit is wrong, with details and `factor` (how many times too large)."""
    claims = evidence.claims[evidence.claims["verdict"] == "unit_error"]
    claims = with_details(evidence, claims.rename(columns={"primary_source_id": "source_id"}))
    factor = [_in_micrograms(row.value, row.unit) / _in_micrograms(row.primary_value, row.primary_unit)
              for row in claims.itertuples()]  # fmt: skip
    return claims.assign(factor=factor)


def _in_micrograms(value: str, unit: str) -> float:
    return float(value) * {"mg": 1000, "mcg": 1}[unit.split("/")[0]]
