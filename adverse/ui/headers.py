"""Security headers on every answer of the server; the pages may talk to this server alone."""

from urllib.parse import parse_qsl

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws: wss: data: blob:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'"
)
ONLY_HERE = "; frame-ancestors 'self'"
HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
}
ONLY_TLS = {b"strict-transport-security": b"max-age=31536000"}


def headers_for(scope) -> dict[bytes, bytes]:
    """The headers of the answer to one request: another site may frame a page where its address says embed=true.

    The scheme is that of the reader where a server on this machine hands on what it was asked.
    """
    query = dict(parse_qsl(scope.get("query_string", b"").decode("latin-1")))
    is_frame = query.get("embed", "").lower() == "true"
    policy = POLICY if is_frame else POLICY + ONLY_HERE
    return (
        HEADERS | {b"content-security-policy": policy.encode()} | (ONLY_TLS if scope.get("scheme") == "https" else {})
    )


class SecurityHeaders:
    """ASGI middleware that adds these headers to every HTTP response."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def send_with_headers(message):
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                added = ((name, value) for name, value in headers_for(scope).items() if name not in present)
                message["headers"] = [*message["headers"], *added]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
