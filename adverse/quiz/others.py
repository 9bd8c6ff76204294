"""Questions on onset, on the starting article and on grades; each function as in `adverse.quiz.shares`."""

from itertools import permutations
from random import Random

import pandas as pd

from adverse.grading import SYNDROMES as FINDINGS
from adverse.grading import SYSTEM, grade_of
from adverse.quiz.material import Material
from adverse.quiz.shares import Names
from adverse.vocabulary import GRADING_SYSTEMS, SYNDROMES, TIME_ORIGINS, label

ASKED_VERDICTS = ("outdated", "misread", "unit_error")
STATED = ("statement", "figure", "risk_factor")
N_ORDERS, MOST_ORDERED = 4, 3
SAME_DAY = "Both at the same median"


def median(material: Material, chance: Random, names: Names) -> dict | None:
    """What a printed median onset means."""
    if material.onset.empty:
        return None
    row = material.onset.iloc[chance.randrange(len(material.onset))]
    day = _days(row["onset_median_days"])
    right = f"Half of the onsets came within {day}, half came later"
    options = [
        right,
        f"Every onset came within {day}",
        f"It lasted {day} in the typical patient",
        f"Half of all treated patients had it within {day}",
    ]
    chance.shuffle(options)
    latest = row["onset_max_days"]
    late = "" if pd.isna(latest) else f" The printed range ends at {_days(latest)}."
    clock = f"Day 0: {label(TIME_ORIGINS, row['time_origin'])}."
    if row["time_origin"] == "not_stated":
        clock = "The source does not say from which day it counts."
    return {
        "prompt": f"{row['source_name']} prints a median onset of {day} for “{names[row['event']]}” with "
        f"{row['drug']}. What does this say?",
        "options": tuple(options),
        "answer": right,
        "explanation": "A median is the middle, not a limit, and counts only those who had the event, not all "
        f"who were treated.{late} {clock}",
        "chart": "timeline",
        "table": "onset",
        "rows": [row],
    }


def onset_order(material: Material, chance: Random, names: Names) -> dict | None:
    """Two or three onsets of one trial, medicine, document and clock, in the order of their printed medians."""
    same = ["drug", "trial", "source_id", "time_origin"]
    groups = [rows for _, rows in material.timed.groupby(same) if rows["onset_median_days"].nunique() > 1]
    if not groups:
        return None
    shuffled = chance.choice(groups).sample(frac=1, random_state=chance.randrange(2**32))
    rows = shuffled.drop_duplicates("onset_median_days").head(MOST_ORDERED).sort_values("onset_median_days")
    first, n = rows.iloc[0], len(rows)
    arms = material.evidence.arms.set_index("arm_id")["arm_label"]
    said = [f"{names[row.event]} in {arms[row.arm_id]}" for row in rows.itertuples()]
    listed = chance.sample(range(n), n)
    numbers = [str(listed.index(place) + 1) for place in range(n)]
    right, *others = [", then ".join(order) for order in permutations(numbers)]
    wrong = others if n == MOST_ORDERED else [*others, SAME_DAY]
    options = [right, *chance.sample(wrong, min(N_ORDERS - 1, len(wrong)))]
    chance.shuffle(options)
    asked = "; ".join(f"({number}) {said[place]}" for number, place in enumerate(listed, 1))
    medians = "; ".join(
        f"({number}) {name}: {_days(row.onset_median_days)}"
        for number, name, row in zip(numbers, said, rows.itertuples(), strict=True)
    )
    return {
        "prompt": f"{first['source_name']} prints these median onsets with {first['drug']}. Put them in order, the "
        f"earliest first: {asked}.",
        "options": tuple(options),
        "answer": right,
        "explanation": f"Printed medians: {medians}. They are of one trial and one medicine and count from the same "
        f"moment ({label(TIME_ORIGINS, first['time_origin'])}), so they may be put in order; they say nothing of "
        "single patients.",
        "chart": "timeline",
        "table": "onset",
        "rows": [row for _, row in rows.iterrows()],
    }


def misreading(material: Material, chance: Random, names: Names) -> dict | None:
    """Which of three statements of the starting article its source does not bear out, or which unit a source prints."""
    claims = material.claims
    wrong = claims[claims["verdict"].isin(ASKED_VERDICTS)]
    sound = claims[(claims["verdict"] == "supported") & claims["kind"].isin(STATED)]
    if wrong.empty or len(sound) < 2:
        return None
    row = wrong.iloc[chance.randrange(len(wrong))]
    common = {
        "explanation": f"“{row['said']}”: {row['source_name']} prints {row['figure']}. {row['explanation']}",
        "chart": _claim_chart(material, row),
        "table": "claims",
        "rows": [row],
    }
    if row["verdict"] == "unit_error":  # the wrong dose is never shown without its correction, so units alone are asked
        asked = row["statement"].replace(f"{row['value']} {row['unit']}", "[…]")
        options = [row["primary_unit"], row["unit"]]
        chance.shuffle(options)
        return {
            "prompt": f"A dose of the starting article has the wrong unit: “{asked}”. Which unit does "
            f"{row['source_name']} print?",
            "options": tuple(options),
            "answer": row["primary_unit"],
            **common,
        }
    others = sound.sample(2, random_state=chance.randrange(2**32))
    options = [_stated(one) for one in (row, *(other for _, other in others.iterrows()))]
    right = options[0]
    chance.shuffle(options)
    return {
        "prompt": "The starting article makes these three statements. Two stand as printed. Which one does its source "
        "not bear out today?",
        "options": tuple(options),
        "answer": right,
        **common,
    }


def _stated(claim: pd.Series) -> str:
    """A claim with the part of the article it stands in, without which some are not understood."""
    return f"{claim['section'].split(' / ')[-1]}: {claim['said']}"


def _claim_chart(material: Material, claim: pd.Series) -> str:
    if claim["unit"] == "percent_of_cases":
        return "cases"
    topics = {item["claim_topic"] for item in material.evidence.about["headline"]}
    return {"percent": "arms", "days": "timeline"}.get(claim["unit"], "") if claim["topic"] in topics else ""


def vignette(material: Material, chance: Random, names: Names) -> dict | None:
    """The grade of a made-up patient, which the grading rule gives."""
    if material.vignettes.empty:
        return None
    row = material.vignettes.iloc[chance.randrange(len(material.vignettes))]
    grade = grade_of(FINDINGS[row["syndrome"]].read(row)).grade
    name, system = SYNDROMES[row["syndrome"]].label, GRADING_SYSTEMS[SYSTEM].label
    options = ("No grade", *(f"Grade {value}" for value in range(1, 5)))
    return {
        "prompt": f"{row['story']} Which {name} grade is it under {system}?",
        "options": options,
        "answer": options[grade],
        "explanation": row["explanation"],
        "chart": "ladder",
        "table": "vignettes",
        "rows": [row],
    }


def _days(value: float) -> str:
    return f"{value:g} day{'s' if value != 1 else ''}"
