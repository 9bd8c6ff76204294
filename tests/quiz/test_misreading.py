"""A question on a claim that its source does not bear out; no dose in milligrams stands without its correction."""

import re
from random import Random

from adverse.quiz import Question
from adverse.quiz.generate import question_of_kind

DOSE_IN_MILLIGRAMS = re.compile(r"\d\s*mg\b")


def rows_of(material, question: Question):
    """The rows of the table that a question names, in its order."""
    table = material.evidence.tables[question.table].set_index("row_key")
    return table.loc[list(question.row_keys)]


def test_a_misreading_is_a_claim_that_its_source_does_not_bear_out(material, names):
    claims = material.evidence.claims.set_index("statement")["verdict"]
    seen = set()
    for seed in range(150):
        question = question_of_kind(material, "misreading", Random(seed), names)
        [row] = rows_of(material, question).itertuples()
        seen.add(row.verdict)
        assert not DOSE_IN_MILLIGRAMS.search(" ".join([question.prompt, *question.options]))
        if row.verdict == "unit_error":
            assert question.answer == row.primary_unit
            wrong, right = f"{row.value} {row.unit}", f"{row.primary_value} {row.primary_unit}"
            assert f"{wrong} [unit error, sources print {right}]" in question.explanation
            rest = question.explanation.replace(f"{wrong} [unit error, sources print {right}]", "")
            assert not DOSE_IN_MILLIGRAMS.search(rest)
        else:
            statements = [option.split(": ", 1)[1] for option in question.options]
            verdicts = [claims[statement] for statement in statements]
            assert verdicts.count("supported") == 2
            assert question.answer.endswith(row.statement)
    assert seen == {"outdated", "misread", "unit_error"}
