"""The data API under 20 clients at once, each on a connection of its own that stays open."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from statistics import quantiles
from time import perf_counter
from urllib.parse import urlsplit

from tests.bench.common import API_COLD, API_WARM, Figures
from tests.browser.serve import Server

N_CLIENTS = 20
N_ROUNDS = 10
ADDRESSES = (
    *("/api/v1/incidence.json", "/api/v1/incidence.csv?grade=ge3", "/api/v1/compare.json", "/api/v1/onset.csv"),
    *("/api/v1/risk_factors.json", "/api/v1/sources.csv", "/api/v1/tables/incidence.json", "/api/v1/tables/arms.csv"),
)


def measure_api(figures: Figures, server: Server) -> None:
    """The 95th percentile in milliseconds: rows asked for again, and rows that nobody asked for before."""
    _percentile(server, [list(ADDRESSES)] * N_CLIENTS)
    again = [list(ADDRESSES) * N_ROUNDS] * N_CLIENTS
    figures.add(API_WARM, "api", _percentile(server, again))
    new = [[f"/api/v1/tables/incidence.json?offset={client}&limit=100"] for client in range(N_CLIENTS)]
    figures.add(API_COLD, "api", _percentile(server, new))


def _percentile(server: Server, requests: list[list[str]]) -> float:
    """The 95th percentile of the times of all requests; each list is asked one by one by a client of its own."""
    with ThreadPoolExecutor(len(requests)) as clients:
        times = [time for of_client in clients.map(lambda paths: _times(server, paths), requests) for time in of_client]
    return quantiles(times, n=20)[-1]


def _times(server: Server, paths: list[str]) -> list[float]:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)
    times = []
    for path in paths:
        begin = perf_counter()
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        response.read()
        times.append(1000 * (perf_counter() - begin))
        assert response.status == 200, path
    connection.close()
    return times
