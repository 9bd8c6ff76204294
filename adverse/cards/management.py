"""The management view: what sources say is done, for an event, a grade, a weight and jurisdictions."""

from typing import NamedTuple

import pandas as pd

from adverse.cards import monitoring
from adverse.cards.choices import labels_of
from adverse.cards.parameters import Asker
from adverse.evidence import Evidence
from adverse.evidence.management import (
    EVENT_TOPICS,
    Rules,
    management_rows,
    overview_by_grade,
    part_rows,
    rule_parts,
    rules_for,
)
from adverse.evidence.memo import remembered
from adverse.evidence.select import Selection
from adverse.vocabulary import (
    JURISDICTIONS,
    MANAGEMENT_EVENTS,
    MANAGEMENT_TOPICS,
    OPENING_WEIGHT,
    WEIGHT_BANDS,
    label,
)

GRADES = {"1": "1", "2": "2", "3": "3", "4": "4", "all": "All"}
LAYOUTS = {"cards": "By grade", "phase": "By phase", "print": "Summary to print"}
OLD_LAYOUTS = {"On screen": "cards"}
OPENING_GRADE = "3"
DEFAULT_JURISDICTIONS = ("us", "eu")
READINGS = ["board", "is_focus", "in_short", "whom"]


class RuleChoice(NamedTuple):
    """What the reader asks about; `grade` and `weight` None mean all."""

    event: str
    grade: int | None
    weight: str | None
    jurisdictions: tuple[str, ...]
    layout: str
    phase: str = ""

    @property
    def in_words(self) -> str:
        """The event, grade and weight of the choice."""
        grade = "all grades" if self.grade is None else f"grade {self.grade}"
        return f"{label(MANAGEMENT_EVENTS, self.event)}, {grade}, {self.weight_in_words}"

    @property
    def weight_in_words(self) -> str:
        """The weight of the choice, as it stands within a sentence."""
        return "any weight" if self.weight is None else label(WEIGHT_BANDS, self.weight).lower()


def has_part(evidence: Evidence) -> bool:
    """Whether any rule is about the medicine, or the article has phases."""
    return bool(layout_choices(evidence))


@remembered
def layout_choices(evidence: Evidence) -> dict[str, str]:
    """Key -> label of the ways to show the rules that there are."""
    by_phase = len(monitoring.phase_choices(evidence)) > 0
    by_grade = bool(management_rows(evidence)["is_focus"].any())
    return {key: label for key, label in LAYOUTS.items() if (by_phase if key == "phase" else by_grade)}


@remembered
def weight_choices(evidence: Evidence) -> dict[str, str]:
    """Weight band that rules about the medicine name -> label, and any weight."""
    rows = management_rows(evidence)
    return {**labels_of(WEIGHT_BANDS, set(rows.loc[rows["is_focus"], "weight_band"])), "all": "Any weight"}


@remembered
def opening_event(evidence: Evidence) -> str:
    """The first event with a rule about the medicine."""
    rows = management_rows(evidence)
    told = {
        board for boards in rows.loc[rows["is_focus"] & rows["topic"].isin(EVENT_TOPICS), "board"] for board in boards
    }
    return next((event for event in MANAGEMENT_EVENTS if event in told), next(iter(MANAGEMENT_EVENTS)))


def choose(evidence: Evidence, ask: Asker) -> RuleChoice:
    """The parameters of the page."""
    layout = choose_layout(evidence, ask)
    return choose_rules(evidence, ask, layout)._replace(phase=monitoring.choose(evidence, ask))


def choose_layout(evidence: Evidence, ask: Asker) -> str:
    """By grade, by phase, or the summary to print."""
    about = "Show; the summary to print holds every event"
    return ask.one("layout", "Show", layout_choices(evidence), moved=OLD_LAYOUTS, is_part=True, about=about)


def choose_rules(evidence: Evidence, ask: Asker, layout: str) -> RuleChoice:
    """The parameters of the rules; no jurisdiction means those that open the page."""
    event = ask.one("event", "Event", labels_of(MANAGEMENT_EVENTS), default=opening_event(evidence))
    grade = ask.one("grade", "Grade as printed", GRADES, default=OPENING_GRADE)
    weights = weight_choices(evidence)
    opening = OPENING_WEIGHT if OPENING_WEIGHT in weights else "all"
    weight = ask.one("weight", "Weight", weights, default=opening, is_needed=len(weights) > 1)
    jurisdictions = ask.some(
        "jurisdiction", "Side by side", labels_of(JURISDICTIONS), default=DEFAULT_JURISDICTIONS, as_buttons=True
    )
    return RuleChoice(
        event,
        None if grade == "all" else int(grade),
        None if weight == "all" else weight,
        jurisdictions or DEFAULT_JURISDICTIONS,
        layout,
    )


def phase_of(_: Evidence, __: Asker, choice: RuleChoice) -> str:
    """The phase that the page chooses for its cards by phase."""
    return choice.phase


def choose_part(evidence: Evidence, ask: Asker, _: object = None) -> str:
    """The part beyond the grade."""
    labels = part_choices(evidence, plain_words=ask.plain_words)
    return ask.one("topic", "Part", labels, show_title=False, about="Part beyond the grade")


def part_choices(evidence: Evidence, *, plain_words: bool = False) -> dict[str, str]:
    """Key -> label of the parts beyond the grade."""
    name = "plain_label" if plain_words else "label"
    return {part["key"]: part[name] for part in rule_parts(evidence)} or {"": "None"}


@remembered
def rules_by_grade(evidence: Evidence, choice: RuleChoice) -> dict[tuple[int | None, str], pd.DataFrame]:
    """(grade or None for "no grade printed", jurisdiction) -> the rules that fit the rest of the choice."""
    rules = management_rows(evidence)
    return overview_by_grade(rules, event=choice.event, weight=choice.weight, jurisdictions=choice.jurisdictions)


@remembered
def rules_of(evidence: Evidence, choice: RuleChoice) -> Rules:
    """The rules that fit the choice."""
    return rules_for(
        management_rows(evidence),
        event=choice.event,
        grade=choice.grade,
        weight=choice.weight,
        jurisdictions=choice.jurisdictions,
    )


def summary_rows(rows: pd.DataFrame, jurisdictions: tuple[str, ...]) -> pd.DataFrame:
    """All rules about the medicine, by jurisdiction and topic; `rows` from `management_rows`."""
    rows = rows[rows["is_focus"] & rows["jurisdiction"].isin(jurisdictions)]
    rank = rows["jurisdiction"].map(jurisdictions.index) * len(MANAGEMENT_TOPICS)
    rank += rows["topic"].map(list(MANAGEMENT_TOPICS).index)
    return rows.loc[rank.sort_values(kind="stable").index]


def as_printed(rows: pd.DataFrame) -> pd.DataFrame:
    """The rules with what sources print, without how the page tells them."""
    return rows.drop(columns=READINGS)


def rule_rows(evidence: Evidence, choice: RuleChoice) -> Selection:
    """The rules in view; in the layout to print, all rules of the jurisdictions."""
    if choice.layout == "print":
        return Selection(as_printed(summary_rows(management_rows(evidence), choice.jurisdictions)))
    return Selection(as_printed(rules_of(evidence, choice).in_view))


def rules_for_other_patients(evidence: Evidence, choice: RuleChoice) -> Selection:
    """The rules on the same event for another weight than the chosen one, or for adults."""
    return Selection(as_printed(rules_of(evidence, choice).other_patients))


def rules_apart(evidence: Evidence, choice: RuleChoice) -> Selection:
    """The rules of the same event that are about other products or the class."""
    return Selection(as_printed(rules_of(evidence, choice).apart))


@remembered
def rules_of_part(evidence: Evidence, key: str) -> pd.DataFrame:
    """The rules of one part beyond the grade."""
    rows, part = management_rows(evidence), next((part for part in rule_parts(evidence) if part["key"] == key), None)
    return part_rows(rows, part) if part else rows.head(0)


def printed_rules_of_part(evidence: Evidence, key: str) -> Selection:
    """The same as printed."""
    return Selection(as_printed(rules_of_part(evidence, key)))
