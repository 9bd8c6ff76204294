"""The register: every page with its question, its parameters and its cards, each declared once.

Pages, slides, frames, the data API and files ask it; `docs/cards.md` lists it.
"""

from functools import partial
from typing import Any

from adverse.cards import (
    claims,
    compare,
    compare_charts,
    glossary,
    grading,
    incidence,
    learn,
    management,
    matrix,
    monitoring,
    onset,
    overview,
    rare,
    reported,
    reported_cards,
    reported_shares,
    risk,
    risk_board,
    search,
    signals,
    sources,
    three_worlds,
    treatments,
)
from adverse.cards.declared import Card, Page
from adverse.cards.drawing import Drawing
from adverse.cards.parameters import Asker
from adverse.cards.printed_checks import tried_signals
from adverse.cards.reader import Reader
from adverse.evidence import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.select import Selection

OPENING_PAGE = "overview"


PAGES = {
    "overview": Page(
        "Which adverse events come with {drug}, and when?",
        "The first ten seconds, one card at a time",
        lambda *_: None,
        {
            "headlines": Card(
                "how often the headline toxicities come, in every arm",
                overview.draw_headlines,
                values=overview.headline_values,
            ),
            "first-28-days": Card("when they start", onset.draw_strip, values=onset.strip_values),
            "top-ten": Card(
                "the ten most frequent events of the largest population",
                overview.draw_top,
                values=overview.top_values,
                choose=overview.choose_grade,
            ),
        },
    ),
    "incidence": Page(
        "How often does each event happen?",
        "Share of patients with each event, by arm; with `event`, that event in every arm",
        incidence.choose,
        {"incidence": Card("the chart", incidence.draw, values=incidence.slide_values)},
    ),
    "compare": Page(
        "How do the toxicities of two treatments compare?",
        "Arms side by side: the chart that `compare_view` names, with differences where they are fair",
        compare.choose,
        {
            "compare": Card(
                "the chart that compare_view names", compare_charts.draw, values=compare_charts.slide_values
            ),
            "compare-icons": Card("its event as people", compare_charts.draw_icons, values=compare_charts.slide_values),
            "treatments": Card("printed ratios of one treatment to another", treatments.draw),
            "treatments-in-words": Card("what is printed on them without a ratio", rows=treatments.without_ratio),
        },
        has_part=compare.has_part,
    ),
    "matrix": Page(
        "{matrix_question}",
        "Pivotal arms of T-cell engaging treatments by disease, one a row: different trials, so nothing is subtracted",
        matrix.choose,
        {
            "matrix": Card("every column side by side", matrix.draw, values=matrix.slide_values),
            "matrix-column": Card("one column with its intervals", matrix.draw_column, values=matrix.slide_values),
        },
        has_part=matrix.has_part,
    ),
    "onset": Page(
        "When does each event start?",
        "When events start and how long they last, with the treatment days that each covers",
        onset.choose,
        {
            "onset": Card("the timeline", onset.draw, values=onset.slide_values),
            "day": Card("what covers the day to watch", rows=onset.rows_of_day, choose=onset.choose_day),
        },
        has_part=lambda evidence: bool(onset.groups_with_onset(evidence)),
    ),
    "risk_factors": Page(
        "Who is at risk, and how sure is that?",
        "Who has an event more often; without `card` every row once, with its card",
        risk.choose,
        {
            "all": Card("every row once, with its card", rows=risk.every_row),
            "board": Card("every factor on one line", risk_board.draw, values=risk_board.slide_values),
            "board-narrow": Card("the same for a phone", risk_board.draw_narrow, values=risk_board.slide_values),
            "effect-sizes": Card(
                "ratios as printed", risk.draw_effect_sizes, values=partial(risk.values_of_links, card="effect-sizes")
            ),
            "subgroups": Card(
                "shares by subgroup", risk.draw_subgroups, values=partial(risk.values_of_links, card="subgroups")
            ),
            "shares": Card(
                "shares of reported cases and of all reports", risk.draw_shares, values=risk.values_of_shares
            ),
            "store-shares": Card(
                "printed shares of reports, worked out again from the store",
                reported_shares.draw,
                has_part=reported.has_store,
            ),
            "statements": Card("what no chart can show", rows=partial(risk.rows_of_card, card="statements")),
        },
        has_part=risk.has_part,
    ),
    "signals": Page(
        "What do safety databases report more often with {drug}?",
        "Reporting signals of the medicine, printed ones by source and those counted here: reports, not risk",
        signals.choose,
        {
            "signals": Card(
                "those with a ratio or its lower bound",
                signals.draw,
                values=signals.slide_values,
                choose=signals.of_printed,
            ),
            "all-signals": Card(
                "every one, with a ratio or without", rows=signals.rows_in_view, choose=signals.of_printed
            ),
            "tried": Card("printed ratios against their own figures", rows=lambda evidence, _: tried_signals(evidence)),
            "three-worlds": Card(
                "one event in trials, label wording and reports",
                three_worlds.draw,
                values=three_worlds.slide_values,
                choose=signals.event_of_worlds,
            ),
            **reported_cards.CARDS,
        },
        has_part=signals.has_part,
    ),
    "grading": Page(
        "What grade is it, and which finding decides?",
        "The criteria of a syndrome, those that the findings meet and those that decide; to practice, the vignettes",
        grading.choose,
        {"ladder": Card("the ladder", grading.draw)},
        also=grading.choose_vignette,
        has_part=lambda evidence: len(evidence.grading_criteria) > 0,
    ),
    "management": Page(
        "What do the sources say to watch and to do, and at which dose?",
        "What sources say is done for an event, a grade, a weight and jurisdictions, or in a phase of the treatment",
        management.choose,
        {
            "management": Card("the rules in view", rows=management.rule_rows),
            "other_patients": Card(
                "rules on the same event for another weight, or for adults", rows=management.rules_for_other_patients
            ),
            "apart": Card("rules on the same event about other products or the class", rows=management.rules_apart),
            "further": Card(
                "the rules of the part that topic names",
                rows=management.printed_rules_of_part,
                choose=management.choose_part,
            ),
            "phases": Card("by phase: the onset figures below the phases", monitoring.draw, choose=management.phase_of),
            **{
                name: Card(f"by phase: {title}", rows=rows, choose=management.phase_of)
                for name, (title, rows) in monitoring.TABLES.items()
            },
        },
        also=monitoring.choose_sheet,
        has_part=management.has_part,
    ),
    "rare_events": Page(
        "What is known of the rare but serious events?",
        "What is known of one rare but serious event, one card at a time",
        rare.choose,
        {
            "rare-shares": Card("how often, arm by arm", rare.draw_shares),
            "rare": Card("every event at a glance", rows=lambda evidence, _: Selection(rare.at_a_glance(evidence))),
            "onset": Card("when it starts", rows=partial(rare.table_rows, part="onset")),
            "factors": Card("what sources link it with", rows=partial(rare.table_rows, part="factors")),
            "rules": Card("what sources say is done", rows=partial(rare.table_rows, part="rules")),
            "claims": Card("what the starting article says of it", rows=partial(rare.table_rows, part="claims")),
            "rare-signal": Card("the reporting signals that are drawn, a chart each background", rows=rare.signal_rows),
        },
        has_part=lambda evidence: bool(evidence.about["rare"]),
    ),
    "learn": Page(
        "How well do you read adverse event numbers?",
        "The rows of a lesson's chart or behind a question of a quiz; of a worksheet, its questions with their answers",
        learn.choose,
        {
            "lesson": Card("the chart", learn.draw),
            "glossary": Card("the terms of the glossary that fit", rows=glossary.rows_in_view, choose=glossary.choose),
        },
        has_part=learn.has_part,
    ),
    "search": Page(
        "What does the evidence say?",
        "The rows that answer a question, then the nearest ones; in JSON `said` holds the sentence or the refusal",
        search.choose,
        {"search": Card("the rows", rows=search.rows_in_view)},
        said=search.said,
    ),
    "claims": Page(
        "Does the article say what the evidence says?",
        "The statements of the starting article beside the evidence",
        claims.choose,
        {
            "claims": Card(
                "the claims that fit",
                claims.draw,
                values=claims.slide_values,
                most_on_a_slide=claims.MOST_ON_A_SLIDE,
            ),
            "verdicts": Card(
                "how many claims have each verdict",
                claims.draw_verdicts,
                claims.verdict_rows,
                values=claims.slide_values,
            ),
            "reviews": Card("how far the rows of each table were checked", rows=claims.review_rows),
        },
        has_part=lambda evidence: bool(evidence.about["article"]),
    ),
    "sources": Page(
        "Where does every number come from?",
        "The documents that fit, and how many rows rest on each",
        sources.choose,
        {"sources": Card("the documents", rows=sources.rows_in_view)},
    ),
}


@remembered
def pages_of(evidence: Evidence) -> dict[str, Page]:
    """The pages whose part the evidence has, each with the cards whose part it has."""
    there_are = {name: page for name, page in PAGES.items() if page.has_part(evidence)}
    return {name: page._replace(cards=cards_of(evidence, name)) for name, page in there_are.items()}


def cards_of(evidence: Evidence, page: str) -> dict[str, Card]:
    """The cards of a page whose part the evidence has."""
    return {name: card for name, card in PAGES[page].cards.items() if card.has_part(evidence)}


def path_of(page: str) -> str:
    """The path of a page on the server; the page that opens first has that of the server itself."""
    return "/" if page == OPENING_PAGE else f"/{page}"


def choose(evidence: Evidence, page: str, ask: Asker) -> dict[str, Any]:
    """Card -> what all the parameters of a page choose for it."""
    found = PAGES[page]
    choice = found.choose(evidence, ask)
    found.also(evidence, ask)
    return {name: card.choose(evidence, ask, choice) for name, card in cards_of(evidence, page).items()}


def drawn(evidence: Evidence, page: str, card: str, choice: Any, reader: Reader) -> Drawing:
    """A card as a reader sees it, with the question of its page; light or dark is chosen when its chart is drawn."""
    return _drawn(evidence, page, card, choice, reader.view)


@remembered
def _drawn(evidence: Evidence, page: str, card: str, choice: Any, view: str) -> Drawing:
    draw = PAGES[page].cards[card].draw
    if draw is None:
        raise LookupError(f"The card {card} of the page {page} has rows and no chart.")
    question = question_of(evidence, page)
    return draw(evidence, choice, Reader(view)).with_words(question=question, page=page, card=card)


def question_of(evidence: Evidence, page: str) -> str:
    """The question of a page."""
    return PAGES[page].question.format_map(evidence.about)


def rows_of(evidence: Evidence, page: str, card: str, choice: Any) -> Selection:
    """The rows of a card."""
    rows = PAGES[page].cards[card].rows
    return rows(evidence, choice) if rows else drawn(evidence, page, card, choice, Reader()).selection
