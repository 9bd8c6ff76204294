"""Addresses beside those of the navigation: the opening page under its name too, and pages that moved into another."""

from functools import partial
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from adverse.cards.moved import MOVED
from adverse.cards.register import OPENING_PAGE


def page_routes(below: str) -> list[Route]:
    """The ways from names to addresses, with the query kept, `below` a path such as /drugs."""
    moved = {name: f"{place.page}?{urlencode(place.query)}" for name, place in MOVED.items()}
    return [Route(f"{below}/{name}", partial(_lead, to=to)) for name, to in {OPENING_PAGE: "", **moved}.items()]


async def _lead(request: Request, *, to: str) -> RedirectResponse:
    query = request.url.query
    return RedirectResponse(f"./{to}{'&' if '?' in to else '?'}{query}" if query else f"./{to}")
