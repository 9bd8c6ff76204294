"""What a reader is asked, and what they answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Question(NamedTuple):
    """One question on the files: a key, a sentence, the answers (value -> label), and the one taken unless told.

    A question without a default must be answered before anything is counted.
    """

    key: str
    sentence: str
    options: dict[str, str]
    default: str = ""


@dataclass(frozen=True)
class Answers:
    """What the reader says of the files; everything else is guessed and told.

    `roles`: (file, role) -> column, an empty column for none. `choices`: key of a question -> value. `n_of_arm`: arm ->
    patients treated, where no list of patients is given. `joined`: term -> the term that it is counted under.
    """

    roles: Mapping[tuple[str, str], str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    n_of_arm: Mapping[str, int] = field(default_factory=dict)
    joined: Mapping[str, str] = field(default_factory=dict)

    def to(self, question: Question) -> str:
        """The answer to a question, its default where there is none or one that is not offered."""
        given = self.choices.get(question.key, "")
        return given if given in question.options else question.default


def open_questions(questions: list[Question], answers: Answers) -> list[Question]:
    """Those that have neither an answer nor a default."""
    return [question for question in questions if not answers.to(question)]
