"""How to cite a source, and this dashboard: as plain text, BibTeX and RIS."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from adverse.vocabulary import READ_AS, label

SEVERAL_AUTHORS = ("trial", "pooled_analysis", "registry", "pharmacovigilance", "case_report", "guideline")
PERSON = re.compile(r"(?P<family>.+) (?P<initials>[A-Z]{1,3})")  # else a family name alone
ONLY_FIRST = "Only the first author is recorded here"
JOURNAL_KINDS = ("trial", "pooled_analysis", "registry", "pharmacovigilance", "case_report", "guideline", "review")
_BIBTEX_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_BIBTEX_SPECIAL |= {character: rf"\{character}" for character in "{}%&#_$"}


def source_citation(source: Any) -> str:
    """One source on one line: First author et al. Title. Publisher. Year. Revision. doi:... / PMID ... / address.

    `source` is a row of `sources`, as a named tuple or a mapping. What is empty is left out. The table holds the first
    author only: of what patients had, many persons report ("et al."); of other works nothing says whether there are
    more ("first author"). A body stands alone. A copy on another site ends "(mirror copy)".
    """
    row = source if isinstance(source, Mapping | pd.Series) else source._asdict()
    told = (_author_in_words(row), row["title"], row["publisher"], _year(row), _revision(row))
    parts = [_sentence(text) for text in told if text]
    links = [
        f"{prefix}{row[column]}" for column, prefix in (("doi", "doi:"), ("pmid", "PMID "), ("url", "")) if row[column]
    ]
    if links:
        parts.append(" / ".join(links))
    if row["read_as"]:
        parts.append(f"({label(READ_AS, row['read_as']).lower()})")
    return " ".join(parts)


def dashboard_citation(about: dict[str, Any]) -> str:
    """How to cite the dashboard: its title, version and the day of its evidence, from data/about.toml."""
    return f"{about['title']}. Version {about['version']}. Evidence of {about['evidence_date']}."


def citations_text(sources: pd.DataFrame, about: dict[str, Any], address: str = "", verdict: str = "") -> str:
    """The dashboard and each source on a line of its own, after the verdict on comparing the arms, if there is one."""
    own = dashboard_citation(about) + (f" {address}" if address else "")
    lines = [verdict, own, *(source_citation(row) for row in sources.itertuples())]
    return "\n".join(filter(None, lines)) + "\n"


def bibtex(sources: pd.DataFrame, about: dict[str, Any], address: str = "", verdict: str = "") -> str:
    """The dashboard and each source as BibTeX entries; the key of a source is its source_id.

    The verdict on comparing the arms, if there is one, stands before them, where BibTeX reads comments.
    """
    comment = f"% {_one_line(verdict).replace('@', ' at ')}\n" if verdict else ""
    entries = [
        ("misc", about["name"], _dashboard_fields(about, address)),
        *(
            ("article" if row.kind in JOURNAL_KINDS else "misc", row.source_id, _source_fields(row))
            for row in sources.itertuples()
        ),
    ]
    return comment + "\n".join(_bibtex_entry(*entry) for entry in entries)


def ris(sources: pd.DataFrame, about: dict[str, Any], address: str = "", verdict: str = "") -> str:
    """The dashboard and each source as RIS records; the verdict on comparing the arms is a note of the first."""
    records = [
        ("DATA", about["name"], _dashboard_fields(about, address, verdict)),
        *(
            ("JOUR" if row.kind in JOURNAL_KINDS else "GEN", row.source_id, _source_fields(row))
            for row in sources.itertuples()
        ),
    ]
    return "".join(_ris_record(*record) for record in records)


def _dashboard_fields(about: dict[str, Any], address: str, verdict: str = "") -> dict[str, str]:
    version = f"Version {about['version']}, evidence of {about['evidence_date']}"
    return {
        "title": about["title"],
        "year": str(about["evidence_date"])[:4],
        "url": address,
        "note": f"{version}. {verdict}" if verdict else version,
    }


def _source_fields(row: Any) -> dict[str, str]:
    copy = f"Read as a {label(READ_AS, row.read_as).lower()}" if row.read_as else ""
    is_first = _is_first_of_some(row._asdict())
    has_others = is_first and row.kind in SEVERAL_AUTHORS
    only_first = f"{ONLY_FIRST}: {row.first_author} et al." if has_others else ONLY_FIRST if is_first else ""
    return {
        "author": row.first_author,
        "author_kind": "body" if _is_body(row._asdict()) else "person",
        "others": "and others" if has_others else "",
        "title": row.title,
        "journal": row.publisher,
        "year": _year(row._asdict()),
        "doi": row.doi,
        "pmid": row.pmid,
        "url": row.url,
        "note": ". ".join(filter(None, (_revision(row._asdict()), only_first, copy))),
    }


def _author_in_words(row: Mapping) -> str:
    if not _is_first_of_some(row):
        return row["first_author"]
    return f"{row['first_author']} {'et al.' if row['kind'] in SEVERAL_AUTHORS else '(first author)'}"


def _is_first_of_some(row: Mapping) -> bool:
    """Whether the author is a person who may have others beside them, not a body that issues a document."""
    kind, author = row.get("kind", ""), row["first_author"]
    has_others = kind in (*SEVERAL_AUTHORS, "review") or (kind == "reference" and PERSON.fullmatch(author))
    return bool(author and has_others and not _is_body(row))


def _is_body(row: Mapping) -> bool:
    return row.get("author_kind", "") == "body"


def _revision(row: Mapping) -> str:
    return f"Revision: {row['label_revision']}" if row.get("label_revision", "") else ""


def _bibtex_entry(kind: str, key: str, fields: dict[str, str]) -> str:
    names = {"journal": "journal" if kind == "article" else "howpublished"}
    known = {name: text for name, text in fields.items() if text and name not in ("author_kind", "others")}
    values = {name: _bibtex_value(name, text) for name, text in known.items()}
    if "author" in known:
        values["author"] = _bibtex_author(fields)
    lines = [f"  {names.get(name, name)} = {{{value}}}," for name, value in values.items()]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def _bibtex_value(name: str, text: str) -> str:
    if name in ("doi", "url"):
        return re.sub(r"[{}\\\s]", "", text)
    escaped = _escaped(text)
    return f"{{{escaped}}}" if name == "title" else escaped  # as printed: no small letters


def _bibtex_author(fields: dict[str, str]) -> str:
    """The author with braces around what is not to be split: a family name, or the whole name of a body."""
    person = _person(fields)
    name = f"{{{_escaped(person['family'])}}}, {_initials(person)}" if person else f"{{{_escaped(fields['author'])}}}"
    return " ".join(filter(None, [name, fields["others"]]))


def _person(fields: dict[str, str]) -> re.Match | None:
    """The parts of the name of a person with initials."""
    return None if fields["author_kind"] == "body" else PERSON.fullmatch(_one_line(fields["author"]))


def _escaped(text: str) -> str:
    return "".join(_BIBTEX_SPECIAL.get(character, character) for character in _one_line(text))


def _initials(person: re.Match) -> str:
    return " ".join(f"{letter}." for letter in person["initials"])


def _ris_record(kind: str, key: str, fields: dict[str, str]) -> str:
    if fields.get("author") and (person := _person(fields)):
        fields = fields | {"author": f"{person['family']}, {_initials(person)}"}
    tags = {"author": "AU", "title": "TI", "journal": "T2" if kind == "JOUR" else "PB", "year": "PY"}
    tags |= {"doi": "DO", "pmid": "AN", "url": "UR", "note": "N1"}
    lines = [f"{tags[name]}  - {_one_line(text)}" for name, text in fields.items() if text and name in tags]
    return "\r\n".join([f"TY  - {kind}", f"ID  - {key}", *lines, "ER  - ", "", ""])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _year(row: Mapping) -> str:
    return "" if pd.isna(row["year"]) else str(int(row["year"]))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
