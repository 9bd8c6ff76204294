"""The names that the tables give to events and medicines, and where in a question they stand."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from adverse.evidence import Evidence
from adverse.evidence.glossary import names_of
from adverse.search.language import EVERYDAY_NAMES
from adverse.search.text import folded, is_neutral, split_off_left_out, stem, words
from adverse.vocabulary import EVENT_GROUPS

SUFFIXES = re.compile(r", (grade 3 or higher|serious|fatal|dose-limiting)$")
SMALL = {stem(word) for word in ("the", "any", "and", "or", "for", "with", "of", "in", "to", "by", "on", "an", "is")}
DIRECTIONS = frozenset({stem("high"), stem("low")})
KIND_WORDS = {stem(word) for word in ("dose", "dosing", "schedule")}  # that name an event only where no other is named
LOOSE = 2  # words that may stand between those of a name: "find their words"
SHORT_FORM = 4  # letters that a medicine's name is cut to at least
OWN_NAME, OTHER_NAME, PART, GROUP = range(4)  # how closely a name is the event's


class Named(NamedTuple):
    """A name found in a question: the places of its words, and the events that it may mean, the closest first."""

    places: frozenset[int]
    events: dict[str, int]


class EventNames:
    """Every name of every event as the set of its stems; a question names an event by all of them, close together."""

    def __init__(self, evidence: Evidence):
        self._events: dict[frozenset[str], dict[str, int]] = defaultdict(dict)
        self._by_event: dict[str, frozenset[str]] = defaultdict(frozenset)
        glossary = _other_names(evidence)
        self._term_of = {_letters(name): row.term for row in evidence.glossary.itertuples() for name in names_of(row)}
        self._term_of.pop((), None)
        terms = set(evidence.events["event"])
        for row in evidence.events.itertuples():
            if not row.event.startswith("Any "):  # asked for as "side effects"
                self._add(row.event, _variants(row.event) | _variants(row.plain_name), OWN_NAME)
            whole = split_off_left_out(row.event)[0].strip()  # "Liver enzymes increased outside ..."
            everyday = (name for event in {row.event, whole} for name in EVERYDAY_NAMES.get(event, ()))
            self._add(row.event, [*glossary[row.event], *everyday], OTHER_NAME)
            self._add(row.event, set(row.event.split(" or ")) & terms - {row.event}, PART)
            group = EVENT_GROUPS[row.event_group]
            if row.event.endswith("(any)") and row.event_group != "other":
                self._add(row.event, [group.label], GROUP)
        self.totals = tuple(event for event in evidence.events["event"] if event.startswith("Any "))
        self._by_stem = defaultdict(list)
        for name in self._events:
            self._by_stem[max(name, key=len)].append(name)
        self.stems = {word for name in self._events for word in name}

    @property
    def names(self) -> set[frozenset[str]]:
        """Every name as its stems."""
        return set(self._events)

    def found_in(self, stems: list[str]) -> list[Named]:
        """The names in a question's stems, in their order; longer ones first, and no word in two of them."""
        places = defaultdict(list)
        for place, word in enumerate(stems):
            places[word].append(place)
        spans = [
            (span, name)
            for word in places
            for name in self._by_stem.get(word, ())
            if name <= places.keys() and (span := _closest(name, places)) is not None
        ]
        taken: set[int] = set()
        found = []
        for span, name in sorted(spans, key=lambda item: (-len(item[0]), max(item[0]) - min(item[0]), sorted(item[0]))):
            if not taken & span:
                taken |= span
                found.append(Named(span, dict(sorted(self._events[name].items(), key=lambda item: item[1]))))
        return sorted(found, key=lambda item: min(item.places))

    def term_called(self, name: str) -> str:
        """The term of the glossary that has exactly this name, or nothing; "p value" and the like are names too."""
        return self._term_of.get(_letters(name), "")

    def stems_of(self, event: str) -> frozenset[str]:
        """The stems of every name of an event, those of its group left out."""
        return self._by_event[event]

    def events_in(self, texts: Iterable[str]) -> frozenset[str]:
        """The events that texts name, by whatever name but that of their group."""
        found = (
            named
            for text in texts
            for named in self.found_in([stem(word) for word in words(text) if stem(word) not in KIND_WORDS])
        )
        return frozenset(event for named in found for event, closeness in named.events.items() if closeness < PART)

    def _add(self, event: str, names: Iterable[str], closeness: int) -> None:
        for name in names:
            kept = frozenset(map(stem, words(split_off_left_out(folded(name))[0]))) - SMALL
            if (all(is_neutral(word) for word in kept) and len(kept) < 2) or kept <= DIRECTIONS:
                continue
            before = self._events[kept].get(event, GROUP)
            self._events[kept][event] = min(before, closeness)
            if closeness < GROUP:
                self._by_event[event] |= kept


def _closest(name: frozenset[str], places: dict[str, list[int]]) -> frozenset[int] | None:
    """The places of a name's words where they stand closest, or None where more than LOOSE words stand between."""
    first, *others = sorted(name, key=lambda word: len(places[word]))
    best = None
    for start in places[first]:
        span = frozenset({start, *(min(places[word], key=lambda place: abs(place - start)) for word in others)})
        width = max(span) - min(span)
        if width < len(name) + LOOSE and (best is None or width < max(best) - min(best)):
            best = span
    return best


def _letters(name: str) -> tuple[str, ...]:
    """The stems of a name with its single letters."""
    return tuple(stem(word) for word in re.findall(r"[a-z0-9]+", folded(name)))


def _variants(name: str) -> set[str]:
    """ "High liver test (ALT)" is also "High liver test" and "ALT"; "Rash, serious" is also "Rash"."""
    base = SUFFIXES.sub("", name)
    inside = [part for found in re.findall(r"\(([^)]+)\)", base) for part in found.split(" or ")]
    return {base, re.sub(r"\s*\([^)]*\)", "", base), *(part for part in inside if len(re.findall("[A-Z]", part)) > 1)}


def _other_names(evidence: Evidence) -> dict[str, list[str]]:
    """Event -> further names from the glossary, of the terms that share a name with the event."""
    found = defaultdict(list)
    terms = [names_of(row) for row in evidence.glossary.itertuples() if row.topic == "event"]
    taken = {name.casefold(): event for event, names in EVERYDAY_NAMES.items() for name in (event, *names)}
    for row in evidence.events.itertuples():
        own = {name.casefold() for name in _variants(row.event) | _variants(row.plain_name)}
        for names in terms:
            if own & {name.casefold() for name in names}:
                found[row.event] += [name for name in names if taken.get(name.casefold(), row.event) == row.event]
    return found


class ProductNames:
    """The medicines of the tables by the first word of their names, by their short forms and by their classes."""

    def __init__(self, evidence: Evidence):
        self.focus = stem(words(evidence.about["drug"])[0])
        self._brand = stem(evidence.about["brand"].lower())
        tables = [evidence.arms, evidence.onset, evidence.risk_factors, evidence.signals, evidence.management]
        names = set(pd.concat([table["drug"] for table in tables]))
        parts = {part for name in names for part in re.split(r", | / | or | and | \+ ", name) if words(part)}
        self.stems = {stem(words(part)[0]) for part in parts if "class" not in part and len(words(part)[0]) > 6}
        self.stems -= {stem("intrathecal")}
        self.first_words = {stem(words(part)[0]): words(part)[0] for part in parts}
        self._known: dict[str, frozenset[str]] = {}

    def products_in(self, drug: str) -> frozenset[str]:
        """The products that a treatment's name holds; a class of products is kept as its words."""
        if drug not in self._known:
            said = {self.named_by(word) for word in words(drug)} - {""}
            self._known[drug] = frozenset(said) or frozenset(stem(it) for it in words(drug) if not is_neutral(it))
        return self._known[drug]

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
