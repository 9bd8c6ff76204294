"""A question in words -> its facets: what is asked, of which event, medicine, grade and patients; and what is left."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from adverse.search.language import ASKS, BANDS, KINDS_OF_ANSWER, PATTERNS, STANCES, SUBSETS, TOPICS, WEIGHT_BANDS
from adverse.search.names import KIND_WORDS, Names
from adverse.search.text import MAX_CHARACTERS, WORD, folded, is_neutral, limits, stem, stems
from adverse.vocabulary import GRADE_BANDS, label
from adverse.vocabulary import SUBSETS as SUBSET_TERMS

EXACT_BANDS = {"1": ("1_2",), "2": ("1_2",), "3": ("3", "ge3"), "4": ("4",), "5": ("5",)}
ADULT = 18  # years
ASKED_ALONE = ("source", "claims", "rates", "signals", "grading", "definition")  # kinds that are the first one meant
RULES_ASKED = {"management", "onset", "duration"}  # beside these, "stopped" is what is done, not whom is counted
OF_DOCUMENTS = {"document", "trial", "place", "medicine", "class", "number"}
COUNTED = {"subset", "totals", "counted"}  # with these and no kind of answer it is asked how often
AT_ONCE = {"person", "cause", "ranking", "judgment", "comparison"}  # stances of a whole question
NAMING = ("event", "subset", "grade", "trial", "document", "patients", "word", "weight", "term")


class Facet(NamedTuple):
    """One thing understood: the `kind` of it, the reader's `words`, what they mean here, and the values to look for.

    A row holds the facet when it holds one of the values; those of an event tell how closely the words name it.
    """

    kind: str
    words: str
    means: str
    values: Any


@dataclass(frozen=True)
class Reading:
    """What was understood of a question, and what was not.

    `facets` must all be held by a row that answers; `asks` are kinds of answer, the first one first; `wishes` say what
    is asked of rows ("totals", "most", "newest", "share", "count", "number"), `topics` which rules come first,
    `stances` what no row answers: "person", "negation", "cause", "ranking", "judgment", "comparison".
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

    def of_kind(self, *kinds: str) -> list[Facet]:
        """The facets of these kinds, in the order of the question."""
        return [facet for facet in self.facets if facet.kind in kinds]

    def values_of(self, *kinds: str) -> set[str]:
        """All values of the facets of these kinds."""
        return {value for facet in self.facets if facet.kind in kinds for value in facet.values}

    @property
    def understood(self) -> tuple[Facet, ...]:
        """Every facet, the kinds of answer among them, first."""
        kinds = [Facet("answer", KINDS_OF_ANSWER[ask], KINDS_OF_ANSWER[ask], (ask,)) for ask in self.asks]
        more = [Facet("event", "side effects", "any side effect", {})] if "totals" in self.wishes else []
        return (*kinds, *more, *self.facets)

    @property
    def names_nothing(self) -> bool:
        """Whether nothing is left that rows could be found by."""
        is_figure = bool(self.of_kind("number")) and "source" in self.asks
        return not (self.of_kind(*NAMING) or is_figure or "totals" in self.wishes or "signals" in self.asks)


class Rest:
    """The folded text of a question, from which what is understood is taken away; places stay."""

    def __init__(self, text: str):
        self.text = text

    def take(self, pattern: re.Pattern) -> list[re.Match]:
        """What matches, which is blanked."""
        found = list(pattern.finditer(self.text))
        self.blank(match.span() for match in found)
        return found

    def blank(self, spans) -> None:
        """Put spaces in place of parts."""
        for start, end in spans:
            self.text = self.text[:start] + " " * (end - start) + self.text[end:]

    def words(self) -> list[re.Match]:
        """The words that are left, with their places."""
        return [word for word in WORD.finditer(self.text) if len(word[0]) > 1 or word[0].isdigit()]


def read(text: str, names: Names) -> Reading:
    """Read a question by the names of the tables; only its first 300 characters count."""
    text = " ".join(PATTERNS["markup"].sub(" ", text[:MAX_CHARACTERS]).split())
    said, mended = names.spelling.mended(folded(text, is_asked=True))
    stances = {name for name, pattern in STANCES.items() if name in AT_ONCE and pattern.search(said)}
    if term := _term(said, names):
        return Reading(text, said, mended, (Facet("term", term, term, (term,)),), asks=("definition",))
    rest = Rest(said)
    facets = [*_ages(text, rest), *_weights(rest)]
    blamed = PATTERNS["blamed"].search(said) if SUBSETS["fatal"].search(said) else None
    if blamed:  # no event's name, though one sounds like it
        related = [event for event in names.events.totals if "related" in event][:1]
        facets += [*_subsets(rest, ()), *(Facet("event", blamed[0], event, {event: 0}) for event in related)]
    facets += _events(rest, names)
    with_grades = rest.text
    facets += _grades(rest)
    if STANCES["negation"].search(STANCES["no_negation"].sub(" ", rest.text)):
        stances.add("negation")
    asked = {
        kind: [match.span() for match in pattern.finditer(with_grades if kind == "grading" else rest.text)]
        for kind, pattern in ASKS.items()
    }
    asks = _settled(sorted((kind for kind in asked if asked[kind]), key=lambda kind: asked[kind][0][0]), said)
    wishes = {name for name in ("totals", "most", "newest") if rest.take(PATTERNS[name])}
    wishes |= {name for name in ("share", "count", "number") if PATTERNS[name].search(said)}
    facets += [] if blamed else _subsets(rest, asks)
    is_factor = "risk" in asks and "management" not in asks  # of a risk a dose is a factor, not what is done
    rest.blank(span for kind in asked if kind != "management" or kind in asks for span in asked[kind])
    more, unknown = _other_words(rest, said, names, set() if is_factor else KIND_WORDS)
    facets = _without_class_of_named([*facets, *more], names)
    if any(facet.kind == "event" for facet in facets):
        wishes -= {"most"}
    topics = frozenset(topic for topic in TOPICS if TOPICS[topic].search(said))
    kinds = {it.kind for it in facets} | (wishes & {"totals"})
    if "event" in kinds and PATTERNS["counted"].search(said):
        kinds.add("counted")
    return Reading(
        text=text,
        folded=said,
        mended=mended,
        facets=tuple(facets),
        not_understood=tuple(dict.fromkeys(unknown)),
        asks=tuple(_by_facets(asks, kinds, bool(topics), bool(unknown))),
        topics=topics,
        stances=frozenset(stances),
        wishes=frozenset(wishes),
    )


def _term(said: str, names: Names) -> str:
    """The term of the glossary that nothing but its definition is asked of."""
    if not (found := PATTERNS["term"].search(said)):
        return ""
    name = next(filter(None, found.groups()))
    shorter = PATTERNS["more_than_a_term"].split(name)[0].strip()
    return names.events.term_called(name) or ("" if "grade" in said else names.events.term_called(shorter))


def _ages(text: str, rest: Rest) -> list[Facet]:
    """The age group of a person whose age is told, which is taken away."""
    if not (found := PATTERNS["aged"].search(text.casefold())):
        return []
    years = next(filter(None, found.groups()))
    rest.take(re.compile(rf"\b{years}\b(?! (?:{PATTERNS['unit'].pattern}))"))
    group = "children" if int(years) < ADULT else "adults"
    return [Facet("patients", f"{years} years", group, (stem(group),))]


def _weights(rest: Rest) -> list[Facet]:
    """The body weight asked for, as the bands of weight that it lies in."""
    for found in rest.take(PATTERNS["body_weight"]):
        low = high = float(found["kg"])
        side = f"{found['side'] or ''}{found['after'] or ''}"
        if PATTERNS["below"].search(side):
            low, high = 0, high - 0.5
        elif side:
            high = float("inf")
        bands = [band for band, (least, most) in WEIGHT_BANDS.items() if low <= most and least <= high]
        return [Facet("weight", found[0].strip(), f"{found['kg']} kg", tuple(bands))]
    return []


def _events(rest: Rest, names: Names) -> list[Facet]:
    """The events named, each with all that its words may mean; one event that is named twice is one facet."""
    words = rest.words()
    facets: list[Facet] = []
    found = names.events.found_in([stem(word[0]) for word in words])
    for named in found:
        if len(found) > 1 and all(stem(words[place][0]) in KIND_WORDS for place in named.places):
            continue  # "dose after a seizure"
        said, meant = [words[place] for place in sorted(named.places)], named.events
        rest.blank(word.span() for word in said)
        shown = " ".join(word[0] for word in said)
        if twin := next((it for it in facets if it.values.keys() & meant.keys()), None):
            facets.remove(twin)
            shown, meant = f"{twin.words} {shown}", {it: twin.values[it] for it in twin.values if it in meant}
        facets.append(Facet("event", shown, next(iter(meant)), meant))
    return facets


def _grades(rest: Rest) -> list[Facet]:
    """The grade asked for: the bands that answer, the likeliest first, then the words of it that a text may hold."""
    bands, told = (), []
    for found in rest.take(PATTERNS["exact_grade"]):
        low, high, sign = found["low"], found["high"] or found["low"], found["sign"]
        low = str(int(low) + (sign == ">"))
        is_open = sign in (">", ">=") or found["more"] or high > low
        bands = ("ge3",) if is_open and low >= "3" else EXACT_BANDS.get(max(low, high), ("none",))
        told.append(found[0].strip())
    for band, pattern in BANDS.items():
        if found := rest.take(pattern):
            bands, told = bands or (band,), [*told, *(match[0].strip() for match in found)]
    if not told:
        return []
    means = label(GRADE_BANDS, bands[0]).lower() if bands[0] in GRADE_BANDS else "no grade"
    means = f"{told[0]}, alone or with higher ones" if len(bands) > 1 else means
    if len(set(told)) > 1 and STANCES["comparison"].search(rest.text):
        return [Facet("grade", " ".join(told), "two grades at once", ())]
    numbers = [f"grade{number}" for words in told for number in re.findall("[1-5]", words)]
    return [Facet("grade", " ".join(told), means, (*bands, *(numbers or stems(told[0]))))]


def _subsets(rest: Rest, asks: Collection[str]) -> list[Facet]:
    """Which events or patients are to be counted."""
    for subset, pattern in SUBSETS.items():
        if subset.startswith("led_to") and RULES_ASKED & {*asks}:
            continue
        if found := rest.take(pattern):
            return [Facet("subset", found[0][0].strip(), SUBSET_TERMS[subset].label.lower(), (subset,))]
    return []


def _other_words(rest: Rest, said: str, names: Names, of_kinds: set[str]) -> tuple[list[Facet], list[str]]:
    """(facets of the words that are left, the words that no table holds); `of_kinds` are said with a kind of answer."""
    facets, unknown = [], []
    everyday = {word for found in PATTERNS["not_a_trial"].finditer(said) for word in found.groups()}
    numbers = {"".join(filter(str.isdigit, limit)): limit for limit in limits(said)}
    for found in rest.words():
        word, root = found[0], stem(found[0])
        kind, means, value = names.kinds.get(root, ""), word, root
        if product := names.products.named_by(word):
            kind, means, value = "medicine", names.products.first_words[product], product
        elif word in numbers:
            kind, means, value = "number", numbers[word], numbers[word]
        elif is_neutral(word) or root in of_kinds:
            continue
        elif word[0].isdigit():
            is_share = re.match(r" ?(?:%|percent\b)", said[found.end() :])
            kind, value = "number", f"{word}%" if is_share else root
        elif kind == "trial" and word in everyday:
            kind = "word"
        elif not kind:
            unknown.append(word)
            continue
        facets.append(Facet(kind, word, means, (value,)))
    return facets, unknown


def _without_class_of_named(facets: list[Facet], names: Names) -> list[Facet]:
    """Each facet once, and no class of medicines where one of it is named: "the CAR-T tisagenlecleucel"."""
    is_named = any(it.kind == "medicine" and it.values != (names.products.focus,) for it in facets)
    kept = [it for it in facets if it.kind != "class" or not is_named]
    return [
        it for place, it in enumerate(kept) if (it.kind, it.values) not in [(of.kind, of.values) for of in kept[:place]]
    ]


def _settled(asks: list[str], said: str) -> list[str]:
    """The kinds that are truly asked for, where the words of one also stand in the question for another."""
    if "grading" in asks and not {"claims", "source"} & {*asks}:
        return ["grading"]
    if first := [kind for kind in ASKED_ALONE if kind in asks]:
        return [first[0], *(kind for kind in asks if kind not in ASKED_ALONE)]
    if "management" in asks and PATTERNS["rule_over_time"].search(said):
        asks = [kind for kind in asks if kind not in ("incidence", "duration")]
    if "risk" in asks:
        asks = [kind for kind in asks if kind != "incidence"]
    if "duration" in asks and (PATTERNS["when_over"].search(said) or not PATTERNS["when"].search(said)):
        asks = [kind for kind in asks if kind != "onset"]
    if "management" in asks and not PATTERNS["several_questions"].search(said):
        asks = asks[:1] if asks[0] in ("incidence", "risk") else ["management"]
    return asks


def _by_facets(asks: list[str], kinds: set[str], has_topic: bool, has_more: bool) -> list[str]:
    """The kinds that are asked for, where what else was asked decides."""
    if "definition" in asks and "grade" in kinds:
        return ["grading"]
    if "size" in asks:
        return [it for it in asks if it != "size"] if {"event", "subset"} & kinds else ["size"]
    if not asks and kinds & COUNTED and not has_topic:
        return ["incidence"]
    if not asks and not has_more and kinds and kinds <= OF_DOCUMENTS:
        return ["source"]
    return asks
