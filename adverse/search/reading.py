"""A question in words -> its facets: what is asked, of which event, medicine, grade and patients; and what is left."""

import re
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from adverse.search.language import ASKS, PATTERNS, STANCES, SUBSETS, TOPICS
from adverse.search.names import EventNames, ProductNames
from adverse.search.text import MAX_CHARACTERS, WORD, Spelling, bounds, folded, is_neutral, scores, stem
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
TERM = re.compile(
    r"^\W*(?:(?:can|could|would) (?:you|someone) (?:please )?)?(?:what(?: is| are| was|s| does| do| is the difference between)?"
    r"|define|explain|definition of|meaning of)\s+(?:meant by |\w+ mean by )?(?:an? |the )?(?P<term>.+?)"
    r"(?: (?:means?|stands? for|tell us|in (?:plain|simple) words))*\W*$"
    r"|^\W*(?P<first>.+?),? (?:meaning|definition|explained|in (?:plain|simple) words)\W*$"
    r"|\bwhat an? (?P<last>.+?) (?:is|means)\W*$"
    r"|\b(?:spoke|talk\w*|heard|read) (?:of|about) (?:an? |the )?(?P<told>[^.?!,;]+)[.?!,;]+\s*what\b"
)
RULES_ASKED = {"management", "onset", "duration"}  # beside these, "stopped" is what is done, not whom is counted
FIRST_KINDS = ("source", "claims", "rates", "signals", "grading", "definition")  # one of these is asked alone
OF_DOCUMENTS = {"document", "trial", "place", "medicine", "number"}
KIND_WORDS = {stem(word) for word in ("dose", "dosing", "schedule")}  # that name an event only where no other is named
KINDS_OF_ANSWER = {  # kind -> the question's words for it that are read as this kind again
    "source": "which source",
    "claims": "is it true",
    "rates": "per patient-year",
    "signals": "safety signals",
    "grading": "which grade",
    "definition": "what does it mean",
    "duration": "how long",
    "onset": "when does it start",
    "risk": "risk factors",
    "incidence": "how often",
    "management": "what is done",
}


class Facet(NamedTuple):
    """One thing understood: the `kind` of it, the reader's `words`, what they mean here, and the values to look for."""

    kind: str
    words: str
    means: str
    values: Any


RELATED = Facet("event", "of the drug", "Any treatment-related adverse event", {"Any treatment-related adverse event": 0})


@dataclass(frozen=True)
class Reading:
    """What was understood of a question, and what was not.

    `facets` must all be held by a row that answers; `asks` are kinds of answer, the first one first; `wished` are stems
    that order rows; `stances` say what no row answers: "person", "negation", "judgment", "comparison".
    """

    text: str
    folded: str = ""
    mended: dict[str, str] = field(default_factory=dict)
    facets: tuple[Facet, ...] = ()
    not_understood: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    topics: frozenset[str] = frozenset()
    stances: frozenset[str] = frozenset()
    wished: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    speaks_of_totals: bool = False
    asks_for_most: bool = False
    asks_for_newest: bool = False
    term: str = ""

    def of_kind(self, *kinds: str) -> list[Facet]:
        """The facets of these kinds, in the order of the question."""
        return [facet for facet in self.facets if facet.kind in kinds]

    @property
    def understood(self) -> tuple[Facet, ...]:
        """Every facet, the kinds of answer among them, first."""
        kinds = [Facet("answer", KINDS_OF_ANSWER[ask], KINDS_OF_ANSWER[ask], ask) for ask in self.asks]
        more = [Facet("event", "side effects", "any side effect", {})] if self.speaks_of_totals else []
        return (*kinds, *more, *self.facets)

    def only(self, kept: Facet, others: list[Facet]) -> "Reading":
        """The same question with one facet in place of several."""
        return replace(self, facets=tuple(facet for facet in self.facets if facet == kept or facet not in others))

    @property
    def names_nothing(self) -> bool:
        """Whether nothing is left that rows could be found by."""
        about = self.of_kind("event", "subset", "grade", "trial", "document", "patients", "word", "weight", "term")
        return not (about or self.speaks_of_totals or "signals" in self.asks)


class _Rest:
    """The folded text of a question, from which what is understood is taken away."""

    def __init__(self, text: str):
        self.text = text

    def take(self, pattern: re.Pattern) -> list[re.Match]:
        found = list(pattern.finditer(self.text))
        for match in found:
            self.blank(*match.span())
        return found

    def blank(self, start: int, end: int) -> None:
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]

    def words(self) -> list[re.Match]:
        return [word for word in WORD.finditer(self.text) if len(word[0]) > 1 or word[0].isdigit()]


def read(text: str, spelling: Spelling, events: EventNames, products: ProductNames, kind_of_word) -> Reading:
    """Read a question; only its first 300 characters count.

    `kind_of_word` tells of a stem what it names in the tables ("trial", "patients", "word"), or "" where no row holds it.
    """
    text = " ".join(text[:MAX_CHARACTERS].split())
    said, mended = _mended(folded(text), spelling)
    plain = STANCES["negation"], STANCES["no_negation"]
    stances = {name for name in ("person", "judgment", "comparison") if STANCES[name].search(said)}
    if term := _term(said, events):
        facet = Facet("term", term, term, term)
        return Reading(text, said, mended, (facet,), asks=("definition",), term=term)
    rest = _Rest(said)
    facets = [*_ages(text, rest), *_weights(rest), *_events(rest, events)]
    asked_in = rest.text
    facets += _grades(rest)
    stances |= {"negation"} if plain[0].search(plain[1].sub(" ", rest.text)) else set()
    topics = {topic for topic, pattern in TOPICS.items() if pattern.search(said)}
    asks, spans = [], []
    for kind, pattern in ASKS.items():
        where = asked_in if kind == "grading" else rest.text
        if found := [match for match in pattern.finditer(where) if match[0]]:
            asks.append((found[0].start(), kind))
            spans += [match.span() for match in found]
    asks = _settled([kind for _, kind in sorted(asks)], said)
    speaks_of_totals = bool(rest.take(PATTERNS["totals"]))
    asks_for_most = bool(rest.take(PATTERNS["most"])) and not facets_of(facets, "event")
    asks_for_newest = bool(rest.take(PATTERNS["newest"]))
    facets += _subsets(rest, asks, said)
    wished = frozenset(stem(word) for start, end in spans for word in WORD.findall(said[start:end]))
    for start, end in spans:
        rest.blank(start, end)
    more, unknown = _words(text, rest, said, spelling, products, kind_of_word)
    facets += more
    if facets and not asks and not unknown and {facet.kind for facet in facets} <= OF_DOCUMENTS and not speaks_of_totals:
        asks = ["source"]
    return Reading(
        text=text,
        folded=said,
        mended=mended,
        facets=tuple(_merged(facets)),
        not_understood=tuple(dict.fromkeys(unknown)),
        asks=tuple(asks),
        topics=frozenset(topics),
        stances=frozenset(stances),
        wished=wished,
        days=frozenset(re.findall(r"\b([0-9]+) days?\b", said)),
        speaks_of_totals=speaks_of_totals,
        asks_for_most=asks_for_most,
        asks_for_newest=asks_for_newest,
    )


def facets_of(facets: list[Facet], kind: str) -> list[Facet]:
    """The facets of a kind."""
    return [facet for facet in facets if facet.kind == kind]


def _mended(said: str, spelling: Spelling) -> tuple[str, dict[str, str]]:
    mended = {}
    for word in WORD.findall(said):
        if better := spelling.mended(word):
            mended[word] = better
            said = re.sub(rf"\b{word}\b", better, said)
    return said, mended


def _term(said: str, events: EventNames) -> str:
    """The term of the glossary that nothing but its definition is asked of."""
    if not (found := TERM.search(said)):
        return ""
    name = next(filter(None, found.groups()))
    shorter = re.split(r"\b(?:above|below|over|under|and|vs|versus|of the)\b", name)[0].strip()
    return events.term_called(name) or ("" if "grade" in said else events.term_called(shorter))


def _ages(text: str, rest: _Rest) -> list[Facet]:
    if not (found := PATTERNS["aged"].search(text.casefold())):
        return []
    years = next(filter(None, found.groups()))
    rest.take(re.compile(rf"\b{years}\b(?! (?:kg|mcg|mg|percent|%|days?))"))
    group = "children" if int(years) < ADULT else "adults"
    return [Facet("patients", f"{years} years", group, frozenset({stem(group)}))]


def _grades(rest: _Rest) -> list[Facet]:
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


def _weights(rest: _Rest) -> list[Facet]:
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


def _events(rest: _Rest, events: EventNames) -> list[Facet]:
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


def _settled(asks: list[str], said: str) -> list[str]:
    """The kinds that are truly asked for, where the words of one also stand in the question for another."""
    if "grading" in asks and not {"claims", "source"} & {*asks}:
        return ["grading"]
    if first := [kind for kind in FIRST_KINDS if kind in asks]:
        others = [kind for kind in asks if kind not in FIRST_KINDS]
        return first[:1] + others
    if "management" in asks and re.search(r"\bhow (often|long) (should|must|to|is|do you)\b", said):
        asks = [kind for kind in asks if kind not in ("incidence", "duration")]
    if "risk" in asks:
        asks = [kind for kind in asks if kind != "incidence"]
    if "duration" in asks:
        asks = [kind for kind in asks if kind != "onset" or re.search(r"\bwhen\b|\bonset\b", said)]
    if "management" in asks and not re.search(r"\band\b|\?.*\?", said):
        asks = asks[:1] if asks[0] == "incidence" else ["management"]
    return asks


def _subsets(rest: _Rest, asks: list[str], said: str) -> list[Facet]:
    for subset, pattern in SUBSETS.items():
        if subset.startswith("led_to") and RULES_ASKED & {*asks}:
            continue
        if found := rest.take(pattern):
            of_medicine = [RELATED] if subset == "fatal" and PATTERNS["blamed"].search(said) else []
            return [Facet("subset", found[0][0].strip(), SUBSET_TERMS[subset].label.lower(), subset), *of_medicine]
    return []


def _words(text: str, rest: _Rest, said: str, spelling: Spelling, products: ProductNames, kind_of_word) -> tuple[list, list]:
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
            facets.append(Facet("medicine", word, product, frozenset({product})))
        elif word in limits or word in points:
            facets.append(
                Facet("number", word, limits.get(word) or points[word], frozenset({limits.get(word, points.get(word))}))
            )
        elif kind == "medicine" and not is_neutral(word):
            facets.append(Facet("medicine", word, word, frozenset({stem(word)})))
        elif not is_neutral(word) and (kind or word[0].isdigit()):
            is_share = re.match(r" ?(?:%|percent\b)", said[found.end() :])
            values = frozenset({f"{word}%" if is_share else stem(word)})
            facets.append(Facet("number" if word[0].isdigit() else kind, word, word, values))
        elif not is_neutral(word):
            unknown.append(word)
    return facets, unknown


def _merged(facets: list[Facet]) -> list[Facet]:
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
