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
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
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


@dataclass(frozen=True)
class Label:
    """One label: section -> its text; `missing` says in a sentence what this file does not hold."""

    set_id: str
    effective: str
    names: tuple[str, ...]
    sections: dict[str, str]
    missing: tuple[str, ...]


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
    return "\n".join(line for line in ("".join(reader.parts)).split("\n") if line.strip(" |")).strip()


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
            self.parts.append(" ".join(data.split()))


def _results(content: bytes, nothing: str) -> list[dict]:
    try:
        answer = json.loads(content)
    except ValueError as error:
        raise ReportsError("This is not an answer of openFDA: it is no JSON.") from error
    if not isinstance(answer, dict):
        raise ReportsError("This is not an answer of openFDA: it has neither results nor an error.")
    if "results" not in answer and "patient" in answer:  # a report by itself, as a pipeline hands it on
        return [answer]
    if (answer.get("error") or {}).get("code") == "NOT_FOUND" or answer.get("results") == []:
        raise ReportsError(nothing)
    if "error" in answer or not isinstance(answer.get("results"), list):
        said = (answer.get("error") or {}).get("message", "it has no results")
        raise ReportsError(f"openFDA gave no results: {said}.")
    return answer["results"]


def _label(result: dict) -> Label:
    sections = {}
    for title, fields in SECTIONS.items():
        texts = [text_of(part) for name in fields for part in result.get(name, [])]
        if texts:
            sections[title] = "\n\n".join(texts)
    missing = tuple(
        f"This file has no section {title.lower()}; that does not say that there is none."
        for title in SECTIONS
        if title not in sections and not title.endswith("tables")
    )
    known = result.get("openfda") or {}
    names = tuple(dict.fromkeys([*known.get("generic_name", []), *known.get("brand_name", [])]))
    return Label(result.get("set_id", ""), result.get("effective_time", ""), names, sections, missing)


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
        search = f'openfda.generic_name:"{_quoted(name)}"'
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
        if kept.is_file():
            answer = json.loads(kept.read_text(encoding="utf-8"))
            return answer["content"].encode(), answer["day"], answer["link"]
        content, link = self._fetched(address)
        if b'"NOT_FOUND"' in content:  # what is not there today may be there tomorrow
            return content, datetime.now(UTC).date().isoformat(), link
        day = datetime.now(UTC).date().isoformat()
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
        self.wait(max(0.0, self._last + SECONDS_BETWEEN - time.monotonic()))
        self._last = time.monotonic()


def _quoted(name: str) -> str:
    return name.replace("\\", " ").replace('"', " ").strip()


def _fingerprint(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:32]
