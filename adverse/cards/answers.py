"""The computed sentences of the cards, by the address that shows each: what a release may change."""

from collections.abc import Collection

from adverse.cards import register
from adverse.cards.parameters import Asked
from adverse.cards.reader import Reader
from adverse.evidence import Evidence

EVENT_PARAMETERS = {"incidence": "event", "rare_events": "event", "risk_factors": "board", "compare": "preset"}
FEW = 20  # values of a parameter, all of which are asked; of longer lists those that are events of interest


def answers_of(evidence: Evidence, events: Collection[str]) -> dict[str, str]:
    """Address -> sentence: every card as its page opens, and its page at each event that the page lets one choose.

    Of a list of all events only `events` are chosen.
    """
    answers: dict[str, str] = {}
    for page in register.pages_of(evidence):
        answers |= _answers_at(evidence, page, Asked())
        if page in EVENT_PARAMETERS:
            key = EVENT_PARAMETERS[page]
            for value in _values(evidence, page, key, events):
                answers |= _answers_at(evidence, page, Asked([(key, value)]))
    return answers


def _values(evidence: Evidence, page: str, key: str, events: Collection[str]) -> list[str]:
    asked = Asked()
    register.choose(evidence, page, asked)
    labels = next((item.labels or {} for item in asked.parameters if item.key == key), {})
    return [value for value in labels if value and (len(labels) <= FEW or value in events)]


def _answers_at(evidence: Evidence, page: str, asked: Asked) -> dict[str, str]:
    choices = register.choose(evidence, page, asked)
    address = asked.address(register.path_of(page))
    cards = [name for name, card in register.pages_of(evidence)[page].cards.items() if card.draw]
    found = {}
    for name in cards:
        at_card = f"{address}{'&' if '?' in address else '?'}card={name}" if len(cards) > 1 else address
        found[at_card] = register.drawn(evidence, page, name, choices[name], Reader()).sentence
    return {address: sentence for address, sentence in found.items() if sentence}
