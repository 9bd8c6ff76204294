"""What a parameter of an address may be: value -> label, and how text in an address is read."""

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from adverse.evidence import Evidence
from adverse.evidence.glossary import names_of
from adverse.evidence.memo import remembered
from adverse.evidence.order import group_order
from adverse.evidence.scope import arms_in_scope
from adverse.sentences import inside
from adverse.vocabulary import AGE_GROUPS, OWN_TIERS, PERIODS, SETTINGS, TIERS, Term, label

POPULATIONS = {"all": "All ages", **{key: term.label for key, term in AGE_GROUPS.items() if key}}
PERIOD_CHOICES = {
    "most": "The one with most figures",
    **{key: term.label for key, term in PERIODS.items() if key != "other"},
}
SWITCH = {True: "true", False: "false"}
MOST_CHARACTERS = 80  # of a search text
WHOLE_NUMBER = re.compile("[0-9]{1,9}")


class LabelsOfReader(dict):
    """Value -> label as one reader reads it; `of_others`: the same values as other readers' addresses name them."""

    def __init__(self, labels: dict[Any, str], of_others: dict[Any, str]):
        super().__init__(labels)
        self.of_others = of_others


def understood(labels: dict[Any, str]) -> dict[str, Any]:
    """Every text that an address may hold, the key of a value or its label for any reader -> the value."""
    others = getattr(labels, "of_others", {})
    by_label = {text: value for known in (others, labels) for value, text in known.items()}
    return {str(value): value for value in labels} | by_label


def is_number_between(text: str, low: int, high: int) -> bool:
    """Whether `text` is a whole number from `low` to `high`, in plain digits."""
    return WHOLE_NUMBER.fullmatch(text) is not None and low <= int(text) <= high


def labels_of(terms: dict[str, Term], keys: Iterable[str] | None = None) -> dict[str, str]:
    """Key -> label for some or all keys of a vocabulary, in its order."""
    return {key: term.label for key, term in terms.items() if keys is None or key in keys}


def event_labels(evidence: Evidence, events: Iterable[str], *, plain_words: bool = False) -> LabelsOfReader:
    """Event -> label with both names, so that typing either finds it, in order; for learners the plain one first."""
    plain = evidence.events.set_index("event")["plain_name"]
    printed_first = {event: _both_names(event, plain[event]) for event in events}
    plain_first = {event: _both_names(plain[event], event) for event in events}
    own, others = (plain_first, printed_first) if plain_words else (printed_first, plain_first)
    return LabelsOfReader({event: own[event] for event in sorted(own, key=own.__getitem__)}, others)


def _both_names(first: str, second: str) -> str:
    return first if first.lower() == second.lower() else f"{first} ({second})"


@remembered
def event_choices(evidence: Evidence, *, plain_words: bool = False) -> dict[str, str]:
    """Event with incidence rows -> label, the empty choice first."""
    labels = event_labels(evidence, evidence.incidence["event"].unique(), plain_words=plain_words)
    return LabelsOfReader({"": "All events", **labels}, labels.of_others)


@remembered
def term_choices(evidence: Evidence) -> dict[str, str]:
    """Term of the glossary -> all its names, so that typing any of them finds it; the empty choice first."""
    names = {row.term: names_of(row) for row in evidence.glossary.itertuples()}
    return {"": "All terms"} | {
        term: f"{term} ({', '.join(others)})" if others else term for term, (_, *others) in names.items()
    }


@remembered
def groups_with_incidence(evidence: Evidence) -> list[str]:
    """Event groups that have incidence rows, in the order of the vocabulary."""
    return group_order(evidence.incidence["event_group"].unique())


def arm_labels(arms: pd.DataFrame) -> dict[str, str]:
    """Arm id -> label, grouped by setting, core evidence first, with the setting to search for."""
    settings = {key: rank for rank, key in enumerate(SETTINGS)}
    tiers = {key: rank for rank, key in enumerate(TIERS | OWN_TIERS)}

    def rank(arm: Any) -> tuple:
        if arm.tier in OWN_TIERS:  # in the order of the file, the arm that others are compared with last
            return settings[arm.setting], tiers[arm.tier], str(arm.arm_role == "comparator")
        return settings[arm.setting], tiers[arm.tier], arm.arm_label

    order = sorted(arms.itertuples(), key=rank)
    named = {arm.arm_id: (arm.arm_label, _setting_of(arm)) for arm in order}
    return {key: name if setting in name else f"{name} ({inside(setting)})" for key, (name, setting) in named.items()}


def _setting_of(arm: Any) -> str:
    """The setting in words; of a reader's own arm nothing is said."""
    return "" if arm.tier in OWN_TIERS else label(SETTINGS, arm.setting)


@remembered
def arm_choices(evidence: Evidence, population: str, all_products: bool) -> dict[str, str]:
    """Arm id -> label of the arms that a population and scope offer."""
    arms = arms_in_scope(evidence, all_products=all_products)
    return arm_labels(arms if population == "all" else arms[arms["age_group"] == population])


@remembered
def default_arms(evidence: Evidence, population: str) -> tuple[str, ...]:
    """The arms that open the incidence page.

    For a population they do not belong to, these are its arms with the most any-grade events.
    """
    offered = arm_choices(evidence, population, all_products=False)
    default = tuple(arm for arm in evidence.about["default_arm_ids"] if arm in offered)
    rows = evidence.incidence
    rows = rows[rows["arm_id"].isin(offered) & (rows["grade_band"] == "any") & (rows["subset"] == "all")]
    return default or tuple(rows.groupby("arm_id")["event"].nunique().sort_values(ascending=False).index[:2])
