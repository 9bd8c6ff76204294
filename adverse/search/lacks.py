"""What of a question a row does not hold. A row answers only if it lacks nothing: this is the guard against guesses."""

from adverse.search.documents import RANKED_SUBSETS, Document
from adverse.search.index import Index
from adverse.search.question import Question
from adverse.search.text import stem
from adverse.vocabulary import GRADE_BANDS, label

MISMATCH = 6.0  # what a wrong event, grade, medicine or weight weighs, beside the weights of missing words
OTHER_MEDICINE = 2.0  # a row of another medicine, where the question names none: near, but no answer
ABOUT_AN_EVENT = ("incidence", "onset", "signals", "exposure_adjusted_rates", "events")
GRADED = ("incidence", "onset", "exposure_adjusted_rates")
COMPARATOR = stem("comparator")  # a question on the control arm names no medicine
DIRECTIONS = {stem("high"), stem("low")}  # the level of a factor may be printed in figures
AGES = {stem("child"), stem("adult")}
FOR_ALL_AGES = ("all", "all patients", "all weights", "<45 kg", ">=45 kg", "label population")
RULES = ("management", "risk_factors", "claims")


def lacking(index: Index, asked: Question, document: Document) -> float:
    """0 only if the row holds every word with content, the event, grade, medicine and body weight that were asked."""
    words = sum(index.weight(word) for word in asked.required if lacks_word(asked, document, word))
    n_mismatches = len(mismatches(asked, document))
    is_other = not asked.is_product_named and not _is_of_product(asked, document)
    return words + MISMATCH * (n_mismatches - is_other) + OTHER_MEDICINE * is_other


def mismatches(asked: Question, document: Document) -> list[str]:
    """What does not fit, in words."""
    found = []
    if document.table in ABOUT_AN_EVENT and not _is_of_event(asked, document):
        found.append("no row of this kind reports the event")
    if not _is_of_product(asked, document):
        found.append("the nearest rows are of another medicine")
    if not _has_grade(asked, document):
        found.append(f"no row counts it at {label(GRADE_BANDS, asked.grades[0]).lower()}")
    if document.table == "incidence" and not _has_subset(asked, document):
        found.append("the nearest rows count other events than those asked for")
    of_event = asked.required.keys() - asked.product_words - {*asked.other_topics}
    if document.table == "claims" and not of_event & document.head:
        found.append("no claim names it")
    if asked.kilograms and not _has_weight(asked, document):
        found.append("no row is for this body weight")
    if asked.other_topics and document.table in ("management", "risk_factors") and not asked.events:
        found.append("it holds adverse events only")
    if not _is_on_article(asked, document) and any(word not in document.head for word in asked.other_topics):
        found.append("it holds adverse events only")
    return found


def lacks_word(asked: Question, document: Document, word: str) -> bool:
    """Whether a row does not hold a word that the question needs."""
    if document.table == "glossary":
        return word not in document.head
    if _is_on_article(asked, document) and word in asked.other_topics:  # what the article says of a treatment
        return False
    # Of a figure, the name of another event counts in its head only: a source's name may hold it by chance.
    if word in document.head or (word in document.stems and not (document.table in GRADED and asked.names_event(word))):
        return False
    if document.table == "risk_factors" and word in DIRECTIONS:
        return False
    if document.table == "management" and word in AGES and document.row.population in FOR_ALL_AGES:
        return False
    if word in asked.product_words:
        return not document.products & asked.products
    if document.event in asked.events and word in asked.events[document.event][0]:
        return False
    return not (document.table == "incidence" and word == document.subset)


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


def _has_weight(asked: Question, document: Document) -> bool:
    if document.kilograms is None:
        return document.table == "management"
    (low, high), (lightest, heaviest) = asked.kilograms, document.kilograms
    return low <= heaviest and lightest <= high
