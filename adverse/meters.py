"""What a server counts of itself for whoever runs it, in OpenMetrics: never a value that a reader chose or sent."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest

SECONDS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)

REGISTRY = CollectorRegistry()
RUN_SECONDS = Histogram(
    "adverse_run_seconds", "A page drawn for a reader", ["page"], registry=REGISTRY, buckets=SECONDS
)
SESSIONS = Gauge("adverse_sessions", "Readers who are connected", registry=REGISTRY)
API_REQUESTS = Counter("adverse_api_requests", "Requests to the data API", ["status"], registry=REGISTRY)
ProcessCollector(registry=REGISTRY)


def exposition() -> tuple[bytes, str]:
    """The figures of now as text, and the media type of that text."""
    return generate_latest(REGISTRY), CONTENT_TYPE_LATEST
