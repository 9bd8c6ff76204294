"""What a chart says as its title, never more than its rows, and the line below: trial, grade, period and patients."""

from collections.abc import Iterable

import pandas as pd

from adverse.sentences.case import inside
from adverse.sentences.charts import turned_by_time
from adverse.sentences.compared import events_in_order
from adverse.sentences.settings import largest_by_setting
from adverse.sentences.shares import counted_in_words, largest_possible_share, share_in_short
from adverse.sentences.timing import documents_in_words, is_own, median_days
from adverse.vocabulary import (
    AGE_GROUPS,
    GRADE_BANDS,
    PERIODS,
    RISK_MEASURES,
    SETTINGS,
    SUBSETS,
    factor_label,
    is_total,
    label,
    people_in_words,
    share_qualifier,
)

MOST_NAMED, MOST_ARMS, MOST_COUNTED, MOST_TRIALS, MOST_PLACES = 3, 4, 2, 2, 2
ANY = " (any)"  # behind the name of a group of events
SINGULAR_ENDS = ("ss", "is", "us")


def comparison_title(rows: pd.DataFrame, *, name_column: str = "event", plain_words: bool = False) -> str:
    """Which events were rarer or more frequent in one arm of a randomized trial than in the other, all of them.

    A direction needs an interval of the difference without zero. Arms that chance did not make, or more than two,
    stand with the figures of the event that comes first in the fixed order.

    `rows`: incidence rows with the differences of the reference statistics and `comparability`.
    """
    pairs = rows[rows["risk_difference"].notna() & (rows["comparability"] == "randomized") & ~is_total(rows)]
    if pairs.empty or pairs["arm_id"].nunique() > 1:
        return _figures_of_first(rows, name_column)
    pairs = _in_fixed_order(pairs, rows)
    grade, first = _of_grade(pairs), pairs.iloc[0]
    fewer = [_name(row[name_column]) for _, row in pairs[pairs["risk_difference_high"] < 0].iterrows()]
    more = [_name(row[name_column]) for _, row in pairs[pairs["risk_difference_low"] > 0].iterrows()]
    rarer, commoner = "rarer", "more common" if plain_words else "more frequent"
    if not fewer and not more:
        n = len(pairs)
        what = (
            f"None of the {n} differences{grade}" if n > 1 else f"The difference in {inside(_name(first[name_column]))}"
        )
        return f"{what} can be told from chance" if n > 1 else f"{what}{grade} cannot be told from chance"
    said = f"{_listed(fewer or more, grade)} {_were(fewer or more)} {rarer if fewer else commoner} with {first['drug']}"
    return f"{said}, {inside(_listed(more, ''))} {commoner}" if fewer and more else said


def _in_fixed_order(pairs: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    order = {event: rank for rank, event in enumerate(events_in_order(rows))}
    return pairs.sort_values("event", key=lambda events: events.map(order), kind="stable")


def _figures_of_first(rows: pd.DataFrame, name_column: str) -> str:
    """ "Cytokine release syndrome: 14% (37/267) in TOWER: blinatumomab, 0% (0/109) in TOWER: chemotherapy"."""
    events = events_in_order(rows)
    if not events:
        return "No event in view is reported with a share by the reference arm and by another"
    of_event = rows[(rows["event"] == events[0]) & rows["proportion"].notna()]
    return f"{_name(of_event.iloc[0][name_column])}{_of_grade(of_event)}: {_in_arms(of_event)}"


def most_frequent_title(rows: pd.DataFrame, *, name_column: str = "event", plain_words: bool = False) -> str:
    """The single event with the largest share in the first arm of `rows`, and its share in the others."""
    drawn = rows[rows["proportion"].notna()]
    events = drawn[~is_total(drawn)]
    if drawn.empty:
        return "None of the rows in view gives a share of patients"
    if events.empty:
        return f"{drawn.iloc[0][name_column]}: {_in_arms(drawn[drawn['event'] == drawn.iloc[0]['event']])}"
    first_arm = events[events["arm_id"] == events.iloc[0]["arm_id"]]
    top = first_arm.loc[first_arm["proportion"].idxmax()]
    same = events[events["event"] == top["event"]]
    same = pd.concat([top.to_frame().T, same[same["arm_id"] != top["arm_id"]]])
    n, name = first_arm["event"].nunique(), _name(top[name_column])
    told = _in_arms(same) if len(same) > 1 else share_in_short(top)
    if n == 1 or not top["proportion"]:
        return f"{name}: {told}"
    is_surely_first = (largest_possible_share(first_arm.drop(index=top.name)) <= top["proportion"]).all()
    what = "side effects" if plain_words else "events"
    most = ("Most common" if plain_words else "Most frequent") if is_surely_first else "Largest known share"
    return f"{most} of the {n} {what} shown: {inside(name)}, {told}"


def event_title(rows: pd.DataFrame, name: str) -> str:
    """One event in the largest arm of the first settings, each with its counts: no range, because settings differ."""
    drawn = rows[rows["proportion"].notna()]
    if drawn.empty:
        return f"No source in view gives the share of patients with {inside(name)}"
    largest = largest_by_setting(drawn)
    largest = largest.drop_duplicates("setting").head(MOST_PLACES)
    return f"{_name(name)}{_of_grade(drawn)}: {_in_arms(largest)}"


def headline_title(trial: pd.DataFrame, names: dict[str, str]) -> str:
    """The headline toxicities in one large randomized trial, one figure an event. `trial`: as of `headline_answer`."""
    own = trial[trial["arm_role"] != "comparator"]
    if own.empty:
        return "How often the headline toxicities come, setting by setting"
    told = []
    for event, rows in own.groupby("event", sort=False):
        row = rows.iloc[0]
        when = "" if row["period"] == "whole_study" else f" in {label(PERIODS, row['period']).lower()}"
        told.append(f"{inside(_name(names[event]))}{_of_grade(rows.head(1))} in {share_in_short(row)}{when}")
    return f"{own.iloc[0]['trial_name']}: {', '.join(told)}"


def grades_title(rows: pd.DataFrame, *, name_column: str = "event") -> str:
    """The largest share of a single event at each grade in view."""
    drawn = rows[rows["proportion"].notna() & ~is_total(rows)]
    parts = []
    for band, of_band in drawn.groupby("grade_band", sort=False):
        row = of_band.loc[of_band["proportion"].idxmax()]
        parts.append(f"at {label(GRADE_BANDS, band).lower()} {inside(_name(row[name_column]))}, {share_in_short(row)}")
    return f"Largest share {'; '.join(parts)}" if parts else "None of the rows in view gives a share of patients"


def split_title(rows: pd.DataFrame, *, name_column: str = "event") -> str:
    """The event with the largest share of grade 3 or higher in the first arm, with its share of any grade.

    `rows`: those of `grade_split_rows`.
    """
    singles = rows[~is_total(rows)] if len(rows[~is_total(rows)]) else rows
    first = singles[singles["arm_id"] == singles.iloc[0]["arm_id"]]
    row = first.loc[first["percent_severe"].idxmax()]
    severe = f"{row['percent_severe']:.0f}%" if row["percent_severe"] >= 1 else "less than 1%"
    return f"{_name(row[name_column])}: grade 3 or higher in {severe}, any grade in {share_in_short(row)}"


def people_title(rows: pd.DataFrame, name: str, scale: int) -> str:
    """ "Cytokine release syndrome: 5 of 100 people in TOWER: blinatumomab, 0 of 100 in TOWER: chemotherapy"."""
    told = []
    for row in rows.head(MOST_ARMS).itertuples():
        people = people_in_words(scale * row.proportion, share_qualifier(row), scale)
        told.append(f"{people}{'' if told else ' people'} in {row.arm_label}")
    return f"{_name(name)}: {', '.join(told)}"


def onset_title(rows: pd.DataFrame, events: Iterable[str], *, drug: str, name_column: str = "event") -> str:
    """The printed median day of each of these events with `drug`, else of the first events that have one.

    Where patients of trials and labels have a median, reports to safety databases are left to the chart; where no row
    is of `drug`, all of them speak.
    """
    several = rows["drug"].nunique() > 1
    is_own = rows["drug"] == drug
    rows = rows[is_own] if is_own.any() else rows
    medians = rows[rows["onset_median_days"].notna() & (rows["measure"] == "onset")]
    if medians.empty:
        return "No source in view prints a median day of onset"
    timed = [event for event in events if event in set(medians["event"])]
    timed = timed or list(dict.fromkeys(medians.sort_values("onset_median_days", kind="stable")["event"]))[:MOST_NAMED]
    parts = []
    for event in timed:
        of_event = medians[medians["event"] == event]
        parts.append(f"{inside(_name(of_event.iloc[0][name_column]))}: median {median_days(of_event)}")
    told = "; ".join(parts) + (f" with {drug}" if several and is_own.any() else "")
    return told[:1].upper() + told[1:]


def exposure_title(rows: pd.DataFrame) -> str:
    """How many events turn direction when they are counted by time. `rows` as `exposure_rows` returns them."""
    n = len(turned_by_time(rows))
    return f"Counted by time on treatment, {n} of {len(rows)} events {'turns' if n == 1 else 'turn'} direction"


def ratios_title(rows: pd.DataFrame) -> str:
    """The one ratio of a forest, or how many of its intervals lie above and below 1."""
    if len(rows) == 1:
        row = rows.iloc[0]
        limits = (
            f" ({row.limit_low:g} to {row.limit_high:g})"
            if pd.notna(row.limit_low) and pd.notna(row.limit_high)
            else ""
        )
        return f"{factor_label(row)}: {label(RISK_MEASURES, row.measure).lower()} {row.estimate:g}{limits}"
    has_interval = rows["limit_low"].notna() & rows["limit_high"].notna()
    n_above, n_below = (has_interval & (rows["limit_low"] > 1)).sum(), (has_interval & (rows["limit_high"] < 1)).sum()
    printed = "" if is_own(rows) else " printed"
    lie = "lies" if n_above == 1 else "lie"
    return f"Of {len(rows)}{printed} ratios, {n_above} {lie} wholly above 1, {n_below} wholly below"


def subgroups_title(rows: pd.DataFrame, *, name_column: str = "event") -> str:
    """The shares of the comparison of subgroups that lie farthest apart."""
    shares = rows[rows["proportion"].notna()].groupby("comparison", sort=False)["proportion"]
    if not len(shares):
        return "None of the rows in view gives a share of patients"
    group = rows[rows["comparison"] == (shares.max() - shares.min()).idxmax()]
    ends = (group.loc[getattr(group["proportion"], end)()] for end in ("idxmax", "idxmin"))
    high, low = (f"{share_in_short(row)}, {row['level']}" for row in ends)
    first = group.iloc[0]
    farthest = "Farthest apart: " if len(shares) > 1 else ""
    return f"{farthest}{_name(first[name_column])} by {inside(first['factor'])}: {high}; {low}"


def case_shares_title(rows: pd.DataFrame, *, name_column: str = "event") -> str:
    """The share of reports of an event that lies farthest from the share of all reports, and that it is no risk."""
    row = rows.loc[(rows["estimate"] - rows["percent_of_all_reports"]).abs().idxmax()]
    what = f"{row['factor']}, {inside(row['level'])}"
    event = inside(_name(row[name_column]))
    return f"{what}: {row['estimate']:g}% of reports of {event}, {row['percent_of_all_reports']:g}% of all; not a risk"


def shares_subtitle(rows: pd.DataFrame, *, extra: str = "") -> str:
    """Trials, what is counted and of whom: "TOWER; grade 3 or higher, whole study; relapsed or refractory, adults"."""
    if rows.empty:
        return extra
    same = rows[["grade_band", "subset", "period"]].drop_duplicates()
    counted = counted_in_words(rows) if len(same) == 1 else ", ".join(_periods(rows))
    return "; ".join(dict.fromkeys(filter(None, [_trials(rows), extra, counted, _patients(rows)])))


def split_subtitle(rows: pd.DataFrame) -> str:
    """The same of rows of which two grades are drawn: `rows` are those of `grade_split_rows`."""
    return "; ".join(filter(None, [_trials(rows), ", ".join(_periods(rows)), _patients(rows)]))


def settings_subtitle(rows: pd.DataFrame) -> str:
    """How many trials stand below each other, and that they are not pooled."""
    return f"{rows['arm_id'].nunique()} trials or parts of trials by setting and age group; not pooled"


def days_subtitle(rows: pd.DataFrame) -> str:
    """The axis of days, whose medicine and how many documents."""
    drugs = list(dict.fromkeys(rows["drug"]))
    named = f"{len(drugs)} medicines" if len(drugs) > MOST_NAMED else ", ".join(drugs)
    days = "Days of treatment" if is_own(rows) else "Days since the start of the infusion"
    return f"{days}; {named}; {documents_in_words(rows)}"


def risk_subtitle(rows: pd.DataFrame, *, name_column: str = "event") -> str:
    """Of which events, from how many documents."""
    events = list(dict.fromkeys(_name(name) for name in rows[name_column]))
    named = events[0] if len(events) == 1 else f"{len(events)} events"
    return f"{named}; {documents_in_words(rows)}"


def _trials(rows: pd.DataFrame) -> str:
    names = list(dict.fromkeys(name for name in rows["trial_name"].fillna("") if name))
    names = names or list(dict.fromkeys(rows["arm_label"]))
    return ", ".join(names) if len(names) <= MOST_TRIALS else f"{len(names)} trials"


def _patients(rows: pd.DataFrame) -> str:
    places = rows[["setting", "age_group"]].drop_duplicates()
    if len(places) > 1:
        return "settings and ages differ" if rows["setting"].nunique() > 1 else "ages differ"
    setting, age = places.iloc[0]
    return ", ".join(inside(label(terms, key)) for terms, key in ((SETTINGS, setting), (AGE_GROUPS, age)) if key)


def _periods(rows: pd.DataFrame) -> list[str]:
    return [label(PERIODS, period).lower() for period in dict.fromkeys(rows["period"])]


def _in_arms(rows: pd.DataFrame) -> str:
    """The share in each arm, with its counts where there are two."""
    told = []
    for row in rows.head(MOST_ARMS).itertuples():
        share = share_in_short(row)
        told.append(f"{share if len(rows) <= MOST_COUNTED else share.partition(' (')[0]} in {row.arm_label}")
    more = f" and {len(rows) - MOST_ARMS} more" if len(rows) > MOST_ARMS else ""
    return (", " if len(told) <= MOST_COUNTED else "; ").join(told) + more


def _name(name: str) -> str:
    return name.removesuffix(ANY)


def _listed(names: list[str], grade: str) -> str:
    """ "Neutropenia and infections of grade 3 or higher", "infections, anemia, fever and 2 more"."""
    first, *others = names[:MOST_NAMED]
    shown = [first, *map(inside, others)]
    n_more = len(names) - len(shown)
    if n_more:
        return f"{', '.join(shown)} and {n_more} more{grade}"
    return (f"{', '.join(shown[:-1])} and {shown[-1]}" if others else first) + grade


def _were(names: list[str]) -> str:
    """Whether one name is of several: "infections were", "sepsis was"."""
    is_plural = names[0].endswith("s") and not names[0].endswith(SINGULAR_ENDS)
    return "were" if len(names) > 1 or is_plural else "was"


def _of_grade(rows: pd.DataFrame) -> str:
    first = rows.iloc[0]
    is_one_band = rows["grade_band"].nunique() == 1 and first["grade_band"] != "any"
    grade = f" of {label(GRADE_BANDS, first['grade_band']).lower()}" if is_one_band else ""
    return grade if first["subset"] == "all" else f"{grade} ({label(SUBSETS, first['subset']).lower()})"
