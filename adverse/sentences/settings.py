"""One event by setting and age, in words: one source with its counts, and that settings differ."""

import pandas as pd

from adverse.sentences.case import inside
from adverse.sentences.shares import counted_in_words, share_in_words
from adverse.vocabulary import AGE_GROUPS, GRADE_BANDS, PEOPLE_IN_SETTINGS, PERIODS, SETTINGS, label

MOST_PLACES = 4
NO_SETTING = ("mixed", "other", "")
SAME = ("event", "grade_band", "period")


def counted_here(drug: str, n_arms: int, n_events: int) -> str:
    """What there is of a medicine without a share of patients with a headline toxicity in a named setting."""
    if not n_events:
        return f"No share of patients with an adverse event of {drug} is held here. Not reported is not zero."
    events, arms = f"{n_events} event{'s' * (n_events > 1)}", f"{n_arms} arm{'s' * (n_arms > 1)}"
    return (
        f"{events} of {drug} are counted in {arms}: look one up, arm by arm."
        if n_events > 1
        else (f"{events} of {drug} is counted in {arms}: look it up, arm by arm.")
    )


def headline_answer(trial: pd.DataFrame, names: dict[str, str], *, plain_words: bool = False) -> str:
    """How often the headline toxicities came in one large randomized trial, and that other settings differ.

    `trial`: rows of `leading_trial` with `proportion`, those of the medicine's arm first; `names`: event -> its name.
    """
    if trial.empty:
        return "No randomized trial here prints a count of each of these events; settings differ, see each below."
    own = trial[trial["arm_role"] != "comparator"]
    first = own.iloc[0]
    by_event = [(names[event], rows) for event, rows in own.groupby("event", sort=False)]
    control = trial[trial["arm_role"] == "comparator"]
    if plain_words:
        told = "; ".join(_people_in_trial(rows, control, inside(name)) for name, rows in by_event)
        who = f"In {first['trial_name']}, a large trial in {_people(first['setting'], first['age_group'])}"
        return f"{who}, {told}. Other groups of patients differ: see each below."
    where = f"{label(SETTINGS, first['setting']).lower()}, {label(AGE_GROUPS, first['age_group']).lower()}"
    treated = [f"{n} with {drug}" for drug, n in _counted_alike(own) + _counted_alike(control)]
    if len(treated) == 2:
        told = "; ".join(_shares_in_trial(rows, control, inside(name)) for name, rows in by_event)
        where = f"{where}; {', '.join(treated)}"
    else:
        told = "; ".join(_event_in_trial(rows, control, inside(name)) for name, rows in by_event)
    return f"{first['trial_name']}, randomized ({where}): {told}. Settings differ: see each below."


def _counted_alike(rows: pd.DataFrame) -> list[tuple[str, int]]:
    """The treatment of an arm and its number of patients, where all rows are of the same; else nothing."""
    arms = rows[["drug", "n_at_risk"]].drop_duplicates()
    return list(arms.itertuples(index=False, name=None)) if len(arms) == 1 else []


def _shares_in_trial(own: pd.DataFrame, control: pd.DataFrame, name: str) -> str:
    """One event at each grade as shares of patients whose number is told, against the same of the comparator arm."""
    parts = []
    for _, row in own.iterrows():
        same = _same_in(control, row)
        grade = "" if row["grade_band"] == "any" else f"{label(GRADE_BANDS, row['grade_band']).lower()} "
        against = f" against {_share_alone(same.iloc[0])}" if len(same) else ""
        parts.append(f"{grade}{_share_alone(row)}{against}{_in_period(row)}")
    return f"{name} {', '.join(parts)}"


def _share_alone(row: pd.Series) -> str:
    return share_in_words(row).split(" (")[0]


def _event_in_trial(own: pd.DataFrame, control: pd.DataFrame, name: str) -> str:
    """One event at each grade with its counts, and beside it the same of the comparator arm."""
    parts = []
    for _, row in own.iterrows():
        same = _same_in(control, row)
        grade = "" if row["grade_band"] == "any" else f"{label(GRADE_BANDS, row['grade_band']).lower()} "
        against = f", against {share_in_words(same.iloc[0])} with {same['drug'].iloc[0]}" if len(same) else ""
        parts.append(f"{grade}{share_in_words(row)}{_in_period(row)}{against}")
    return f"{name} {'; '.join(parts)}"


def _people_in_trial(own: pd.DataFrame, control: pd.DataFrame, name: str) -> str:
    """The same in everyday words: "37 of 267 people had it in cycle 1 (0 of 109 with chemotherapy), 13 of 267 ..."."""
    parts = []
    for _, row in own.iterrows():
        people, same = f"{row['n_with_event']} of {row['n_at_risk']}", _same_in(control, row)
        first = next(same.itertuples(), None)
        beside = f" ({first.n_with_event} of {first.n_at_risk} with {first.drug})" if first else ""
        if parts:
            parts.append(f"{people} had a severe form{_in_period(row)}{beside}")
        else:
            what = name if row["grade_band"] == "any" else f"a severe form of {name}"
            parts.append(f"{people} people had {what}{_in_period(row)}{beside}")
    return ", and ".join(parts)


def _same_in(control: pd.DataFrame, row: pd.Series) -> pd.DataFrame:
    return control[(control[list(SAME)] == row[list(SAME)]).all(axis=1)]


def _in_period(row: pd.Series) -> str:
    return "" if row["period"] == "whole_study" else f" in {label(PERIODS, row['period']).lower()}"


def _people(setting: str, age_group: str) -> str:
    """ "adults with leukemia that came back or did not respond"."""
    who = label(AGE_GROUPS, age_group).lower() if age_group else "patients of unstated age"
    return f"{who} {PEOPLE_IN_SETTINGS[setting]}"


def across_settings(rows: pd.DataFrame, name: str, *, plain_words: bool = False) -> str:
    """One event across arms: the largest arm of a setting and age group with its counts, and how many more arms.

    `rows`: incidence rows of one event with `proportion`, `is_focus` (with the medicine of this package),
    `is_independent` (of arms that together count nobody twice) and `data_cut`. Arms without the medicine are told where
    no other is in view. Larger pools and earlier cuts may be in view too, so the sentence says of which arms the one
    told is the largest, and of how many groups it tells. Settings differ in patients and grading, so there is no common
    range.
    """
    rows = rows[rows["proportion"].notna()]
    if rows.empty:
        return f"No source in view gives the share of patients with {name}."
    what = f"{name} ({counted_in_words(rows)})"
    if len(rows) == 1:
        row = rows.iloc[0]
        return f"{what}: {share_in_words(row)} in {row['arm_label']}, the only arm in view that reports it."
    treated = _treated(rows)
    largest = largest_by_setting(rows)
    told = [
        f"{_place(row, plain_words=plain_words)} {share_in_words(row)} in {row['arm_label']}"
        for _, row in largest.head(MOST_PLACES).iterrows()
    ]
    among = " of those that count nobody twice" if treated["is_independent"].all() else ""
    is_early = rows["is_focus"] & (rows["data_cut"] == "interim") & ~rows.index.isin(treated.index)
    aside = ", earlier cuts aside" if is_early.any() else ""
    some = f" ({len(told)} of {len(largest)} groups)" if len(largest) > len(told) else ""
    n_more = len(rows) - len(told)
    more = f"; {n_more} more arm{'s' if n_more > 1 else ''} below" if n_more > 0 else ""
    places, arm = ("group of patients", "study") if plain_words else ("setting and age group", "arm")
    first = f"By {places}{some}, the largest {arm}{among}{aside}"
    return f"{what}. {first}: {'; '.join(told)}{more}."


def largest_by_setting(rows: pd.DataFrame) -> pd.DataFrame:
    """The largest arm of each setting and age group, in the order of settings. `rows`: as of `across_settings`."""
    largest = _treated(rows).sort_values(["n_at_risk", "arm_label"], ascending=[False, True], na_position="last")
    largest = largest.drop_duplicates(["setting", "age_group"])
    return largest.sort_values("setting", key=lambda found: found.map(list(SETTINGS).index), kind="stable")


def _treated(rows: pd.DataFrame) -> pd.DataFrame:
    """Arms of the medicine of this package, in a named setting, where there are any."""
    treated = _first_with_any(rows, rows["is_focus"] & rows["is_independent"], rows["is_focus"])
    return _first_with_any(treated, ~treated["setting"].isin(NO_SETTING))


def _first_with_any(rows: pd.DataFrame, *masks: pd.Series) -> pd.DataFrame:
    """The rows of the first mask that holds for any of them, else all."""
    return next((rows[mask] for mask in masks if mask.any()), rows)


def _place(row: pd.Series, *, plain_words: bool) -> str:
    if plain_words and row["setting"] in SETTINGS and row["setting"]:
        return f"{_people(row['setting'], row['age_group'])},"
    return f"{inside(label(SETTINGS, row['setting']))}, {label(AGE_GROUPS, row['age_group']).lower()}:"
