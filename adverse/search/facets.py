"""The parts of a question that are read one by one: ages, grades, weights, events, who is counted, and other words."""

import re
from typing import Any, NamedTuple

from adverse.search.language import PATTERNS, STANCES, SUBSETS, WEIGHT_BANDS
from adverse.search.names import KIND_WORDS, EventNames, ProductNames
from adverse.search.text import WORD, is_neutral, limits, stem, stems
from adverse.vocabulary import GRADE_BANDS, label
from adverse.vocabulary import SUBSETS as SUBSET_TERMS

EXACT_BANDS = {"1": ("1_2",), "2": ("1_2",), "3": ("3", "ge3"), "4": ("4",), "5": ("5",)}
BANDS_IN_WORDS = {"high_grade": "ge3", "life_threatening": "4", "any_grade": "any", "low_grade": "1_2"}
ADULT = 18  # years
RULES_ASKED = {"management", "onset", "duration"}  # beside these, "stopped" is what is done, not whom is counted


class Facet(NamedTuple):
    """One thing understood: the `kind` of it, the reader's `words`, what they mean here, and the values to look for."""

    kind: str
    words: str
    means: str
    values: Any


class Rest:
    """The folded text of a question, from which what is understood is taken away; places stay."""

    def __init__(self, text: str):
        self.text = text

    def take(self, pattern: re.Pattern) -> list[re.Match]:
        """What matches, which is blanked."""
        found = list(pattern.finditer(self.text))
        for match in found:
            self.blank(*match.span())
        return found

    def blank(self, start: int, end: int) -> None:
        """Put spaces in place of a part."""
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]

    def words(self) -> list[re.Match]:
        """The words that are left, with their places."""
        return [word for word in WORD.finditer(self.text) if len(word[0]) > 1 or word[0].isdigit()]


def age_facets(text: str, rest: Rest) -> list[Facet]:
    """The age group of a person whose age is told, which is taken away."""
    if not (found := PATTERNS["aged"].search(text.casefold())):
        return []
    years = found[found.lastindex]
    rest.take(re.compile(rf"\b{years}\b(?! (?:{PATTERNS['unit'].pattern}))"))
    group = "children" if int(years) < ADULT else "adults"
    return [Facet("patients", f"{years} years", group, frozenset({stem(group)}))]


def grade_facets(rest: Rest) -> list[Facet]:
    """The grade asked for: the bands that answer, the likeliest first, then the words of it that a text may hold."""
    bands, told = (), []
    for found in rest.take(PATTERNS["exact_grade"]):
        low, high, sign = found["low"], found["high"] or found["low"], found["sign"]
        low = str(int(low) + (sign == ">"))
        is_open = sign in (">", ">=") or found["more"] or high > low
        bands = ("ge3",) if is_open and low >= "3" else EXACT_BANDS.get(max(low, high), ("none",))
        told.append(found[0].strip())
    for name, band in BANDS_IN_WORDS.items():
        if found := rest.take(PATTERNS[name]):
            bands, told = bands or (band,), [*told, *(match[0].strip() for match in found)]
    if not told:
        return []
    means = label(GRADE_BANDS, bands[0]).lower() if bands[0] in GRADE_BANDS else "no grade"
    means = f"{told[0]}, alone or with higher ones" if len(bands) > 1 else means
    if len(set(told)) > 1 and STANCES["comparison"].search(rest.text):
        return [Facet("grade", " ".join(told), "two grades at once", ())]
    numbers = [f"grade{number}" for words in told for number in re.findall("[1-5]", words)]
    return [Facet("grade", " ".join(told), means, (*bands, *(numbers or stems(told[0]))))]


def weight_facets(rest: Rest) -> list[Facet]:
    """The body weight asked for, as the bands of weight that it lies in."""
    for found in rest.take(PATTERNS["body_weight"]):
        low = high = float(found["kg"])
        side = f"{found['side'] or ''}{found['after'] or ''}"
        if PATTERNS["below"].search(side):
            low, high = 0, high - 0.5
        elif side:
            high = float("inf")
        bands = {band for band, (least, most) in WEIGHT_BANDS.items() if low <= most and least <= high}
        return [Facet("weight", found[0].strip(), f"{found['kg']} kg", frozenset(bands))]
    return []


def event_facets(rest: Rest, events: EventNames) -> list[Facet]:
    """The events named, each with all that its words may mean; one event that is named twice is one facet."""
    words = rest.words()
    facets: list[Facet] = []
    names = events.found_in([stem(word[0]) for word in words])
    for named in names:
        if len(names) > 1 and all(stem(words[place][0]) in KIND_WORDS for place in named.places):
            continue  # "dose after a seizure"
        said, meant = [words[place] for place in sorted(named.places)], named.events
        for word in said:
            rest.blank(*word.span())
        shown = " ".join(word[0] for word in said)
        if twin := next((it for it in facets if it.values.keys() & meant.keys()), None):
            facets.remove(twin)
            shown, meant = f"{twin.words} {shown}", {it: twin.values[it] for it in twin.values if it in meant}
        facets.append(Facet("event", shown, next(iter(meant)), meant))
    return facets


def subset_facets(rest: Rest, asks: list[str], said: str, events: EventNames) -> list[Facet]:
    """Which events or patients are to be counted; deaths of the medicine are those blamed on it."""
    for subset, pattern in SUBSETS.items():
        if subset.startswith("led_to") and RULES_ASKED & {*asks}:
            continue
        if found := rest.take(pattern):
            blamed = PATTERNS["blamed"].search(said) if subset == "fatal" else None
            related = [event for event in events.totals if "related" in event] if blamed else []
            of_medicine = [Facet("event", blamed[0], related[0], {related[0]: 0})] if related else []
            return [Facet("subset", found[0][0].strip(), SUBSET_TERMS[subset].label.lower(), subset), *of_medicine]
    return []


def word_facets(rest: Rest, said: str, products: ProductNames, kind_of_word) -> tuple[list, list]:
    """(facets of the words that are left, the words that no table holds)."""
    facets, unknown = [], []
    everyday = {word for found in PATTERNS["not_a_trial"].finditer(said) for word in found.groups()}
    numbers = {re.search("[0-9]+", limit)[0]: limit for limit in limits(said)}
    for found in rest.words():
        word, root = found[0], stem(found[0])
        kind, means, value = kind_of_word(root), word, root
        kind = "word" if kind == "trial" and word in everyday else kind
        if product := products.named_by(word):
            kind, means, value = "medicine", products.first_words[product], product
        elif word in numbers:
            kind, means, value = "number", numbers[word], numbers[word]
        elif is_neutral(word) or root in KIND_WORDS:
            continue
        elif word[0].isdigit():
            is_share = re.match(r" ?(?:%|percent\b)", said[found.end() :])
            kind, value = "number", f"{word}%" if is_share else root
        elif not kind:
            unknown.append(word)
            continue
        facets.append(Facet(kind, word, means, frozenset({value})))
    return facets, unknown
