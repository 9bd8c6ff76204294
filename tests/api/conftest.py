"""A way to ask the server of the tests that follows no proxy, and the rows of an address without a server."""

import http.client
import json
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import pytest

from adverse.api.answers import rows_answer
from adverse.api.resources import RESOURCES
from adverse.evidence import Evidence


class Reply(NamedTuple):
    """What the server answered; the names of headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@pytest.fixture(scope="session")
def ask(server) -> Callable[..., Reply]:
    """A function (path, query, method=, header=value) -> Reply."""

    def reply(path: str, query: dict | None = None, *, method: str = "GET", **headers: str) -> Reply:
        address = path + (f"?{urlencode(query, doseq=True)}" if query else "")
        connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)
        connection.request(method, address, headers={key.replace("_", "-"): value for key, value in headers.items()})
        response = connection.getresponse()
        told = Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        connection.close()
        return told

    return reply


@pytest.fixture(scope="session")
def rows_at(evidence: Evidence) -> Callable[..., list[dict]]:
    """A function (path, key=value or values, ...) -> the rows of an address, without a server."""

    def rows(path: str, **query: str | list[str]) -> list[dict]:
        pairs = [
            (key, one) for key, values in query.items() for one in ([values] if isinstance(values, str) else values)
        ]
        answer = rows_answer(evidence, RESOURCES[path], "json", pairs)
        return json.loads(answer.body)["data"]

    return rows
