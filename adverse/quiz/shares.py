"""Questions on shares of patients. Each function takes the material, a source of chance and event names by event.

It returns the parts of a question, or None when no row fits.
"""

from random import Random

import pandas as pd

from adverse.evidence.compare import comparability
from adverse.evidence.scope import is_focus_drug
from adverse.quiz.material import Material
from adverse.quiz.question import ESTIMATE_STARTS_AT, accepted_estimates
from adverse.sentences import share_in_words
from adverse.vocabulary import COMPARABILITY, PERIODS, grades_in_words, rounded, share_in_figures

Names = dict[str, str]

TURNED = 0.5  # of the questions on two events, where the order at any grade is the other way
ASKED_PAIRS = {"arms_of_trial": 0.4, "cohorts_of_trial": 0.2, "across_trials": 0.4}  # of the questions on fairness
FARTHEST = 2.5  # a wrong share is at most so many times the right one, or so many times less
N_OPTIONS = 4
FAIRNESS = {
    "randomized": "Yes: one trial let chance decide who got which treatment",
    "part_of_randomized": "Only with care: chance decided, but only part of the treated patients are counted",
    "same_trial": "Only with care: one trial, but chance did not choose these patients",
    "different_trials": "No: these are different trials",
}


def estimate(material: Material, chance: Random, names: Names) -> dict | None:
    """Guess a share; right within its Wilson interval, in which the slider does not begin."""
    rows = material.counted[material.counted["is_focus"]]
    row = _one(rows[~rows.apply(_holds_start, axis=1).astype(bool)], chance)
    if row is None:
        return None
    share = f"{share_in_figures(row)}%"
    return {
        "prompt": f"{row['arm_label']}: {row['n_at_risk']} patients. How many of 100 had {_what(row, names)}?",
        "options": (),
        "answer": share,
        "explanation": f"{_printed(row)}; {_interval(row)}.",
        "chart": "icons",
        "rows": [row],
        "percent": 100 * float(row["proportion"]),
        "low": 100 * float(row["proportion_low"]),
        "high": 100 * float(row["proportion_high"]),
    }


def _holds_start(row: pd.Series) -> bool:
    limits = (100 * float(row[column]) for column in ("proportion", "proportion_low", "proportion_high"))
    lowest, highest = accepted_estimates(*limits)
    return lowest <= ESTIMATE_STARTS_AT <= highest


def of_hundred(material: Material, chance: Random, names: Names) -> dict | None:
    """Turn a count into so many of a hundred; the wrong options are usual slips and shares of other events near it."""
    row = _one(material.counted[material.counted["is_focus"] & material.counted["n_with_event"].gt(0)], chance)
    if row is None:
        return None
    n, whole = int(row["n_with_event"]), int(row["n_at_risk"])
    right = int(rounded(100 * n / whole))
    kept = _near(right, [n, round(100 * n / max(whole - n, 1)), *_shares_beside(material, row)])
    return {
        "prompt": f"{row['arm_label']}: {n} of {whole} patients had {_what(row, names)}. "
        "About how many of 100 is that?",
        "options": tuple(f"about {value} of 100" for value in sorted(kept)),
        "answer": f"about {right} of 100",
        "explanation": f"{n} divided by {whole} is {right} of 100. {_printed(row)}.",
        "chart": "icons",
        "rows": [row],
    }


def _shares_beside(material: Material, row: pd.Series) -> list[int]:
    """The shares of other events in the same arm, grades, period and source as so many of a hundred."""
    rows, same = material.counted, ["arm_id", "grade_band", "period", "source_id"]
    beside = rows[(rows[same] == row[same]).all(axis=1) & (rows["event"] != row["event"])]
    return sorted({int(rounded(100 * share)) for share in beside["proportion"]})


def _near(right: int, wrong: list[int]) -> list[int]:
    """The right share and wrong ones near it, of which none is so near that rounding would make it right."""
    gap = 2 if right < 20 else 5
    most = max(FARTHEST * right, right + (N_OPTIONS - 1) * gap)
    own = [right + place * gap * sign for place in range(1, N_OPTIONS + 1) for sign in (1, -1)]
    kept = [right]
    for value in [*wrong, *own]:
        is_near = right / FARTHEST <= value <= min(100, most)
        if is_near and all(abs(value - other) >= gap for other in kept) and len(kept) < N_OPTIONS:
            kept.append(value)
    return kept


def widest(material: Material, chance: Random, names: Names) -> dict | None:
    """Which of three arms has the widest interval: the one with clearly the fewest patients."""
    if not material.triples:
        return None
    three = material.counted.loc[list(chance.choice(material.triples))]
    shown = three.sample(frac=1, random_state=chance.randrange(2**32))
    options = [f"{_arm(material, row)}: {row['n_with_event']} of {row['n_at_risk']}" for _, row in shown.iterrows()]
    least = three.iloc[0]
    return {
        "prompt": f"Three arms report {_what(least, names)}. Which share is the least sure?",
        "options": tuple(options),
        "answer": f"{_arm(material, least)}: {least['n_with_event']} of {least['n_at_risk']}",
        "explanation": "The fewest patients and the widest interval. "
        + "; ".join(f"{_arm(material, row)}: {_interval(row)}" for _, row in three.iterrows())
        + ".",
        "chart": "arms",
        "rows": [row for _, row in three.iterrows()],
    }


def zero(material: Material, chance: Random, names: Names) -> dict | None:
    """What a printed count of none means; such a row prints a 0, so nothing is missing from it."""
    row = _one(material.counted[material.counted["n_with_event"] == 0], chance)
    if row is None:
        return None
    high = f"{100 * row['proportion_high']:.1f}% (upper end of the 95% interval)"
    right = f"Nobody among these {row['n_at_risk']} had it; the true share may be as high as {high}"
    options = [right, "Nobody looked for it, so nothing is known", "It cannot happen with this treatment"]
    chance.shuffle(options)
    return {
        "prompt": f"{_arm(material, row)}: 0 of {row['n_at_risk']} patients had {_what(row, names)}. "
        "What does this say?",
        "options": tuple(options),
        "answer": right,
        "explanation": f"A printed 0 is a finding: {_interval(row)}. An event that a source does not print is not "
        "reported, which is something else: nothing is known of it.",
        "chart": "arms",
        "rows": [row],
    }


def more_frequent(material: Material, chance: Random, names: Names) -> dict | None:
    """Which of two events of one arm is more frequent; their intervals do not overlap.

    Where both are counted at any grade too, those counts are told and the severe ones asked for: the more frequent
    event may be the less severe one. Else the event that comes next in frequency is asked against.
    """
    rows = material.counted[material.counted["is_focus"]]
    groups = [same for _, same in rows.groupby(["arm_id", "grade_band", "period", "source_id"]) if len(same) > 1]
    chance.shuffle(groups)
    for same in groups:
        highs = [row for _, row in same.iterrows() if (same["proportion_high"] < row["proportion_low"]).any()]
        if highs:
            high = chance.choice(highs)
            lower = same[same["proportion_high"] < high["proportion_low"]].sort_values("proportion", ascending=False)
            counted = {row["event"]: _at_any_grade(material, row) for _, row in lower.iterrows()}
            told = _at_any_grade(material, high)
            turned = lower[[bool(told and (n := counted[event]) and n > told) for event in lower["event"]]]
            low = (turned if len(turned) and chance.random() < TURNED else lower).iloc[0]
            if high["plain_name"] == low["plain_name"]:
                continue
            options = [names[high["event"]], names[low["event"]]]
            chance.shuffle(options)
            return {
                "prompt": f"{high['arm_label']} ({_when(high)}): which event had more patients?"
                + _counts_to_reason(names, {high["event"]: told, low["event"]: counted[low["event"]]}),
                "options": tuple(options),
                "answer": names[high["event"]],
                "explanation": f"{names[high['event']]}: {share_in_words(high)}. {names[low['event']]}: "
                f"{share_in_words(low)}. The 95% intervals do not overlap.",
                "chart": "events",
                "rows": [high, low],
            }
    return None


def _at_any_grade(material: Material, row: pd.Series) -> int | None:
    """The patients with an event of any grade, where the row counts severe ones and its source both."""
    rows, same = material.counted, ["arm_id", "event", "period", "source_id", "n_at_risk"]
    found = rows[(rows[same] == row[same]).all(axis=1) & (rows["grade_band"] == "any")]
    return int(found["n_with_event"].iloc[0]) if row["grade_band"] != "any" and len(found) else None


def _counts_to_reason(names: Names, counts: dict[str, int | None]) -> str:
    """What the same source counts of both events at any grade, in the order of their names so that it gives no hint."""
    known = {names[event]: n for event, n in counts.items() if n is not None}
    if len(known) < len(counts):
        return ""
    told = " and ".join(f"{known[name]} of “{name}”" for name in sorted(known))
    return f" Of any grade there were {told}. Think of which of them is mostly mild."


def fairness(material: Material, chance: Random, names: Names) -> dict | None:
    """How far two arms that report one event may be compared: other medicines, or cohorts of one trial."""
    pairs = material.pairs
    if pairs.empty:
        return None
    kinds = [kind for kind in ASKED_PAIRS if (pairs["kind"] == kind).any()]
    [kind] = chance.choices(kinds, [ASKED_PAIRS[kind] for kind in kinds])
    of_kind = pairs[pairs["kind"] == kind]
    pair = of_kind.iloc[chance.randrange(len(of_kind))]
    first, second = (material.counted.loc[pair[end]] for end in ("first", "second"))
    verdict = _verdict(material, first, second)
    designs = material.evidence.arms.set_index("arm_id")["design"]
    arms = "; ".join(
        f"{_arm(material, row)}: {designs[row['arm_id']] or 'design not stated'}, "
        f"{row['n_at_risk']} patients counted" + _of_treated(row)
        for row in (first, second)
    )
    term = COMPARABILITY[verdict]
    return {
        "prompt": f"{_what(first, names)}: {_counts(material, first)}, {_counts(material, second)}. "
        "May the difference be read as an effect of the treatment?",
        "options": tuple(FAIRNESS.values()),
        "answer": FAIRNESS[verdict],
        "explanation": f"{term.label}. {term.definition} {arms}.",
        "chart": "icons",
        "rows": [first, second],
    }


def _verdict(material: Material, first: pd.Series, second: pd.Series) -> str:
    rows = material.incidence
    same = rows[(rows["grade_band"] == first["grade_band"]) & (rows["period"] == first["period"])]
    return comparability(material.evidence, same, first["arm_id"], second["arm_id"])


def _of_treated(row: pd.Series) -> str:
    return "" if pd.isna(row["n_safety"]) else f" of {row['n_safety']} treated"


def _one(rows: pd.DataFrame, chance: Random) -> pd.Series | None:
    return rows.iloc[chance.randrange(len(rows))] if len(rows) else None


def _counts(material: Material, row: pd.Series) -> str:
    return f"{row['n_with_event']} of {row['n_at_risk']} in {_arm(material, row)}"


def _arm(material: Material, row: pd.Series) -> str:
    """The arm, with its medicine where that is another than the one of this package and its label does not say so."""
    drug, arm = row["drug"], row["arm_label"]
    is_said = is_focus_drug(material.evidence, drug) or drug.split()[0].lower() in arm.lower()
    return arm if is_said else f"{arm} ({drug})"


def _what(row: pd.Series, names: Names) -> str:
    return f"“{names[row['event']]}” ({_when(row)})"


def _when(row: pd.Series) -> str:
    return f"{grades_in_words(row).lower()}, {PERIODS[row['period']].label.lower()}"


def _printed(row: pd.Series) -> str:
    return f"{row['source_name']} prints {share_in_words(row)}"


def _interval(row: pd.Series) -> str:
    return f"95% interval {100 * row['proportion_low']:.1f} to {100 * row['proportion_high']:.1f}% (Wilson)"
