"""The rows of each page: every card of it that holds rows, chosen by the page's own parameters."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, NamedTuple

import pandas as pd

from adverse.cards import (
    addresses,
    compare,
    compare_charts,
    grading,
    incidence,
    management,
    monitoring,
    onset,
    overview,
    rare,
    risk,
    search,
)
from adverse.cards.asked import Asked
from adverse.errors import AddressError
from adverse.evidence import Evidence
from adverse.evidence.claims import claim_rows, review_counts, verdict_counts
from adverse.evidence.glossary import glossary_rows
from adverse.evidence.select import Selection
from adverse.evidence.select_sources import source_rows
from adverse.quiz import Material, Question, lesson_rows, question_rows, questions

Select = Callable[[Evidence, Any], Selection]


class Card(NamedTuple):
    """A card of a page: what its rows are, and how they are found from the choice of the page."""

    title: str
    select: Select


class Page(NamedTuple):
    """A page: what it shows, how its parameters are read, and its cards by name, the one that opens first."""

    title: str
    choose: Callable[[Evidence, Asked], Any]
    cards: dict[str, Card]
    said: Callable[[Evidence, Any], dict[str, Any] | None] = lambda *_: None


def _compared(evidence: Evidence, choice: tuple) -> Selection:
    """The rows of the chart that is shown, with differences where they are open."""
    arms, is_open, show, event = choice
    return compare_charts.chart_rows(evidence, arms, compare.opened(evidence, arms, is_open), show, event)


def _in_squares(evidence: Evidence, choice: tuple) -> Selection:
    arms, is_open, _, event = choice
    found = compare.opened(evidence, arms, is_open).selection
    return compare.of_event(found, compare.event_in_focus(found, event)) if len(found.rows) else found


def _of_card(evidence: Evidence, choice: risk.RiskChoice, *, card: str) -> Selection:
    return risk.risk_view(evidence, choice).apply(lambda rows: rows[rows["card"] == card])


def _claims(evidence: Evidence, choice: tuple) -> Selection:
    query, verdicts, sections = choice
    return Selection(claim_rows(evidence, query=query, verdicts=verdicts, sections=sections))


def _verdicts(evidence: Evidence, _: tuple) -> Selection:
    return Selection(verdict_counts(evidence).rename("n_claims").rename_axis("verdict").reset_index())


def _reviews(evidence: Evidence, _: tuple) -> Selection:
    return Selection(review_counts(evidence))


def _terms(evidence: Evidence, choice: tuple) -> Selection:
    query, topics, term = choice
    return Selection(glossary_rows(evidence, query=query, topics=topics, term=term or None))


def _documents(evidence: Evidence, choice: tuple) -> Selection:
    query, kinds, originals = choice
    return Selection(source_rows(evidence, query=query, kinds=kinds, leave_out_mirrors=originals))


def _glance(evidence: Evidence, _: str) -> Selection:
    return Selection(rare.at_a_glance(evidence))


_material = lru_cache(maxsize=1)(Material.of)


def _learned(evidence: Evidence, choice: tuple) -> Selection:
    """The rows of a lesson's chart, those behind the answer to a question, or the questions of a worksheet."""
    part, lesson, seed, number = choice
    if part == "lessons":
        wanted = next(row for row in evidence.lessons.itertuples() if row.lesson_id == lesson)
        return lesson_rows(_material(evidence), wanted)
    asked = questions(_material(evidence), seed, dict(zip(*[evidence.events["event"]] * 2, strict=True)))
    if part == "worksheet":
        return Selection(pd.DataFrame([_on_paper(number, question) for number, question in enumerate(asked, 1)]))
    if number > len(asked):
        raise AddressError([f"question takes 1 to {len(asked)} in this quiz, not {number}."])
    return question_rows(_material(evidence), asked[number - 1])


def _on_paper(number: int, question: Question) -> dict[str, Any]:
    return {
        "question": number,
        "kind": question.kind,
        "prompt": question.prompt,
        "options": " | ".join(question.options),
        "answer": question.answer,
        "lowest_right": question.accepted[0] if question.accepted else pd.NA,
        "highest_right": question.accepted[1] if question.accepted else pd.NA,
        "explanation": question.explanation,
        "table": question.table,
        "keys": " & ".join(question.row_keys),
    }


_answered = lru_cache(maxsize=16)(search.answered)


def _hits(evidence: Evidence, choice: tuple) -> Selection:
    return search.hits_view(_answered(evidence, choice), choice[1])


def _said(evidence: Evidence, choice: tuple) -> dict[str, Any] | None:
    given = _answered(evidence, choice)
    return given and {
        "sentence": given.sentence,
        "refusal": given.refusal,
        "mended": given.mended,
        "understood": [{"facet": facet.kind, "words": facet.words, "means": facet.means} for facet in given.understood],
        "not_understood": given.not_understood,
    }


PAGES = {
    "overview": Page(
        "The first ten seconds, one card at a time",
        addresses.choose_top,
        {
            "headlines": Card("how often the headline toxicities come, in every arm", overview.headline_view),
            "first-28-days": Card("when they start", lambda evidence, _: onset.headline_strip(evidence)),
            "top-ten": Card("the ten most frequent events of the largest population", overview.top_view),
        },
    ),
    "incidence": Page(
        "Share of patients with each event, by arm; with `event`, that event in every arm",
        addresses.choose_incidence,
        {"incidence": Card("the chart", incidence.incidence_view)},
    ),
    "compare": Page(
        "Arms side by side: the chart that `compare_view` names, with differences where they are fair",
        addresses.choose_compare,
        {
            "compare": Card("the chart that compare_view names", _compared),
            "compare-icons": Card("the event in focus, whose shares are drawn as people", _in_squares),
        },
    ),
    "onset": Page(
        "When events start and how long they last, with the treatment days that each covers",
        addresses.choose_onset,
        {
            "onset": Card("the timeline", onset.covered_view),
            "day": Card("what covers the day to watch", onset.day_view),
        },
    ),
    "risk_factors": Page(
        "Who has an event more often; without `card` every row once, with its card",
        addresses.choose_risk,
        {
            "all": Card("every row once, with its card", risk.risk_view),
            "effect-sizes": Card("ratios as printed", partial(_of_card, card="effect-sizes")),
            "subgroups": Card("shares by subgroup", partial(_of_card, card="subgroups")),
            "shares": Card("shares of reported cases and of all reports", partial(_of_card, card="shares")),
            "statements": Card("what no chart can show", partial(_of_card, card="statements")),
        },
    ),
    "grading": Page(
        "The criteria of a syndrome, those that the findings meet and those that decide; to practice, the vignettes",
        addresses.choose_grading,
        {"ladder": Card("the ladder", grading.ladder_view)},
    ),
    "management": Page(
        "What sources say is done for an event, a grade, a weight and jurisdictions",
        addresses.choose_rules,
        {
            "management": Card("the rules in view", management.rules_view),
            "other_patients": Card(
                "rules on the same event for another weight, or for adults", management.other_patients_view
            ),
            "apart": Card("rules on the same event about other products or the class", management.apart_view),
            "further": Card("the rules of the part that topic names", management.part_view),
        },
    ),
    "rare_events": Page(
        "What is known of one rare but serious event, one card at a time",
        addresses.choose_rare,
        {
            "rare-shares": Card("how often, arm by arm", rare.shares_view),
            "rare": Card("every event at a glance", _glance),
            "onset": Card("when it starts", partial(rare.table_view, part="onset")),
            "factors": Card("what sources link it with", partial(rare.table_view, part="factors")),
            "rules": Card("what sources say is done", partial(rare.table_view, part="rules")),
            "claims": Card("what the starting article says of it", partial(rare.table_view, part="claims")),
            "rare-signal": Card("the reporting signals that are drawn, a chart each background", rare.signals_view),
        },
    ),
    "monitoring": Page(
        "A phase of the article's monitoring algorithm beside what sources print, one card at a time",
        addresses.choose_phase,
        {
            "phases": Card("the onset figures below the phases", lambda evidence, _: onset.headline_strip(evidence)),
            "bands": Card("the phases as bands of days", monitoring.bands_view),
            "article-items": Card("what the article names in the phase", monitoring.article_view),
            "window": Card("printed onset against the windows", monitoring.window_view),
            "onset": Card("why then: the onset of each event to look for", monitoring.onset_view),
            "rules": Card("what sources say to watch and to do", monitoring.rules_view),
        },
    ),
    "learn": Page(
        "The rows of a lesson's chart or behind a question of a quiz; of a worksheet, its questions with their answers",
        addresses.choose_lesson,
        {"lesson": Card("the chart", _learned)},
    ),
    "glossary": Page(
        "The terms that fit, explained twice",
        addresses.choose_terms,
        {"glossary": Card("the terms", _terms)},
    ),
    "search": Page(
        "The rows that answer a question, then the nearest ones; in JSON `said` holds the sentence or the refusal",
        addresses.choose_question,
        {"search": Card("the rows", _hits)},
        _said,
    ),
    "claims": Page(
        "The statements of the starting article beside the evidence",
        addresses.choose_claims,
        {
            "claims": Card("the claims that fit", _claims),
            "verdicts": Card("how many claims have each verdict", _verdicts),
            "reviews": Card("how far the rows of each table were checked", _reviews),
        },
    ),
    "sources": Page(
        "The documents that fit, and how many rows rest on each",
        addresses.choose_sources,
        {"sources": Card("the documents", _documents)},
    ),
}
