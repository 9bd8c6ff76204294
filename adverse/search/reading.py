"""A question in words -> its facets: what is asked, of which event, medicine, grade and patients; and what is left."""

import re
from dataclasses import dataclass, field, replace

from adverse.search.facets import (
    Facet,
    Rest,
    age_facets,
    event_facets,
    grade_facets,
    merged,
    subset_facets,
    weight_facets,
    word_facets,
)
from adverse.search.language import ASKS, PATTERNS, STANCES, TOPICS
from adverse.search.names import EventNames, ProductNames
from adverse.search.text import MAX_CHARACTERS, WORD, Spelling, folded, stem

TERM = re.compile(
    r"^\W*(?:(?:can|could|would) (?:you|someone) (?:please )?)?"
    r"(?:what(?: is| are| was|s| does| do| is the difference between)?|define|explain|definition of|meaning of)\s+"
    r"(?:meant by |\w+ mean by )?(?:an? |the )?(?P<term>.+?)"
    r"(?: (?:means?|stands? for|tell us|in (?:plain|simple) words))*\W*$"
    r"|^\W*(?P<first>.+?),? (?:meaning|definition|explained|in (?:plain|simple) words)\W*$"
    r"|^\W*how do(?:es)? (?:an? |the )?(?P<works>.+?) work\W*$"
    r"|\bwhat an? (?P<last>.+?) (?:is|means)\W*$"
    r"|\b(?:spoke|talk\w*|heard|read) (?:of|about) (?:an? |the )?(?P<told>[^.?!,;]+)[.?!,;]+\s*what\b"
)
FIRST_KINDS = ("source", "claims", "rates", "signals", "grading", "definition")  # one of these is asked alone
OF_DOCUMENTS = {"document", "trial", "place", "medicine", "number"}
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


def read(text: str, spelling: Spelling, events: EventNames, products: ProductNames, kind_of_word) -> Reading:
    """Read a question; only its first 300 characters count.

    `kind_of_word` tells of a stem what it names in the tables ("trial", "patients", "word"), or "" where no row has it.
    """
    text = " ".join(text[:MAX_CHARACTERS].split())
    said, mended = _mended(folded(text), spelling)
    plain = STANCES["negation"], STANCES["no_negation"]
    stances = {name for name in ("person", "judgment", "comparison") if STANCES[name].search(said)}
    if term := _term(said, events):
        facet = Facet("term", term, term, term)
        return Reading(text, said, mended, (facet,), asks=("definition",), term=term)
    rest = Rest(said)
    facets = [*age_facets(text, rest), *weight_facets(rest), *event_facets(rest, events)]
    asked_in = rest.text
    facets += grade_facets(rest)
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
    facets += subset_facets(rest, asks, said)
    wished = frozenset(stem(word) for start, end in spans for word in WORD.findall(said[start:end]))
    for start, end in spans:
        rest.blank(start, end)
    more, unknown = word_facets(text, rest, said, products, kind_of_word)
    facets = _without_class_of_named([*facets, *more], products)
    if "definition" in asks and facets_of(facets, "grade"):
        asks = ["grading"]
    if (
        facets
        and not asks
        and not unknown
        and {facet.kind for facet in facets} <= OF_DOCUMENTS
        and not speaks_of_totals
    ):
        asks = ["source"]
    return Reading(
        text=text,
        folded=said,
        mended=mended,
        facets=tuple(merged(facets)),
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


def _without_class_of_named(facets: list[Facet], products: ProductNames) -> list[Facet]:
    """The facets without a class of medicines where one of it is named: "the CAR-T tisagenlecleucel"."""
    others = [facet for facet in facets_of(facets, "medicine") if facet.values <= products.stems - {products.focus}]
    return [facet for facet in facets if not others or facet.kind != "medicine" or facet.values <= products.stems]


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
        asks = asks[:1] if asks[0] in ("incidence", "risk") else ["management"]
    return asks
