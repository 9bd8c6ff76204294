"""For whoever runs the server: whether the process lives, whether it has its evidence, and what it counts."""

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from adverse import meters
from adverse.evidence import Evidence

NO_STORE = {"Cache-Control": "no-store"}


def health_routes(evidence: Evidence, below: str = "") -> list[BaseRoute]:
    """/healthz (the process answers), /readyz (which evidence it has) and /metrics (OpenMetrics), `below` a path."""
    ready = {"is_ready": True, "version": evidence.about["version"], "evidence_date": evidence.about["evidence_date"]}

    def lives(_: Request) -> Response:
        return Response("ok\n", media_type="text/plain", headers=NO_STORE)

    def is_ready(_: Request) -> Response:
        return Response(orjson.dumps(ready), media_type="application/json", headers=NO_STORE)

    def counted(_: Request) -> Response:
        text, media_type = meters.exposition()
        return Response(text, headers=NO_STORE | {"Content-Type": media_type})

    answers = {"healthz": lives, "readyz": is_ready, "metrics": counted}
    return [Route(f"{below}/{name}", tell) for name, tell in answers.items()]
