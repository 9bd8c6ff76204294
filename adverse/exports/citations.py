"""How to cite a source, and this dashboard: as plain text, BibTeX and RIS."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

JOURNAL_KINDS = ("trial", "pooled_analysis", "registry", "pharmacovigilance", "case_report", "guideline", "review")
_BIBTEX_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_BIBTEX_SPECIAL |= {character: rf"\{character}" for character in "{}%&#_$"}


def source_citation(source: Any) -> str:
    """One source on one line: First author. Title. Publisher. Year. doi:... / PMID ... / address.

    `source` is a row of `sources`, as a named tuple or a mapping. What is empty is left out. A copy on another site
    ends "(mirror copy)".
    """
    row = source if isinstance(source, Mapping | pd.Series) else source._asdict()
    parts = [_sentence(text) for text in (row["first_author"], row["title"], row["publisher"], _year(row)) if text]
    links = [
        f"{prefix}{row[column]}" for column, prefix in (("doi", "doi:"), ("pmid", "PMID "), ("url", "")) if row[column]
    ]
    if links:
        parts.append(" / ".join(links))
    if "mirror" in row["notes"].lower():
        parts.append("(mirror copy)")
    return " ".join(parts)


def dashboard_citation(about: dict[str, Any]) -> str:
    """How to cite the dashboard: its title, version and the day of its evidence, from data/about.toml."""
    return f"{about['title']}. Version {about['version']}. Evidence of {about['evidence_date']}."


def citations_text(sources: pd.DataFrame, about: dict[str, Any], address: str = "") -> str:
    """The dashboard and each source on a line of its own."""
    own = dashboard_citation(about) + (f" {address}" if address else "")
    return "\n".join([own, *(source_citation(row) for row in sources.itertuples())]) + "\n"


def bibtex(sources: pd.DataFrame, about: dict[str, Any], address: str = "") -> str:
    """The dashboard and each source as BibTeX entries; the key of a source is its source_id."""
    entries = [
        ("misc", about["name"], _dashboard_fields(about, address)),
        *(
            ("article" if row.kind in JOURNAL_KINDS else "misc", row.source_id, _source_fields(row))
            for row in sources.itertuples()
        ),
    ]
    return "\n".join(_bibtex_entry(*entry) for entry in entries)


def ris(sources: pd.DataFrame, about: dict[str, Any], address: str = "") -> str:
    """The dashboard and each source as RIS records."""
    records = [
        ("DATA", about["name"], _dashboard_fields(about, address)),
        *(
            ("JOUR" if row.kind in JOURNAL_KINDS else "GEN", row.source_id, _source_fields(row))
            for row in sources.itertuples()
        ),
    ]
    return "".join(_ris_record(*record) for record in records)


def _dashboard_fields(about: dict[str, Any], address: str) -> dict[str, str]:
    return {
        "title": about["title"],
        "year": str(about["evidence_date"])[:4],
        "url": address,
        "note": f"Version {about['version']}, evidence of {about['evidence_date']}",
    }


def _source_fields(row: Any) -> dict[str, str]:
    return {
        "author": row.first_author,
        "title": row.title,
        "journal": row.publisher,
        "year": _year(row._asdict()),
        "doi": row.doi,
        "pmid": row.pmid,
        "url": row.url,
        "note": "Read as a mirror copy" if "mirror" in row.notes.lower() else "",
    }


def _bibtex_entry(kind: str, key: str, fields: dict[str, str]) -> str:
    names = {"journal": "journal" if kind == "article" else "howpublished"}
    lines = [f"  {names.get(name, name)} = {{{_bibtex_value(name, text)}}}," for name, text in fields.items() if text]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def _bibtex_value(name: str, text: str) -> str:
    if name in ("doi", "url"):
        return re.sub(r"[{}\\\s]", "", text)
    escaped = "".join(_BIBTEX_SPECIAL.get(character, character) for character in _one_line(text))
    return f"{{{escaped}}}" if name in ("author", "title") else escaped  # as printed: no splitting, no small letters


def _ris_record(kind: str, key: str, fields: dict[str, str]) -> str:
    tags = {"author": "AU", "title": "TI", "journal": "T2" if kind == "JOUR" else "PB", "year": "PY"}
    tags |= {"doi": "DO", "pmid": "AN", "url": "UR", "note": "N1"}
    lines = [f"{tags[name]}  - {_one_line(text)}" for name, text in fields.items() if text]
    return "\r\n".join([f"TY  - {kind}", f"ID  - {key}", *lines, "ER  - ", "", ""])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _year(row: Mapping) -> str:
    return "" if pd.isna(row["year"]) else str(int(row["year"]))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
