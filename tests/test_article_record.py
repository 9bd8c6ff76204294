"""What is said of the article's references and of the verdicts of a part of it, from the rows."""

import pandas as pd

from adverse.sentences.documents import references_answer, verdicts_in_words


def test_references_are_counted_and_said_to_lead_nowhere(evidence):
    printed = evidence.claims["article_reference"]
    said = references_answer(printed)
    assert said.startswith(
        f"The article prints the numbers 1 to {max(printed, key=lambda text: int(text or 0))} beside "
        f"{(printed != '').sum()} of its {len(printed)} claims."
    )
    assert "none of them is resolved to a document" in said
    assert references_answer(pd.Series(["", ""])) == "The article prints no number of a reference beside a claim."


def test_verdicts_of_a_part_add_up():
    assert verdicts_in_words(pd.Series(["unit_error", "supported", "supported"])) == (
        "3 claims: 2 supported, 1 unit error"
    )
    assert verdicts_in_words(pd.Series(["misread"])) == "1 claim: 1 misread"
