"""What is understood of a question: its facets, its kind of answer, and the words that stand in no row."""

import ast
import threading
from pathlib import Path

import pytest

import adverse.search
from adverse import vocabulary
from adverse.search import KINDS_OF_ANSWER, SEARCHED, answer, build_index
from adverse.search.language import EVERYDAY_NAMES, SEVERAL, WEIGHT_BANDS
from adverse.search.names import stems_of_name
from adverse.search.text import is_neutral, limits, stem

DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)


def facets(index, question: str) -> dict[str, str]:
    """Kind -> what it means, of every facet."""
    return {facet.kind: facet.means for facet in index.read(question).understood}


@pytest.mark.parametrize(
    ("asked", "kind", "means"),
    [
        ("how common is grade 3+ CRS in TOWER", "grade", "grade 3 or higher"),
        ("severe infections", "grade", "grade 3 or higher"),
        ("grade 3 CRS", "grade", "grade 3, alone or with higher ones"),
        ("grade 4 neutropenia", "grade", "grade 4 only"),
        ("low blood counts", "event", "Cytopenia"),
        ("serious infections in the European label pool", "subset", "serious"),
        ("how many patients died in TOWER?", "subset", "fatal"),
        ("restart dose after grade 3 CRS below 45 kg", "weight", "45 kg"),
        ("my 70-year-old father is confused", "patients", "adults"),
        ("CRS in MRD-positive adults", "event", "Cytokine release syndrome"),
        ("swollen brain", "event", "Increased intracranial pressure disorders"),
        ("rapid heartbeat with blina", "medicine", "blinatumomab"),
        ("CRS with axi-cel", "medicine", "axicabtagene"),
        ("headache: when does it start", "answer", "when does it start"),
        ("what dose after a seizure?", "answer", "what is done"),
        ("FAERS signals", "answer", "safety signals"),
        ("who is at risk of CRS", "answer", "risk factors"),
        ("Kantarjian 2017", "answer", "which source"),
        ("blast tremor percentage", "trial", "blast"),
        ("is a high blast count a risk for CRS", "word", "blast"),
        ("how many patients did TOWER treat", "answer", "how many patients"),
        ("how many children had CRS", "answer", "how often"),
    ],
)
def test_a_facet_is_read(index, asked, kind, means):
    assert facets(index, asked).get(kind) == means


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("How common is CRS with grapefruit?", ("grapefruit",)),
        ("fever in the garden at the weekend", ("garden", "weekend")),
        ("Wie häufig ist Fieber?", ("wie", "haufig", "ist", "fieber")),
        ("script that prints headaches", ("script",)),
    ],
)
def test_words_that_stand_in_no_row_are_left_and_keep_every_row_from_answering(index, asked, left):
    given = answer(index, asked)
    assert (given.not_understood[: len(left)], given.sentence) == (left, "")


@pytest.mark.parametrize(
    "asked",
    [
        "how common is grade 3 CRS in TOWER?",
        "When does neurotoxicity start with axi-cel?",
        "serious infections in children",
        "restart dose after grade 3 CRS for a patient under 45 kg",
        "Are older patients at higher risk of neurotoxicity?",
        "FAERS reporting odds ratio of CRS with tarlatamab",
    ],
)
def test_the_words_of_the_facets_are_a_question_that_is_read_alike(index, asked):
    read = index.read(asked)
    again = index.read(" ".join(facet.words for facet in read.understood))
    assert {(facet.kind, facet.means) for facet in again.understood} == {
        (facet.kind, facet.means) for facet in read.understood
    }


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("neurotoxcity", "neurotoxicity"),
        ("nuerotox", "neurotox"),
        ("blinotumomab CRS", "blinatumomab"),
        ("siezures", "seizures"),
    ],
)
def test_a_slip_of_the_keys_is_mended_and_said(index, typed, mended):
    given = answer(index, typed)
    assert not given.refusal
    assert list(given.mended.values()) == [mended]


@pytest.mark.parametrize("unknown", ["rituximab", "imatinib", "elotuzumab", "hiccups", "alopecia", "grapefruit"])
def test_a_word_that_no_row_holds_is_not_bent_into_one_that_does(index, unknown):
    given = answer(index, f"How common is CRS with {unknown}?")
    assert (given.mended, given.sentence) == ({}, "")
    assert unknown in given.refusal


def test_every_part_of_the_engine_names_what_the_tables_hold(evidence):
    for members in SEVERAL.values():
        assert {*SEVERAL, *members} <= set(evidence.events["event"])
    assert WEIGHT_BANDS.keys() == vocabulary.WEIGHT_BANDS.keys()
    assert KINDS_OF_ANSWER.keys() == {ask for searched in SEARCHED.values() for ask in searched.answers}
    assert SEARCHED.keys() <= evidence.tables.keys()


def test_the_code_of_the_engine_names_no_medicine_and_no_trial(evidence):
    names = {drug.split()[0] for drug in evidence.arms["drug"]} - {"bispecific", "chemotherapy"}
    names |= set(evidence.arms["trial_name"].str.split().str[0]) - {""}
    names = {name for name in names if name.isalpha() and len(name) > 4}
    for path in sorted(Path(adverse.search.__file__).parent.glob("*.py")):
        code = ast.parse(path.read_text(encoding="utf-8"))
        told = {ast.get_docstring(node, clean=False) for node in ast.walk(code) if isinstance(node, DOCUMENTED)}
        said = {node.value for node in ast.walk(code) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
        assert not [(path.name, name) for name in names for text in said - told if name in text.split()]


def test_an_inflammation_is_not_its_organ():
    assert stem("hepatitis") != stem("hepatic")


def test_a_score_is_read_as_part_of_its_range(index):
    assert limits("ice score 3 to 6") == ["score3", "score4", "score5", "score6"]
    assert "3 to 6" in answer(index, "ICE score of 5, which ICANS grade?").sentence


def test_every_everyday_name_is_of_an_event_of_the_tables(evidence):
    assert set(EVERYDAY_NAMES) <= set(evidence.events["event"])


def test_no_everyday_name_says_what_another_name_of_its_event_says():
    for event, names in EVERYDAY_NAMES.items():
        assert len(set(map(stems_of_name, names))) == len(names), event


def test_no_neutral_word_is_the_whole_name_of_an_event(index):
    assert [name for name in index.events.names if len(name) == 1 and is_neutral(*name)] == []


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("gr 3+ neutropenia TOWER blina", "grade 3 or higher neutropenia in TOWER with blinatumomab"),
        ("CRS events per pt-yr, TOWER", "CRS events per patient-year in TOWER"),
        ("talquetamab q2w rash incidence", "incidence of rash with talquetamab every 2 weeks"),
    ],
)
def test_short_forms_of_charts_read_like_the_words(index, short, long):
    assert answer(index, short).hits[0].row_key == answer(index, long).hits[0].row_key


@pytest.mark.parametrize(
    "typed",
    [
        *('"* OR NEAR(', "'; DROP TABLE texts; --", "head:CRS AND NOT *", "<img src=x onerror=alert(1)>", "\0\x01"),
        *("", " ", "?", "-", "((((", "\\", "x" * 100_000, "CRS " * 50_000, "人", "🙂", "grade", "kg", "grade 9", "NaN"),
    ],
)
def test_nothing_typed_can_break_it(index, typed):
    given = answer(index, typed)
    assert bool(given.sentence) != bool(given.refusal)
    assert len(given.question) <= 300


def test_the_index_is_built_once_for_the_same_evidence(index, evidence):
    assert build_index(evidence) is index


def test_many_readers_may_ask_at_once(index):
    expected, wrong = answer(index, "how common is grade 3 CRS in TOWER?").sentence, []

    def ask() -> None:
        for _ in range(10):
            if answer(index, "how common is grade 3 CRS in TOWER?").sentence != expected:
                wrong.append(1)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
