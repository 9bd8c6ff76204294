"""The answer to a question: the first row that holds all that was asked, or what is missing and what comes closest."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from adverse.search.compare import compared, sides_of
from adverse.search.facets import Facet
from adverse.search.index import Index
from adverse.search.language import PATTERNS
from adverse.search.reading import KINDS_OF_ANSWER, Reading
from adverse.search.rows import Found, found_rows
from adverse.search.sentence import figure_of, sentence_of, title_of
from adverse.search.text import stem, words

REFUSAL = "No row answers all of it"
CALL = "Call the treating team or the emergency number now."
NOT_ABOUT_SOMEBODY = (
    f"{CALL} Nothing here can judge what somebody has or should be given; below is what labels say to watch for."
)
NEGATION = (
    "The question asks for what did not happen. Rows count who had an event, and an event that no row names is not "
    "reported, which is not zero."
)
JUDGMENT = (
    "The question asks for a judgment. Rows say what was counted and what labels print, not what is safe or better or "
    "should be done."
)
FALLS_THROUGH = ("claims", "source", "definition")  # where none answers, the evidence itself does
ANSWERED_AS_ONE = {"risk", "definition", "grading", "management", "source"}  # a comparison may be one row of these
OR_ELSE = {"incidence": "risk", "duration": "management"}  # "risk of CRS with a high burden"; "contraception how long"
CLAUSE = re.compile(
    r"[?;]\s+|\.\s+(?=[A-Za-z]{2})|,?\s+and\s+(?=(?:how|when|what|which|who|where|is|are|does|do|can)\b)", re.IGNORECASE
)
DOSE = re.compile(r"\b[0-9.,]+ ?(?:mcg|mg|ug|g)\b", re.IGNORECASE)
MAX_HITS = 40


@dataclass(frozen=True)
class Hit:
    """A row found: its table and key, how much of the question it lacks (0 is nothing), and what a card says of it."""

    table: str
    row_key: str
    score: float
    title: str
    figure: str
    where: str
    row: Any


@dataclass(frozen=True)
class Answer:
    """What the evidence says: a `sentence` from the first of `hits`, or a `refusal` with `hits` as the nearest rows.

    `understood` are the facets that were read, `not_understood` the words that no table holds; `mended` maps words of
    the question to how they were read. `compared_arms` are two arms that Compare can show where rows cannot be paired.
    """

    question: str
    sentence: str
    refusal: str
    hits: list[Hit]
    mended: dict[str, str]
    understood: tuple[Facet, ...] = ()
    not_understood: tuple[str, ...] = ()
    compared_arms: tuple[str, ...] = ()


def answer(index: Index, question: str, name_column: str = "event") -> Answer:
    """Answer a question from rows alone.

    A row answers only if it holds every facet of the question and no word of it is left; else the answer says what is
    missing, and the hits are the nearest rows, which are no answer. Questions about somebody, on what did not happen
    and on what is better are not answered at all. `name_column` is "event" or, for plain words, "plain_name".
    """
    asked = index.read(question)
    tell = _Teller(index, name_column)
    units = _unit_correction(index, asked)
    if "person" in asked.stances:
        to_watch = [tell(row, 1.0) for row in _to_watch(index, asked)[:MAX_HITS]]
        return _given(asked, f"{units}{NOT_ABOUT_SOMEBODY}", to_watch)
    for stance, why in (("negation", NEGATION), ("judgment", JUDGMENT)):
        if stance in asked.stances:
            nearest = found_rows(index, asked, next(iter(asked.asks), ""))[:MAX_HITS]
            return _given(asked, f"{units}{why}", [tell(row, 1.0) for row in nearest])
    if sides := sides_of(asked, index.products.focus):
        pair = compared(index, asked, sides)
        if pair.rows:
            said = " ".join(sentence_of(row.document.row, "incidence", *tell.names) for row in pair.rows)
            return _given(asked, "", [tell(row) for row in pair.rows], f"{units}{said}{pair.caution}")
        if sides[0][0].kind != "patients" or not _is_answered(found_rows(index, asked, "risk")):
            refusal = f"{units}{REFUSAL}: no two rows of the same event, grade and period stand on both sides."
            nearest = [tell(row, 1.0) for row in pair.nearest[:MAX_HITS]]
            return replace(_given(asked, refusal, nearest), compared_arms=pair.arm_ids)
    elif "comparison" in asked.stances and not ANSWERED_AS_ONE & {*asked.asks}:
        nearest = [tell(row, 1.0) for row in found_rows(index, asked, "incidence")[:MAX_HITS]]
        return _given(asked, f"{units}{REFUSAL}: it compares, and names no two medicines, trials or ages.", nearest)
    parts = [_part(index, part) for part in _parts(index, asked)]
    answered = [part for part in parts if part.found and part.found[0].answers and not part.why]
    if not answered:
        nearest = parts[0]
        refusal = f"{REFUSAL}: {nearest.why or _lacking(index, nearest)}."
        return _given(asked, f"{units}{refusal}", [tell(row, 1.0) for row in nearest.found[:MAX_HITS]])
    first_rows = list({id(part.found[0].document): part.found[0].document for part in answered}.values())
    said = [sentence_of(document.row, document.table, *tell.names) for document in first_rows]
    said += [f"{part.name}: {REFUSAL.lower()}." for part in parts if part not in answered]
    first = [row for rows in zip(*(part.found for part in answered), strict=False) for row in rows]
    taken = set(map(id, first))
    rest = [row for part in answered for row in part.found if id(row) not in taken]
    return _given(asked, "", [tell(row) for row in [*first, *rest][:MAX_HITS]], f"{units}{' '.join(said)}")


def _given(asked: Reading, refusal: str, hits: list[Hit], sentence: str = "") -> Answer:
    return Answer(asked.text, sentence, refusal, hits[:MAX_HITS], asked.mended, asked.understood, asked.not_understood)


@dataclass(frozen=True)
class _Part:
    """One of several questions in one: what it is called, the rows found, and why none can answer, if so."""

    name: str
    asked: Reading
    found: list[Found]
    why: str = ""


def _parts(index: Index, asked: Reading) -> list[tuple[Reading, str]]:
    """The questions in a question, each with the kind of answer: by clauses, by kinds, by events that share no row."""
    clauses = [index.read(clause) for clause in CLAUSE.split(asked.text) if words(clause)]
    clauses = [clause for clause in clauses if clause.asks or not clause.names_nothing or clause.not_understood]
    if len(clauses) > 1:
        named = [facet for clause in clauses for facet in clause.of_kind("event", "medicine", "trial", "patients")]
        clauses = [_with_names(clause, named) for clause in clauses]
        clauses = [clause for clause in clauses if clause.asks] or [asked]
    return [part for clause in (clauses if len(clauses) > 1 else [asked]) for part in _by_kind(index, clause)]


def _with_names(clause: Reading, named: list[Facet]) -> Reading:
    """A clause with the event, medicine and trial of its neighbor where it names none: "and when does it start"."""
    own = {facet.kind for facet in clause.facets}
    more = [facet for facet in named if facet.kind not in own and facet not in clause.facets]
    return replace(clause, facets=(*clause.facets, *more))


def _by_kind(index: Index, asked: Reading) -> list[tuple[Reading, str]]:
    """A question once for each kind of answer and, where no row holds several events together, for each event."""
    is_answered = cache(lambda ask: _is_answered(found_rows(index, asked, ask)))
    first, *others = asked.asks or [""]
    asks = [first] if first in (*FALLS_THROUGH, "signals", "rates", "grading") else [first, *others]
    if first in FALLS_THROUGH and asked.of_kind("event") and not is_answered(first):
        asks = [ask for ask in others or [""] if is_answered(ask)] or [first]
    is_loose = asks == ["duration"] or (asks == ["incidence"] and "risk" in asked.folded)
    if is_loose and not is_answered(first) and is_answered(OR_ELSE[first]):
        asks = [OR_ELSE[first]]
    parts = []
    for ask in asks:
        names = asked.of_kind("event")
        if len(names) > 1 and not is_answered(ask):
            parts += [(asked.only(name, names), ask) for name in names]
        else:
            parts.append((asked, ask))
    return parts


def _is_answered(found: list[Found]) -> bool:
    return bool(found) and found[0].answers


def _part(index: Index, part: tuple[Reading, str]) -> _Part:
    asked, ask = part
    events = asked.of_kind("event")
    name = " ".join([*(facet.means for facet in events), KINDS_OF_ANSWER.get(ask, "")]).strip() or "The rest"
    why = ""
    if asked.not_understood:
        why = f"“{'”, “'.join(asked.not_understood[:4])}” stands in no row"
    elif asked.names_nothing:
        why = "it names no event, medicine or document"
    return _Part(name, asked, found_rows(index, asked, ask), why)


def _lacking(index: Index, part: _Part) -> str:
    """What the nearest row lacks, in the reader's own words, and how far the list goes that it stands in."""
    if not part.found:
        return "no row holds its words"
    nearest = part.found[0]
    told = []
    for facet, _ in nearest.lacks:
        shown = f"“{facet.words}”" if facet.words else ""
        if facet.kind == "kind of answer":
            told.append(f"the nearest rows do not answer {KINDS_OF_ANSWER[facet.values]}")
        elif facet.kind == "medicine":
            told.append(f"the nearest rows are not of {shown or facet.means}")
        elif facet.kind == "subset":
            told.append(f"the nearest rows do not count {facet.means}")
        else:
            told.append(f"the nearest rows do not hold {shown or facet.means}")
    lists = {getattr(row.document.row, "listing", "") for row in part.found if part.asked.of_kind("trial")} - {""}
    partly = f"; the source of this arm {min(lists)}" if lists else ""
    return "; ".join(dict.fromkeys(told)) + partly


class _Teller:
    """Rows as hits, with names in the reader's words."""

    def __init__(self, index: Index, name_column: str):
        events = index.evidence.events
        self.names = (dict(zip(events["event"], events[name_column], strict=True)), name_column == "plain_name")

    def __call__(self, found: Found, least: float = 0.0) -> Hit:
        document, row = found.document, found.document.row
        score = max(least, round(sum(weight for _, weight in found.lacks), 3))
        where = getattr(row, "source_name", "") or getattr(row, "publisher", "")
        names, is_plain = self.names
        title, figure = title_of(row, document.table, names), figure_of(row, document.table, is_plain)
        return Hit(document.table, row.row_key, score, title, figure, where, row)


def _to_watch(index: Index, asked: Reading) -> list[Found]:
    """Rules on what to watch for, of the event where one is named, without those that print a dose."""
    plain = replace(
        asked, facets=tuple(asked.of_kind("event", "medicine")), not_understood=(), topics=frozenset({"monitoring"})
    )
    found = [row for row in found_rows(index, plain, "management") if row.document.table == "management"]
    found = [row for row in found if row.document.row.topic == "monitoring"]
    if not found and asked.of_kind("event"):
        return _to_watch(index, replace(asked, facets=()))
    return [row for row in found if not DOSE.search(f"{row.document.row.action} {row.document.row.drug_or_dose}")]


def _unit_correction(index: Index, asked: Reading) -> str:
    """That labels print micrograms, where a dose of this medicine is given in milligrams."""
    found = PATTERNS["milligrams"].search(asked.folded)
    others = {value for facet in asked.of_kind("medicine") for value in facet.values} - {index.products.focus}
    if not found or others or index.given_in_milligrams & {stem(word) for word in words(asked.folded)}:
        return ""
    dose = f"{found['dose']} mcg{'/m2' if found['per'] else ''}"
    return (
        f"Labels print doses of {index.evidence.about['drug']} in micrograms (mcg), not in milligrams: the figure that "
        f"was typed, in milligrams, is 1,000 times {dose}. "
    )
