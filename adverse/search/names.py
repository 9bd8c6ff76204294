"""The names that the tables give to events and medicines, and which of them a question uses."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import pandas as pd

from adverse.evidence import Evidence
from adverse.evidence.glossary import names_of
from adverse.search.text import folded, has_content, is_ordinary, is_plain, split_off_left_out, stem, words
from adverse.search.words import EVERYDAY_NAMES
from adverse.vocabulary import EVENT_GROUPS

SUFFIXES = re.compile(r", (grade 3 or higher|serious|fatal|dose-limiting)$")
ENOUGH_OF_A_NAME = 0.6
LITTLE = {"the", "and", "for", "with"}
SHORT_FORM = 4  # letters that a medicine's name is cut to at least
DIRECTIONS = frozenset({stem("high"), stem("low")})
SHORTER = 4  # that a longer name fits better counts as this many words left unsaid
GROUP_NAME = 3  # the name of a group counts as this many words left unsaid


class EventNames:
    """Every name of every event as the set of its stems; a question names an event when it holds enough of one."""

    def __init__(self, evidence: Evidence, weight):
        self._weight = weight
        self._phrases: list[tuple[str, str]] = []
        self._names: list[tuple[str, frozenset[str], int]] = []
        self._beside: dict[tuple[str, frozenset[str]], list[frozenset[str]]] = defaultdict(list)
        self._with_word: dict[str, set[str]] = defaultdict(set)
        self._by_word: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        self._by_event: dict[str, frozenset[str]] = defaultdict(frozenset)
        glossary = _other_names(evidence)
        self._terms = {
            frozenset(stem(word) for word in words(name) if has_content(word))
            for row in evidence.glossary.itertuples()
            for name in names_of(row)
        }
        named = ((_letters(name), row.term) for row in evidence.glossary.itertuples() for name in names_of(row))
        self._term_of = {name: term for name, term in named if name}
        terms = set(evidence.events["event"])
        pairs = {event: {_whole(part, terms) for part in event.split(" or ")} for event in terms}
        self._pairs = {event: parts for event, parts in pairs.items() if len(parts & terms) == 2}
        for row in evidence.events.itertuples():
            plain_names = set() if row.event.startswith("Any ") else _variants(row.plain_name)  # "counted by the label"
            for name in _variants(row.event) | plain_names:
                self._add(row.event, name)
            for part in set(row.event.split(" or ")) & terms - {row.event}:  # "Neutropenia or febrile neutropenia"
                self._add(row.event, part, 2)
            whole = split_off_left_out(row.event)[0].strip()  # "Liver enzymes increased outside ..."
            everyday = (name for event in {row.event, whole} for name in EVERYDAY_NAMES.get(event, ()))
            for name in (*glossary[row.event], *everyday):
                self._add(row.event, name, 1)
            group = EVENT_GROUPS[row.event_group]
            if row.kind == "aggregate" and row.event_group != "other" and not SUFFIXES.search(row.event):
                self._add(row.event, group.label, GROUP_NAME)
                if row.event.endswith("(any)"):
                    for word in words(group.definition):
                        self._add(row.event, word, GROUP_NAME)
        self.totals = tuple(event for event in evidence.events["event"] if event.startswith("Any "))

    @cached_property
    def stems(self) -> set[str]:
        """Every stem of a name."""
        return {word for _, name, _ in self._names for word in name}

    def is_term(self, asked: set[str]) -> bool:
        """Whether these stems are the name of a term of the glossary."""
        return asked in self._terms

    def term_called(self, name: str) -> str:
        """The term of the glossary that has exactly this name, or nothing; "p value" and the like are names too."""
        return self._term_of.get(_letters(name), "")

    def term_in(self, text: str) -> str:
        """The term of the glossary with the longest name that stands in a text, or nothing."""
        said = f" {' '.join(_letters(text))} "
        names = (name for name in self._term_of if name and f" {' '.join(name)} " in said)
        return self._term_of.get(max(names, key=len, default=()), "")

    def named_in(self, asked: set[str], text: str = "") -> dict[str, tuple[frozenset[str], int]]:
        """Event -> (stems of the question that name it, how much of the name was left unsaid), best reading only.

        Of a name whose content is ordinary English, the other words must stand in the text: "back" in "my back hurts".
        """
        whole, part = {}, {}
        said_beside = {*map(stem, words(text))}
        for event, name, n_extra in self._names:
            said = name & asked
            if not said:
                continue
            beside = self._beside.get((event, name))
            if beside and not any(other <= said_beside for other in beside):
                continue
            if said == name and n_extra < GROUP_NAME:
                _keep(whole, event, said, n_extra)
            elif said == name or (
                self._total(said) >= ENOUGH_OF_A_NAME * self._total(name)
                and (len(name) > 2 or self._events_named_with(*said) == {event})
            ):
                _keep(part, event, said, n_extra + len(name) - len(said))
        longest = [said for said, _ in whole.values()]
        part = {event: found for event, found in part.items() if not any(found[0] < said for said in longest)}
        found = part | whole
        found = {
            event: (said, n_extra + SHORTER * any(said < other for other, _ in found.values()))
            for event, (said, n_extra) in found.items()
        }
        for event, parts in self._pairs.items():
            if parts <= found.keys():
                found[event] = (frozenset().union(*(found[part][0] for part in parts)), 0)
        return found

    def phrases_in(self, text: str) -> dict[str, tuple[frozenset[str], int]]:
        """As `named_in`, for names of words that carry no content alone ("infusion reaction")."""
        said = f" {' '.join(map(stem, words(text)))} "
        return {event: (frozenset(), 0) for event, phrase in self._phrases if re.search(phrase, said)}

    def stems_of(self, event: str) -> frozenset[str]:
        """The stems of every name of an event, those of its group left out."""
        if not self._by_event:
            for named, name, n_extra in self._names:
                self._by_event[named] |= name if n_extra < GROUP_NAME else frozenset()
        return self._by_event[event]

    def events_in(self, texts: Iterable[str]) -> frozenset[str]:
        """The events that texts name, by whatever name."""
        if not self._by_word:
            for event, name, n_extra in self._names:
                if n_extra < GROUP_NAME - 1:
                    self._by_word[min(name)].append((event, name))
        said = {stem(word) for text in texts for word in words(text)}
        return frozenset(event for word in said for event, name in self._by_word.get(word, ()) if name <= said)

    def _add(self, event: str, name: str, n_extra: int = 0) -> None:
        kept = [stem(word) for word in words(split_off_left_out(folded(name))[0]) if has_content(word)]
        if set(kept) - DIRECTIONS:
            self._names.append((event, frozenset(kept), n_extra + bool(SUFFIXES.search(event))))
            if all(map(is_ordinary, kept)):
                beside = {stem(word) for word in words(name) if len(word) > 2 and word not in LITTLE} - set(kept)
                self._beside[event, frozenset(kept)].append(frozenset(beside))
        elif len(words(name)) > 1 and not event.startswith("Any "):
            between = r" (?:\w+ )?"  # "find their words"
            self._phrases.append((event, f" {between.join(map(stem, words(name)))} "))

    def _events_named_with(self, word: str) -> set[str]:
        """The events of which a name holds this stem."""
        if not self._with_word:
            for event, name, _ in self._names:
                for held in name:
                    self._with_word[held].add(event)
        return self._with_word[word]

    def _total(self, asked: Iterable[str]) -> float:
        return sum(self._weight(word) for word in asked)


def _whole(part: str, terms: set[str]) -> str:
    """The event that a part of a name means: "neurologic events" is "Neurologic events (any)"."""
    part = part[0].upper() + part[1:]
    return part if part in terms else f"{part} (any)"


def _letters(name: str) -> tuple[str, ...]:
    """The stems of a name with its single letters."""
    return tuple(stem(word) for word in re.findall(r"[a-z0-9]+", folded(name)))


def _keep(found: dict, event: str, said: frozenset[str], n_extra: int) -> None:
    """Add a name of an event to those said before."""
    before, n_before = found.get(event, (frozenset(), n_extra))
    found[event] = (before | said, min(n_before, n_extra))


def _variants(name: str) -> set[str]:
    """ "High liver test (ALT)" is also "High liver test" and "ALT"; "Rash, serious" is also "Rash"."""
    base = SUFFIXES.sub("", name)
    inside = [part for found in re.findall(r"\(([^)]+)\)", base) for part in found.split(" or ")]
    return {base, re.sub(r"\s*\([^)]*\)", "", base), *(part for part in inside if len(re.findall("[A-Z]", part)) > 1)}


def _other_names(evidence: Evidence) -> dict[str, list[str]]:
    """Event -> further names from the glossary, of the terms that share a name with the event."""
    found = defaultdict(list)
    terms = [names_of(row) for row in evidence.glossary.itertuples() if row.topic == "event"]
    for row in evidence.events.itertuples():
        own = {name.casefold() for name in _variants(row.event) | _variants(row.plain_name)}
        for names in terms:
            if own & {name.casefold() for name in names}:
                found[row.event] += names
    return found


class ProductNames:
    """The medicines of the tables by the first word of their names, their short forms, and words that imply them."""

    def __init__(self, evidence: Evidence, common: set[str], event_stems: set[str]):
        """`common` are words that are written without a capital somewhere, so that they are no proper names."""
        self.focus = stem(words(evidence.about["drug"])[0])
        tables = [evidence.arms, evidence.onset, evidence.risk_factors, evidence.signals, evidence.management]
        names = set(pd.concat([table["drug"] for table in tables]))
        parts = {part for name in names for part in re.split(r", | / | or | and | \+ ", name)}
        self._products = {
            stem(words(part)[0]) for part in parts if part and "class" not in part and len(words(part)[0]) > 6
        }
        self._products -= {stem(word) for word in ("intrathecal",)}
        self._classes = {
            frozenset(stem(word) for word in words(part) if has_content(word) and word != "class")
            for part in parts
            if "class" in part or "products" in part
        }
        self._class_words = {word for name in self._classes for word in name if not is_plain(word)} - event_stems
        self._known: dict[str, frozenset[str]] = {}
        self._common = {stem(word) for word in common}
        self._implied: dict[str, frozenset[str]] = {stem(evidence.about["brand"].lower()): frozenset({self.focus})}

    def products_in(self, drug: str) -> frozenset[str]:
        """The products that a treatment's name holds; a class of products is kept as its words."""
        if drug not in self._known:
            self._known[drug] = self._products_in(drug)
        return self._known[drug]

    def _products_in(self, drug: str) -> frozenset[str]:
        said = {self._short(word) for word in words(drug)}
        return frozenset(said & self._products) or frozenset(stem(word) for word in words(drug) if has_content(word))

    def learn(self, words_and_products: Iterable[tuple[set[str], frozenset[str]]]) -> None:
        """Words that stand only beside certain products imply them: names of trials, brands, classes."""
        beside = defaultdict(set)
        for said, products in words_and_products:
            for word in said:
                beside[word] |= products
        for word, products in beside.items():
            if word.isdigit():
                continue
            if self.focus not in products and word not in self._products and word not in self._common:
                self._implied.setdefault(word, frozenset(products))

    def named_in(self, asked: Iterable[str]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """(products named outright, products implied by other words, the stems that name them outright)."""
        asked = list(asked)
        outright = {word: self._short(word) for word in asked if self._short(word) in self._products}
        classes = [name for name in self._classes if name <= set(asked)]
        if not classes and not outright:  # "bispecifics"
            classes = [frozenset({word}) for word in asked if word in self._class_words]
        outright |= {word: self.focus for word in asked if self._implied.get(word) == frozenset({self.focus})}
        implied = [self._implied[word] for word in asked if word in self._implied and word not in outright]
        common = frozenset.intersection(*implied) if implied else frozenset()
        products = frozenset(outright.values()).union(*classes)
        return products, common, frozenset(outright).union(*classes)

    @property
    def stems(self) -> set[str]:
        """Every stem of a product's name."""
        return set(self._products)

    def _short(self, word: str) -> str:
        """The product that a word names: itself, or "axicel" for axicabtagene ciloleucel."""
        word = stem(word)
        if word.endswith("cel") and 5 < len(word) < 10:
            whole = [product for product in self._products if product.startswith(word[:-3])]
            return whole[0] if len(whole) == 1 else word
        if len(word) >= SHORT_FORM and word not in self._products:  # "blina", "tecli"
            whole = [product for product in self._products if product.startswith(word)]
            return whole[0] if len(whole) == 1 else word
        return word
