"""The dates of a file: read once, with what must be asked before they can be."""

import numpy as np

from adverse.cohort.answers import Answers, Question
from adverse.cohort.dates import ORIGINS, START, Dates, iso, order_of, read_dates, serial_form
from adverse.cohort.mapping import Mapped
from adverse.cohort.values import is_missing
from adverse.sentences import own_data as said

DATE_ROLES = ("first_dose", "last_dose", "follow_up_end", "died_on", "start", "end", "date")
ORDERS = {"day": "Day first", "month": "Month first"}
PROGRAMS = {"excel": "Excel", "sas": "SAS"}
SERIALS = {"excel": "Days as Excel counts them", "sas": "Days as SAS counts them", "none": "Not a date"}


class FileDates:
    """Dates of the columns of tables, each read once; `questions` are what their form leaves open."""

    def __init__(self, tables: list[Mapped], answers: Answers):
        self._answers = answers
        self._read: dict[tuple[str, str], Dates] = {}
        self._order: dict[str, str] = {}
        self._serial: dict[tuple[str, str], str] = {}
        self.questions: list[Question] = []
        for one in tables:
            self._ask(one)

    def of(self, one: Mapped, role: str) -> Dates | None:
        """The dates of a role, None where no column has it."""
        return self.of_column(one, one.name(role)) if one.name(role) else None

    def of_column(self, one: Mapped, column: str) -> Dates:
        """The dates of a column."""
        key = (one.raw.file, column)
        if key not in self._read:
            serial = self._serial.get(key) or serial_form(one.raw.cells[column])
            order = self._order.get(one.raw.file, "day")
            self._read[key] = read_dates(one.raw.cells[column], order=order, serial=serial)
        return self._read[key]

    def _ask(self, one: Mapped) -> None:
        """Whether day or month comes first in a file, by all its dates together; what its whole numbers are."""
        names = [one.name(role) for role in DATE_ROLES if one.name(role)]
        found = {name: order_of(one.raw.cells[name]) for name in names}
        orders = {order for order, _ in found.values() if order}
        unclear = next(((name, example) for name, (_, example) in found.items() if example), None)
        if len(orders) == 1 and orders <= set(ORDERS):
            self._order[one.raw.file] = orders.pop()
        elif orders:
            name = next(name for name, (order, _) in found.items() if order)
            self._ask_order(one, said.DATE_ORDERS_DIFFER.format(column=name, file=one.raw.file))
        elif unclear:
            name, example = unclear
            self._ask_order(one, said.DATE_ORDER.format(column=name, file=one.raw.file, example=example))
        for name in names:
            if form := serial_form(one.raw.cells[name]):
                self._ask_serial(one, name, form)

    def _ask_order(self, one: Mapped, sentence: str) -> None:
        question = Question(f"date_order:{one.raw.file}", sentence, ORDERS)
        self.questions.append(question)
        self._order[one.raw.file] = self._answers.to(question) or "day"

    def _ask_serial(self, one: Mapped, name: str, form: str) -> None:
        example = next(text for text in one.raw.cells[name] if not is_missing(text))
        days = {program: iso((origin - START).days + float(example)) for program, origin in ORIGINS.items()}
        told = {"column": name, "file": one.raw.file, "example": example}
        if form == "unsure":
            sentence = said.SERIAL_UNSURE.format(**told, **days)
        else:
            sentence = said.SERIAL_DATES.format(**told, day=days[form], program=PROGRAMS[form])
        question = Question(f"serial:{one.raw.file}:{name}", sentence, SERIALS, "" if form == "unsure" else form)
        self.questions.append(question)
        self._serial[one.raw.file, name] = self._answers.to(question) or "none"


def day_of_treatment(start: np.ndarray, first_dose: np.ndarray) -> np.ndarray:
    """The day on which something started: the first dose is day 1, the day before it day -1; there is no day 0."""
    return start - first_dose + (start >= first_dose)
