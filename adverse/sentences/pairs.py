"""What two arms say beside each other, in one sentence a row: every figure is computed from the row given."""

from collections.abc import Iterable
from math import ceil, floor

import pandas as pd

from adverse.sentences.case import inside
from adverse.vocabulary import (
    COMPARABILITY,
    GRADE_BANDS,
    PERIODS,
    SUBSETS,
    count_in_words,
    label,
    people_in_words,
    rounded,
    share_qualifier,
)

MOST_DIGITS = 3  # after the point


def people_scale(proportions: Iterable[float], qualifiers: Iterable[str]) -> int:
    """Of how many people to speak: 100, or 1,000 when a share is below 1% ("<1%" is) but not none at all."""
    shares = zip(proportions, qualifiers, strict=True)
    return 1000 if any(0 < share < 0.01 or (share == 0.01 and sign == "<") for share, sign in shares) else 100


def difference_in_words(
    row: pd.Series, *, reader: str, name_column: str = "event", with_verdict: bool = True, scale: int | None = None
) -> str:
    """One row of an arm beside the reference arm: so many of 100 in each, so many more or fewer, with the interval.

    `row`: an incidence row with `proportion`, the columns of `with_reference` and of the difference and ratio
    statistics. Pharmacists also read ratio, number needed and q value; learners get it in everyday words. Without
    counts in both arms the sentence says that there is no difference to compute, and a bound stays a bound.
    `with_verdict` False leaves out how far the arms may be compared, where that is said already. `scale`: of how many
    people to speak where other pairs stand beside this one, else as `people_scale` says.
    """
    what = f"{row[name_column]}{_qualities(row)}"
    if pd.isna(row["row_key_control"]):
        return f"{what}: {row['arm_label']} reports it, the reference arm does not. Not reported is not zero."
    shares, signs = (row["proportion"], row["proportion_control"]), (share_qualifier(row), row["qualifier_control"])
    if any(map(pd.isna, shares)):
        return f"{_in_trial(row, what)}: both arms report it, but not as shares that can be put side by side."
    scale = scale or people_scale(shares, signs)
    ends = [scale * row[f"risk_difference{end}"] for end in ("", "_low", "_high")]
    people, digits = _adding_up([scale * share for share in shares], *ends)
    treated, control = (people_in_words(*told, scale, digits) for told in zip(people, signs, strict=True))
    same_trial = row["comparability"] != "different_trials"
    names = (row["drug"], row["reference_drug"]) if same_trial else (row["arm_label"], row["reference_label"])
    if pd.isna(row["risk_difference"]):
        return f"{_in_trial(row, what)}: {treated} with {names[0]}, {control} with {names[1]}; {_why_none(row)}."
    difference, interval = _more_or_fewer(ends[0], digits), _range_in_words(ends[1], ends[2], digits)
    verdict = _caution(row) if with_verdict else ""
    if reader == "learner":
        treated, control = (
            _none_of(counts) or f"about {told}"
            for counts, told in zip(_counts_of(row), (treated, control), strict=True)
        )
        return (
            f"{_in_trial(row, what)}: {treated} people with {names[0]} had it, and {control} with {names[1]}. "
            f"That is {difference} of {scale:,}; from this many patients the true difference may be anything from "
            f"{interval}.{_worked_out(row)}{verdict}"
        )
    said = (
        f"{_in_trial(row, what)}: {treated} with {names[0]}, {control} with {names[1]}; "
        f"{difference} per {scale:,} (95% interval {interval})."
    )
    return said + (_for_pharmacists(row) if reader == "pharmacist" else "") + _worked_out(row) + verdict


def _worked_out(row: pd.Series) -> str:
    """Which counts are not printed but the only ones that give the printed percentage."""
    counts = [count.partition(",")[0] for count in _counts_of(row) if count.endswith("worked out")]
    return f" Worked out from the printed percentage: {' and '.join(counts)}." if counts else ""


def _counts_of(row: pd.Series) -> tuple[str, str]:
    """The counts of both arms in words, each empty where it is not known."""
    control = row.get("count_in_words_control", "")
    return count_in_words(row) if "count_basis" in row else "", control if isinstance(control, str) else ""


def _none_of(counts: str) -> str:
    """ "none of 109" where nobody had the event, so that an exact zero does not sound like an estimate."""
    return f"none {counts.removeprefix('0 ').partition(',')[0]}" if counts.startswith("0 of ") else ""


def _adding_up(people: list[float], difference: float, low: float, high: float) -> tuple[list[float], int]:
    """The people of both arms as they are told, with their digits after the point, so that a subtraction holds.

    Whole people where their difference is that of the shares, rounded; else one digit, with which the one of both that
    rounding moved farthest goes the other way where it must. More digits only where the interval leaves 0 out and the
    difference would be none.
    """
    for digits in range(MOST_DIGITS + 1):
        told = [rounded(value, digits) for value in people]
        off = rounded(told[0] - told[1] - rounded(difference, digits), digits)
        if pd.isna(difference) or (not off and (rounded(difference, digits) or low <= 0 <= high)):
            break
        if digits and (rounded(difference, digits) or low <= 0 <= high or digits == MOST_DIGITS):
            moved = [before - after for before, after in zip(people, told, strict=True)]
            farthest = int(abs(moved[1]) > abs(moved[0]))
            told[farthest] += off if farthest else -off
            break
    return told, digits


def _why_none(row: pd.Series) -> str:
    if row["may_share_patients"]:
        return "both may count the same patients, so there is no difference to compute"
    if row["comparability"] == "different_trials" and not row["is_open"]:
        return "no difference is shown, because the trials differ"
    return "a difference needs one count in each arm"


def _qualities(row: pd.Series) -> str:
    parts = "" if row["grade_band"] == "any" else f", {label(GRADE_BANDS, row['grade_band']).lower()}"
    return parts if row["subset"] == "all" else f"{parts} ({label(SUBSETS, row['subset']).lower()})"


def _in_trial(row: pd.Series, what: str) -> str:
    period = label(PERIODS, row["period"]).lower()
    if row["comparability"] == "different_trials":
        return f"{what} ({period})"
    return f"In {row['trial_name']} ({period}), {inside(what)}"


def _more_or_fewer(value: float, digits: int) -> str:
    told = rounded(value, digits)
    return f"{abs(told):,.{digits}f} {'more' if told > 0 else 'fewer'}" if told else "no more and no fewer"


def _range_in_words(low: float, high: float, digits: int) -> str:
    """ "7 to 29 fewer", "3 to 9 more", "5 fewer to 7 more" or "less than 1 to 5 fewer"."""
    lowest, highest = _amount(low, digits), _amount(high, digits)
    if high <= 0:
        return f"{highest} to {lowest} fewer"
    return f"{lowest} to {highest} more" if low >= 0 else f"{lowest} fewer to {highest} more"


def _amount(value: float, digits: int) -> str:
    """How many, without their sign; what would be rounded to none is "less than" the smallest number told."""
    told = abs(rounded(value, digits))
    return f"{told:,.{digits}f}" if told or not value else f"less than {10**-digits:g}"


def _for_pharmacists(row: pd.Series) -> str:
    ratio, low, high = (_ratio_in_words(row[f"risk_ratio{end}"]) for end in ("", "_low", "_high"))
    return f" Risk ratio {ratio} ({low} to {high}); {_number_needed(row)}; q value {_small(row['q_value'])}."


def _number_needed(row: pd.Series) -> str:
    """Whole patients: up for one fewer, down for one more, so that neither gain nor harm is said too favorably."""
    kind = row["number_needed_for"]
    if not kind:
        return "no number needed to treat or to harm, because the interval of the difference contains zero"
    whole = floor if kind == "harm" else ceil
    value, low, high = (whole(round(row[f"number_needed{end}"], 6)) for end in ("", "_low", "_high"))
    name = "number needed to harm" if kind == "harm" else "number needed to treat for one patient fewer"
    return f"{name} {value:,} ({low:,} to {high:,})"


def _small(value: float) -> str:
    return "below 0.001" if value < 0.001 else f"{value:.2g}"


def _ratio_in_words(ratio: float) -> str:
    if pd.isna(ratio):
        return "not defined"
    return "infinite" if ratio == float("inf") else f"{ratio:.2f}"


def _caution(row: pd.Series) -> str:
    if row["comparability"] == "randomized":
        return ""
    term = COMPARABILITY[row["comparability"]]
    return f" {term.label}: {inside(term.definition)}"
