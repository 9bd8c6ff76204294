"""The read-only data API under /api/v1, every table and every page's rows, and what a server says of its health."""

from adverse.api.health import health_routes
from adverse.api.serve import api_routes

__all__ = ["api_routes", "health_routes"]
