"""In which order rows stand: those that lack least first, then the kind of row asked for, then the better evidence."""

import re
from collections import Counter
from typing import NamedTuple

import pandas as pd

from adverse.evidence.glossary import names_of
from adverse.search.documents import Document
from adverse.search.index import Index
from adverse.search.lacks import ABOUT_AN_EVENT, MISMATCH, Lacking, keeps_limit, lacking, lacks_word
from adverse.search.question import Question
from adverse.search.text import folded, stems, words

TABLES_OF = {
    "document": ("sources",),
    "claims": ("claims",),
    "signals": ("signals",),
    "rates": ("exposure_adjusted_rates",),
    "definition": ("glossary", "events"),
    "incidence": ("incidence",),
    "comparison": ("risk_factors", "incidence"),
    "risk": ("risk_factors",),
    "duration": ("onset",),
    "onset": ("onset",),
    "management": ("management",),
    "source": ("sources",),
}
ASKS_ALONE = ("document", "claims", "signals", "rates", "definition")
FALL_THROUGH = ("document", "claims", "definition", "source")  # where none answers, the evidence itself does
LOOSE_ASKS = {"management", "source", "risk"}  # their words also stand in key words that ask for anything
TABLE_ORDER = (
    *(
        "incidence",
        "onset",
        "glossary",
        "management",
        "grading_criteria",
        "risk_factors",
        "events",
        "claims",
        "signals",
    ),
    *("exposure_adjusted_rates", "sources"),
)
ONSET_FIGURES = ("onset_median_days", "onset_min_days", "window_end_day")
DURATION_FIGURES = ("duration_median_days", "duration_min_days", "duration_max_days")
NOTHING = Lacking(0, 0)
FIRST_ROWS = 3  # that a reader looks at
ENOUGH_EVENTS = 10  # an arm with fewer events has no list to call one the most frequent of


class Scored(NamedTuple):
    """A row with what it lacks, at which of the asks it has its turn, and what orders rows that lack equally much."""

    lacking: Lacking
    step: int
    fit: tuple
    document: Document

    @property
    def answers(self) -> bool:
        """Whether the row lacks nothing that an answer needs."""
        return self.lacking.needed == 0


def ranked_rows(index: Index, asked: Question) -> list[Scored]:
    """Every row that shares a word or an event with the question, the best first."""
    if asked.asks_for_most and (most := _most_frequent(index, asked)):
        return most
    _add_totals(index, asked)
    rows = _measured(index, asked)
    order = _asked_tables(asked.asks)
    order += [("management", "grading_criteria")] if "grading" in asked.topics and order else []
    ranked = _in_order(rows, order)
    is_loose = asked.is_key_words and (not asked.events or {ask for ask, _ in order} <= LOOSE_ASKS)
    if order and order[0][0] in FALL_THROUGH and not is_answered(ranked):  # "which source says how often"
        is_asked_else = bool(order := _asked_tables([ask for ask in asked.asks if ask not in FALL_THROUGH]))
        ranked = _in_order(rows, order)
        if is_asked_else and not is_answered(ranked) and is_answered(anything := _in_order(rows, [])):
            ranked, order = anything, []
    if order and not is_answered(ranked):
        if is_loose:
            ranked, order = _in_order(rows, []), []
        elif _may_be_a_rule(asked, order):
            # A rule that holds every word ("when is tocilizumab given for CRS") answers before a refusal does.
            rules = [("management", "management"), ("risk", "risk_factors")]
            other = _in_order(rows, rules)
            ranked, order = (other, rules) if other and other[0].lacking == NOTHING else (ranked, order)
    if asked.term:
        defined = [item for item in index.documents if item.table == "glossary" and item.row.term == asked.term]
        return [
            *(Scored(NOTHING, 0, (), item) for item in defined),
            *(item for item in ranked if item.document not in defined),
        ]
    return _with_other_kinds(asked, ranked, rows) if order else _table_by_table(ranked)


def _with_other_kinds(asked: Question, ranked: list[Scored], rows: list[Scored]) -> list[Scored]:
    """Where the first three rows are of one kind, the best row of another kind that holds as much is among them.

    One that holds more than the first row stands second, else third. The first row stays.
    """
    first = ranked[:FIRST_ROWS]
    tables = {row.document.table for row in first}
    if len(first) < FIRST_ROWS or len(tables) > 1 or not all(row.answers for row in first):
        return ranked
    most = first[0].lacking.passed_over
    wished = {table for ask in asked.asks for table in TABLES_OF[ask]}
    tables |= set() if "grading" in asked.topics else {"grading_criteria"}
    others = [
        row for row in rows if row.document.table not in tables and row.answers and row.lacking.passed_over <= most
    ]
    if not others:
        return ranked
    best = min(others, key=lambda row: (row.lacking, row.document.table not in wished, row.fit))
    place = 1 if best.lacking < first[0].lacking else FIRST_ROWS - 1
    rest = [row for row in ranked if row.document is not best.document]
    return [*rest[:place], best, *rest[place:]]


def _may_be_a_rule(asked: Question, order: list[tuple[str, str]]) -> bool:
    """Whether a rule may answer where no row of the kind asked for does."""
    if order[0][0] in ASKS_ALONE or not asked.distinctive or asked.one_by_one():
        return False
    return bool(asked.events) or order[0][0] != "incidence"


def is_answered(ranked: list[Scored]) -> bool:
    """Whether the first row lacks nothing that an answer needs."""
    return bool(ranked) and ranked[0].answers


def _measured(index: Index, asked: Question) -> list[Scored]:
    """Every row that shares a word or an event with the question, with what it lacks and how well it fits."""
    said = folded(asked.text)
    is_share = "claims" in asked.asks and bool(re.search(r"[0-9] ?(%|percent)", said))  # "is nausea in 40% true"
    spare = {word for word in asked.required if index.may_pass_over(asked, word)}
    weights = {word: index.weight(word) for word in asked.distinctive}
    named = asked.capitals - asked.event_words
    is_named = bool(asked.event_words & asked.required.keys())
    rows = []
    for number, text_rank in index.candidates(asked).items():
        document = index.documents[number]
        lacks = lacking(index, asked, document, spare)
        fit = (
            not keeps_limit(asked, document),
            bool(asked.topics) and document.table == "management" and document.row.topic not in asked.topics,
            is_share and not _claims_share(asked, document),
            is_named and document.event not in asked.events,
            lacks.passed_over,
            -len(asked.of_age & document.stems),
            asked.asks_for_newest and (document.rank[0], -document.year),
            asked.kilograms is not None and document.kilograms is None,
            -len(named & set(stems(getattr(document.row, "arm_label", "") or ""))),
            -round(sum(weight for word, weight in weights.items() if word in document.head), 2),
            -len(asked.bounds & document.stems),
            -len(asked.left_out & document.left_out),
            asked.events.get(document.event, (None, 9))[1],
            asked.grades.index(document.grade_band) if document.grade_band in asked.grades else 9,
            -_precision(asked, document, said),
            *document.rank,
            text_rank,
        )
        rows.append(Scored(lacks, 0, fit, document))
    return rows


def _claims_share(asked: Question, document: Document) -> bool:
    """Whether a claim prints a percentage of an event that was asked for, by the reader's name or by the tables'."""
    if document.table != "claims" or "%" not in document.row.statement:
        return False
    said = set(stems(document.row.statement))
    return bool(asked.event_words & said) or any(said.issuperset(stems(event)) for event in asked.events)


def _in_order(rows: list[Scored], order: list[tuple[str, str]]) -> list[Scored]:
    """Rows that lack least first, then by the turn of their table; a table without a turn gives no answer."""
    ranked = []
    for row in rows:
        step = _step(row.document, order)
        if order and step == len(order):
            row = row._replace(lacking=row.lacking._replace(needed=row.lacking.needed + MISMATCH))
        ranked.append(row if row.lacking.needed else row._replace(step=step))
    return sorted(ranked, key=lambda row: (row.lacking.needed, row.step, row.fit))


def _precision(asked: Question, document: Document, said: str) -> float:
    """How much of a row's own head was asked for, where rows of a table differ in more than arm and event."""
    if document.table == "glossary":
        return max((len(name) for name in map(folded, names_of(document.row)) if name in said), default=0)
    if document.table in ABOUT_AN_EVENT:
        return (f" {folded(document.event)} " in f" {said} ") + len(document.stems & asked.wished) / 10
    if document.table == "claims":
        statement = set(words(document.row.statement))
        return round(len(statement.intersection(words(asked.text))) / len(statement), 2)
    wished = len(document.stems & asked.wished) / 20
    return round(len(document.head & asked.required.keys()) / len(document.head), 1) + wished


def _asked_tables(asks: list[str]) -> list[tuple[str, str]]:
    """(ask, table) in order of precedence; none when the question does not say what it asks for."""
    asks = ["definition"] if asks[:1] == ["definition"] else [ask for ask in TABLES_OF if ask in asks]
    if asks and asks[0] in ASKS_ALONE:
        asks = asks[:1]
    return [(ask, table) for ask in asks for table in TABLES_OF[ask]]


def _step(document: Document, order: list) -> int:
    """At which of the asks a row's table has its turn; after the last when it has none."""
    turns = (step for step, (ask, table) in enumerate(order) if table == document.table and _measures(document, ask))
    return next(turns, len(order))


def _measures(document: Document, ask: str) -> bool:
    """Whether a row gives what is asked: onset rows may hold a duration, a start, or both."""
    if document.table != "onset":
        return True
    if ask == "duration":
        return any(pd.notna(getattr(document.row, name)) for name in DURATION_FIGURES)
    return bool(document.row.onset_window) or any(pd.notna(getattr(document.row, name)) for name in ONSET_FIGURES)


def _table_by_table(scored: list[Scored]) -> list[Scored]:
    """For key words: of rows that lack equally much and name as much in their head, the best of every table first."""
    turn: Counter = Counter()
    keyed = []
    for item in scored:
        place = (item.lacking, item.fit[:6])
        turn[place, item.document.table] += 1
        keyed.append(((*place, turn[place, item.document.table], TABLE_ORDER.index(item.document.table)), item))
    return [item for _, item in sorted(keyed, key=lambda pair: pair[0])]


def _add_totals(index: Index, asked: Question) -> None:
    """A question on side effects as such, or on deaths and stops, may mean any adverse event."""
    if asked.speaks_of_totals or "fatal" in asked.subsets or (asked.subsets and not asked.events):
        for event in index.events.totals:
            is_meant = "treatment_related" in asked.subsets and "treatment-related" in event
            asked.events.setdefault(event, (frozenset(), 7 if is_meant else 8))


def _most_frequent(index: Index, asked: Question) -> list[Scored]:
    """The single events of one arm by their share, of the arm that fits and has the most patients."""
    rows = [
        document
        for document in index.documents
        if document.table == "incidence"
        and document.grade_band == (asked.grades or ("any",))[0]
        and (document.subset, document.row.counting_unit) == ("all", "patients")
        and (document.row.event_group, document.row.event_kind) != ("other", "aggregate")
        and pd.notna(document.row.percent)
        and document.products == asked.products
        and not any(lacks_word(asked, document, word) for word in asked.required)
    ]
    n_events = Counter((document.row.arm_id, document.row.period) for document in rows)
    rows = [item for item in rows if n_events[item.row.arm_id, item.row.period] >= ENOUGH_EVENTS]
    if not rows:
        return []
    first = min(rows, key=lambda document: document.rank)
    same = ("arm_id", "period")
    rows = [item for item in rows if all(getattr(item.row, name) == getattr(first.row, name) for name in same)]
    rows.sort(key=lambda document: (-document.row.percent, document.rank))
    return [Scored(NOTHING, 0, (), document) for document in rows]
