"""The four counts of a medicine and an event, asked of openFDA: reports in any role, found by words."""

from collections.abc import Sequence
from typing import NamedTuple

from adverse.errors import ReportsError
from adverse.reports.openfda import Client, NothingFound, quoted

MEDICINE_FIELDS = ("patient.drug.medicinalproduct", "patient.drug.openfda.generic_name")
EVENT_FIELD = "patient.reaction.reactionmeddrapt"


class FourCounts(NamedTuple):
    """Reports of the medicine with the event, of the medicine, with the event, and all; the days of the answers."""

    n_drug_event: int
    n_drug: int
    n_event: int
    n_reports: int
    days: tuple[str, ...]
    search: str


def four_counts(client: Client, names: Sequence[str], event: str) -> FourCounts:
    """Ask for the four counts of a medicine, under any of its names, and an event.

    Raises ReportsError where one of them is not found, which is not a count of zero, and for an outage.
    """
    medicine = " ".join(f'{field}:"{quoted(name)}"' for field in MEDICINE_FIELDS for name in names)
    reaction = f'{EVENT_FIELD}:"{quoted(event)}"'
    both = f"({medicine}) AND {reaction}"
    totals, days = [], []
    for what, search in (("the medicine", medicine), (f'"{event}"', reaction), ("both together", both), ("", "")):
        try:
            total, day = client.total(search)
        except NothingFound as error:
            raise ReportsError(f"{error} Nothing was found for {what}.") from error
        totals.append(total)
        days.append(day)
    n_drug, n_event, n_drug_event, n_reports = totals
    return FourCounts(n_drug_event, n_drug, n_event, n_reports, tuple(sorted(set(days))), both)
