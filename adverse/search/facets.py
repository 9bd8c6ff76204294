"""The parts of a question that are read one by one: ages, grades, weights, events, who is counted, and other words."""

import re
from typing import Any, NamedTuple

from adverse.search.language import PATTERNS, STANCES, SUBSETS
from adverse.search.names import KIND_WORDS, EventNames, ProductNames
from adverse.search.text import WORD, bounds, is_neutral, scores, stem
from adverse.vocabulary import GRADE_BANDS
from adverse.vocabulary import SUBSETS as SUBSET_TERMS

GRADE = re.compile(
    r"\b(?:grades?|ctcae)\s*(?P<sign>>=|>|=)?\s*(?P<low>[1-5])(?:\s*(?:-|–|to|or|and|/)\s*(?:grade\s*)?(?P<high>[1-5]))?"
    r"(?P<more>\s*(?:\+|or (?:higher|worse|more|above|greater|up)|and (?:higher|above|worse|up)))?(?![0-9.%])"
)
HIGH_GRADE = re.compile(r"\b(high[\s-]grade|severe(ly)?|(really|very|extremely) bad(ly)?)( or worse)?\b")
LOW_GRADE = re.compile(r"\b(low[\s-]grade|mild(ly)?|moderate)\b")
ANY_GRADE = re.compile(r"\b(any|all)[\s-]grades?\b")
LIFE_THREATENING = re.compile(r"\b(life|organ)[\s-]?threatening\b")
EXACT_BANDS = {1: ("1_2",), 2: ("1_2",), 3: ("3", "ge3"), 4: ("4",), 5: ("5",)}
WEIGHT = re.compile(
    r"(?P<side><=|>=|<|>|under|below|less than|lighter than|over|above|more than|at least|heavier than)?"
    r"\s*(?P<kg>\d{1,3})\s*(?:kg|kilos?|kilograms?)\b(?P<after> (?:or|and) (?:more|above|over|less|under))?"
)
HEAVIEST = 500
ADULT = 18  # years
RULES_ASKED = {"management", "onset", "duration"}  # beside these, "stopped" is what is done, not whom is counted


class Facet(NamedTuple):
    """One thing understood: the `kind` of it, the reader's `words`, what they mean here, and the values to look for."""

    kind: str
    words: str
    means: str
    values: Any


RELATED = Facet(
    "event", "of the drug", "Any treatment-related adverse event", {"Any treatment-related adverse event": 0}
)


class Rest:
    """The folded text of a question, from which what is understood is taken away."""

    def __init__(self, text: str):
        self.text = text

    def take(self, pattern: re.Pattern) -> list[re.Match]:
        """What matches, which is blanked."""
        found = list(pattern.finditer(self.text))
        for match in found:
            self.blank(*match.span())
        return found

    def blank(self, start: int, end: int) -> None:
        """Put spaces in place of a part, so that places stay."""
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]

    def words(self) -> list[re.Match]:
        """The words that are left, with their places."""
        return [word for word in WORD.finditer(self.text) if len(word[0]) > 1 or word[0].isdigit()]


def age_facets(text: str, rest: Rest) -> list[Facet]:
    """The age group of a person whose age is told, which is taken away."""
    if not (found := PATTERNS["aged"].search(text.casefold())):
        return []
    years = next(filter(None, found.groups()))
    rest.take(re.compile(rf"\b{years}\b(?! (?:kg|mcg|mg|percent|%|days?))"))
    group = "children" if int(years) < ADULT else "adults"
    return [Facet("patients", f"{years} years", group, frozenset({stem(group)}))]


def grade_facets(rest: Rest) -> list[Facet]:
    """The grade asked for: the bands that answer, the likeliest first, and its numbers for texts."""
    bands, told = (), []
    for found in rest.take(GRADE):
        low, high = int(found["low"]), int(found["high"] or found["low"])
        above = found["sign"] in (">", ">=") or found["more"]
        low += found["sign"] == ">"
        bands = ("ge3",) if (above or high > low) and low >= 3 else EXACT_BANDS.get(high if high > low else low, ("9",))
        told.append(found[0].strip())
    for pattern, of_pattern in ((HIGH_GRADE, ("ge3",)), (LIFE_THREATENING, ("4", "ge3")), (ANY_GRADE, ("any",))):
        if found := rest.take(pattern):
            bands, told = bands or of_pattern, [*told, *(match[0].strip() for match in found)]
    if found := rest.take(LOW_GRADE):
        bands, told = bands or ("1_2",), [*told, found[0][0]]
    if not told:
        return []
    means = " or ".join(GRADE_BANDS[band].label.lower() for band in bands if band in GRADE_BANDS) or "no grade"
    if len(set(told)) > 1 and STANCES["comparison"].search(rest.text):
        return [Facet("grade", " ".join(told), "two grades at once", (("",), frozenset()))]
    numbers = frozenset(f"grade{n}" for words in told for n in re.findall("[1-5]", words))
    return [Facet("grade", " ".join(told), means, (bands, numbers))]


def weight_facets(rest: Rest) -> list[Facet]:
    """The body weight asked for, as a span in kilograms."""
    facets = []
    for found in rest.take(WEIGHT):
        kilograms, side = float(found["kg"]), f"{found['side'] or ''}{found['after'] or ''}"
        span = (kilograms, kilograms)
        if any(word in side for word in ("<", "under", "below", "less", "lighter")):
            span = (0.0, kilograms - 0.5)
        elif side:
            span = (kilograms, HEAVIEST)
        facets.append(Facet("weight", found[0].strip(), f"{found['kg']} kg", span))
    return facets[:1]


def event_facets(rest: Rest, events: EventNames) -> list[Facet]:
    """The events named, each with all that its words may mean."""
    words = rest.words()
    facets = []
    names = events.found_in([stem(word[0]) for word in words])
    for named in names:
        if len(names) > 1 and all(stem(words[place][0]) in KIND_WORDS for place in named.places):
            continue  # "dose after a seizure"
        said = [words[place] for place in sorted(named.places)]
        for word in said:
            rest.blank(*word.span())
        closest = next(iter(named.events))
        facets.append(Facet("event", " ".join(word[0] for word in said), closest, named.events))
    return facets


def subset_facets(rest: Rest, asks: list[str], said: str) -> list[Facet]:
    """Which events or patients are to be counted; deaths of the medicine are those blamed on it."""
    for subset, pattern in SUBSETS.items():
        if subset.startswith("led_to") and RULES_ASKED & {*asks}:
            continue
        if found := rest.take(pattern):
            of_medicine = [RELATED] if subset == "fatal" and PATTERNS["blamed"].search(said) else []
            return [Facet("subset", found[0][0].strip(), SUBSET_TERMS[subset].label.lower(), subset), *of_medicine]
    return []


def word_facets(text: str, rest: Rest, said: str, products: ProductNames, kind_of_word) -> tuple[list, list]:
    """(facets of the words that are left, the words that no table holds)."""
    facets, unknown = [], []
    capitals = set() if text.isupper() else {word.lower() for word in re.findall(r"\b[A-Z][A-Z0-9]{2,}\b", text)}
    limits = {limit.lstrip("overund"): limit for limit in bounds(said) if limit[-1].isdigit()}
    points = {score.removeprefix("score"): score for score in scores(said)}
    for found in rest.words():
        word = found[0]
        kind = kind_of_word(stem(word), word in capitals)
        if stem(word) in KIND_WORDS:
            continue
        if product := products.named_by(word):
            facets.append(Facet("medicine", word, products.first_words[product], frozenset({product})))
        elif word in limits or word in points:
            facets.append(
                Facet("number", word, limits.get(word) or points[word], frozenset({limits.get(word, points.get(word))}))
            )
        elif kind == "medicine" and not is_neutral(word):
            facets.append(Facet("medicine", word, word, frozenset({stem(word)})))
        elif not is_neutral(word) and (kind or word[0].isdigit()):
            is_share = word[0].isdigit() and re.match(r" ?(?:%|percent\b)", said[found.end() :])
            values = frozenset({f"{word}%" if is_share else stem(word)})
            facets.append(Facet("number" if word[0].isdigit() else kind, word, word, values))
        elif not is_neutral(word):
            unknown.append(word)
    return facets, unknown


def merged(facets: list[Facet]) -> list[Facet]:
    """Facets that mean the same once: "neurologic events (neurotoxicity)"."""
    kept: list[Facet] = []
    for facet in facets:
        same = [other for other in kept if other.kind == facet.kind]
        if facet.kind == "event" and (
            twin := next((it for it in same if it.values.keys() & facet.values.keys()), None)
        ):
            both = {event: twin.values[event] for event in twin.values if event in facet.values}
            kept[kept.index(twin)] = twin._replace(
                words=f"{twin.words} {facet.words}", means=next(iter(both)), values=both
            )
        elif not any(other.values == facet.values for other in same):
            kept.append(facet)
    return kept
