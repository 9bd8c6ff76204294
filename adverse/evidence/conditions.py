"""What the words of management.csv say: grades, weight bands and actions; and the rules that such a row must keep."""

import re
from collections.abc import Iterator

import pandas as pd

from adverse.vocabulary import ACTIONS, MEDICINES_IN_MILLIGRAMS

GRADE = re.compile(
    r"\bgrades? ?(?P<first>[1-5])(?: ?(?:-|/|to|or|and) ?(?P<last>[1-5])\b)?(?P<higher> or higher)?", re.IGNORECASE
)
FIRST_LABEL = re.compile(r"\b2014[ -](?:scheme|era)\b")
WEIGHTS = {"below_45": re.compile(r"(?<![>=<])< ?45 kg"), "from_45": re.compile(r">= ?45 kg")}
YOUNGER = ["pediatric", "child", "children", "infant", "infants", "adolescent", "adolescents", "young"]
ACTION_WORDS = {
    "continue": r"\bcontinued?\b|\bkeep the infusion running\b",
    "interrupt": r"\binterrupt(?:ions)?\b|\bwithhold\b|\bhold\b|\bheld\b",
    "consider_interrupt": r"\binterruption may be considered\b",
    "restart": r"\brestart|\bstart a new cycle\b",
    "stop": r"\b(?:stop|stopped|discontinue)\b(?! permanently)",
    "consider_stop": r"\bconsider permanent discontinuation\b",
    "stop_for_good": r"\b(?:stop|discontinue) permanently\b",
}
ENDS = ("stop", "consider_stop", "stop_for_good")
MILLIGRAMS = re.compile(r"\d ?mg\b")
BLINATUMOMAB_DOSE = re.compile(r"[\d.]+ mcg(?:/m2)?/day(?: then [\d.]+ mcg(?:/m2)?/day)?")


def grades_of(text: str) -> frozenset[int]:
    """The grades that a printed text names, in any of their spellings; none where it prints no grade.

    "grade 3 or higher" -> 3, 4, 5; "grade 3/4", "grades 3 and 4", "grade 3 or 4" -> 3, 4.
    """
    grades = set()
    for found in GRADE.finditer(text):
        first = int(found["first"])
        last = 5 if found["higher"] else max(first, int(found["last"] or first))
        grades |= set(range(first, last + 1))
    return frozenset(grades)


def holds_any(text: str, words: list[str]) -> bool:
    """Whether a text holds one of some words or phrases, as whole words in any case: "era" is not in "therapy"."""
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in words)


def weight_bands_of(population: str) -> frozenset[str]:
    """The weight bands that a printed population names; none where it holds whatever the weight."""
    return frozenset(band for band, words in WEIGHTS.items() if words.search(population))


def is_for_adults(population: str) -> bool:
    """Whether a printed population names adults and nobody younger."""
    return holds_any(population, ["adult", "adults"]) and not holds_any(population, YOUNGER)


def actions_of(text: str) -> tuple[str, ...]:
    """What a printed action does to the infusion, as keys of ACTIONS in their order; none for a treatment alone."""
    text = text.lower()
    named = {action for action, words in ACTION_WORDS.items() if re.search(words, text)}
    return tuple(action for action in ACTIONS if action in named)


def in_short(action: str, doses: tuple[str, ...]) -> str:
    """What a printed action does to the infusion, in a few words; what ends treatment keeps its printed condition."""
    said = []
    for clause in action.split("; "):
        named = actions_of(clause)
        if set(named) & set(ENDS):
            for end in ENDS:
                words = ACTIONS[end].label.lower()
                clause = re.sub(ACTION_WORDS[end], words, clause, flags=re.IGNORECASE)
            said.append(clause[0].lower() + clause[1:])
        else:
            said += [ACTIONS[key].label.lower() for key in named]
    said = list(dict.fromkeys(said)) or ["treatment of the event"]
    given = " or ".join(doses)
    if given and "restart" in said:
        said[said.index("restart")] = f"restart at {given}"
    elif given:
        said.append(f"dose {given}")
    return "; ".join(said)


def doses_of(text: str) -> tuple[str, ...]:
    """The doses of the medicine itself in a printed text, with their unit: ("9 mcg/day then 28 mcg/day",)."""
    return tuple(BLINATUMOMAB_DOSE.findall(text))


def problems_in_management(management: pd.DataFrame, drug: str) -> Iterator[str]:
    """Rows whose words cannot be read: a grade or weight that no rule knows, or milligrams without their medicine.

    A dose of `drug` is in micrograms; in its rows a figure in milligrams must name another medicine in the same clause.
    """
    for row in management.itertuples():
        where = f"management.csv, line {row.line}, column"
        if re.search(r"\bgrade\b", row.grade_or_condition, re.IGNORECASE) and not grades_of(row.grade_or_condition):
            yield f"{where} grade_or_condition: no grade from 1 to 5 can be read from '{row.grade_or_condition}'."
        if re.search(r"\bkg\b", row.population) and not weight_bands_of(row.population):
            yield f"{where} population: no weight band can be read from '{row.population}'."
        if FIRST_LABEL.search(row.grade_or_condition) and row.scheme != "2014":
            yield f"{where} scheme: '{row.grade_or_condition}' names the text of 2014, the cell does not."
        if row.drug != drug:
            continue
        for column in ("action", "drug_or_dose"):
            for clause in getattr(row, column).split(";"):
                if MILLIGRAMS.search(clause) and not any(name in clause for name in MEDICINES_IN_MILLIGRAMS):
                    yield f"{where} {column}: '{clause.strip()}' is in mg and names no medicine given in mg."
