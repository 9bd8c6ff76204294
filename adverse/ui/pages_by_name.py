"""Addresses beside those of the navigation: the opening page, which lies at the server's own, under its name too."""

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from adverse.cards.register import OPENING_PAGE


def page_routes(below: str) -> list[Route]:
    """The way from the opening page's name to its address, with the query kept, `below` a path such as /drugs."""
    return [Route(f"{below}/{OPENING_PAGE}", _to_opening_page)]


def _to_opening_page(request: Request) -> RedirectResponse:
    query = request.url.query
    return RedirectResponse(f"./?{query}" if query else "./")
