"""What a question is, and whether an answer is right."""

from math import ceil, floor
from typing import NamedTuple

from adverse.vocabulary import rounded

DIGITS = 9  # beyond which a limit is no more than rounding: the lower limit of no event is 0


ESTIMATE_STARTS_AT = 50  # where the slider stands before it is moved, which is never a right estimate


class Question(NamedTuple):
    """One question with its one right answer and the rows that give it.

    `options` are the answers to choose from, exactly one of which is `answer`; without options a whole percentage is
    estimated, and `percent` is the share with its 95% Wilson limits `low` and `high`, all from 0 to 100. `lesson_id` is
    the lesson on its idea; `chart` (a key of LESSON_CHARTS, or "") is how the rows `row_keys` of `table` are drawn.
    """

    kind: str
    lesson_id: str
    prompt: str
    options: tuple[str, ...]
    answer: str
    explanation: str
    chart: str
    table: str
    row_keys: tuple[str, ...]
    percent: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def accepted(self) -> tuple[int, int] | None:
        """The lowest and highest right estimate: whole percentages within the interval, and the one next to the share.

        None for a question with options.
        """
        if self.options or self.percent is None or self.low is None or self.high is None:
            return None
        return accepted_estimates(self.percent, self.low, self.high)

    def is_right(self, given: int) -> bool:
        """Whether the option at place `given` is right, or the whole percentage `given` is accepted."""
        if self.accepted is None:
            return self.options[given] == self.answer
        lowest, highest = self.accepted
        return lowest <= given <= highest


def accepted_estimates(percent: float, low: float, high: float) -> tuple[int, int]:
    """The lowest and highest right estimate of a share with these limits, all from 0 to 100."""
    nearest, low, high = int(rounded(percent)), round(low, DIGITS), round(high, DIGITS)
    return min(ceil(low), nearest), max(floor(high), nearest)
