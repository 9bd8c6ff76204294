"""The names that the tables give to events and medicines, and where in a question they stand."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from adverse.evidence import Evidence
from adverse.evidence.glossary import names_of
from adverse.search.language import EVERYDAY_NAMES
from adverse.search.text import WORD, Spelling, folded, is_neutral, stem, without_left_out, words
from adverse.vocabulary import EVENT_GROUPS

SUFFIXES = re.compile(r", (grade 3 or higher|serious|fatal|dose-limiting)$")
SMALL = set(map(stem, ("the", "any", "and", "or", "for", "with", "of", "in", "to", "by", "on", "an", "is")))
DIRECTIONS = frozenset(map(stem, ("high", "low")))
KIND_WORDS = set(map(stem, ("dose", "dosing", "schedule")))  # that name an event only where no other is named
LOOSE = 2  # words that may stand between those of a name: "find their words"
SHORT_FORM = 4  # letters that a medicine's name is cut to at least
OWN_NAME, OTHER_NAME, GROUP = range(3)  # how closely a name is the event's


class Named(NamedTuple):
    """A name found in a question: the places of its words, and the events that it may mean, the closest first."""

    places: frozenset[int]
    events: dict[str, int]


class EventNames:
    """Every name of every event as the set of its stems; a question names an event by all of them, close together."""

    def __init__(self, evidence: Evidence):
        self._events: dict[frozenset[str], dict[str, int]] = defaultdict(dict)
        self._stems_of: dict[str, frozenset[str]] = defaultdict(frozenset)
        self._term_of = {_letters(name): row.term for row in evidence.glossary.itertuples() for name in names_of(row)}
        self._whole_groups: dict[str, set[str]] = defaultdict(set)
        self.totals = tuple(event for event in evidence.events["event"] if event.startswith("Any "))
        everyday = {folded(event): names for event, names in EVERYDAY_NAMES.items()}
        taken = defaultdict(set)  # a name of one event in the glossary may be another event's own
        for row in evidence.events.itertuples():
            for name in (*_variants(row.event), *_variants(row.plain_name), *everyday.get(_whole(row.event), ())):
                taken[name.casefold()].add(row.event)
        glossary = {
            row.term.casefold(): names_of(row) for row in evidence.glossary.itertuples() if row.topic == "event"
        }
        for row in evidence.events.itertuples():
            own = _variants(row.event) | _variants(row.plain_name)
            other = {name for it in own for name in glossary.get(it.casefold(), ())}
            other = {name for name in other if row.event in taken.get(name.casefold(), (row.event,))}
            self._add(row.event, own if row.event not in self.totals else (), OWN_NAME)  # asked for as "side effects"
            self._add(row.event, [*other, *everyday.get(_whole(row.event), ())], OTHER_NAME)
            if row.event.endswith("(any)") and row.event_group != "other":
                self._add(row.event, [EVENT_GROUPS[row.event_group].label], GROUP)
                self._whole_groups[row.event_group].add(row.event)
        self._by_stem = defaultdict(list)
        for name in self._events:
            self._by_stem[max(name, key=len)].append(name)
        self.names = set(self._events)
        self.stems = {word for name in self._events for word in name}
        self._events_in = cache(self._events_of)

    def found_in(self, stems: list[str]) -> list[Named]:
        """The names in a question's stems, in their order; longer ones first, and no word in two of them."""
        places = defaultdict(list)
        for place, word in enumerate(stems):
            places[word].append(place)
        near = [
            (span, name)
            for word in places
            for name in self._by_stem.get(word, ())
            if name <= places.keys() and (span := _closest(name, places))
        ]
        taken: set[int] = set()
        found = []
        for span, name in sorted(near, key=lambda item: (-len(item[0]), max(item[0]) - min(item[0]), sorted(item[0]))):
            if not taken & span:
                taken |= span
                found.append(Named(span, dict(sorted(self._events[name].items(), key=lambda item: item[1]))))
        return sorted(found, key=lambda item: min(item.places))

    def term_called(self, name: str) -> str:
        """The term of the glossary that has exactly this name, or nothing; "p value" and the like are names too."""
        return self._term_of.get(_letters(name), "")

    def whole_group(self, group: str) -> set[str]:
        """The events that stand for a group as a whole ("Neurologic events (any)")."""
        return self._whole_groups.get(group, set())

    def stems_of(self, event: str) -> frozenset[str]:
        """The stems of every name of an event, those of its group left out."""
        return self._stems_of.get(event, frozenset())

    def events_in(self, texts: Iterable[str]) -> frozenset[str]:
        """The events that texts name, by whatever name but that of their group."""
        return frozenset().union(*map(self._events_in, texts))

    def _events_of(self, text: str) -> frozenset[str]:
        found = self.found_in(list(map(stem, words(without_left_out(text)))))
        return frozenset(event for named in found for event, closeness in named.events.items() if closeness < GROUP)

    def _add(self, event: str, names: Iterable[str], closeness: int) -> None:
        for name in names:
            kept = stems_of_name(name)
            if (all(map(is_neutral, kept)) and len(kept) < 2) or kept <= DIRECTIONS:
                continue
            self._events[kept][event] = min(self._events[kept].get(event, GROUP), closeness)
            if closeness < GROUP:
                self._stems_of[event] |= kept


def _whole(event: str) -> str:
    """The name of an event without what it leaves out: "Liver enzymes increased outside ..."."""
    return folded(without_left_out(event)).strip()


def stems_of_name(name: str) -> frozenset[str]:
    """The stems by which a question names an event."""
    return frozenset(map(stem, words(without_left_out(name)))) - SMALL


def _closest(name: frozenset[str], places: dict[str, list[int]]) -> frozenset[int]:
    """The places of a name's words where they stand closest, or none where more than LOOSE words stand between."""
    first, *others = sorted(name, key=lambda word: len(places[word]))
    spans = [
        frozenset({start, *(min(places[word], key=lambda place: abs(place - start)) for word in others)})
        for start in places[first]
    ]
    span = min(spans, key=lambda span: max(span) - min(span))
    return span if max(span) - min(span) < len(name) + LOOSE else frozenset()


def _letters(name: str) -> tuple[str, ...]:
    """The stems of a name with its single letters."""
    return tuple(map(stem, WORD.findall(folded(name))))


@cache
def _variants(name: str) -> set[str]:
    """ "High liver test (ALT)" is also "High liver test" and "ALT"; "Rash, serious" is also "Rash"."""
    base = SUFFIXES.sub("", name)
    inside = [part for found in re.findall(r"\(([^)]+)\)", base) for part in found.split(" or ")]
    return {base, re.sub(r"\s*\([^)]*\)", "", base), *(part for part in inside if len(re.findall("[A-Z]", part)) > 1)}


class ProductNames:
    """The medicines of the tables by the first word of their names, by their short forms and by their classes."""

    def __init__(self, evidence: Evidence):
        self.name = evidence.about["drug"]
        self.focus = stem(words(self.name)[0])
        self._brand = stem(evidence.about["brand"].lower())
        tables = [evidence.arms, evidence.onset, evidence.risk_factors, evidence.signals, evidence.management]
        names = {re.sub(r"\([^)]*\)", "", drug) for table in tables for drug in table["drug"] if "(class" not in drug}
        parts = [words(part) for name in names for part in re.split(r", | / | or | and | \+ ", name) if words(part)]
        alone = {part[0] for part in parts if len(part) == 1}
        whole = {part[0] for part in parts if "class" not in part and not alone & {*part[1:]}}
        self.stems = {self.focus, *(stem(first) for first in whole if len(first) > 6)}
        self.first_words = {stem(part[0]): part[0] for part in parts}
        self.products_in = cache(self._products_in)

    def _products_in(self, drug: str) -> frozenset[str]:
        """The products that a treatment's name holds; a class of products is kept as its words."""
        said = {self.named_by(word) for word in words(drug)} - {""}
        return frozenset(said or (stem(word) for word in words(drug) if not is_neutral(word)))

    def named_by(self, word: str) -> str:
        """The product that a word names ("tecli", "axicel" and brands too), or nothing."""
        word = stem(word)
        if word == self._brand:
            return self.focus
        start = word[:-3] if word.endswith("cel") and 5 < len(word) < 10 else word
        if word in self.stems or len(start) < SHORT_FORM - (start != word):
            return word if word in self.stems else ""
        whole = [product for product in self.stems if product.startswith(start)]
        return whole[0] if len(whole) == 1 else ""


class Names(NamedTuple):
    """What a question can name: events, medicines, and of every other stem of the tables what it names there."""

    events: EventNames
    products: ProductNames
    kinds: dict[str, str]  # stem -> "trial", "document", "patients", "class", "place", "word"
    spelling: Spelling
