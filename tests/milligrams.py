"""Doses in milligrams in what a reader sees: those of blinatumomab are micrograms, so that each one is an error."""

import re

FLAGGED = re.compile(r"\b(5|15) mg/m2/day \[unit error, sources print \1 mcg/m2/day\]")
MILLIGRAMS = r" ?(?:mg|milligrams?)"
A_DAY = re.compile(rf"\b\d+(?:[.,]\d+)?{MILLIGRAMS}(?: ?/ ?m(?:2|²))?(?: ?/ ?|,? per |,? a )(?:day|d|24 h(?:ours)?)\b")
ITS_FIGURES = re.compile(rf"(?<![\d.,-])(?:5|9|15|28){MILLIGRAMS}\b")
OTHER_MEDICINES = r"(?:dexamethasone|methylprednisolone|prednisone|dasatinib)"
RIGHT_BEFORE = re.compile(rf"{OTHER_MEDICINES}\W+$", re.IGNORECASE)
RIGHT_AFTER = re.compile(rf"\W*{OTHER_MEDICINES}", re.IGNORECASE)
BEFORE = re.compile(rf"{OTHER_MEDICINES}[^\n]{{0,250}}$", re.IGNORECASE)


def doses_in_milligrams(text: str) -> list[str]:
    """Doses in milligrams that may be read as doses of blinatumomab, apart from those beside their correction.

    That is a dose a day, unless the name of another medicine stands right beside it, and each of the figures 5, 9, 15
    and 28 in milligrams, unless another medicine is named shortly before it on the same line.
    """
    text = FLAGGED.sub("", text)
    a_day = [dose for dose in A_DAY.finditer(text) if not _is_of_another_medicine(text, dose)]
    figures = [dose for dose in ITS_FIGURES.finditer(text) if not BEFORE.search(text[: dose.start()])]
    return [text[max(0, dose.start() - 60) : dose.end() + 30] for dose in [*a_day, *figures]]


def _is_of_another_medicine(text: str, dose: re.Match) -> bool:
    return bool(RIGHT_BEFORE.search(text[: dose.start()]) or RIGHT_AFTER.match(text, dose.end()))
