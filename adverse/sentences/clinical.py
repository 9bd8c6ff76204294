"""Management, grading and rare events in words."""

import pandas as pd

from adverse.sentences.case import inside
from adverse.sentences.shares import share_in_words
from adverse.vocabulary import ACTIONS, SCHEMES, SOURCE_KINDS, SYNDROMES, UNIT_ERROR, in_everyday_words, label

NO_ROW = "no row: the sources collected here do not say"
MOST_CLAUSES = 2
IN_WHOLE_WORDS = {
    term.label.lower(): term.definition[0].lower() + term.definition[1:].rstrip(".") for term in ACTIONS.values()
}


def rules_answer(
    rules, choice: str, jurisdictions: dict[str, str], unread: list[str], *, plain_words: bool = False
) -> str:
    """What a document of each jurisdiction says first, for which condition and population, how many more rules there
    are, which jurisdictions have none, and what could not be read.

    `rules.graded`: rules as `rules_for` returns them; `jurisdictions`: key -> label of those asked for; `unread`: what
    could not be read, in a few words.
    """
    parts, silent, counted = [], [], []
    for key, name in jurisdictions.items():
        rows = rules.graded[rules.graded["jurisdiction"] == key]
        if rows.empty:
            silent.append(name)
        elif len(parts) < MOST_CLAUSES:
            more = f", and {len(rows) - 1} more below" if len(rows) > 1 else ""
            parts.append(f"{name}: {rule_in_short(next(rows.itertuples()), plain_words=plain_words)}{more}")
        else:
            counted.append(f"{name} ({len(rows)})")
    if counted:
        parts.append(f"further rules below: {', '.join(counted)}")
    if silent:
        parts.append(f"{', '.join(silent)}: {'no text on this was read' if plain_words else NO_ROW}")
    missing = "".join(f" {said[0].upper()}{said[1:]}." for said in unread)
    return f"{choice}. {'; '.join(parts)}.{missing}"


def rule_in_short(row, *, plain_words: bool = False) -> str:
    """What a source says in a few words: its name and kind, the condition, for whom, and what it says is done.

    `row`: with `in_short`, `whom` and `board` as `rules_for` returns them. `plain_words` puts what is done to the
    infusion into whole words and the shorthand of its condition and doses into everyday ones, without the name of the
    document, which stands beside the rule.
    """
    event = (row.plain_name if plain_words else row.event) if "other" in row.board else ""  # other boards: one event
    scheme = label(SCHEMES, row.scheme).lower() if row.scheme and row.scheme not in row.grade_or_condition else ""
    condition = ", ".join(filter(None, [event, row.grade_or_condition, row.whom, scheme]))
    if plain_words:
        says = "; ".join(IN_WHOLE_WORDS.get(part, in_everyday_words(part)) for part in row.in_short.split("; "))
        kind, told = inside(label(SOURCE_KINDS, row.source_kind)), inside(in_everyday_words(condition))
        return f"a text ({kind}) says, for {told}: {says}"
    says = row.in_short
    return f"{row.source_name} ({label(SOURCE_KINDS, row.source_kind)}) says, for {condition}: {says}"


def summary_answer(drug: str, rows: pd.DataFrame, jurisdictions: dict[str, str]) -> str:
    """What the sheets to print hold: rules and documents of each jurisdiction, of every event, grade and weight."""
    parts = []
    for key, name in jurisdictions.items():
        found = rows[rows["jurisdiction"] == key]
        n, n_documents = len(found), found["source_id"].nunique()
        rules, documents = "rule" if n == 1 else "rules", "document" if n_documents == 1 else "documents"
        parts.append(f"{name}, {n} {rules} from {n_documents} {documents}")
    return f"Every rule on {drug} collected here, of every event, grade and weight: {'; '.join(parts)}."


def unit_error_sentence(errors: pd.DataFrame) -> str:
    """What the starting article prints, what its source prints, and how many times too much that is."""
    printed = " and ".join(
        UNIT_ERROR.format(wrong=f"{row.value} {row.unit}", right=f"{row.primary_value} {row.primary_unit}")
        for row in errors.itertuples()
    )
    factors = " or ".join(f"{factor:,.0f}-fold" for factor in sorted(set(errors["factor"])))
    sources = ", ".join(dict.fromkeys(errors["source_name"]))
    return f"The starting article prints {printed}, a {factors} error of the unit ({sources})."


def known_of_rare_event(shares: pd.DataFrame, source_kinds: pd.Series, *, plain_words: bool = False) -> str:
    """What the sources give of a rare event: shares of patients, or which documents name it without one."""
    arms = shares[shares["proportion"].notna()]["arm_label"].nunique()
    if arms and plain_words:
        return f"counted in {arms} group{'s' if arms > 1 else ''} of patients"
    if arms:
        return f"share of patients in {arms} arm{'s' if arms > 1 else ''}"
    n_cases = int((source_kinds == "case_report").sum())
    n_others = len(source_kinds) - n_cases
    documents = f"document{'s' if n_others > 1 else ''}, no percentage"
    if n_cases:
        told = f"case reports only ({n_cases})"
        if plain_words:
            few = f"{n_cases} report{'s' if n_cases > 1 else ''} on single patients"
            told = f"described in {few}; no text read here counts how often it comes"
        return told + (f"; {n_others} more {documents}" if n_others else "")
    if not n_others:
        return NO_ROW
    return f"named in {n_others} {documents}" if plain_words else f"{n_others} {documents}"


def largest_arm_share(shares: pd.DataFrame) -> str:
    """The share in the largest arm, and in how many further arms that share no patients with it the event was counted.

    `shares`: rows of `headline_shares`.
    """
    n_more = len(shares) - 1
    more = f"; {n_more} more arm{'s' if n_more > 1 else ''}" if n_more else ""
    return f"{share_in_words(shares.iloc[0])} in {shares.iloc[0]['arm_label']}{more}"


def counted_otherwise(shares: pd.DataFrame, rows: pd.DataFrame) -> str:
    """The highest share in `rows` of another measure than that of `shares`, or nothing where none is higher."""
    others = rows[~rows["measured"].isin(shares["measured"]) & (rows["proportion"] > shares["proportion"].max())]
    if others.empty:
        return ""
    top = others.loc[others["proportion"].idxmax()]
    return f"counted otherwise, up to {share_in_words(top)} in {top['arm_label']} ({top['measured'].lower()})"


def rare_answer(name: str, shares: pd.DataFrame, known: str, otherwise: str = "") -> str:
    """The share in the largest arm of the measure that counts most patients, or what is known instead.

    `shares`: rows of `headline_shares`; `otherwise`: what `counted_otherwise` says of the other measures.
    """
    otherwise = f"; {otherwise}" if otherwise else ""
    if shares.empty:
        return f"{name}: {known}."
    first = shares.iloc[0]
    told = f"{name} ({first['measured'].lower()}): {share_in_words(first)} in {first['arm_label']}"
    if len(shares) == 1:
        return f"{told}{otherwise}."
    n_without = int((shares["n_with_event"] == 0).sum())
    none = f", of which {n_without} counted none" if n_without else ""
    return f"{told}, the largest of {len(shares)} arms that share no patients{none}{otherwise}."


def grade_answer(
    name: str, system: str, grade: int, deciding: list[str], *, is_complete: bool = True, plain_words: bool = False
) -> str:
    """The grade of a syndrome and what decided it: "CRS grade 3 under ASTCT 2019: hypotension (one) decides."

    `deciding`: the deciding findings in words. `is_complete` False: the CAPD score of a child is not counted.
    """
    unscored = "" if is_complete else " The CAPD score, which is used under 12 years, is not counted here."
    if grade == 0 and not deciding and plain_words:
        return f"No {name} grade yet: pick what you see, and the grade stands here.{unscored}"
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
