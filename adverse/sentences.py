"""What the rows in view say, in one sentence: every figure in it is computed from the rows given."""

import pandas as pd

from adverse.vocabulary import ACTIONS, GRADE_BANDS, PERIODS, SUBSETS, SYNDROMES, WINDOW_MEANINGS, label


def share_in_words(row) -> str:
    """ "55% (147 of 267)", "55% (no count printed)" or "less than 1%" of one incidence row."""
    signs = {"<": "less than ", "<=": "at most ", ">": "more than ", ">=": "at least ", "~": "about "}
    if pd.notna(row.percent):
        share = f"{signs.get(row.percent_qualifier, '')}{row.percent:g}%"
    elif pd.notna(row.proportion):
        percent = 100 * row.proportion
        share = f"{percent:.0f}%" if percent >= 1 else f"{percent:.2g}%"
    else:
        return "a share that cannot be computed"
    counts = (
        f"{row.n_with_event} of {row.n_at_risk}"
        if pd.notna(row.n_with_event) and pd.notna(row.n_at_risk)
        else "no count printed"
    )
    return f"{share} ({counts})"


def most_frequent_event(rows: pd.DataFrame, *, name_column: str = "event") -> str:
    """The event with the largest share in the first arm of `rows`, and its share in the other arms.

    `rows`: incidence rows with `proportion`; totals such as "Any adverse event" do not count as an event.
    """
    events = rows[~is_total(rows) & rows["proportion"].notna()]
    if events.empty:
        return "None of the rows in view gives the share of a single event."
    first_arm = events[events["arm_id"] == events.iloc[0]["arm_id"]]
    top = first_arm.sort_values("proportion", ascending=False).iloc[0]
    same = events[events["event"] == top["event"]]
    parts = [f"{share_in_words(row)} in {row.arm_label}" for row in same.itertuples()]
    shown = ", ".join(parts[:3]) + (f", and {len(parts) - 3} more arms" if len(parts) > 3 else "")
    what = f"{label(GRADE_BANDS, top['grade_band']).lower()}, {label(PERIODS, top['period']).lower()}"
    if top["subset"] != "all":
        what = f"{label(SUBSETS, top['subset']).lower()} events, {what}"
    return f"{top[name_column]} was the most frequent event ({what}): {shown}."


def is_total(rows: pd.DataFrame) -> pd.Series:
    """True for totals over all events, deaths and the like, which are not one event beside the others."""
    return (rows["event_group"] == "other") & (rows["event_kind"] == "aggregate")


def range_across_arms(rows: pd.DataFrame, name: str) -> str:
    """The lowest and highest share of one event across arms, each with its arm."""
    rows = rows[rows["proportion"].notna()].sort_values("proportion")
    if rows.empty:
        return f"No source in view gives the share of patients with {name}."
    low, high = rows.iloc[0], rows.iloc[-1]
    if len(rows) == 1:
        return f"{name}: {share_in_words(low)} in {low['arm_label']}, the only arm in view that reports it."
    arms = f"{len(rows)} arms" if len(rows) > 2 else "both arms"
    return (
        f"{name} ranged from {share_in_words(low)} in {low['arm_label']} to {share_in_words(high)} in "
        f"{high['arm_label']} across {arms} that report it ({label(PERIODS, low['period']).lower()})."
    )


def onset_answer(rows: pd.DataFrame, headline: tuple[str, ...], *, drug: str, name_column: str = "event") -> str:
    """When the headline events start with `drug`: its printed medians in `rows`, lowest to highest, event by event."""
    rows, parts = rows[rows["drug"] == drug], []
    for event in headline:
        medians = rows[(rows["event"] == event) & rows["onset_median_days"].notna() & (rows["measure"] == "onset")]
        if medians.empty:
            continue
        parts.append(f"{medians.iloc[0][name_column]} after {_days(medians)} ({_documents(medians)})")
    if not parts:
        return f"None of the rows in view prints a median day of onset with {drug}."
    return f"Printed medians with {drug}: " + "; ".join(parts) + "."


def risk_answer(rows: pd.DataFrame, name: str) -> str:
    """How many factors the sources link with more or fewer events, and how many of those links have a number."""
    if rows.empty:
        return f"No source in view names a risk factor for {name}."
    directions = {
        "raises": "said to raise the risk",
        "lowers": "said to lower it",
        "none": "without a link",
        "unclear": "unclear",
    }
    factors = rows.drop_duplicates(["factor", "direction"])["direction"].value_counts()
    parts = [f"{factors[key]} {words}" for key, words in directions.items() if key in factors]
    n_numbers = int(rows["estimate"].notna().sum())
    n_factors = rows["factor"].nunique()
    named = f"{n_factors} factor is" if n_factors == 1 else f"{n_factors} factors are"
    stated = "statement comes" if len(rows) == 1 else "statements come"
    return f"{named} named for {name} ({', '.join(parts)}); {n_numbers} of {len(rows)} {stated} with a number."


def set_aside_in_words(set_aside: pd.DataFrame, reasons: dict) -> str:
    """ "3 more rows: other period 2, other source 1", or nothing when no row was set aside."""
    if set_aside.empty:
        return ""
    counts = set_aside["set_aside_reason"].value_counts()
    parts = ", ".join(f"{label(reasons, reason)} {count}" for reason, count in counts.items())
    return f"{len(set_aside)} more row{'s' if len(set_aside) > 1 else ''}: {parts}"


def share_range(rows: pd.DataFrame) -> tuple[str, str]:
    """The lowest to highest share across arms, short, and the arms they come from.

    Returns ("7% to 16%", "7 core sources: lowest BLAST: blinatumomab, highest US label: consolidation").
    """
    rows = rows[rows["proportion"].notna()].sort_values("proportion")
    if rows.empty:
        return "not reported", "no core source gives a share"
    low, high = rows.iloc[0], rows.iloc[-1]
    if len(rows) == 1:
        return _short_share(low), f"1 core source: {low['arm_label']}"
    return (
        f"{_short_share(low)} to {_short_share(high)}",
        f"{len(rows)} core sources: lowest {low['arm_label']}, highest {high['arm_label']}",
    )


def _short_share(row) -> str:
    percent = row["percent"] if pd.notna(row["percent"]) else 100 * row["proportion"]
    sign = "" if row["percent_qualifier"] in ("=", "", "~") else row["percent_qualifier"]
    return f"{sign}{round(percent, 1):g}%"


def sources_answer(rows: pd.DataFrame, n_all: int) -> str:
    """How many documents are in view, how many rows rest on them, and how many are mirror copies."""
    documents = f"{len(rows)} of {n_all} documents are" if len(rows) < n_all else f"All {n_all} documents are"
    n_rows, n_mirrors = int(rows["n_rows"].sum()), int(rows["is_mirror"].sum())
    read = f"{n_mirrors} {'was' if n_mirrors == 1 else 'were'} read on another site"
    return f"{documents} in view: {n_rows} rows of the tables rest on them, and {read}."


def glossary_answer(rows: pd.DataFrame, n_all: int) -> str:
    """How many terms are in view and how many documents their definitions rest on; of one term, what it means."""
    if len(rows) == 1:
        row = rows.iloc[0]
        return f"{row['term']}: {row['plain_definition']}"
    terms = f"{len(rows)} of {n_all} terms are" if len(rows) < n_all else f"All {n_all} terms are"
    return f"{terms} in view, each explained twice, in plain words and in the field's own; {_documents(rows)} cited."


def onset_in_short(onset: pd.DataFrame) -> str:
    """The printed medians and windows of one event, each with how many documents print it."""
    timed = onset[(onset["measure"] == "onset")]
    medians, windows = timed[timed["onset_median_days"].notna()], timed[timed["window_end_day"].notna()]
    parts = []
    if len(medians):
        parts.append(f"{_medians(medians)} ({_documents(medians)})")
    for (start, end), rows in windows.groupby(["window_start_day", "window_end_day"]):
        meaning = label(WINDOW_MEANINGS, rows["window_meaning"].iloc[0])
        parts.append(f"window of {start:g} to {end:g} days ({meaning}; {_documents(rows)})")
    return "; ".join(parts) + "." if parts else "no source prints a day."


def _medians(rows: pd.DataFrame) -> str:
    return f"printed median{'s' if rows['onset_median_days'].nunique() > 1 else ''} {_days(rows)}"


def _days(rows: pd.DataFrame) -> str:
    low, high = rows["onset_median_days"].min(), rows["onset_median_days"].max()
    return f"{low:g} to {high:g} days" if high > low else f"{low:g} day{'s' if low != 1 else ''}"


def _documents(rows: pd.DataFrame) -> str:
    n = rows["source_id"].nunique()
    return f"{n} document{'s' if n > 1 else ''}"


def grade_answer(name: str, system: str, grade: int, deciding: list[str], *, is_complete: bool = True) -> str:
    """The grade of a syndrome and what decided it: "CRS grade 3 under ASTCT 2019: hypotension (one) decides."

    `deciding`: the deciding findings in words. `is_complete` False: the CAPD score of a child is not counted.
    """
    unscored = "" if is_complete else " The CAPD score, which is used under 12 years, is not counted here."
    if grade == 0:
        why = f"it needs {deciding[0]}" if deciding else "no finding of its criteria is chosen"
        return f"No {name} grade under {system}: {why}.{unscored}"
    or_higher = "" if is_complete or grade == 4 else " or higher"
    verb = "decides" if len(deciding) == 1 else "decide"
    return f"{name} grade {grade}{or_higher} under {system}: {' and '.join(deciding)} {verb}.{unscored}"


def practice_answer(vignettes: pd.DataFrame) -> str:
    """How many vignettes there are, of which syndromes and grades."""
    counts = vignettes["syndrome"].value_counts()
    parts = " and ".join(f"{counts[key]} on {SYNDROMES[key].label}" for key in SYNDROMES if key in counts)
    low, high = vignettes["grade"].min(), vignettes["grade"].max()
    return f"{len(vignettes)} made-up vignettes, {parts}, from grade {low} (no grade) to grade {high}."


def headline_answer(found: list, names: dict[str, str]) -> str:
    """How often and when the headline toxicities come: one clause each.

    `found`: triples of event, its incidence rows at any grade with `proportion`, and its onset rows.
    """
    clauses = []
    for event, rows, onset in found:
        medians = onset[(onset["measure"] == "onset") & onset["onset_median_days"].notna()]
        days = f"onset {_medians(medians)}" if len(medians) else "no printed median onset"
        clauses.append(f"{names[event]}: {share_range(rows)[0]} of patients across core sources, {days}")
    return "; ".join(clauses) + "."


NO_ROW = "no row: the sources collected here do not say"
MOST_RULES = 3


def rules_answer(rules, choice: str, jurisdictions: dict[str, str]) -> str:
    """What each jurisdiction says for a choice, in a few words: actions and doses, or that there is no row.

    `rules.graded`: rules with `actions` and `doses`; `jurisdictions`: key -> label of those asked for.
    """
    parts = []
    for key, name in jurisdictions.items():
        rows = rules.graded[rules.graded["jurisdiction"] == key]
        parts.append(f"{name}: {_rules_in_short(rows)}" if len(rows) else f"{name}: {NO_ROW}")
    return f"{choice}. " + "; ".join(parts) + "."


def _rules_in_short(rows: pd.DataFrame) -> str:
    said = [f"{_rule_in_short(row)} ({row.source_name})" for row in rows.itertuples()]
    more = f"; {len(said) - MOST_RULES} more rows" if len(said) > MOST_RULES else ""
    return "; ".join(dict.fromkeys(said[:MOST_RULES])) + more


def _rule_in_short(row) -> str:
    actions = ", ".join(ACTIONS[action].label.lower() for action in row.actions) or "treatment of the event"
    return f"{actions}{' at ' if 'restart' in row.actions else ', '}{' or '.join(row.doses)}" if row.doses else actions


def unit_error_sentence(errors: pd.DataFrame) -> str:
    """What the starting article prints, what its source prints, and how many times too much that is."""
    wrong = " and ".join(f"{row.value} {row.unit}" for row in errors.itertuples())
    right = " and ".join(f"{row.primary_value} {row.primary_unit}" for row in errors.itertuples())
    factors = " or ".join(f"{factor:,.0f}-fold" for factor in sorted(set(errors["factor"])))
    sources = ", ".join(dict.fromkeys(errors["source_name"]))
    return f"The starting article prints {wrong}; the source prints {right} ({sources}): a {factors} error of the unit."


def known_of_rare_event(shares: pd.DataFrame, source_kinds: pd.Series) -> str:
    """What the sources give of a rare event: shares of patients, or which documents name it without one."""
    arms = shares[shares["proportion"].notna()]["arm_label"].nunique()
    if arms:
        return f"share of patients in {arms} arm{'s' if arms > 1 else ''}"
    n_cases = int((source_kinds == "case_report").sum())
    n_others = len(source_kinds) - n_cases
    others = f"{n_others} other document{'s' if n_others > 1 else ''} without a share of patients"
    if n_cases:
        return f"case reports only ({n_cases})" + (f"; {others}" if n_others else "")
    return others.replace("other ", "") if n_others else NO_ROW


def share_limits(shares: pd.DataFrame) -> str:
    """The lowest and highest share of rows sorted by share, or the one share."""
    low, high = share_in_words(shares.iloc[0]), share_in_words(shares.iloc[-1])
    return low if len(shares) == 1 else f"{low} to {high}"


def rare_answer(name: str, shares: pd.DataFrame, known: str) -> str:
    """The lowest and highest share of the measure that most arms report, or what is known instead.

    `shares`: rows of one measure with `proportion` and `measured`, by share.
    """
    if shares.empty:
        return f"{name}: {known}."
    low, high = shares.iloc[0], shares.iloc[-1]
    if len(shares) == 1:
        return f"{name} ({low['measured'].lower()}): {share_in_words(low)} in {low['arm_label']}."
    return (
        f"{name} ({low['measured'].lower()}): from {share_in_words(low)} in {low['arm_label']} to "
        f"{share_in_words(high)} in {high['arm_label']}, {len(shares)} arms."
    )
