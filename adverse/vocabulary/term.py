"""What every closed list is made of."""

from typing import NamedTuple


class Term(NamedTuple):
    """One allowed value: the label a reader sees, what it means, and the CDISC variable or value it corresponds to."""

    label: str
    definition: str
    cdisc: str = ""


def label(terms: dict[str, Term], key: str) -> str:
    """The label of a key; an unknown key is shown as it is."""
    return terms[key].label if key in terms else key
