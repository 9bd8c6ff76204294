"""What of a question a row does not hold, and whether it may still answer: this is the guard against guesses."""

import re
from typing import NamedTuple

from adverse.search.documents import RANKED_SUBSETS, Document
from adverse.search.index import COMPARATOR, Index
from adverse.search.names import DIRECTIONS
from adverse.search.question import Question
from adverse.search.text import is_ordinary, stem, stems
from adverse.vocabulary import GRADE_BANDS, label

MISMATCH = 6.0  # what a wrong event, grade, medicine or weight weighs, beside the weights of missing words
OTHER_MEDICINE = 2.0  # a row of another medicine, where the question names none: near, but no answer
NAMED_ONLY = ("events", "glossary", "sources")  # found by their names alone
ABOUT_AN_EVENT = ("incidence", "onset", "signals", "exposure_adjusted_rates", "events")
GRADED = ("incidence", "onset", "exposure_adjusted_rates")
AGES = {stem("child"), stem("adult")}
SIDES = {"sex": ("female", "male"), "age": ("older", "younger")}  # a factor compares both
FACTOR_OF = {stem(side): stem(factor) for factor, sides in SIDES.items() for side in sides}
FOR_ALL_AGES = ("all", "all patients", "all weights", "<45 kg", ">=45 kg", "label population")
RULES = ("management", "risk_factors", "claims")


class Lacking(NamedTuple):
    """What a row lacks: of what an answer must hold, and of words that it may pass over if it says so."""

    needed: float
    passed_over: float


def lacking(index: Index, asked: Question, document: Document, spare: set[str]) -> Lacking:
    """How much a row lacks; `needed` is 0 only if it answers. `spare` are the words that a row may pass over.

    An answer holds the event, grade, medicine and body weight that were asked, and every word that names or narrows.
    Other words it may pass over, where the event or another name makes sure that it is on what was asked.
    """
    missing = [word for word in asked.required if lacks_word(asked, document, word)]
    spare = spare | {word for word in missing if is_ordinary(word) and _is_of_rival_name(asked, document, word)}
    passed_over = sum(index.weight(word) for word in missing if word in spare)
    needed = sum(index.weight(word) for word in missing if word not in spare)
    is_found_by_name = document.table in NAMED_ONLY and not (document.table == "sources" and "document" in asked.asks)
    if passed_over and (is_found_by_name or not _is_sure(index, asked, document, missing)):
        needed, passed_over = needed + passed_over, 0
    n_mismatches = len(mismatches(asked, document))
    is_other = not asked.is_product_named and not _is_of_product(asked, document)
    needed += MISMATCH * (n_mismatches - is_other) + OTHER_MEDICINE * is_other
    return Lacking(round(needed, 3), round(passed_over, 3))


def _is_sure(index: Index, asked: Question, document: Document, missing: list[str]) -> bool:
    """Whether a row is on what was asked though it lacks words: it is of the event, or holds a word that names."""
    if asked.speaks_of_totals and document.event in index.events.totals:
        return True
    names = [said for said, _ in asked.events.values() if said & asked.required.keys()]
    if names:
        held = document.stems if document.table in RULES else document.head
        return bool(_names_of_row(asked, document)) or any(said <= held for said in names)
    held = asked.distinctive.difference(missing, index.events.stems) & document.stems
    is_of_kind = bool(asked.asks or asked.topics or asked.is_key_words)
    is_of_weight = bool(asked.kilograms and document.kilograms)
    if is_of_kind and keeps_limit(asked, document):
        return True
    return bool(held) and (is_of_weight or (is_of_kind and any(index.is_anchor(asked, word) for word in held)))


def keeps_limit(asked: Question, document: Document) -> bool:
    """Whether a rule names a limit of time and what was asked is on its side: "more than 7 days" for 10 days."""
    if document.table != "management":
        return False
    return any(_is_within(number, unit, document.stems) for number, unit in asked.spans.items())


def _is_of_rival_name(asked: Question, document: Document, word: str) -> bool:
    """Whether a word only names events by words that name the row's own too: "stays" in "blood pressure stays low"."""
    own = _names_of_row(asked, document)
    rivals = [said for said, _ in asked.events.values() if word in said]
    return bool(own and rivals) and all(said & own and not said >= own for said in rivals)


def mismatches(asked: Question, document: Document) -> list[str]:
    """What does not fit, in words."""
    found = []
    if asked.left_out & document.head or document.event in asked.events_left_out:
        found.append("the nearest rows are on what the question leaves out")
    if document.table in ABOUT_AN_EVENT and not _is_of_event(asked, document):
        found.append("no row of this kind reports the event")
    if not _is_of_product(asked, document):
        found.append("the nearest rows are of another medicine")
    if not _has_grade(asked, document):
        found.append(f"no row counts it at {label(GRADE_BANDS, asked.grades[0]).lower()}")
    if document.table == "incidence" and not _has_subset(asked, document):
        found.append("the nearest rows count other events than those asked for")
    of_event = (asked.required.keys() or asked.wished) - asked.product_words - {*asked.other_topics}
    if document.table == "claims" and not (of_event & document.head or _names_of_row(asked, document)):
        found.append("no claim names it")
    if asked.kilograms and not _has_weight(asked, document):
        found.append("no row is for this body weight")
    if asked.other_topics and document.table in ("management", "risk_factors") and not asked.events:
        found.append("it holds adverse events only")
    head = document.head if document.table != "sources" or "sources" in asked.asks else ()  # a title answers nothing
    if not _is_on_article(asked, document) and any(word not in head for word in asked.other_topics):
        found.append("it holds adverse events only")
    return found


def lacks_word(asked: Question, document: Document, word: str) -> bool:
    """Whether a row does not hold a word of the question."""
    if document.table == "glossary":
        return word not in document.head
    if _is_on_article(asked, document) and word in asked.other_topics:  # what the article says of a treatment
        return False
    if word in asked.other_topics and document.table in ABOUT_AN_EVENT:  # no figure is on another topic
        return True
    if f"score{word}" in asked.bounds:
        return f"score{word}" not in document.stems
    # Of a figure, the name of another event counts in its head only: a source's name may hold it by chance.
    is_by_chance = document.table in GRADED and word in asked.event_words
    if word in asked.medicines and not _may_speak_of_medicine(asked, document, word):
        return True
    is_left_out = document.table == "management" and document.event not in asked.events
    if is_left_out and word in asked.event_words & document.left_out:  # "grade 3, other than seizure"
        return True
    if word in document.head or (word in document.stems and not is_by_chance):
        return False
    if document.table == "risk_factors" and word in DIRECTIONS:  # its level may be printed in figures
        return False
    if document.table == "risk_factors" and FACTOR_OF.get(word) in document.head:
        return False
    if word in AGES and asked.bounds & document.stems:  # "children under 3"
        return False
    if document.table == "management" and word in AGES and document.row.population in FOR_ALL_AGES:
        return False
    if word in asked.spans and document.table == "management" and _is_within(word, asked.spans[word], document.stems):
        return False
    if word in asked.product_words:
        return not document.products & asked.products
    is_rule_on_all = document.table == "management" and document.event.startswith("Any ")
    if is_rule_on_all and word in asked.event_words and asked.grade_words & document.head:
        return word in document.left_out  # "grade 3, other than cytokine release syndrome"
    if word in _names_of_row(asked, document):
        return False
    return not (document.table == "incidence" and word == document.subset)


def _names_of_row(asked: Question, document: Document) -> frozenset[str]:
    """The words of the question that name an event which a row is of or mentions."""
    events = {document.event, *document.mentions} & asked.events.keys()
    return frozenset().union(*(asked.events[event][0] for event in events))


def _may_speak_of_medicine(asked: Question, document: Document, word: str) -> bool:
    """Whether a row may answer on a medicine that no row is of: a rule that gives it, not a title or text by chance."""
    if document.table == "sources":
        return "document" in asked.asks
    if asked.speaks_of_totals and not (asked.event_words or {"management", "claims"} & {*asked.asks}):
        return False  # "side effects of methotrexate"
    return document.table not in ABOUT_AN_EVENT or word in document.head or word in stems(document.drug)


def _is_on_article(asked: Question, document: Document) -> bool:
    return document.table == "claims" and "claims" in asked.asks


def _is_of_event(asked: Question, document: Document) -> bool:
    """Whether a row is of an event that was named; an onset row may name what is timed in its window ("IgG nadir")."""
    if document.event in asked.events:
        return True
    return document.table == "onset" and any(said and said <= document.head for said, _ in asked.events.values())


def _is_of_product(asked: Question, document: Document) -> bool:
    if document.table in ("events", "glossary"):
        return True
    if document.table == "sources":
        return not asked.product_words or asked.product_words <= document.stems
    products = document.products or asked.focus
    if products & asked.products_left_out:
        return False
    if asked.products_left_out and not asked.products:
        return True
    if products & asked.products:
        return True
    if COMPARATOR in asked.required and COMPARATOR in document.stems and not asked.is_product_named:
        return True
    if asked.is_class and asked.products <= document.stems:  # "CAR-T" also holds for a row of one such product
        return True
    # A rule on the medicine itself may name another ("intrathecal chemotherapy").
    is_named = bool(asked.product_words) and asked.product_words <= document.stems
    return document.table in RULES and products == asked.focus and is_named


def _has_grade(asked: Question, document: Document) -> bool:
    if not asked.grades or document.grade_band in asked.grades:
        return True
    if document.table in GRADED:
        return document.subset == "fatal" and "5" in asked.grades
    return bool(asked.grade_words & document.stems)


def _has_subset(asked: Question, document: Document) -> bool:
    if asked.subsets:
        return document.subset == asked.subsets[0]
    return document.subset in RANKED_SUBSETS


def _is_within(number: str, unit: str, stems: frozenset[str]) -> bool:
    """Whether a time is on the right side of a limit that a rule names: 10 days are within "more than 7 days"."""
    limits = [re.fullmatch(f"(over|under)([0-9]+){unit}", word) for word in stems]
    return any(int(number) > int(it[2]) if it[1] == "over" else int(number) <= int(it[2]) for it in limits if it)


def _has_weight(asked: Question, document: Document) -> bool:
    if document.kilograms is None:
        return document.table == "management"
    (low, high), (lightest, heaviest) = asked.kilograms, document.kilograms
    return low <= heaviest and lightest <= high
