"""The answer to a question: the first row that holds all that was asked, or what is missing and what comes closest."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from adverse.search.compare import compared, sides_of
from adverse.search.index import Index
from adverse.search.language import KINDS_OF_ANSWER, LACKS, PATTERNS, SAYS, SEVERAL
from adverse.search.reading import Facet, Reading
from adverse.search.rows import Found, found_rows, prints_number
from adverse.search.sentence import told
from adverse.search.text import stem, words
from adverse.vocabulary import DOSE_UNIT_SIZES, DOSE_UNITS, MILLIGRAM, label

REFUSAL = SAYS["refusal"]
FALLS_THROUGH = ("claims", "source", "definition")  # where none answers, the evidence itself does
ASKED_ALONE = (*FALLS_THROUGH, "signals", "rates", "grading")
ANSWERED_AS_ONE = {"risk", "definition", "grading", "management", "source"}  # a comparison may be one row of these
OR_ELSE = {  # "risk of CRS with a high burden"; "contraception how long"; "where does the 44% come from"
    "incidence": "risk",
    "duration": "management",
    "source": "claims",
}
MAX_HITS = 40


class Hit(NamedTuple):
    """A row found: its table and key, whether it answers, and what a card says of it."""

    table: str
    row_key: str
    answers: bool
    title: str
    figure: str
    where: str
    row: Any


@dataclass(frozen=True)
class Answer:
    """What the evidence says: a `sentence` from the first of `hits`, or a `refusal` with `hits` as the nearest rows.

    `understood` are the facets that were read, `not_understood` the words that no table holds; `mended` maps words of
    the question to how they were read. `compared_arms` are two arms that Compare can show beside each other.
    """

    question: str
    sentence: str
    refusal: str
    hits: list[Hit]
    mended: dict[str, str]
    understood: tuple[Facet, ...] = ()
    not_understood: tuple[str, ...] = ()
    compared_arms: tuple[str, ...] = ()


class _Result(NamedTuple):
    """The rows found, best first, and either why none answers or what is said: rows that do, and words between them."""

    rows: list[Found]
    refusal: str = ""
    said: tuple[Found | str, ...] = ()
    arm_ids: tuple[str, ...] = ()


def answer(index: Index, question: str, name_column: str = "event") -> Answer:
    """Answer a question from rows alone.

    A row answers only if it holds every facet of the question and no word of it is left; else the answer says what is
    missing, and the hits are the nearest rows, which are no answer. Questions about somebody, on what did not happen
    and on what is better are not answered at all. `name_column` is "event" or, for plain words, "plain_name".
    """
    asked, events = index.read(question), index.evidence.events
    names, is_plain = dict(zip(events["event"], events[name_column], strict=True)), name_column == "plain_name"
    in_words = cache(lambda found: told(found.document.row, found.document.table, names, is_plain))
    units = _unit_correction(index, asked)
    if units and not asked.of_kind("number"):  # a dose is asked for, which labels print in their unit
        unit = (stem(index.evidence.about["dose_unit"]),)
        facets = [it._replace(values=unit) if it.values == (MILLIGRAM,) else it for it in asked.facets]
        asked = replace(asked, facets=tuple(facets))
    result = _result(index, asked)
    said = [part if isinstance(part, str) else in_words(part).sentence for part in result.said]
    hits = []
    for found in result.rows[:MAX_HITS]:
        row, (title, figure, _) = found.document.row, in_words(found)
        where = getattr(row, "source_name", "") or getattr(row, "publisher", "")
        is_answer = found.answers and not result.refusal
        hits.append(Hit(found.document.table, row.row_key, is_answer, title, figure, where, row))
    return Answer(
        question=asked.text,
        sentence="" if result.refusal else units + " ".join(filter(None, said)),
        refusal=result.refusal and units + result.refusal,
        hits=hits,
        mended=asked.mended,
        understood=asked.understood,
        not_understood=asked.not_understood,
        compared_arms=result.arm_ids,
    )


def _result(index: Index, asked: Reading) -> _Result:
    if "person" in asked.stances:
        return _Result(_to_watch(index, asked), SAYS["person"])
    for stance in ("negation", "cause", "ranking", "judgment"):
        if stance in asked.stances:
            return _Result(found_rows(index, asked, next(iter(asked.asks), "")), SAYS[stance])
    if sides := sides_of(asked, index.products.focus):
        pair = compared(index, asked, sides)
        if pair.rows:
            return _Result([*pair.rows], said=(*pair.rows, pair.caution), arm_ids=pair.arm_ids)
        if sides[0].kind != "patients" or not _is_answered(found_rows(index, asked, "risk")):
            return _refused(asked, pair.nearest, SAYS["no_pair"], pair.arm_ids)
    elif "comparison" in asked.stances and not ANSWERED_AS_ONE & {*asked.asks}:
        as_one = found_rows(index, asked, "risk")  # "women against men" is one factor
        if _is_answered(as_one) and {*asked.asks} <= {"incidence"}:
            return _in_parts(asked, [(asked, "risk", as_one)])
        if len(asked.of_kind("event")) < 2:
            return _refused(asked, found_rows(index, asked, "incidence"), SAYS["no_sides"])
    return _in_parts(asked, [(part, ask, found_rows(index, part, ask)) for part, ask in _parts(index, asked)])


def _refused(asked: Reading, found: list[Found], why: str, arm_ids: tuple[str, ...] = ()) -> _Result:
    """That no row answers, and why; where no kind of answer was asked for, it may be about somebody."""
    call = "" if asked.asks or "comparison" in asked.stances else f" {SAYS['perhaps_person']}"
    return _Result(found, f"{REFUSAL}: {why}.{call}", arm_ids=arm_ids)


def _in_parts(asked: Reading, parts: list[tuple[Reading, str, list[Found]]]) -> _Result:
    """The answers to all parts of a question, and those that have none; a refusal where none has one."""
    answered = [found for part, _, found in parts if not _why_none(part) and _is_answered(found)]
    if not answered:
        part, _, found = parts[0]
        return _refused(asked, [] if part.names_nothing else found, _why_none(part) or _lacking(part, found))
    best = {id(found[0].document): found[0] for found in answered}.values()
    in_turn = [row for rows in zip(*answered, strict=False) for row in rows]
    several = [it.words.capitalize() for it in asked.of_kind("event") if len(parts) > 1 and it.means in SEVERAL]
    left = [f"{_name(part, ask)}: {REFUSAL.lower()}." for part, ask, found in parts if found not in answered]
    before = [SAYS["several"].format(words=words) for words in several]
    rows = dict.fromkeys([*in_turn, *(row for found in answered for row in found)])
    return _Result(list(rows), said=(*before, *best, *left))


def _parts(index: Index, asked: Reading) -> list[tuple[Reading, str]]:
    """The questions in a question, each with the kind of answer: by clauses, by kinds, by events that share no row."""
    clauses = [index.read(clause) for clause in PATTERNS["clause"].split(asked.text) if words(clause)]
    clauses = [clause for clause in clauses if clause.asks or not clause.names_nothing or clause.not_understood]
    if len(clauses) < 2 or not any(clause.asks for clause in clauses):
        return _by_kind(index, asked)
    named = [facet for clause in clauses for facet in clause.of_kind("event", "medicine", "class", "trial", "patients")]
    terms = [facet.words for clause in clauses for facet in clause.of_kind("term")]
    named += [facet for term in terms for facet in index.read(term).of_kind("event")]
    parts = []
    for clause in clauses:  # "and when does it start" is of the event named before
        own = {"event" if facet.kind == "term" else facet.kind for facet in clause.facets}
        more = [facet for facet in named if facet.kind not in own]
        parts += _by_kind(index, replace(clause, facets=(*clause.facets, *more))) if clause.asks else []
    return parts


def _by_kind(index: Index, asked: Reading) -> list[tuple[Reading, str]]:
    """A question once for each kind of answer and, where no row holds several events together, for each event."""
    is_answered = cache(lambda ask: _is_answered(found_rows(index, asked, ask)))
    first, *others = asked.asks or [""]
    events = asked.of_kind("event")
    asks = [first] if first in ASKED_ALONE else [first, *others]
    is_strict = bool(asked.of_kind("number") or PATTERNS["article"].search(asked.folded))
    if first in FALLS_THROUGH and events and not is_strict and not is_answered(first):
        asks = [ask for ask in others or [""] if is_answered(ask)] or [first]
    is_loose = (
        asks == ["duration"]
        or (asks == ["incidence"] and "risk" in asked.folded)
        or (asks == ["source"] and bool(asked.of_kind("number")))  # a figure is the article's
    )
    if is_loose and not is_answered(first) and is_answered(OR_ELSE[first]):
        best = found_rows(index, asked, OR_ELSE[first])[0].document
        asks = [OR_ELSE[first]] if best.table != "management" or prints_number(best.row) else asks
    rest = tuple(facet for facet in asked.facets if facet not in events)
    each = [one for facet in events for one in _members(facet)]
    if len(each) > len(events):
        asks = [ask or "incidence" for ask in asks]
    parts = []
    for ask in asks:
        is_split = len(each) > 1 and not is_answered(ask)
        parts += [(replace(asked, facets=(one, *rest)), ask) for one in each] if is_split else [(asked, ask)]
    return parts


def _members(facet: Facet) -> list[Facet]:
    """The single events that a name of several stands for; the facet itself where it is of one."""
    return [facet._replace(means=event, values={event: 0}) for event in SEVERAL.get(facet.means, ())] or [facet]


def _is_answered(found: list[Found]) -> bool:
    return bool(found) and found[0].answers


def _name(asked: Reading, ask: str) -> str:
    return " ".join([*(it.means for it in asked.of_kind("event")), KINDS_OF_ANSWER.get(ask, "")]).strip() or "The rest"


def _why_none(asked: Reading) -> str:
    """Why no row can answer, if so."""
    if asked.not_understood:
        return SAYS["not_understood"].format(words="”, “".join(asked.not_understood[:4]))
    return SAYS["names_nothing"] if asked.names_nothing else ""


def _lacking(asked: Reading, found: list[Found]) -> str:
    """What the nearest row lacks, in the reader's own words, and how far the list goes that it stands in."""
    if "most" in asked.wishes and not found:
        return SAYS["no_list"]
    said = {}
    for facet in found[0].lacks if found else ():
        template = LACKS.get(facet.kind, LACKS["other"])
        said[template.format(shown=f"“{facet.words}”" if facet.words else facet.means, means=facet.means)] = None
    lists = {getattr(row.document.row, "listing", "") for row in found if asked.of_kind("trial")} - {""}
    partly = [f"the source of this arm {min(lists)}"] if lists else []
    return "; ".join([*said, *partly]) or "no row holds its words"


def _to_watch(index: Index, asked: Reading) -> list[Found]:
    """Rules on what to watch for, of the event where one is named, without those that print a dose."""
    about = tuple(asked.of_kind("event", "medicine", "class"))
    plain = replace(asked, facets=about, not_understood=(), topics=frozenset({"monitoring"}))
    found = [row for row in found_rows(index, plain, "management") if row.document.table == "management"]
    found = [row for row in found if row.document.row.topic == "monitoring"]
    if not found and asked.of_kind("event"):
        return _to_watch(index, replace(asked, facets=()))
    return [row for row in found if not PATTERNS["dose"].search(told(row.document.row, "management", {}).figure)]


def _unit_correction(index: Index, asked: Reading) -> str:
    """That labels print another unit, where a dose of this medicine is given in milligrams."""
    unit = index.evidence.about["dose_unit"]
    if unit in ("", MILLIGRAM):
        return ""
    found = PATTERNS["milligrams"].search(asked.folded)
    others = asked.values_of("medicine", "class") - {index.products.focus}
    if not found or others or index.given_in_milligrams & {stem(word) for word in words(asked.folded)}:
        return ""
    times, per = f"{DOSE_UNIT_SIZES[MILLIGRAM] / DOSE_UNIT_SIZES[unit]:,.0f}", "/m2" if found["per"] else ""
    typed = SAYS["typed"].format(times=times, dose=found["dose"], unit=unit, per=per) if found["dose"] else ""
    names = {"drug": index.products.name, "unit": unit, "unit_in_words": label(DOSE_UNITS, unit)}
    return SAYS["units"].format(**names, typed=typed)
