"""Ask an app without a server."""

import asyncio

from starlette.types import ASGIApp

Answer = tuple[int, dict[str, str], bytes]


def asked(app: ASGIApp, path: str, client: str = "127.0.0.1", **headers: str) -> Answer:
    """Status, headers (names in lower case) and body of what an app answers at a path."""
    sent: list[dict] = []

    async def send(message: dict) -> None:
        sent.append(message)

    async def receive() -> dict:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "root_path": "", "scheme": "http"}
    scope |= {"server": ("test", 80), "client": (client, 1), "http_version": "1.1"}
    scope |= {"headers": [(key.replace("_", "-").lower().encode(), text.encode()) for key, text in headers.items()]}
    asyncio.run(app(scope, receive, send))
    told = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], told, b"".join(message.get("body", b"") for message in sent[1:])
