"""The routes of the API: one small app of its own below /api, so that its errors, too, are JSON."""

import asyncio
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from adverse.api.answers import MEDIA_TYPES, Answer, Remembered, answer, rows_answer
from adverse.api.describe import DOCUMENTS, MOST_QUERY, address_of
from adverse.api.files import File, files_served
from adverse.api.limit import Limited
from adverse.api.refusals import bad_address, http_error, server_error
from adverse.api.resources import Resource, moved_resources_of, resources_of
from adverse.cards.parameters import Asked
from adverse.errors import AddressError
from adverse.evidence import Evidence

CACHE_CONTROL = "public, max-age=300"
Query = list[tuple[str, str]]


def api_routes(evidence: Evidence, requests_a_minute: int = 0, below: str = "") -> list[BaseRoute]:
    """The one route below which everything of the API lies, and its own address, where nothing is.

    `requests_a_minute` of one client, 0 for no limit; all lies `below` a path such as /drugs.
    """
    remembered, making = Remembered(), asyncio.Lock()

    async def respond(request: Request, make: Callable[[Evidence, Query], Answer]) -> Response:
        """Answer from memory, else make the answer in a thread beside the loop that serves the pages."""
        query = request.url.query
        if len(query) > MOST_QUERY:
            raise HTTPException(414, f"The query has {len(query):,} characters; at most {MOST_QUERY:,} are read.")
        key = (request.url.path, query)
        found = remembered.find(key)
        if found is None:
            async with making:
                found = remembered.find(key)
                if found is None:
                    found = await run_in_threadpool(make, evidence, request.query_params.multi_items())
                    remembered.keep(key, found)
        return _response(request, found, evidence.about)

    routes = [
        Route(f"/v1/{path}.{form}", partial(respond, make=partial(_rows, resource=resource, form=form)))
        for path, resource in {**resources_of(evidence), **moved_resources_of(evidence)}.items()
        for form in MEDIA_TYPES
    ]
    routes += [
        Route(address_of(name).removeprefix("/api"), partial(respond, make=partial(_document, describe=describe)))
        for name, (_, describe) in DOCUMENTS.items()
    ]
    routes += [
        Route(f"/v1/{name}", partial(respond, make=partial(_file, file=file)))
        for name, file in files_served(evidence).items()
    ]
    cors = Middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET"],
        allow_headers=["If-None-Match"],
        expose_headers=["ETag", "X-Total-Count"],
    )
    handlers: dict[Any, Any] = {AddressError: bad_address, HTTPException: http_error, 500: server_error}
    at_nothing = Route(f"{below}/api", lambda request: http_error(request, HTTPException(404)))
    middleware = [cors, Middleware(Limited, a_minute=requests_a_minute)]
    app = Starlette(routes=routes, middleware=middleware, exception_handlers=handlers)
    return [at_nothing, Mount(f"{below}/api", app=app)]


def _rows(evidence: Evidence, query: Query, *, resource: Resource, form: str) -> Answer:
    return rows_answer(evidence, resource, form, query)


def _document(evidence: Evidence, query: Query, *, describe: Callable[[Evidence], dict]) -> Answer:
    Asked(query).check()
    return answer(evidence, orjson.dumps(describe(evidence)), "json")


def _file(evidence: Evidence, query: Query, *, file: File) -> Answer:
    Asked(query).check()
    return answer(evidence, file.make(evidence), file.media_type)


def _response(request: Request, found: Answer, about: dict[str, Any]) -> Response:
    headers = {"ETag": found.etag, "Cache-Control": CACHE_CONTROL, "Vary": "Accept-Encoding"}
    if found.media_type == MEDIA_TYPES["csv"]:  # which has no place for the version and the day of the data
        name = request.url.path.rpartition("/v1/")[2].removesuffix(".csv").replace("/", "-")
        told = f"{name}-v{about['version']}-{about['evidence_date']}.csv"
        headers["Content-Disposition"] = f'inline; filename="{told}"'
    if found.n_total is not None:
        headers["X-Total-Count"] = str(found.n_total)
    asked = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if "*" in asked or found.etag.removeprefix("W/") in asked:
        return Response(status_code=304, headers=headers)
    accepted = request.headers.get("accept-encoding", "").lower()
    if takes_gzip(accepted):
        headers["Content-Encoding"] = "gzip"
        return Response(found.gzipped, media_type=found.media_type, headers=headers)
    if "gzip" in accepted:  # named to refuse it, which the server around this app does not read
        headers["Content-Encoding"] = "identity"
    return Response(found.body, media_type=found.media_type, headers=headers)


def takes_gzip(accept_encoding: str) -> bool:
    """Whether an Accept-Encoding header takes gzip: named, or any by "*", and not at weight 0 (RFC 9110, 12.5.3)."""
    weights = {}
    for part in accept_encoding.lower().split(","):
        coding, *parameters = (text.strip() for text in part.split(";"))
        zero = any(re.fullmatch(r"q\s*=\s*0(\.0*)?", text) for text in parameters)
        weights[coding] = not zero
    return weights.get("gzip", weights.get("*", False))
