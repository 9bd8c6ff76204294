"""How often one client may ask the data API, and what it counts."""

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adverse.api.refusals import error_response
from adverse.meters import API_REQUESTS

THIS_MACHINE = ("127.0.0.1", "::1")


class Limited:
    """ASGI middleware: a client's requests beyond `a_minute` (0: no limit) get 429 and when to come again."""

    def __init__(self, app: ASGIApp, a_minute: int):
        self.app = app
        self.limit = RateLimitItemPerMinute(a_minute) if a_minute else None
        self.limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                API_REQUESTS.labels(message["status"]).inc()
            await send(message)

        client = client_of(scope)
        if self.limit is None or self.limiter.hit(self.limit, client):
            await self.app(scope, receive, counted)
            return
        seconds = max(1, math.ceil(self.limiter.get_window_stats(self.limit, client).reset_time - time.time()))
        told = f"More than {self.limit.amount} requests in a minute; ask again in {seconds} s."
        await error_response(429, told, {"Retry-After": str(seconds)})(scope, receive, counted)


def client_of(scope: Scope) -> str:
    """The address of who asks; where a server on this machine hands requests on, the address that it names last."""
    asker = (scope.get("client") or ("",))[0]
    named = Headers(scope=scope).get("x-forwarded-for", "").rpartition(",")[2].strip()
    return named if named and asker in THIS_MACHINE else asker
