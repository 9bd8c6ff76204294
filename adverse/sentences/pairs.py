"""What two arms say beside each other, in one sentence a row: every figure is computed from the row given."""

from collections.abc import Iterable

import pandas as pd

from adverse.sentences.case import inside
from adverse.vocabulary import COMPARABILITY, GRADE_BANDS, PERIODS, SUBSETS, label, people_in_words, share_qualifier


def people_scale(proportions: Iterable[float], qualifiers: Iterable[str]) -> int:
    """Of how many people to speak: 100, or 1,000 when any of the shares is below 1%; "<1%" is."""
    shares = zip(proportions, qualifiers, strict=True)
    return 1000 if any(share < 0.01 or (share == 0.01 and sign == "<") for share, sign in shares) else 100


def difference_in_words(row: pd.Series, *, reader: str, name_column: str = "event") -> str:
    """One row of an arm beside the reference arm: so many of 100 in each, so many more or fewer, with the interval.

    `row`: an incidence row with `proportion`, the columns of `with_reference` and of the difference and ratio
    statistics. Pharmacists also read ratio, number needed and q value; learners get it in everyday words. Without
    counts in both arms the sentence says that there is no difference to compute, and a bound stays a bound.
    """
    what = f"{row[name_column]}{_qualities(row)}"
    if pd.isna(row["row_key_control"]):
        return f"{what}: {row['arm_label']} reports it, the reference arm does not. Not reported is not zero."
    shares, signs = (row["proportion"], row["proportion_control"]), (share_qualifier(row), row["qualifier_control"])
    if any(map(pd.isna, shares)):
        return f"{_in_trial(row, what)}: both arms report it, but not as shares that can be put side by side."
    scale = people_scale(shares, signs)
    treated, control = (people_in_words(*share, scale) for share in zip(shares, signs, strict=True))
    same_trial = row["comparability"] != "different_trials"
    names = (row["drug"], row["reference_drug"]) if same_trial else (row["arm_label"], row["reference_label"])
    if pd.isna(row["risk_difference"]):
        return f"{_in_trial(row, what)}: {treated} with {names[0]}, {control} with {names[1]}; {_why_none(row)}."
    difference = _more_or_fewer(scale * row["risk_difference"])
    low, high = scale * row["risk_difference_low"], scale * row["risk_difference_high"]
    if reader == "learner":
        return (
            f"{_in_trial(row, what)}: about {treated} people with {names[0]} had it, and about {control} with "
            f"{names[1]}. That is {difference}; from this many patients "
            f"the true difference may be anything from {_range_in_words(low, high)}.{_caution(row)}"
        )
    said = (
        f"{_in_trial(row, what)}: {treated} with {names[0]}, {control} with {names[1]}; "
        f"{difference} per {scale:,} (95% interval {_range_in_words(low, high)})."
    )
    return said + (_for_pharmacists(row) if reader == "pharmacist" else "") + _caution(row)


def _why_none(row: pd.Series) -> str:
    if row["may_share_patients"]:
        return "both may count the same patients, so there is no difference to compute"
    if row["comparability"] == "different_trials" and not row["is_open"]:
        return "no difference is shown, because the trials differ"
    return "a difference needs one count in each arm"


def _qualities(row: pd.Series) -> str:
    parts = "" if row["grade_band"] == "any" else f" of {label(GRADE_BANDS, row['grade_band']).lower()}"
    return parts if row["subset"] == "all" else f"{parts} ({label(SUBSETS, row['subset']).lower()})"


def _in_trial(row: pd.Series, what: str) -> str:
    period = label(PERIODS, row["period"]).lower()
    if row["comparability"] == "different_trials":
        return f"{what} ({period})"
    return f"In {row['trial_name']}, {period}, {inside(what)}"


def _more_or_fewer(value: float) -> str:
    rounded = round(value)
    return f"{abs(rounded):,} {'more' if rounded > 0 else 'fewer'}" if rounded else "no more and no fewer"


def _range_in_words(low: float, high: float) -> str:
    """ "7 to 29 fewer", "3 to 9 more" or "5 fewer to 7 more"."""
    if high <= 0:
        return f"{abs(round(high)):,} to {abs(round(low)):,} fewer"
    if low >= 0:
        return f"{round(low):,} to {round(high):,} more"
    return f"{abs(round(low)):,} fewer to {round(high):,} more"


def _for_pharmacists(row: pd.Series) -> str:
    ratio, low, high = (_ratio_in_words(row[f"risk_ratio{end}"]) for end in ("", "_low", "_high"))
    needed = row["number_needed_to_harm"]
    if pd.isna(needed):
        number = "no finite number needed to harm, because the interval of the difference contains zero"
    else:
        few, many = sorted(abs(row[f"number_needed_to_harm_{end}"]) for end in ("low", "high"))
        kind = "number needed to harm" if needed > 0 else "one patient fewer in every"
        number = f"{kind} {abs(needed):.0f} ({few:.0f} to {many:.0f})"
    return f" Risk ratio {ratio} ({low} to {high}); {number}; q value {_small(row['q_value'])}."


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
