"""A label as openFDA's API gives it -> its sections as text. Nothing in it is a count."""

import re
from html import unescape
from typing import Any

import pandas as pd

from adverse.cohort.read.raw import Label
from adverse.errors import OwnDataError

SAFETY_SECTIONS = {  # the name in the data -> what readers call it; the data say warnings_and_cautions
    "boxed_warning": "boxed warning",
    "warnings_and_cautions": "warnings and precautions",
    "warnings": "warnings",
    "adverse_reactions": "adverse reactions",
}
NOT_TEXT = {"set_id", "id", "effective_time", "version", "openfda"}
MARKUP = re.compile(r"<[^<>]*>")


def read_label(name: str, found: dict[str, Any]) -> Label:
    """The sections of the first label; raises OwnDataError where there is none, which says nothing of the medicine."""
    results = found.get("results")
    if not results or not isinstance(results, list):
        raise OwnDataError(
            [
                f"{name}: openFDA has no label under this name. That is not the same as no adverse reactions; labels "
                "of biologic and cell products were missing there before."
            ]
        )
    first = results[0]
    if not isinstance(first, dict):
        raise OwnDataError([f"{name} is no label of openFDA: its result is not an object."])
    if "safetyreportid" in first or "patient" in first:
        raise OwnDataError([f"{name} holds safety reports of openFDA, not a label: reports are no share of patients."])
    sections = {
        key: "\n\n".join(_plain(part) for part in value if isinstance(part, str))
        for key, value in first.items()
        if key not in NOT_TEXT and isinstance(value, list)
    }
    sections = {key: text for key, text in sections.items() if text}
    if not sections:
        raise OwnDataError([f"{name} has no sections of text: it is no label of openFDA."])
    missing = [words for key, words in SAFETY_SECTIONS.items() if key not in sections and key != "warnings"]
    notes = [f"This file has no {words} section, which is not the same as none in the label." for words in missing]
    if len(results) > 1:
        notes.append(f"The file holds {len(results)} labels; the first was read.")
    told = first.get("openfda")
    names: dict[str, Any] = told if isinstance(told, dict) else {}
    medicine = next((str(value[0]) for key in ("brand_name", "generic_name") if (value := names.get(key))), "")
    table = pd.DataFrame({"section": list(sections), "text": list(sections.values())}, dtype="str")
    return Label(name, medicine, table, tuple(notes))


def _plain(text: str) -> str:
    """The words of a section; of a table in HTML its cells, never its tags."""
    return re.sub(r"\s+", " ", unescape(MARKUP.sub(" ", text))).strip() if "<" in text else text.strip()
