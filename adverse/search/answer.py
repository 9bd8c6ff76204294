"""The answer to a question: the rows that hold all that was asked, the first of them in a sentence, or a refusal."""

from dataclasses import dataclass, replace
from typing import Any

from adverse.search.documents import Document
from adverse.search.index import Index
from adverse.search.lacks import lacks_word, mismatches
from adverse.search.question import Question
from adverse.search.rank import Scored, ranked_rows
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

    A row answers only if it lacks nothing that was asked: every word with content, the grade, the medicine, the body
    weight. Where none does, the answer is a refusal and the hits are the nearest rows, which are no answer.
    `name_column` is "event" for the terms of the field or "plain_name" for plain words.
    """
    asked = index.read(question)
    is_plain = name_column == "plain_name"
    names = dict(zip(index.evidence.events["event"], index.evidence.events[name_column], strict=True))
    ranked = [] if asked.is_about_nothing else ranked_rows(index, asked)
    if ranked and ranked[0].lacking and asked.grades and asked.subsets == ["serious"]:  # everyday for the grade
        ranked = ranked_rows(index, replace(asked, subsets=[], required=asked.without({stem("serious")}).required))
    n_answers, passed_over = 1, ()
    parts = [ranked_rows(index, part) for part in asked.one_by_one()] if ranked and ranked[0].lacking else []
    if parts and all(rows and not rows[0].lacking for rows in parts):
        ranked, n_answers = [row for rows in zip(*parts, strict=False) for row in rows], len(parts)
    if ranked and ranked[0].lacking and n_answers == 1 and (spare := _spare_words(index, asked, ranked[0].document)):
        looser = asked.without(spare)
        again = ranked_rows(index, looser)
        if again and not again[0].lacking:
            asked, ranked, passed_over = looser, again, tuple(asked.required[word] for word in sorted(spare))
    hits = [_hit(item.document, item.lacking, names, is_plain) for item in ranked[:MAX_HITS]]
    if hits and hits[0].score == 0 and not asked.is_personal:
        said = [sentence_of(hit.row, hit.table, names, is_plain) for hit in hits[:n_answers]]
        return Answer(asked.text, " ".join(said), "", hits, asked.mended, passed_over)
    return Answer(asked.text, "", f"{REFUSAL} {_why(index, asked, ranked)}", hits, asked.mended)


def _spare_words(index: Index, asked: Question, nearest: Document) -> set[str]:
    """The words that the nearest row lacks, if all of them may be passed over and it is of the event that was named."""
    missing = {word for word in asked.required if lacks_word(asked, nearest, word)}
    is_sure = nearest.event in asked.events and asked.events[nearest.event][0] and not mismatches(asked, nearest)
    return missing if is_sure and all(map(index.may_pass_over, missing)) else set()


def _hit(document: Document, score: float, names: dict[str, str], is_plain: bool) -> Hit:
    row = document.row
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
    unknown = [shown for word, shown in asked.required.items() if not index.holds(word)]
    missing = [shown for word, shown in asked.required.items() if lacks_word(asked, nearest, word)]
    if told := unknown or missing:
        return f"No row answers for “{', '.join(told[:4])}”."
    told = mismatches(asked, nearest) or ["no row of the kind asked for fits"]
    return f"{told[0][0].upper()}{told[0][1:]}."
