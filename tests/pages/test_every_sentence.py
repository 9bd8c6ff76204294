"""Every computed sentence of every page, card and slide, for each reader, is read again beside its rows.

Of a card and a slide the rows are its own, of what else stands on a page those of all tables and of its cards.

Counts in a sentence stand in its rows, a percentage is that of the counts beside it, and a difference is what a reader
gets who subtracts.
"""

import re
from collections.abc import Callable
from html import unescape

import pandas as pd
import pytest

from adverse.cards.compare import SHOW_AS as COMPARE_VIEWS
from adverse.cards.incidence import SHOW_AS as INCIDENCE_VIEWS
from adverse.cards.reader import Reader
from adverse.cards.stories import card_of, drawn_slide, values_of
from adverse.ui import panels
from adverse.vocabulary import READERS
from tests.pages.conftest import TERM

PAIR = re.compile(r"(?P<n>\d[\d,]*) of (?:about |the )?(?P<total>\d[\d,]*)(?P<unit> [a-z-]+)?")
SHARE = re.compile(r"(?P<percent>\d+(?:\.\d+)?)% \((?P<n>\d[\d,]*)(?: of |/)(?P<total>\d[\d,]*)(?P<more>[^)]*)\)")
TWO_OF = re.compile(
    r"(?P<first>\d[\d,.]*) of (?P<scale>100|1,000)[^;.]*?, (?:and )?(?:about )?(?P<second>\d[\d,.]*) of (?P=scale)"
    r"[^;.]*[;.] (?:That is )?(?P<difference>\d[\d,.]*|no) (?P<way>more|fewer)"
)
PLACES = re.compile(r"(?:Lesson|Question|Slide) \d+ of \d+")
SCALES = {100, 1000}
METHODS = re.compile(  # words that a learner reads only in the glossary, at a mark, and in names of documents
    r"Wilson(?! 1927)|Miettinen(?! and)|Benjamini(?! and)|\bq values?\b|log odds|\bdenominators?\b|percentage points|"
    r"patient-years?"
)
OF_THINGS = (  # what is counted besides patients: "3 of 9 events"
    *(" events", " ratios", " reports", " documents", " things", " claims", " factors", " printed", " monitoring"),
    *(" patients", " named", " statements", " comparisons", " article", " rows", " vignettes", " statement", " groups"),
    *(" timed", " cases"),
)
COUNTS = (
    *(("n_with_event", "n_at_risk"), ("n_with_event_severe", "n_at_risk"), ("n_with_event", "n_total")),
    *(("n_with_event_low", "n_at_risk"), ("n_with_event_high", "n_at_risk")),  # counts worked out, and ranges
)
CONTROL = ("n_with_event_control", "n_at_risk_control")


def number(text: str) -> float:
    return float(text.replace(",", "").rstrip("."))


def counts_of(rows: pd.DataFrame) -> set[tuple[int, int]]:
    """Every pair of counts that the rows print."""
    pairs = [pair for pair in (*COUNTS, CONTROL) if set(pair) <= set(rows)]
    return {(int(n), int(total)) for pair in pairs for n, total in rows[list(pair)].dropna().itertuples(index=False)}


def faults_in(sentence: str, rows: pd.DataFrame) -> list[str]:
    """What in a sentence does not stand in its rows, is no share of its counts, or does not add up."""
    known, faults = counts_of(rows), []
    for found in PAIR.finditer(PLACES.sub("", sentence)):
        n, total = int(number(found["n"])), int(number(found["total"]))
        is_thing = (found["unit"] or "") in OF_THINGS
        if total not in SCALES and not is_thing and (n, total) not in known:
            faults.append(f"{found[0]!r} is in no row")
        if n > total:
            faults.append(f"{found[0]!r} is more than all")
    for found in SHARE.finditer(sentence):
        share = 100 * number(found["n"]) / number(found["total"])
        digits = len(found["percent"].partition(".")[2])
        if abs(share - float(found["percent"])) > 0.5 * 10**-digits + 1e-9 and "about" not in found["more"]:
            faults.append(f"{found[0]!r}: the counts give {share:.2f}%")
    for found in TWO_OF.finditer(sentence):
        difference = number(found["first"]) - number(found["second"])
        told = 0.0 if found["difference"] == "no" else number(found["difference"])
        if abs(abs(difference) - told) > 1e-6 or (told and (difference > 0) != (found["way"] == "more")):
            faults.append(f"{found[0]!r} does not add up")
    return faults


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("Fever: 30% (3 of 11).", "'3 of 11' is in no row"),
        ("Fever: 31% (3 of 10).", "'31% (3 of 10)': the counts give 30.00%"),
        ("Fever: 28 of 100 with a, 56 of 100 with b; 27 fewer per 100.", "does not add up"),
        ("Fever: 56 of 100 with a, 28 of 100 with b; 28 fewer per 100.", "does not add up"),
    ],
)
def test_a_wrong_sentence_is_found(sentence, fault):
    rows = pd.DataFrame({"n_with_event": [3], "n_at_risk": [10]})
    assert any(fault in found for found in faults_in(sentence, rows))
    assert faults_in("Fever: 30% (3 of 10); 28 of 100 with a, 56 of 100 with b; 28 fewer per 100.", rows) == []


@pytest.fixture(scope="session")
def technical_in(evidence) -> Callable[[str], list[str]]:
    """A function (sentence) -> the events in it that have a plain name and stand without it."""
    plain = dict(zip(evidence.events["event"], evidence.events["plain_name"], strict=True))
    terms = sorted((event for event, name in plain.items() if event.casefold() != name.casefold()), key=len)[::-1]
    any_term = re.compile(rf"\b(?:{'|'.join(map(re.escape, terms))})(?!\w)", re.IGNORECASE)
    term_of = {term.casefold(): term for term in terms}
    own_names = [*evidence.sources["short_name"], *evidence.arms["arm_label"]]  # of documents and arms
    allowed = sorted([*plain.values(), *own_names], key=len)[::-1]
    any_plain = re.compile("|".join(map(re.escape, allowed)), re.IGNORECASE)

    both = sorted(
        [f"{plain[term]} ({term})" for term in terms] + [f"{term} ({plain[term]})" for term in terms], key=len
    )
    any_both = re.compile("|".join(map(re.escape, both[::-1])), re.IGNORECASE)

    def found(sentence: str) -> list[str]:
        without = any_plain.sub("", any_both.sub("", sentence))
        return [term_of[use[0].casefold()] for use in any_term.finditer(without)]

    return found


def test_a_term_without_its_plain_name_is_found(technical_in):
    assert technical_in("Most frequent: Pyrexia, in 3 of 10.") == ["Pyrexia"]
    assert technical_in("Fever: how many of 100 have pyrexia") == ["Pyrexia"]
    assert technical_in("Most frequent: Fever (Pyrexia), in 3 of 10. Seizure: none.") == []


VIEWS = [
    ("overview", {}),
    ("overview", {"top_grade": "ge3"}),
    *(("incidence", {"show": view}) for view in INCIDENCE_VIEWS),
    ("incidence", {"grade": "ge3", "period": "whole_study"}),
    ("incidence", {"subset": "serious"}),
    *(("incidence", {"event": event}) for event in ("Cytokine release syndrome", "Pyrexia", "Hypogammaglobulinemia")),
    ("incidence", {"event": "Neurologic events (any)", "grade": "ge3", "others": "true"}),
    *(("compare", {"compare_view": view}) for view in COMPARE_VIEWS),
    *(("compare", {"preset": key}) for key in ("aall1331-cycle-1", "aall1331-cycle-2", "inovate", "children-adults")),
    ("compare", {"preset": "t-cell-engaging", "open_differences": "true"}),
    ("matrix", {}),
    *(("matrix", {"column": column, "disease": "lymphoma"}) for column in ("crs_any", "neurologic_ge3")),
    ("onset", {}),
    ("onset", {"others": "true"}),
    *(("risk_factors", {"board": board}) for board in ("crs", "neurotoxicity", "all")),
    *(("rare_events", {"event": key}) for key in ("hlh", "pancreatitis", "seizure", "fatal", "tumor_lysis")),
    ("management", {"layout": "phase"}),
    *(("learn", {"lesson": lesson}) for lesson in ("share", "interval", "zero", "severity")),
    *(("learn", {"learn": part}) for part in ("quiz", "worksheet")),
    *((page, {}) for page in ("management", "grading", "claims", "sources", "present")),
    ("management", {"layout": "print"}),
    ("search", {"q": "How often is cytokine release syndrome?"}),
]
WITHOUT_CARDS = (
    "claims",
    "compare",
    "learn",
    "management",
    "present",
    "rare_events",
    "risk_factors",
    "search",
    "sources",
)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("page", "query"), VIEWS, ids=str)
def test_every_card_says_what_its_rows_say(
    open_shell, answers_of, monkeypatch, evidence, technical_in, printed_words, reader, page, query
):
    cards = []
    monkeypatch.setattr(panels, "chart_card", lambda page, drawing: cards.append(drawing))
    app = open_shell(page, view=reader, **query)  # the shell holds the choice of the reader
    assert [error.message for error in app.exception] == []
    assert cards or page in WITHOUT_CARDS, "no card was seen"
    everything = pd.concat([evidence.incidence, evidence.risk_factors, *(card.selection.rows for card in cards)])
    words = [fault for text in texts_of(app) for fault in faults_in(text, everything)]
    assert [fault for fault in words if fault.split("'")[1] not in printed_words] == []
    if reader == "learner":
        assert [found for sentence in answers_of(app) for found in technical_in(sentence)] == []
        said = [*answers_of(app), *(caption.value for caption in app.caption), *(card.note for card in cards)]
        assert [text for text in (*said, *(card.sentence for card in cards)) if METHODS.search(text)] == []
    for card in cards:
        rows = card.selection.rows
        if "arm_id" in rows:  # a sentence may name the other arms and grades of the trials in view
            everything = evidence.incidence[evidence.incidence["arm_id"].isin(_arms_of(evidence, rows))]
            rows = pd.concat([rows, everything])
        for text in (card.sentence, card.alt, card.note, card.title):
            assert faults_in(text, rows) == [], (card.name, text)
            if reader == "learner":
                assert technical_in(text) == [], (card.name, text)
        if reader == "learner" and "factor" not in rows:  # a mark of a risk factor begins with the factor as printed
            assert [
                name for name in names_in_hovers(card.chart.drawn(dark=False)) if technical_in(name) == [name]
            ] == [], card.name


@pytest.fixture(scope="session")
def printed_words(evidence) -> str:
    """What rows say in words, which no page computes."""
    told = (evidence.risk_factors, evidence.management, evidence.onset, evidence.claims, evidence.incidence)
    tables = (*told, evidence.vignettes, evidence.grading_criteria)
    return "\n".join(text for table in tables for column in table.select_dtypes("str") for text in table[column])


def texts_of(app) -> list[str]:
    """Every text and every cell of a table of words on a page, as they read."""
    cells = [str(cell) for table in app.table for cell in table.value.to_numpy().ravel()]
    texts = [*(element.value for element in (*app.markdown, *app.caption)), *cells]
    return [TERM.sub(r"\1", text).replace("\\", "") for text in texts]


def names_in_hovers(figure) -> list[str]:
    """What marks of a chart say first when they are pointed at: the name of the event."""
    texts = [trace.hovertext for trace in figure.data if trace.hovertext is not None]
    hovers = [hover for text in texts for hover in ([text] if isinstance(text, str) else text)]
    return [unescape(hover[3:].split("</b>")[0].replace("<br>", " ")) for hover in hovers if hover.startswith("<b>")]


def _arms_of(evidence, rows: pd.DataFrame) -> set[str]:
    trials = evidence.arms.loc[evidence.arms["arm_id"].isin(rows["arm_id"]), "trial_id"]
    return set(evidence.arms.loc[evidence.arms["trial_id"].isin(trials), "arm_id"])


@pytest.mark.parametrize("reader", READERS)
def test_every_slide_says_what_its_rows_say(evidence, technical_in, reader):
    n = 0
    for story in evidence.stories:
        for slide in story.slides:
            if slide.page == "claims":  # the explanations of claims are read beside all tables by a test of their own
                continue
            view = drawn_slide(evidence, slide, Reader(reader))
            rows = view.drawing.selection.rows
            if "arm_id" in rows:
                rows = pd.concat(
                    [rows, evidence.incidence[evidence.incidence["arm_id"].isin(_arms_of(evidence, rows))]]
                )
            for text in view.texts.values():
                assert faults_in(text, rows) == [], (story.file, slide.number, text)
                n += 1
            if reader == "learner":
                assert [
                    (key, value)
                    for key, value in values_of(evidence, slide, *card_of(evidence, slide), Reader(reader)).items()
                    if technical_in(str(value))
                ] == []
    assert n > 40
