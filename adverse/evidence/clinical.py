"""Whether the lists of data/about.toml about rules and rare events are whole and name things that are in the tables."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from adverse.evidence.cells import names_in
from adverse.evidence.checks_management import problems_in_management
from adverse.vocabulary import JURISDICTIONS, MANAGEMENT_EVENTS, MANAGEMENT_TOPICS, SUBSETS

TEXTS = {
    "rule_part": ("key", "label", "plain_label"),
    "unread": ("what", "short", "source_id", "jurisdiction"),
    "rare": ("key", "label", "plain_label"),
}
LISTS = {
    "rule_part": ("topics", "events"),
    "unread": ("parts",),
    "rare": ("events", "claims"),
}


def problems_in_clinical_form(about: dict[str, Any]) -> Iterator[str]:
    """Whether each item of each list that is there has its texts, and lists where lists are due."""
    for name, texts in TEXTS.items():
        items = about.get(name)
        if name in about and not (
            isinstance(items, list) and items and all(_has_form(item, texts, LISTS[name]) for item in items)
        ):
            yield f"about.toml, {name}: each needs the texts {', '.join(texts)} under its own [[{name}]]."


def _has_form(item: Any, texts: tuple[str, ...], lists: tuple[str, ...]) -> bool:
    if not isinstance(item, dict):
        return False
    has_texts = all(isinstance(item.get(key), str) and item[key].strip() for key in texts)
    return has_texts and all(isinstance(item.get(key, []), list) for key in lists)


def problems_in_clinical(about: dict[str, Any], tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    """Whether the lists name topics, events, claims and sources that exist, and whether every rule can be read."""
    events, claims = set(tables["events"]["event"]), set(tables["claims"]["claim_id"])
    parts = {part["key"] for part in about["rule_part"]}
    allowed = {
        ("rule_part", "topics"): set(MANAGEMENT_TOPICS),
        ("rule_part", "events"): events,
        ("unread", "parts"): parts,
        ("unread", "event"): set(MANAGEMENT_EVENTS),
        ("unread", "source_id"): set(tables["sources"]["source_id"]),
        ("unread", "jurisdiction"): set(JURISDICTIONS),
        ("rare", "events"): events,
        ("rare", "claims"): claims,
        ("rare", "subset"): set(SUBSETS),
    }
    for (name, key), known in allowed.items():
        for item in about[name]:
            named = item.get(key, [])
            for value in named if isinstance(named, list) else [named]:
                if value not in known:
                    yield f"about.toml, {name}: '{value}' of {key} is not known."
    by_row = {part["key"] for part in about["rule_part"] if part.get("by_row")}
    for row in tables["management"].itertuples():
        for part in set(names_in(row.parts)) - by_row:
            yield f"management.csv, line {row.line}, column parts: '{part}' is no part of about.toml with by_row."
    yield from problems_in_management(tables["management"], about["drug"], about["dose_unit"])
