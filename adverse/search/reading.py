"""A question in words -> its facets: what is asked, of which event, medicine, grade and patients; and what is left."""

import re
from dataclasses import dataclass, field, replace

from adverse.search.facets import (
    Facet,
    Rest,
    age_facets,
    event_facets,
    grade_facets,
    subset_facets,
    weight_facets,
    word_facets,
)
from adverse.search.language import ASKS, KINDS_OF_ANSWER, PATTERNS, STANCES, SUBSETS, TOPICS
from adverse.search.names import EventNames, ProductNames
from adverse.search.text import MAX_CHARACTERS, WORD, Spelling, folded, stem

FIRST_KINDS = ("source", "claims", "rates", "signals", "grading", "definition")  # one of these is asked alone
OF_DOCUMENTS = {"document", "trial", "place", "medicine", "number"}
NAMING = ("event", "subset", "grade", "trial", "document", "patients", "word", "weight", "term")


@dataclass(frozen=True)
class Reading:
    """What was understood of a question, and what was not.

    `facets` must all be held by a row that answers; `asks` are kinds of answer, the first one first; `wishes` say what
    is asked of many rows ("totals", "most", "newest"), `said_stems` order rows; `stances` say what no row answers:
    "person", "negation", "judgment", "comparison".
    """

    text: str
    folded: str = ""
    mended: dict[str, str] = field(default_factory=dict)
    facets: tuple[Facet, ...] = ()
    not_understood: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    topics: frozenset[str] = frozenset()
    stances: frozenset[str] = frozenset()
    wishes: frozenset[str] = frozenset()
    said_stems: frozenset[str] = frozenset()

    def of_kind(self, *kinds: str) -> list[Facet]:
        """The facets of these kinds, in the order of the question."""
        return [facet for facet in self.facets if facet.kind in kinds]

    @property
    def understood(self) -> tuple[Facet, ...]:
        """Every facet, the kinds of answer among them, first."""
        kinds = [Facet("answer", KINDS_OF_ANSWER[ask], KINDS_OF_ANSWER[ask], ask) for ask in self.asks]
        more = [Facet("event", "side effects", "any side effect", {})] if "totals" in self.wishes else []
        return (*kinds, *more, *self.facets)

    def with_only(self, kept: Facet, others: list[Facet]) -> "Reading":
        """The same question with one facet in place of several."""
        facets = [facet for facet in self.facets if facet not in others]
        return replace(self, facets=(kept, *facets))

    @property
    def names_nothing(self) -> bool:
        """Whether nothing is left that rows could be found by."""
        return not (self.of_kind(*NAMING) or "totals" in self.wishes or "signals" in self.asks)


def read(text: str, spelling: Spelling, events: EventNames, products: ProductNames, kind_of_word) -> Reading:
    """Read a question; only its first 300 characters count.

    `kind_of_word` tells of a stem what it names in the tables ("trial", "patients", "word"), or "" where no row has it.
    """
    text = " ".join(PATTERNS["markup"].sub(" ", text[:MAX_CHARACTERS]).split())
    said, mended = _mended(folded(text), spelling)
    stances = {name for name in ("person", "judgment", "comparison") if STANCES[name].search(said)}
    if term := _term(said, events):
        return Reading(text, said, mended, (Facet("term", term, term, term),), asks=("definition",))
    rest = Rest(said)
    facets = [*age_facets(text, rest), *weight_facets(rest)]
    if SUBSETS["fatal"].search(said) and PATTERNS["blamed"].search(said):  # no event's name, though one sounds like it
        facets += subset_facets(rest, [], said, events)
    facets += event_facets(rest, events)
    has_event = any(facet.kind == "event" for facet in facets)
    with_grades = rest.text
    facets += grade_facets(rest)
    has_grade = facets[-1:] and facets[-1].kind == "grade"
    if STANCES["negation"].search(STANCES["no_negation"].sub(" ", rest.text)):
        stances.add("negation")
    found = {}
    for kind, pattern in ASKS.items():
        matches = pattern.finditer(with_grades if kind == "grading" else rest.text)
        found[kind] = [match for match in matches if match[0]]
    if has_event:
        found["size"] = []
    spans = [match.span() for matches in found.values() for match in matches]
    asks = _settled(sorted((kind for kind in found if found[kind]), key=lambda kind: found[kind][0].start()), said)
    wishes = {name for name in ("totals", "most", "newest") if rest.take(PATTERNS[name])}
    facets += subset_facets(rest, asks, said, events)
    of_subset = any(facet.kind == "subset" for facet in facets)
    said_stems = frozenset(stem(word) for start, end in spans for word in WORD.findall(said[start:end]))
    for start, end in spans:
        rest.blank(start, end)
    more, unknown = word_facets(rest, said, products, kind_of_word)
    facets = _without_class_of_named([*facets, *more], products)
    if "size" in asks:
        asks = [it for it in asks if it != "size"] if of_subset else ["size"]
    kinds, topics = {facet.kind for facet in facets}, frozenset(it for it in TOPICS if TOPICS[it].search(said))
    if "definition" in asks and has_grade:
        asks = ["grading"]
    elif not asks and of_subset and not topics:
        asks = ["incidence"]
    elif not asks and not unknown and kinds and kinds <= OF_DOCUMENTS and "totals" not in wishes:
        asks = ["source"]
    return Reading(
        text=text,
        folded=said,
        mended=mended,
        facets=tuple(facets),
        not_understood=tuple(dict.fromkeys(unknown)),
        asks=tuple(asks),
        topics=topics,
        stances=frozenset(stances),
        wishes=frozenset(wishes - ({"most"} if has_event else set())),
        said_stems=said_stems,
    )


def _without_class_of_named(facets: list[Facet], products: ProductNames) -> list[Facet]:
    """Each facet once, and no class of medicines where one of it is named: "the CAR-T tisagenlecleucel"."""
    medicines = [facet.values for facet in facets if facet.kind == "medicine"]
    is_named = any(values <= products.stems - {products.focus} for values in medicines)
    kept = [it for it in facets if it.kind != "medicine" or not is_named or it.values <= products.stems]
    return [it for place, it in enumerate(kept) if (it.kind, it.values) not in [other[::3] for other in kept[:place]]]


def _mended(said: str, spelling: Spelling) -> tuple[str, dict[str, str]]:
    mended = {word: better for word in WORD.findall(said) if (better := spelling.mended(word))}
    for word, better in mended.items():
        said = re.sub(rf"\b{word}\b", better, said)
    return folded(said) if mended else said, mended


def _term(said: str, events: EventNames) -> str:
    """The term of the glossary that nothing but its definition is asked of."""
    if not (found := PATTERNS["term"].search(said)):
        return ""
    name = next(filter(None, found.groups()))
    shorter = PATTERNS["more_than_a_term"].split(name)[0].strip()
    return events.term_called(name) or ("" if "grade" in said else events.term_called(shorter))


def _settled(asks: list[str], said: str) -> list[str]:
    """The kinds that are truly asked for, where the words of one also stand in the question for another."""
    if "grading" in asks and not {"claims", "source"} & {*asks}:
        return ["grading"]
    if first := [kind for kind in FIRST_KINDS if kind in asks]:
        return [first[0], *(kind for kind in asks if kind not in FIRST_KINDS)]
    if "management" in asks and PATTERNS["rule_over_time"].search(said):
        asks = [kind for kind in asks if kind not in ("incidence", "duration")]
    if "risk" in asks:
        asks = [kind for kind in asks if kind != "incidence"]
    if "duration" in asks and not PATTERNS["when"].search(said):
        asks = [kind for kind in asks if kind != "onset"]
    if "management" in asks and not PATTERNS["several_questions"].search(said):
        asks = asks[:1] if asks[0] in ("incidence", "risk") else ["management"]
    return asks
