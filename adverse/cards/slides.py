"""A slide's view: what its parameters choose, the rows in view, and the values that its texts may name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import pandas as pd

from adverse.cards import addresses, compare, incidence, onset, overview, risk, slide_values
from adverse.cards.asked import Asked
from adverse.cards.compare_charts import with_rates
from adverse.errors import AddressError, EvidenceError
from adverse.evidence import Evidence
from adverse.evidence.claims import claim_rows, verdict_counts
from adverse.evidence.risk import ratio_rows, share_rows
from adverse.evidence.select import Selection, risk_rows
from adverse.evidence.stories import PLACEHOLDER, Slide
from adverse.sentences import headline_answer

MOST_CLAIMS = 7


@dataclass(frozen=True, eq=False)
class SlideView:
    """What a slide shows: the rows, placeholder -> value, its page and card (`kind`), and what its parameters choose.

    `shown` is what the rows were taken from where a chart needs more than the rows: a Comparison, or headlines.
    """

    selection: Selection
    values: dict[str, str] = field(default_factory=dict)
    shown: Any = None
    kind: tuple[str, str] = ("", "")
    choice: Any = None


class Reader(NamedTuple):
    """For whom sentences are written: the reader's view and the column of event names."""

    view: str = "educator"
    name_column: str = "event"


def slide_view(evidence: Evidence, slide: Slide, reader: Reader) -> SlideView:
    """The view of a slide; AddressError with a sentence for everything in its `view` that is not understood."""
    asked = Asked(slide.parameters)
    cards = CARDS.get(slide.page)
    if cards is None:
        raise AddressError([f"'{slide.page}' is not a page that a slide can show; there are {', '.join(CARDS)}."])
    card = slide.card or next(iter(cards))
    if card not in cards:
        raise AddressError([f"'{card}' is not a card of the page {slide.page}; there are {', '.join(cards)}."])
    choose, make = cards[card]
    choice = choose(evidence, asked)
    asked.check()
    made = make(evidence, choice, reader)
    if made.selection.rows.empty:
        raise AddressError(["no row fits this choice."])
    return replace(made, kind=(slide.page, card), choice=choice)


def check_stories(evidence: Evidence) -> None:
    """Raise EvidenceError with a sentence for every slide whose view or placeholders are not understood."""
    problems = [
        f"{story.file}, slide {slide.number}, {problem}"
        for story in evidence.stories
        for slide in story.slides
        for problem in _problems_in_slide(evidence, slide)
    ]
    if problems:
        raise EvidenceError(problems)


def _problems_in_slide(evidence: Evidence, slide: Slide) -> Iterator[str]:
    try:
        values = slide_view(evidence, slide, Reader()).values
    except AddressError as error:
        yield from (f"view: {problem}" for problem in error.problems)
        return
    known = ", ".join(f"{{{name}}}" for name in values)
    for part, text in slide.texts.items():
        for name in PLACEHOLDER.findall(text):
            if name not in values:
                yield f"{part}: {{{name}}} is not a value of this view; there are {known}."


def _incidence(evidence: Evidence, choice: incidence.IncidenceChoice, reader: Reader) -> SlideView:
    found = incidence.incidence_view(evidence, choice)
    return _view(found, slide_values.of_incidence, choice, reader.name_column)


def _top(evidence: Evidence, grade_band: str, reader: Reader) -> SlideView:
    return _view(overview.top_view(evidence, grade_band), slide_values.of_shares, reader.name_column)


def _headlines(evidence: Evidence, _: str, reader: Reader) -> SlideView:
    names = dict(zip(evidence.events["event"], evidence.events[reader.name_column], strict=True))
    plain_words = reader.name_column == "plain_name"
    answer = headline_answer(overview.headline_trial(evidence), names, plain_words=plain_words)
    return SlideView(overview.headline_view(evidence), {"answer": answer})


def _first_days(evidence: Evidence, _: str, reader: Reader) -> SlideView:
    return _timed(evidence, onset.headline_strip(evidence), reader)


def _onset(evidence: Evidence, choice: onset.TimelineChoice, reader: Reader) -> SlideView:
    return _timed(evidence, onset.onset_view(evidence, choice.events), reader)


def _timed(evidence: Evidence, found: Selection, reader: Reader) -> SlideView:
    headline, drug = onset.headline_events(evidence), evidence.about["drug"]
    return _view(found, slide_values.of_onset, headline, drug, reader.name_column)


def _compared(evidence: Evidence, choice: tuple, reader: Reader) -> SlideView:
    arms, is_open, view, _ = choice
    if view not in ("shares", "exposure"):
        raise AddressError([f"compare_view: a slide can show shares and exposure, not {view}."])
    comparison = compare.opened(evidence, arms, is_open)
    if comparison.selection.rows.empty:
        return SlideView(comparison.selection)
    event = compare.event_in_focus(comparison.selection, choice[-1])
    values = slide_values.of_comparison(comparison, event, *reader)
    if view == "shares":
        return SlideView(comparison.selection, values, comparison)
    rows = with_rates(evidence, arms, comparison).rows
    if len(rows):
        values |= slide_values.of_exposure(rows, event, reader.name_column)
    return SlideView(Selection(rows, period=comparison.selection.period), values, comparison)


def _icons(evidence: Evidence, choice: tuple, reader: Reader) -> SlideView:
    arms, is_open, _, _ = choice
    comparison = compare.opened(evidence, arms, is_open)
    event = compare.event_in_focus(comparison.selection, choice[-1]) if len(comparison.selection.rows) else ""
    shown = compare.of_event(comparison.selection, event)
    values = slide_values.of_comparison(comparison, event, *reader) if len(shown.rows) else {}
    return SlideView(shown, values, comparison)


def _shares_of_cases(evidence: Evidence, choice: risk.RiskChoice, _: Reader) -> SlideView:
    rows, everything = _risk_rows(evidence, choice)
    return _view(Selection(share_rows(rows, everything)), slide_values.of_case_shares)


def _effect_sizes(evidence: Evidence, choice: risk.RiskChoice, reader: Reader) -> SlideView:
    ratios = Selection(ratio_rows(_risk_rows(evidence, choice)[0]))
    return _view(ratios, slide_values.of_risk, choice.board, reader.name_column)


def _subgroups(evidence: Evidence, choice: risk.RiskChoice, reader: Reader) -> SlideView:
    found = risk.subgroups(_risk_rows(evidence, choice)[0])
    return _view(found, slide_values.of_risk, choice.board, reader.name_column)


def _risk_rows(evidence: Evidence, choice: risk.RiskChoice) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = risk_rows(evidence, event_group=choice.board, all_products=choice.all_products)
    return rows, risk_rows(evidence, all_products=choice.all_products)


def _claims(evidence: Evidence, choice: tuple, _: Reader) -> SlideView:
    query, verdicts, sections = choice
    rows = claim_rows(evidence, query=query, verdicts=verdicts, sections=sections)
    if len(rows) > MOST_CLAIMS:
        raise AddressError([f"{len(rows)} claims fit this choice; at most {MOST_CLAIMS} fit on a slide."])
    return _view(Selection(rows), slide_values.of_claims, len(evidence.claims))


def _verdicts(evidence: Evidence, choice: tuple, _: Reader) -> SlideView:
    query, verdicts, sections = choice
    rows = claim_rows(evidence, query=query, verdicts=verdicts, sections=sections)
    return _view(Selection(rows), slide_values.of_claims, len(evidence.claims), shown=verdict_counts(evidence))


def _view(found: Selection, values: Callable[..., dict[str, str]], *more: Any, shown: Any = None) -> SlideView:
    """A view whose values are computed from its rows, when it has any."""
    return SlideView(found, values(found.rows, *more) if len(found.rows) else {}, shown)


# Page -> card -> how its parameters are read, and how its rows are found; the first card is the one without a name.
CARDS = {
    "incidence": {"chart": (addresses.choose_incidence, _incidence)},
    "onset": {"chart": (addresses.choose_onset, _onset)},
    "compare": {
        "chart": (addresses.choose_compare, _compared),
        "icons": (addresses.choose_compare, _icons),
    },
    "risk_factors": {
        "effect-sizes": (addresses.choose_risk, _effect_sizes),
        "subgroups": (addresses.choose_risk, _subgroups),
        "shares": (addresses.choose_risk, _shares_of_cases),
    },
    "overview": {
        "headlines": (addresses.choose_top, _headlines),
        "first-28-days": (addresses.choose_top, _first_days),
        "top-ten": (addresses.choose_top, _top),
    },
    "claims": {
        "claims": (addresses.choose_claims, _claims),
        "verdicts": (addresses.choose_claims, _verdicts),
    },
}
