"""The answer to a question: the rows that hold all that was asked, the first of them in a sentence, or a refusal."""

from dataclasses import dataclass, replace
from typing import Any

from adverse.search.index import Index
from adverse.search.lacks import lacks_word, mismatches
from adverse.search.question import Question
from adverse.search.rank import Scored, is_answered, ranked_rows
from adverse.search.sentence import figure_of, sentence_of, title_of
from adverse.search.text import stem

REFUSAL = "The evidence here does not say."
MAX_HITS = 40


@dataclass(frozen=True)
class Hit:
    """A row found: its table and key, how much of the question it lacks (0 is nothing), and what a card says of it."""

    table: str
    row_key: str
    score: float
    title: str
    figure: str
    where: str
    row: Any


@dataclass(frozen=True)
class Answer:
    """What the evidence says: a `sentence` from the first of `hits`, or a `refusal` with `hits` as the nearest rows.

    `mended` maps words of the question to how they were read; `passed_over` are words that the first hit does not hold.
    """

    question: str
    sentence: str
    refusal: str
    hits: list[Hit]
    mended: dict[str, str]
    passed_over: tuple[str, ...] = ()


def answer(index: Index, question: str, name_column: str = "event") -> Answer:
    """Answer a question from rows alone.

    A row answers only if it holds what could change the answer: the event, the medicine, the grade, the patients, every
    name. Other words it may pass over, and the answer says so. Where no row does, the answer is a refusal and the hits
    are the nearest rows, which are no answer.
    `name_column` is "event" for the terms of the field or "plain_name" for plain words.
    """
    asked = index.read(question)
    is_plain = name_column == "plain_name"
    names = dict(zip(index.evidence.events["event"], index.evidence.events[name_column], strict=True))
    ranked = [] if asked.is_about_nothing else ranked_rows(index, asked)
    if not is_answered(ranked) and asked.grades and asked.subsets == ["serious"]:  # everyday for the grade
        ranked = ranked_rows(index, replace(asked, subsets=[], required=asked.without({stem("serious")}).required))
    parts = [] if is_answered(ranked) else [ranked_rows(index, part) for part in asked.one_by_one()]
    parts = [part for part in parts if is_answered(part)]
    if parts:
        ranked = [row for rows in zip(*parts, strict=False) for row in rows]
    n_answers = max(1, len(parts))
    hits = [_hit(item, ranked[0], names, is_plain) for item in ranked[:MAX_HITS]]
    if not is_answered(ranked) or (asked.is_personal and not index.names_something(asked)):
        return Answer(asked.text, "", f"{REFUSAL} {_why(index, asked, ranked)}", hits, asked.mended)
    said = " ".join(sentence_of(hit.row, hit.table, names, is_plain) for hit in hits[:n_answers])
    said_of = [row.document for row in ranked[:n_answers]]
    passed_over = tuple(
        shown for word, shown in asked.required.items() if all(lacks_word(asked, row, word) for row in said_of)
    )
    return Answer(asked.text, said, "", hits, asked.mended, passed_over)


def _hit(item: Scored, first: Scored, names: dict[str, str], is_plain: bool) -> Hit:
    document, row = item.document, item.document.row
    score = item.lacking.needed + max(0, item.lacking.passed_over - first.lacking.passed_over)
    where = getattr(row, "source_name", "") or getattr(row, "publisher", "")
    title, figure = title_of(row, document.table, names), figure_of(row, document.table, is_plain)
    return Hit(document.table, row.row_key, score, title, figure, where, row)


def _why(index: Index, asked: Question, ranked: list[Scored]) -> str:
    """What the nearest row lacks, in the reader's own words."""
    if asked.is_personal:
        return "It holds what sources report, not what anyone should do."
    if not ranked:
        return "No row holds the words of this question."
    nearest = ranked[0].document
    needed = {word: shown for word, shown in asked.required.items() if not index.may_pass_over(asked, word)}
    unknown = [shown for word, shown in needed.items() if not index.holds(word)]
    missing = [shown for word, shown in needed.items() if lacks_word(asked, nearest, word)]
    if told := unknown or missing:
        return f"No row answers for “{', '.join(told[:4])}”."
    told = mismatches(asked, nearest) or ["no row of the kind asked for fits"]
    return f"{told[0][0].upper()}{told[0][1:]}."
