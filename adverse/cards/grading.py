"""Grade it: the criteria of a syndrome as cells, those that the findings meet marked, and the grade in a sentence."""

from dataclasses import replace
from typing import NamedTuple

from adverse.cards import notes, tables
from adverse.cards.choices import labels_of
from adverse.cards.drawing import Drawing, chart, drawing
from adverse.cards.parameters import Asker
from adverse.cards.reader import Reader
from adverse.charts import grade_ladder
from adverse.evidence import Evidence
from adverse.evidence.grading import criteria_rows, grade_cells, ice_items, vignette_rows
from adverse.evidence.select import Selection
from adverse.grading import FEVER, SYNDROMES, Findings, Grade, Ice, grade_of, ice_band, ice_score
from adverse.sentences import grade_answer, practice_answer
from adverse.vocabulary import GRADING_DOMAINS, GRADING_SYSTEMS
from adverse.vocabulary import SYNDROMES as SYNDROME_TERMS

ICE_TESTS = {"done": "Done", "unarousable": "Not possible: unarousable", "under_12": "Not used: under 12 years"}
ICE_WITHOUT_ITEMS = {"unarousable": Ice.UNAROUSABLE, "under_12": Ice.NOT_USED}


class GradingChoice(NamedTuple):
    """What is graded, or practice, with the findings of the syndrome, and the vignette to practice on."""

    part: str
    findings: Findings | None
    missed: tuple[str, ...] = ()
    ice_test: str = "done"


def choose(evidence: Evidence, ask: Asker) -> GradingChoice:
    """The parameters of the page."""
    part = choose_part(evidence, ask)
    every = [choose_findings(evidence, ask, syndrome) for syndrome in SYNDROMES]
    return next((choice for choice in every if choice.part == part), GradingChoice(part, None))


def choose_part(evidence: Evidence, ask: Asker) -> str:
    """Which syndrome is graded, or practice where there are vignettes."""
    practice = {"practice": "Practice"} if len(evidence.vignettes) else {}
    return ask.one("part", "Grade", labels_of(SYNDROME_TERMS) | practice, show_title=False)


def choose_findings(evidence: Evidence, ask: Asker, syndrome: str) -> GradingChoice:
    """The findings of a syndrome, one control a domain; items of the ten-item test count only where it was done."""
    domains, names = SYNDROMES[syndrome].domains(), domain_names(plain_words=ask.plain_words)
    found, missed, test = {}, (), "done"
    for domain, choices in domains.items():
        if domain == "ice":
            test = ask.one("ice_test", "Ten-item test (ICE)", ICE_TESTS)
            items = item_choices(evidence)
            missed = ask.some(
                "missed",
                "Items missed, one point each",
                items,
                listed=False,
                as_buttons=True,
                is_needed=test == "done",
            )
            found[domain] = ice_of(test, missed)
        else:
            found[domain] = ask.one(domain, names[domain], {choice: choice.label for choice in choices})
    return GradingChoice(syndrome, SYNDROMES[syndrome].read(found), missed, test)


def choose_vignette(evidence: Evidence, ask: Asker) -> str:
    """The vignette to practice on."""
    labels = {row.vignette_id: f"{n}. {row.title}" for n, row in enumerate(vignette_rows(evidence).itertuples(), 1)}
    return ask.one(
        "vignette", "Vignette", labels or {"": "None"}, listed=False, as_list=True, about="Vignette; changes no row"
    )


def item_choices(evidence: Evidence) -> dict[str, str]:
    """Item of the ten-item test -> its wording."""
    items = ice_items(evidence)
    return dict(zip(items["finding"], items["wording"], strict=True))


def ice_of(test: str, missed: tuple[str, ...]) -> Ice:
    """The finding that the ten-item test gives; `missed` counts only when it was done."""
    return ICE_WITHOUT_ITEMS.get(test) or ice_band(ice_score(missed))


def domain_names(*, plain_words: bool) -> dict[str, str]:
    """Domain -> its name, for learners in plain words."""
    return {key: term.definition.rstrip(".") if plain_words else term.label for key, term in GRADING_DOMAINS.items()}


def cells_of(evidence: Evidence, syndrome: str, findings: Findings) -> Selection:
    """The cells of the ladder."""
    return Selection(grade_cells(criteria_rows(evidence, syndrome), findings))


def rows_in_view(evidence: Evidence, choice: GradingChoice) -> Selection:
    """The cells, those that the findings meet marked; to practice there are no findings, but vignettes."""
    if choice.findings is None:
        return Selection(vignette_rows(evidence))
    return cells_of(evidence, choice.part, choice.findings)


def draw(evidence: Evidence, choice: GradingChoice, reader: Reader) -> Drawing:
    """The ladder of grades of the findings; to practice, the vignettes."""
    cells = rows_in_view(evidence, choice)
    if choice.findings is None:
        return Drawing("ladder", cells, sentence=practice_answer(evidence.vignettes))
    said = sentence(choice.findings, reader)
    return drawing(
        evidence,
        reader,
        cells,
        chart(grade_ladder, cells.rows, domain_names(plain_words=reader.plain_words)),
        name="ladder",
        title="Each domain's own grade",
        about=f"Criteria by domain and grade. {said}",
        note=notes.GRADES_BY_ASTCT,
        columns=tables.criteria_columns,
        sentence=said,
    )


def sentence(findings: Findings, reader: Reader, *, is_told_whole: bool = False) -> str:
    """The grade and what decided it, in one sentence; a story that is told whole leaves no score open."""
    grade = grade_of(findings)
    return _in_words(replace(grade, is_complete=True) if is_told_whole else grade, findings, reader)


def _in_words(grade: Grade, findings: Findings, reader: Reader) -> str:
    deciding = [_finding(domain, findings, reader) for domain in grade.decided_by] if grade.grade else []
    if not grade.grade and grade.decided_by:
        deciding = [FEVER]
    name, system = SYNDROME_TERMS[grade.syndrome].label, GRADING_SYSTEMS[grade.system].label
    return grade_answer(
        name, system, grade.grade, deciding, is_complete=grade.is_complete, plain_words=reader.plain_words
    )


def _finding(domain: str, findings: Findings, reader: Reader) -> str:
    name = domain_names(plain_words=reader.plain_words)[domain]
    lower = name if name[:2].isupper() else name[0].lower() + name[1:]
    chosen = getattr(findings, domain).label
    return f"{lower} ({chosen[0].lower() + chosen[1:]})"
