"""Rules of management.csv: which hold for an event, a grade, a weight and a jurisdiction, and which are not there."""

from typing import Any, NamedTuple

import pandas as pd

from adverse.evidence.cells import names_in
from adverse.evidence.load import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.select import with_details
from adverse.vocabulary import DOSE_UNIT_SIZES, JURISDICTIONS, LOWER_WEIGHT, MANAGEMENT_EVENTS, MANAGEMENT_TOPICS

EVENT_TOPICS = ("dose_modification", "intervention")
ENDS = ("stop", "consider_stop", "stop_for_good")


class Rules(NamedTuple):
    """What the sources say for one choice.

    `graded`: rows of the chosen grade. `ungraded`: rows of the event that print no grade. `stop_rules`: rows that end
    treatment at another grade. `other_patients`: such rows for another weight, or for adults of a weight that is not
    named where the chosen one is the lower. `apart`: rows about other products or the class.
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


@remembered
def management_rows(evidence: Evidence) -> pd.DataFrame:
    """All rules with details and how the page tells them.

    Adds `in_short` (what is done to the infusion in a few words, with the doses), `whom` (the population, empty for
    all), `board` (a tuple of MANAGEMENT_EVENTS) and `is_focus` (about the medicine of this package).
    """
    rows = with_details(evidence, evidence.management)
    return rows.assign(
        in_short=[_in_short(row) for row in rows.itertuples()],
        board=rows["event"].map(_boards(evidence)),
        is_focus=rows["drug"] == evidence.about["drug"],
        whom=rows["population"].where(rows["population"] != "all", ""),
    )


def _in_short(row) -> str:
    said = row.infusion.split("; ") if row.infusion else ["treatment of the event"]
    given = " then ".join(names_in(row.doses))
    if given and "restart" in said:
        said[said.index("restart")] = f"restart at {given}"
    elif given:
        said.append(f"dose {given}")
    return "; ".join(said)


def _boards(evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """Event -> the boards of its group and of the headline toxicities that it names."""
    group = dict(zip(evidence.events["event"], evidence.events["event_group"], strict=True))
    return {
        row.event: tuple(dict.fromkeys(board_of(group[name]) for name in (row.event, *names_in(row.headlines))))
        for row in evidence.events.itertuples()
    }


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
    held = {part["key"]: set(others.index[_is_in_part(others, part)]) for part in rule_parts(evidence)}
    while left and held:
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
    hold the flat doses of the upper band. In the lower, `whom` says so where a row prints another population than all.
    """
    rows = rows[rows["topic"].isin(EVENT_TOPICS) & rows["board"].map(lambda boards: event in boards).astype(bool)]
    if weight == LOWER_WEIGHT:
        is_silent = (rows["whom"] != "") & (rows["weight_band"] == "")
        rows = rows.assign(whom=rows["whom"].mask(is_silent, "weight not named, population " + rows["whom"]))
    has_grade = rows["grades"] != ""
    fits = has_grade if grade is None else names_grade(rows, grade)
    apart = in_rule_order(rows[~rows["is_focus"] & (fits | ~has_grade)])
    rows = in_rule_order(rows[rows["is_focus"] & rows["jurisdiction"].isin(jurisdictions)])
    has_grade, fits = has_grade.reindex(rows.index), fits.reindex(rows.index)
    is_other = _is_for_others(rows, weight)
    ends = rows["actions"].map(lambda actions: not set(ENDS).isdisjoint(names_in(actions))).astype(bool)
    parts = (fits, ~has_grade, has_grade & ~fits & ends)
    graded, ungraded, stop_rules = (rows[part & ~is_other] for part in parts)
    other_patients = rows[is_other & (fits | ~has_grade | ends)]
    return Rules(graded, ungraded, stop_rules, other_patients, apart, int((~is_other).sum()))


def names_grade(rows: pd.DataFrame, grade: int) -> pd.Series:
    """Whether the condition of each rule names a grade."""
    return rows["grades"].map(lambda grades: str(grade) in names_in(grades)).astype(bool)


def _is_for_others(rows: pd.DataFrame, weight: str | None) -> pd.Series:
    """Whether rules are not for a weight band: those of the other band, or for adults where it is the lower."""
    if weight is None:
        return pd.Series(False, index=rows.index)
    has_band = rows["weight_band"] != ""
    is_adult = ~has_band & (rows["population_age"] == "adult") & (weight == LOWER_WEIGHT)
    return (has_band & (rows["weight_band"] != weight)) | is_adult


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
    found: dict[tuple[int | None, str], pd.DataFrame] = {}
    for jurisdiction in jurisdictions:
        for grade in (1, 2, 3, 4):
            rules = rules_for(rows, event=event, grade=grade, weight=weight, jurisdictions=(jurisdiction,))
            found[grade, jurisdiction] = rules.graded
        found[None, jurisdiction] = rules.ungraded
    return found


@remembered
def rule_parts(evidence: Evidence) -> list[dict[str, Any]]:
    """The parts of rules beyond the grade of data/about.toml; where there is none, one a topic that has rows."""
    topics = set(evidence.management["topic"]) - set(EVENT_TOPICS)
    return list(evidence.about["rule_part"]) or [
        {"key": topic, "label": term.label, "plain_label": term.definition.rstrip("."), "topics": [topic]}
        for topic, term in MANAGEMENT_TOPICS.items()
        if topic in topics
    ]


def part_rows(rows: pd.DataFrame, part: dict[str, Any]) -> pd.DataFrame:
    """The rules of one part of data/about.toml, in the order of jurisdictions."""
    return in_rule_order(rows[_is_in_part(rows, part)])


def _is_in_part(rows: pd.DataFrame, part: dict[str, Any]) -> pd.Series:
    fits = rows["line"] > 0
    for column, name in (("topic", "topics"), ("event", "events")):
        if name in part:
            fits &= rows[column].isin(part[name])
    if part.get("by_row"):
        fits &= rows["parts"].map(lambda parts: part["key"] in names_in(parts)).astype(bool)
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


@remembered
def unit_errors(evidence: Evidence) -> pd.DataFrame:
    """Claims of the starting article whose unit is wrong, with details and `factor` (how many times too large)."""
    claims = evidence.claims[evidence.claims["verdict"] == "unit_error"]
    claims = with_details(evidence, claims.rename(columns={"primary_source_id": "source_id"}))
    factor = [_dose(row.value, row.unit) / _dose(row.primary_value, row.primary_unit) for row in claims.itertuples()]
    return claims.assign(factor=factor)


def _dose(value: str, unit: str) -> float:
    """A dose in the smallest unit: a count of "per m2" and the like is the same on both sides."""
    return float(value) * DOSE_UNIT_SIZES[unit.split("/")[0]]
