"""What the API refuses, each as JSON with a sentence."""

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from adverse.errors import AddressError

METHODS = "GET, HEAD, OPTIONS"


def bad_address(_: Request, error: AddressError) -> Response:
    """400, with every parameter that cannot be understood."""
    return error_response(400, str(error))


def http_error(request: Request, error: HTTPException) -> Response:
    """The status of the error; the answer to OPTIONS where no other site asks."""
    if error.status_code == 405:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": METHODS})
        return error_response(405, f"This API only reads: {METHODS}.", {"Allow": METHODS})
    if error.status_code == 404:
        return error_response(404, "There is nothing at this address; /api/v1/ lists what there is.")
    return error_response(error.status_code, error.detail)


def server_error(_: Request, __: Exception) -> Response:
    """500, without a word of what failed."""
    return error_response(500, "The server failed to answer; the fault is not in the address.")


def error_response(status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    """A refusal: its status and its sentence."""
    told = {"error": {"status": status, "message": message, "documentation": "/api/v1/openapi.json"}}
    return Response(
        orjson.dumps(told),
        status,
        media_type="application/json",
        headers={"Cache-Control": "no-store", **(headers or {})},
    )
