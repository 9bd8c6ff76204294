"""The read-only data API under /api/v1: every table, and every page's rows at the page's own parameters."""

from adverse.api.serve import api_routes

__all__ = ["api_routes"]
