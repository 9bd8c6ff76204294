"""Which tables are searched: what each answers, which columns hold its words, and what it says of a row."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from adverse.evidence.tables import TABLES
from adverse.vocabulary import SOURCE_KINDS, Term


class Searched(NamedTuple):
    """How one table is searched; tables.toml says what each part means."""

    title: str
    says: str
    sentence: str
    answers: Sequence[str]
    head: Sequence[str]
    body: Sequence[str] = ()
    naming: Sequence[str] = ()
    figures: Sequence[str] = ()
    one_of: Mapping[str, Sequence[str]] = MappingProxyType({})
    counts: bool = False
    by_grade: bool = False
    is_general: bool = False
    is_only_if_asked: bool = False


_DECLARED = tomllib.loads(Path(__file__).with_name("tables.toml").read_text(encoding="utf-8"))
SEARCHED = {table: Searched(**declared) for table, declared in _DECLARED.items()}


@cache
def terms_of(table: str) -> dict[str, dict[str, Term]]:
    """Column -> the closed list of its keys, for the columns of a table and of its arms."""
    columns = TABLES["arms"].columns | TABLES[table].columns
    listed = {name: (column.metadata or {}).get("terms") for name, column in columns.items()}
    return {name: terms for name, terms in listed.items() if terms} | {"source_kind": SOURCE_KINDS}
