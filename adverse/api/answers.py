"""Rows and descriptions as the bytes that are sent: JSON in one envelope, or CSV; remembered within a bound."""

import gzip
from collections import OrderedDict
from collections.abc import Hashable
from hashlib import blake2b
from typing import NamedTuple

import orjson
import pandas as pd

from adverse.api.resources import Resource
from adverse.cards.parameters import Asked
from adverse.evidence import Evidence
from adverse.evidence.cells import LIST_MARK
from adverse.exports.citations import source_citation
from adverse.exports.tables import csv_text, records
from adverse.exports.view import NOTICE

MOST_ROWS = 5000
SOURCE_COLUMNS = ("source_id", "source_id_severe", "primary_source_id", "further_source_ids")
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


class Answer(NamedTuple):
    """A body, compressed, with what stands in the headers beside it."""

    gzipped: bytes
    media_type: str
    etag: str
    n_total: int | None = None

    @property
    def body(self) -> bytes:
        """The body as it is without compression."""
        return gzip.decompress(self.gzipped)


class Remembered:
    """Answers by address, at most so many bytes of them; the one least recently used is forgotten first."""

    def __init__(self, most_bytes: int = 32_000_000):
        self._most_bytes = most_bytes
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._n_bytes = 0

    def find(self, key: Hashable) -> Answer | None:
        """The answer kept under `key`, if there is one."""
        if key in self._answers:
            self._answers.move_to_end(key)
        return self._answers.get(key)

    def keep(self, key: Hashable, made: Answer) -> None:
        """Keep an answer, and forget others while there are too many bytes."""
        if key not in self._answers:
            self._answers[key] = made
            self._n_bytes += len(made.gzipped)
        while self._n_bytes > self._most_bytes:
            self._n_bytes -= len(self._answers.popitem(last=False)[1].gzipped)


def rows_answer(evidence: Evidence, resource: Resource, form: str, query: list[tuple[str, str]]) -> Answer:
    """The rows of a resource at a query, as "csv" or "json"; AddressError with every problem of the query."""
    asked = Asked(query)
    choice, limit, offset = choose(evidence, resource, asked)
    asked.check()
    selection = resource.select(evidence, choice)
    rows = selection.rows.iloc[offset : offset + limit]
    if form == "csv":
        return answer(evidence, csv_text(rows).encode(), "csv", len(selection.rows))
    after = offset + limit
    next_page = asked.address(f"/api/v1/{resource.path}.json", without=["offset"])
    envelope = {
        "data": records(rows),
        "n_total": len(selection.rows),
        "offset": offset,
        "limit": limit,
        "next": f"{next_page}{'&' if '?' in next_page else '?'}offset={after}" if after < len(selection.rows) else None,
        "set_aside": _reasons(selection.set_aside),
        "said": resource.said(evidence, choice),
        "sources": _sources(evidence, selection.rows),
        "address": asked.address(resource.page, without=["card", "limit", "offset"]) if resource.page else None,
        "version": evidence.about["version"],
        "evidence_date": evidence.about["evidence_date"],
        "notice": NOTICE,
    }
    return answer(evidence, orjson.dumps(envelope), "json", len(selection.rows))


def choose(evidence: Evidence, resource: Resource, asked: Asked) -> tuple[Hashable, int, int]:
    """What a query chooses: the choice of the resource, the most rows and the rows to leave out before them."""
    choice = resource.choose(evidence, asked)
    limit = asked.number("limit", "Most rows in one answer", low=1, high=MOST_ROWS, default=MOST_ROWS)
    offset = asked.number("offset", "Rows to leave out at the beginning", low=0, high=10**9 - 1, default=0)
    return choice, limit, offset


def answer(evidence: Evidence, body: bytes, form: str, n_total: int | None = None) -> Answer:
    """A body with its ETag, which is another one when the body or the version of the evidence is.

    `form` is a key of MEDIA_TYPES or a media type.
    """
    digest = blake2b(evidence.about["version"].encode() + b"\n" + body, digest_size=16).hexdigest()
    return Answer(gzip.compress(body, 6, mtime=0), MEDIA_TYPES.get(form, form), f'W/"{digest}"', n_total)


def _reasons(set_aside: pd.DataFrame) -> dict[str, int]:
    return {} if set_aside.empty else {key: int(n) for key, n in set_aside["set_aside_reason"].value_counts().items()}


def _sources(evidence: Evidence, rows: pd.DataFrame) -> list[dict[str, str | None]]:
    """The documents that the rows rest on, each with its citation."""
    named = {
        name
        for column in SOURCE_COLUMNS
        if column in rows
        for cell in rows[column]
        for name in str(cell).split(LIST_MARK)
    }
    found = evidence.sources[evidence.sources["source_id"].isin(named)]
    return [
        {"source_id": row.source_id, "name": row.short_name, "url": row.url or None, "citation": source_citation(row)}
        for row in found.itertuples()
    ]
