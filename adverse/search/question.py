"""A question in words -> what it asks for, of which event, medicine and grade, and which words a row must hold."""

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations, pairwise

from adverse.search.names import DIRECTIONS, EventNames, ProductNames
from adverse.search.text import (
    MAX_CHARACTERS,
    Spelling,
    bounds,
    folded,
    has_content,
    is_of_another_topic,
    scores,
    split_off_left_out,
    stem,
    words,
)
from adverse.search.words import (
    AGED,
    ASKS,
    ASKS_MANAGEMENT_BY_NAME,
    DATABASES,
    DEFINITION_OF,
    DIRECTION_VERBS,
    MEANS,
    MOST,
    NEWEST,
    OPENINGS,
    PERSONAL,
    SAFE,
    SUBSETS,
    TOPICS,
    TOTALS,
    WHAT_IS,
)

GRADE = re.compile(
    r"\b(?:grades?|ctcae)\s*(?P<sign>>=|>|=)?\s*(?P<low>[1-5])(?:\s*(?:-|–|to|or|and|/)\s*(?:grade\s*)?(?P<high>[1-5]))?"
    r"(?P<more>\s*(?:\+|or (?:higher|worse|more|above|greater|up)|and (?:higher|above|worse|up)))?(?![0-9.%])"
)
HIGH_GRADE = re.compile(r"\b(high[\s-]grade|severe(ly)?|(really|very|extremely) bad(ly)?)( or worse)?\b")
LOW_GRADE = re.compile(r"\b(low[\s-]grade|mild(ly)?|moderate)\b")
ANY_GRADE = re.compile(r"\b(any|all)[\s-]grades?\b")
WEIGHT = re.compile(
    r"(?P<side><=|>=|<|>|under|below|less than|lighter than|over|above|more than|at least|heavier than)?"
    r"\s*(?P<kg>\d{1,3})\s*(?:kg|kilos?|kilograms?)\b(?P<after> (?:or|and) (?:more|above|over|less|under))?"
)
LIFE_THREATENING = re.compile(r"\b(life|organ)[\s-]?threatening\b")
MANNER = "ly"  # words with this ending that no table holds say how, not what
ADULT = 18  # years
LISTED = r"(?i)\b(and|or|plus|versus|vs)\b|[,/&]"
GRADE_BANDS = {1: ("1_2",), 2: ("1_2",), 3: ("3", "ge3"), 4: ("4",), 5: ("5",)}


@dataclass
class Question:
    """What was understood. `required` maps each stem that a row must hold to the reader's own word for it."""

    text: str
    mended: dict[str, str] = field(default_factory=dict)
    asks: list[str] = field(default_factory=list)
    topics: set[str] = field(default_factory=set)
    grades: tuple[str, ...] = ()
    grade_words: set[str] = field(default_factory=set)
    subsets: list[str] = field(default_factory=list)
    kilograms: tuple[float, float] | None = None
    required: dict[str, str] = field(default_factory=dict)
    wished: set[str] = field(default_factory=set)
    events: dict[str, tuple[frozenset[str], int]] = field(default_factory=dict)
    products: frozenset[str] = frozenset()
    product_words: frozenset[str] = frozenset()
    is_product_named: bool = False
    is_class: bool = False
    is_personal: bool = False
    other_topics: tuple[str, ...] = ()
    term: str = ""
    speaks_of_totals: bool = False
    is_key_words: bool = False
    asks_for_newest: bool = False
    asks_for_most: bool = False
    of_age: frozenset[str] = frozenset()
    bounds: frozenset[str] = frozenset()
    spans: dict[str, str] = field(default_factory=dict)
    capitals: frozenset[str] = frozenset()
    focus: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    medicines: frozenset[str] = frozenset()
    events_left_out: frozenset[str] = frozenset()
    products_left_out: frozenset[str] = frozenset()

    @property
    def event_words(self) -> frozenset[str]:
        """The stems that name events."""
        return frozenset().union(*(said for said, _ in self.events.values()))

    @cached_property
    def distinctive(self) -> frozenset[str]:
        """The required stems that name neither an event nor a medicine."""
        return frozenset(self.required) - self.event_words - self.product_words

    def without(self, words: set[str]) -> "Question":
        """The same question with some required words only wished for."""
        kept = {word: shown for word, shown in self.required.items() if word not in words}
        return replace(self, required=kept, wished=self.wished | words)

    def one_by_one(self) -> list["Question"]:
        """A question on several events ("CRS and seizures") as one question an event; else nothing."""
        names = list(dict.fromkeys(said for said, _ in self.events.values() if said))
        pairs = {a | b for a, b in combinations(names, 2) if not a & b}  # "CRS or neurologic events"
        names = [said for said in names if said not in pairs]
        names = [said for said in names if not any(said < other for other in names)]
        if len(names) < 2 or any(a & b for a in names for b in names if a is not b) or not re.search(LISTED, self.text):
            return []
        order = list(map(stem, words(self.text)))
        names.sort(key=lambda name: min((order.index(word) for word in name if word in order), default=len(order)))
        of_names = set().union(*names)
        return [
            replace(
                self,
                events={event: found for event, found in self.events.items() if found[0] == said},
                required={word: shown for word, shown in self.required.items() if word in said or word not in of_names},
            )
            for said in names
        ]

    @property
    def is_about_nothing(self) -> bool:
        """Whether no word with content is left."""
        asks_something = (
            self.term or self.events or self.wished or self.speaks_of_totals or self.grades or self.topics or self.asks
        )
        return not (asks_something or self.required.keys() - (set() if self.is_key_words else self.product_words))


def parse(text: str, spelling: Spelling, events: EventNames, products: ProductNames) -> Question:
    """Read a question; only its first 300 characters count."""
    asked = Question(text=" ".join(text[:MAX_CHARACTERS].split()))
    mended_text = _mended(asked, spelling)
    asked.is_personal = bool(re.search(PERSONAL, mended_text)) and not re.search(ASKS_MANAGEMENT_BY_NAME, mended_text)
    asked.asks = [kind for kind, pattern in ASKS.items() if re.search(pattern, mended_text)]
    if re.search(ASKS_MANAGEMENT_BY_NAME, mended_text) and "management" not in asked.asks:
        asked.asks.append("management")
    if set(asked.asks) <= {"source"} and re.search(DATABASES, mended_text):
        asked.asks = ["signals"]
    if asked.is_personal and not asked.asks:
        asked.asks = ["management"]
    asked.speaks_of_totals = bool(re.search(TOTALS, mended_text))
    if re.match(SAFE, mended_text):
        asked.asks, asked.speaks_of_totals = ["incidence"], True
    if asked.asks and re.search(MEANS, mended_text):
        asked.asks = ["definition"]
    asked.is_key_words = "?" not in text and not re.match(OPENINGS, mended_text)
    asked.asks_for_newest = bool(re.search(NEWEST, mended_text))
    asked.bounds = frozenset((*bounds(mended_text), *scores(mended_text)))
    asked.spans = dict(re.findall(r"(?<!than )\b([0-9]+) (day|hour)s?\b", mended_text))
    asked.capitals = _capitals(asked.text)
    asked.focus = frozenset({products.focus})
    asked.topics = {topic for topic, pattern in TOPICS.items() if re.search(pattern, mended_text)}
    rest, left_out = split_off_left_out(mended_text)
    rest = _take_weight(asked, _take_grade(asked, rest))
    asked.subsets = [subset for subset, pattern in SUBSETS.items() if re.search(pattern, rest)]
    must, may = _contents(rest, asked.asks)
    must = {word: shown for word, shown in must.items() if shown in spelling or not shown.endswith(MANNER)}
    if found := re.search(AGED, asked.text.casefold()):
        years = next(filter(None, found.groups()))
        must.pop(years, None)
        asked.of_age = frozenset({stem("child") if int(years) < ADULT else stem("adult")})
    asked.left_out = frozenset(stem(word) for word in words(left_out) if has_content(word))
    asked.products_left_out, _, _ = products.named_in(asked.left_out)
    asked.left_out -= asked.products_left_out
    asked.events_left_out = frozenset(events.named_in(asked.left_out))
    named, implied, said = products.named_in(must)
    asked.products = named or implied or asked.focus - asked.products_left_out
    asked.is_class = bool(named) and not named & products.stems
    asked.is_product_named = bool(named or implied or asked.products_left_out)
    asked.product_words = said
    asked.events = events.named_in(set(must) | set(may), rest)
    if told := {event: found for event, found in asked.events.items() if found[0] & must.keys() - DIRECTIONS}:
        asked.events = told
    if not asked.event_words & must.keys():
        asked.events = events.phrases_in(rest) or asked.events
    has_happened = asked.grades or asked.subsets or asked.events.keys() - {"Dosing", "Medication error"}
    if "prevention" in asked.topics and not has_happened:
        asked.topics.discard("dose_modification")  # "dose for 30 kg": nothing that would change it
    in_names = {word for found, _ in asked.events.values() for word in found}
    if asked.kilograms:
        must.pop(stem("weight"), None)
    asked.required, asked.wished = must, set(may)
    asked.other_topics = tuple(word for word in asked.required if is_of_another_topic(word) and word not in in_names)
    asked.asks_for_most = bool(re.search(MOST, mended_text)) and not asked.events and asked.speaks_of_totals
    if not asked.events and set(asked.asks) <= {"signals", "risk"}:
        asked.term = events.term_called(asked.text)
    if defined := re.match(DEFINITION_OF, folded(asked.text)):
        asked.term = events.term_called(next(filter(None, defined.groups())))
    is_term = events.is_term(set(must) | set(may)) and not asked.grades
    if "definition" in asked.asks and is_term:
        asked.asks = ["definition"]
    is_bare = re.match(WHAT_IS, mended_text) and not asked.asks and set(must) <= in_names
    if ("definition" in asked.asks or is_bare) and re.search(r"\bgrade [1-5]\b(?! or)", mended_text):
        asked.asks = ["management"]
        asked.topics.add("grading")
    asks_for_more = asked.grades or asked.subsets or set(asked.asks) - {"definition"}
    is_name = bool(must) and set(must) <= in_names and not asks_for_more
    asks_else = asked.events or asked.kilograms or set(asked.asks) - {"risk"}
    is_only_term = is_term and not asks_else  # "who belongs to the safety set"
    if is_only_term or (re.match(WHAT_IS, mended_text) and (is_name or is_term)):
        asked.asks, asked.required = ["definition"], must | may
    named_too = {"risk", "comparison", "management", "incidence", *(() if asked.events else ("signals", "rates"))}
    if not asked.term and set(asked.asks) - named_too == {"definition"}:
        asked.term = events.term_in(mended_text)
    if asked.term and not asked.grades:
        asked.asks = ["definition"]
    return asked


def _capitals(text: str) -> frozenset[str]:
    """The stems of words with a capital inside a sentence: names; none where most words have one."""
    inside = re.findall(r"(?<=[\w,] )[A-Z][\w-]+", text)
    if 2 * len(inside) >= len(text.split()):
        return frozenset()
    return frozenset(stem(word) for name in inside for word in words(name))


def _mended(asked: Question, spelling: Spelling) -> str:
    """The folded text with its spelling mended; what was changed is noted."""
    said = words(asked.text)
    text = folded(asked.text)
    for first, second in pairwise(said):  # "breast feeding", "zuma 3"
        joined = first + second
        are_words = first in spelling and second in spelling
        if len(joined) > 4 and joined in spelling and not are_words:
            text = re.sub(rf"\b{first}[\s-]+{second}\b", joined, text)
    for word in dict.fromkeys(words(text)):
        if word not in spelling and (better := spelling.mended(word)):
            asked.mended[word] = better
            text = re.sub(rf"\b{re.escape(word)}\b", better, text)
    return folded(text)


def _take_grade(asked: Question, text: str) -> str:
    """Read the grades; the words that name them are taken out of the text."""
    if found := GRADE.search(text):
        low, high = int(found["low"]), int(found["high"] or found["low"])
        more = found["more"] or found["sign"] in (">=", ">") or (low >= 3 and high > low)
        asked.grades = ("ge3",) if more and low >= 3 else GRADE_BANDS[low]
        asked.grade_words = {f"grade{low}"}
        return LIFE_THREATENING.sub(" ", HIGH_GRADE.sub(" ", text[: found.start()] + " " + text[found.end() :]))
    if LIFE_THREATENING.search(text):
        asked.grades, asked.grade_words = ("4", "ge3"), {"grade4", *map(stem, ("life", "threatening"))}
        return LIFE_THREATENING.sub(" ", text)
    if found := HIGH_GRADE.search(text):
        asked.grades, asked.grade_words = ("ge3", "3", "4"), {"grade3", "grade4", stem("severe")}
        return HIGH_GRADE.sub(" ", text)
    if LOW_GRADE.search(text):
        asked.grades, asked.grade_words = ("1_2",), {"grade1", "grade2", stem("mild")}
        return LOW_GRADE.sub(" ", text)
    if ANY_GRADE.search(text):
        asked.grades = ("any",)
        return ANY_GRADE.sub(" ", text)
    return text


def _take_weight(asked: Question, text: str) -> str:
    """Read a body weight as a range of kilograms."""
    if not (found := WEIGHT.search(text)):
        return text
    kilograms, side = float(found["kg"]), (found["side"] or found["after"] or "").strip()
    if side in ("<", "<=", "under", "below", "less than", "lighter than", "or less", "or under", "and under"):
        asked.kilograms = (0, kilograms - 0.5)
    elif side:
        asked.kilograms = (kilograms, 500)
    else:
        asked.kilograms = (kilograms, kilograms)
    return text[: found.start()] + " " + text[found.end() :]


def _contents(text: str, asks: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The words with content as stem -> word: those that a row must hold, and those that only say what is asked."""
    kinds = ("document", "source") if "document" in asks else ASKS  # a paper is found by all other words
    only_asks = [found.span() for kind in kinds for found in re.finditer(ASKS[kind], text)]
    if "risk" in asks:
        only_asks += [found.span() for found in re.finditer(DIRECTION_VERBS, text)]
    only_asks += [found.span() for found in re.finditer(NEWEST, text)]
    by_name = [found.span() for found in re.finditer(ASKS_MANAGEMENT_BY_NAME, text)]
    must, may = {}, {}
    for found in re.finditer(r"[a-z0-9]+", text):
        word = found.group()
        if not has_content(word):
            continue
        inside = any(start <= found.start() < end for start, end in only_asks)
        named = any(start <= found.start() < end for start, end in by_name)
        is_share = word.isdigit() and "claims" not in asks and text[found.end() :].lstrip().startswith(("%", "percent"))
        (may if (inside and not named) or is_share else must)[stem(word)] = word
    return must, {word: shown for word, shown in may.items() if word not in must}
