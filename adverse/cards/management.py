"""The management view: what sources say is done, for an event, a grade, a weight and jurisdictions."""

from typing import NamedTuple

import pandas as pd

from adverse.evidence import Evidence
from adverse.evidence.management import Rules, management_rows, part_rows, rules_for
from adverse.evidence.select import Selection
from adverse.vocabulary import MANAGEMENT_EVENTS, MANAGEMENT_TOPICS, WEIGHT_BANDS, label

GRADES = {"1": "1", "2": "2", "3": "3", "4": "4", "all": "All"}
WEIGHTS = {**{key: term.label for key, term in WEIGHT_BANDS.items()}, "all": "Any weight"}
LAYOUTS = {"cards": "On screen", "print": "Summary to print"}
OPENING_GRADE, OPENING_WEIGHT = "3", "from_45"
DEFAULT_JURISDICTIONS = ("us", "eu")
READINGS = ["board", "is_focus", "in_short", "whom"]


class RuleChoice(NamedTuple):
    """What the reader asks about; `grade` and `weight` None mean all."""

    event: str
    grade: int | None
    weight: str | None
    jurisdictions: tuple[str, ...]
    layout: str

    @property
    def in_words(self) -> str:
        """The event, grade and weight of the choice."""
        grade = "all grades" if self.grade is None else f"grade {self.grade}"
        return f"{label(MANAGEMENT_EVENTS, self.event)}, {grade}, {self.weight_in_words}"

    @property
    def weight_in_words(self) -> str:
        """The weight of the choice, as it stands within a sentence."""
        return "any weight" if self.weight is None else label(WEIGHT_BANDS, self.weight).lower()


def choice_of(event: str, grade: str, weight: str, jurisdictions: tuple[str, ...], layout: str) -> RuleChoice:
    """The choice that the values of the controls make; no jurisdiction means those that open the page."""
    return RuleChoice(
        event,
        None if grade == "all" else int(grade),
        None if weight == "all" else weight,
        jurisdictions or DEFAULT_JURISDICTIONS,
        layout,
    )


def part_choices(evidence: Evidence, *, plain_words: bool = False) -> dict[str, str]:
    """Key -> label of the parts beyond the grade."""
    name = "plain_label" if plain_words else "label"
    return {part["key"]: part[name] for part in evidence.about["rule_part"]}


def fitting_rules(rows: pd.DataFrame, choice: RuleChoice) -> Rules:
    """The rules that fit the choice; `rows` from `management_rows`."""
    wanted = {"event": choice.event, "grade": choice.grade, "weight": choice.weight}
    return rules_for(rows, **wanted, jurisdictions=choice.jurisdictions)


def summary_rows(rows: pd.DataFrame, jurisdictions: tuple[str, ...]) -> pd.DataFrame:
    """All rules about the medicine, by jurisdiction and topic; `rows` from `management_rows`."""
    rows = rows[rows["is_focus"] & rows["jurisdiction"].isin(jurisdictions)]
    rank = rows["jurisdiction"].map(jurisdictions.index) * len(MANAGEMENT_TOPICS)
    rank += rows["topic"].map(list(MANAGEMENT_TOPICS).index)
    return rows.loc[rank.sort_values(kind="stable").index]


def as_printed(rows: pd.DataFrame) -> pd.DataFrame:
    """The rules with what sources print, without how the page tells them."""
    return rows.drop(columns=READINGS)


def rules_view(evidence: Evidence, choice: tuple[RuleChoice, str]) -> Selection:
    """The rules in view; in the layout to print, all rules of the jurisdictions."""
    rules, rows = choice[0], management_rows(evidence)
    is_summary = rules.layout == "print"
    return Selection(
        as_printed(summary_rows(rows, rules.jurisdictions) if is_summary else fitting_rules(rows, rules).in_view)
    )


def other_patients_view(evidence: Evidence, choice: tuple[RuleChoice, str]) -> Selection:
    """The rules on the same event for another weight than the chosen one, or for adults."""
    return Selection(as_printed(fitting_rules(management_rows(evidence), choice[0]).other_patients))


def apart_view(evidence: Evidence, choice: tuple[RuleChoice, str]) -> Selection:
    """The rules of the same event that are about other products or the class."""
    return Selection(as_printed(fitting_rules(management_rows(evidence), choice[0]).apart))


def part_view(evidence: Evidence, choice: tuple[RuleChoice, str]) -> Selection:
    """The rules of one part beyond the grade."""
    part = next(part for part in evidence.about["rule_part"] if part["key"] == choice[1])
    return Selection(as_printed(part_rows(management_rows(evidence), part)))
