"""How to cite a source, and this dashboard."""

from collections.abc import Mapping
from typing import Any

import pandas as pd


def source_citation(source: Any) -> str:
    """One source on one line: First author. Title. Publisher. Year. doi:... / PMID ... / address.

    `source` is a row of `sources`, as a named tuple or a mapping. What is empty is left out. A copy on another site
    ends "(mirror copy)".
    """
    row = source if isinstance(source, Mapping | pd.Series) else source._asdict()
    year = "" if pd.isna(row["year"]) else str(int(row["year"]))
    parts = [_sentence(text) for text in (row["first_author"], row["title"], row["publisher"], year) if text]
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


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
