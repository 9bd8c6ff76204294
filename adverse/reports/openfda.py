"""openFDA: its files of labels and reports read, and its API asked, both only where an operator allows it.

A label's sections are text; tables that come as HTML are text too. What is missing is said to be missing from the file:
no section is no warning taken back, and a name that openFDA does not know is not a medicine without adverse reactions.
"""

import hashlib
import json
import re
import time
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from threading import Lock
from typing import Any

from adverse.errors import OutsideError, ReportsError
from adverse.outside import answer_of

ADDRESS = "https://api.fda.gov"
SECTIONS = {  # section -> its fields; documents say warnings_and_precautions, data say warnings_and_cautions
    "Boxed warning": ("boxed_warning",),
    "Warnings and precautions": ("warnings_and_cautions", "warnings_and_precautions", "warnings", "precautions"),
    "Adverse reactions": ("adverse_reactions",),
    "Adverse reactions, tables": ("adverse_reactions_table",),
}
NO_LABEL = (
    "openFDA has no label under this name. Labels of biologic and cell products were missing there before: this says "
    "nothing of adverse reactions."
)
NO_REPORT = "openFDA found nothing under this name. That is not a count of zero: try other names of the medicine."
YEARS = {"800": 10, "801": 1, "802": 1 / 12, "803": 7 / 365.25, "804": 1 / 365.25, "805": 1 / 8766}
SEXES = {"1": "M", "2": "F"}
MOST_ROWS = 1000  # of one answer
SECONDS_BETWEEN = 60 / 240
DAYS_KEPT = 7  # after which an answer is asked for again


class NothingFound(ReportsError):
    """openFDA found nothing under a name, which is not a count of zero."""


@dataclass(frozen=True)
class Label:
    """One label: section -> its text; `missing` says in a sentence what this file does not hold."""

    set_id: str
    effective: str
    names: tuple[str, ...]
    sections: dict[str, str]
    missing: tuple[str, ...]
    source: bytes = field(repr=False, default=b"")  # this label alone, in the form of an answer


@dataclass(frozen=True)
class Report:
    """One report of openFDA, in the units of the store."""

    report_id: str
    age_years: float | None
    sex: str | None
    weight_kg: float | None
    medicines: tuple[str, ...]
    events: tuple[str, ...]


def labels_of(content: bytes) -> list[Label]:
    """The labels in an answer or a file; raises ReportsError with a sentence where there is none."""
    return [_label(result) for result in _results(content, NO_LABEL)]


def reports_of(content: bytes) -> list[Report]:
    """The reports in an answer or a file; raises ReportsError with a sentence where there is none."""
    return [_report(result) for result in _results(content, NO_REPORT)]


def text_of(markup: str) -> str:
    """The text of HTML, a cell parted from the next by a bar; text without markup stays as it is."""
    if not re.search(r"<[a-zA-Z/!]", markup):
        return markup
    reader = _Text()
    reader.feed(markup)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.parts).split("\n")]
    return "\n".join(line for line in lines if line.strip(" |"))


class _Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag, attrs):
        self._hidden += tag in ("script", "style")

    def handle_endtag(self, tag):
        self._hidden = max(0, self._hidden - (tag in ("script", "style")))
        self.parts.append({"td": " | ", "th": " | ", "tr": "\n", "p": "\n", "li": "\n"}.get(tag, ""))

    def handle_data(self, data):
        if not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def _results(content: bytes, nothing: str) -> list[dict]:
    try:
        answer = json.loads(content)
    except ValueError as error:
        raise ReportsError("This is not an answer of openFDA: it is no JSON.") from error
    if not isinstance(answer, dict):
        raise ReportsError("This is not an answer of openFDA: it has neither results nor an error.")
    if "results" not in answer and "patient" in answer:  # a report by itself, as a pipeline hands it on
        return [answer]
    error = answer["error"] if isinstance(answer.get("error"), dict) else {}
    if error.get("code") == "NOT_FOUND" or answer.get("results") == []:
        raise NothingFound(nothing)
    results = answer.get("results")
    if "error" in answer or not isinstance(results, list) or not all(isinstance(row, dict) for row in results):
        said = error.get("message", "it has no results")
        raise ReportsError(f"openFDA gave no results: {said}.")
    return results


def _label(result: dict) -> Label:
    sections = {}
    for title, fields in SECTIONS.items():
        texts = [text_of(part) for name in fields for part in _texts(result, name)]
        if texts:
            sections[title] = "\n\n".join(texts)
    missing = tuple(
        f"This file has no section {title.lower()}; that does not say that there is none."
        for title in SECTIONS
        if title not in sections and not title.endswith("tables")
    )
    known = result["openfda"] if isinstance(result.get("openfda"), dict) else {}
    names = tuple(dict.fromkeys([*_texts(known, "generic_name"), *_texts(known, "brand_name")]))
    source = json.dumps({"results": [result]}, ensure_ascii=False).encode()
    return Label(str(result.get("set_id", "")), str(result.get("effective_time", "")), names, sections, missing, source)


def _texts(found: dict, name: str) -> list[str]:
    """The texts of a field, which is a list of them, a text by itself, or not there."""
    value = found.get(name, [])
    return [text for text in ([value] if isinstance(value, str) else value or []) if isinstance(text, str)]


def _report(result: dict) -> Report:
    patient = result.get("patient") or {}
    age, unit = _number(patient.get("patientonsetage")), YEARS.get(str(patient.get("patientonsetageunit", "")))
    return Report(
        report_id=str(result.get("safetyreportid") or result.get("@case_number", "")),
        age_years=None if age is None or unit is None else round(age * unit, 3),
        sex=SEXES.get(str(patient.get("patientsex", ""))),
        weight_kg=_number(patient.get("patientweight")),
        medicines=tuple(drug.get("medicinalproduct", "") for drug in patient.get("drug", [])),
        events=tuple(reaction.get("reactionmeddrapt", "") for reaction in patient.get("reaction", [])),
    )


def _number(text: Any) -> float | None:
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


@dataclass
class Client:
    """Asks openFDA, at most 240 times a minute, and keeps each answer in a folder with the day it was given.

    It exists only where an operator allowed outside requests; nothing makes one by itself.
    """

    cache: Path
    address: str = ADDRESS
    wait: Callable[[float], None] = time.sleep
    _last: float = field(default=0.0, repr=False)
    _turn: Lock = field(default_factory=Lock, repr=False)

    def counts(self, search: str, count: str) -> tuple[dict[str, int], str]:
        """How many reports of a search have each value of a field, and the day of the answer."""
        content, day = self._asked("/drug/event.json", {"search": search, "count": count, "limit": MOST_ROWS})
        return {str(row["term"]): int(row["count"]) for row in _results(content, NO_REPORT)}, day

    def total(self, search: str = "") -> tuple[int, str]:
        """How many reports a search finds, and the day of the answer."""
        content, day = self._asked("/drug/event.json", {"search": search, "limit": 1})
        _results(content, NO_REPORT)
        return int(json.loads(content)["meta"]["results"]["total"]), day

    def labels(self, name: str) -> tuple[list[Label], str]:
        """The labels of a medicine by its generic name, and the day of the answer."""
        search = f'openfda.generic_name:"{quoted(name)}"'
        content, day = self._asked("/drug/label.json", {"search": search, "limit": 5})
        return labels_of(content), day

    def every_report(self, search: str) -> Iterator[Report]:
        """Every report of a search, a thousand an answer, along the links that openFDA gives beyond 25,000."""
        parameters = {"search": search, "limit": MOST_ROWS, "sort": "receivedate:asc"}
        address: str | None = self._address("/drug/event.json", parameters)
        while address:
            content, _, link = self._read(address)
            yield from reports_of(content)
            found = re.search(r'<([^>]+)>;\s*rel="next"', link)
            address = found[1] if found and found[1].startswith(f"{self.address}/") else None

    def _address(self, path: str, parameters: dict[str, Any]) -> str:
        given = {name: value for name, value in parameters.items() if value != ""}
        return f"{self.address}{path}?{urllib.parse.urlencode(given)}"

    def _asked(self, path: str, parameters: dict[str, Any]) -> tuple[bytes, str]:
        content, day, _ = self._read(self._address(path, parameters))
        return content, day

    def _read(self, address: str) -> tuple[bytes, str, str]:
        kept = self.cache / f"{_fingerprint(address)}.json"
        answer = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else None
        today = datetime.now(UTC).date()
        if answer and (today - date.fromisoformat(answer["day"])).days < DAYS_KEPT:
            return answer["content"].encode(), answer["day"], answer["link"]
        try:
            content, link = self._fetched(address)
        except ReportsError:
            if answer:  # an old answer with its day says more than none
                return answer["content"].encode(), answer["day"], answer["link"]
            raise
        day = today.isoformat()
        if b'"NOT_FOUND"' in content:  # what is not there today may be there tomorrow
            return content, day, link
        self.cache.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps({"content": content.decode(), "day": day, "link": link}), encoding="utf-8")
        return content, day, link

    def _fetched(self, address: str) -> tuple[bytes, str]:
        try:
            found = answer_of(address, about="reports", wait=self.wait, before=self._pause)
        except OutsideError as error:
            raise ReportsError(str(error)) from error
        return found.content, found.link

    def _pause(self) -> None:
        with self._turn:
            self.wait(max(0.0, self._last + SECONDS_BETWEEN - time.monotonic()))
            self._last = time.monotonic()


def quoted(name: str) -> str:
    """A name as it may stand between quotation marks in a search."""
    return name.replace("\\", " ").replace('"', " ").strip()


def _fingerprint(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:32]
