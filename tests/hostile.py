"""What may reach a server from anybody: addresses of any kind, messages out of order, silence, and files without end.

Every attack is bounded in count and time, goes to this machine alone, and returns what went wrong, a sentence each.
"""

import http.client
import json
import random
import socket
import string
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from adverse.api.resources import resources_of
from adverse.cards import register
from adverse.cards.parameters import Asked, Parameter
from adverse.evidence import Evidence
from adverse.ui.navigation import page_names
from adverse.vocabulary import READERS
from tests.browser.serve import ADDRESSES, ROOT, Server

PARTS = ("changed", "review", "propose", "dictionary", "words", "embed", "present", "own", "card", "story", "slide")
ODD = (
    *(
        "",
        "true",
        "-1",
        "0",
        "99999999999999999999",
        "1e309",
        "nan",
        "NULL",
        "\0",
        "\u202e",
        "٣",
        "🩸" * 40,
        "%",
        "%00",
    ),
    *("<script>alert(1)</script>", "../../etc/passwd", "' OR 1=1 --", "{0.__class__}", "[a](javascript:alert(1))"),
    *("a" * 3000, "|" * 50, "\n\r\t", "{answer}", "None"),
)
SECONDS_TO_ANSWER = 120
AROUND = "/adverse/ui/headers.py:"


def addresses(evidence: Evidence, seed: int) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Pages with queries drawn by chance: known keys with known or odd values, unknown keys, keys given twice."""
    chance = random.Random(seed)
    parameters = {page: _parameters(evidence, page) for page in register.pages_of(evidence)}
    pages = page_names(evidence)
    while True:
        page = chance.choice(pages)
        query = [_drawn(chance, one) for one in parameters.get(page, []) if chance.random() < 0.3]
        query += [(chance.choice(PARTS), chance.choice(["true", *ODD])) for _ in range(chance.randrange(3))]
        query += [("view", chance.choice([*READERS, *ODD]))] if chance.random() < 0.3 else []
        query += [("".join(chance.choices(string.printable, k=5)), chance.choice(ODD))] if chance.random() < 0.2 else []
        chance.shuffle(query)
        yield page, query


def _parameters(evidence: Evidence, page: str) -> list[Parameter]:
    asked = Asked()
    register.choose(evidence, page, asked)
    return asked.parameters


def _drawn(chance: random.Random, parameter: Parameter) -> tuple[str, str]:
    known = [str(value) for value in parameter.labels or {}] + list((parameter.labels or {}).values())
    if "minimum" in parameter.schema:
        known = [str(chance.randint(parameter.schema["minimum"], parameter.schema["maximum"]))]
    is_known = known and chance.random() < 0.7
    return parameter.key, chance.choice(known if is_known else ODD)


class Session:
    """A reader as Streamlit's own page is one: a WebSocket that asks for pages and reads until each is drawn."""

    def __init__(self, stack: ExitStack, server: Server):
        address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
        self.socket = stack.enter_context(
            connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None, proxy=None, open_timeout=60)
        )
        self.name = ""

    def open(self, page: str, query: str) -> list[str]:
        """Ask for a page; the messages of exceptions that its reader sees."""
        message = BackMsg()
        message.rerun_script.query_string, message.rerun_script.page_name = query, ADDRESSES[page].strip("/")
        self.socket.send(message.SerializeToString())
        found, finished = [], None
        while finished is None or finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            answer = ForwardMsg.FromString(self.socket.recv(timeout=SECONDS_TO_ANSWER))
            finished = answer.script_finished if answer.HasField("script_finished") else None
            if answer.HasField("new_session"):
                self.name = answer.new_session.initialize.session_id
            if answer.HasField("delta") and answer.delta.new_element.HasField("exception"):
                found.append(answer.delta.new_element.exception.type)
        return found


def random_pages(server: Server, evidence: Evidence, n: int, seed: int = 1, a_session: int = 25) -> list[str]:
    """Open `n` random addresses, `a_session` of them by one reader; each that shows an exception."""
    drawn, problems = addresses(evidence, seed), []
    while n > 0:
        with ExitStack() as stack:
            session = Session(stack, server)
            for _ in range(min(n, a_session)):
                page, query = next(drawn)
                text = urlencode(query, quote_via=quote)
                problems += [f"{page}?{text[:300]} shows {error}." for error in session.open(page, text)]
        n -= a_session
    return problems


def random_requests(server: Server, evidence: Evidence, n: int, seed: int = 2) -> list[str]:
    """Ask the data API at `n` random addresses; each that is answered by a fault of the server."""
    drawn, chance, problems = addresses(evidence, seed), random.Random(seed), []
    there_are = resources_of(evidence)
    for _ in range(n):
        page, query = next(drawn)
        path = page if page in there_are else chance.choice(list(there_are))
        address = f"/api/v1/{path}.{chance.choice(['csv', 'json', 'json', 'xml'])}?{urlencode(query, quote_via=quote)}"
        status = asked(server, "GET", address)
        if status not in (200, 400, 404, 414):
            problems.append(f"{address[:300]} is answered by {status}.")
    return problems


def asked(server: Server, method: str, address: str, **headers: str) -> int:
    """The status of one request."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=SECONDS_TO_ANSWER)
    try:
        connection.request(method, address, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def messages_out_of_order(server: Server, n: int, seed: int = 3) -> list[str]:
    """Send `n` readers' worth of bytes, texts and messages that no page sends; whether others are served then."""
    chance = random.Random(seed)
    for _ in range(n):
        with suppress(ConnectionClosed, TimeoutError, OSError), ExitStack() as stack:
            session = Session(stack, server)
            for _ in range(5):
                session.socket.send(_message(chance))
            session.socket.recv(timeout=0.2)
    return served(server, "after messages out of order")


def _message(chance: random.Random) -> bytes | str:
    message = BackMsg()
    kind = chance.randrange(6)
    if kind == 0:
        return chance.randbytes(chance.randrange(200))
    if kind == 1:
        return "text where bytes are spoken"
    if kind == 2:
        message.rerun_script.fragment_id = "no-such-fragment"
    elif kind == 3:
        message.rerun_script.page_script_hash = "no-such-page"
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.string_value = "$$ID-no-such-widget", "x" * 1000
    elif kind == 4:
        message.stop_script = True
    else:
        message.clear_cache = True
    return message.SerializeToString()


def silent_connections(server: Server, n: int) -> list[str]:
    """Hold `n` connections that say nothing, or half a request; whether others are served meanwhile."""
    place = urlsplit(server.url)
    with ExitStack() as stack:
        for number in range(n):
            one = stack.enter_context(socket.create_connection((place.hostname, place.port), timeout=30))
            if number % 2:
                one.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Half: ")
        return served(server, f"beside {n} silent connections")


def upload_without_end(server: Server, n_bytes: int) -> tuple[list[str], int]:
    """Send a file of `n_bytes` to the place where readers' files go; problems, and how many bytes were taken."""
    with ExitStack() as stack:
        session = Session(stack, server)
        session.open("own_data", "")
        place = urlsplit(server.url)
        connection = http.client.HTTPConnection(place.netloc, timeout=SECONDS_TO_ANSWER)
        connection.request("GET", "/_stcore/host-config")
        answer = connection.getresponse()
        answer.read()
        cookie = (answer.getheader("set-cookie") or "").partition(";")[0]
        connection.close()
        head = b'--end\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\n'
        lines = [
            f"PUT /_stcore/upload_file/{session.name}/file HTTP/1.1",
            f"Host: {place.netloc}",
            f"Cookie: {cookie}",
            f"X-Xsrftoken: {cookie.partition('=')[2]}",
            "Content-Type: multipart/form-data; boundary=end",
            f"Content-Length: {n_bytes}",
        ]
        one = stack.enter_context(socket.create_connection((place.hostname, place.port), timeout=30))
        one.sendall("\r\n".join([*lines, "", ""]).encode() + head)
        sent, chunk, status = len(head), b"0" * 1_000_000, b""
        with suppress(OSError):
            while sent < n_bytes:
                one.sendall(chunk[: n_bytes - sent])
                sent += len(chunk)
                one.setblocking(False)
                with suppress(BlockingIOError):
                    status = one.recv(4096)
                one.setblocking(True)
                one.settimeout(30)
                if status:
                    break
            status = status or one.recv(4096)
        code = status.split(b" ")[1:2]
        problems = served(server, "after an upload without end")
        if code and code[0].startswith((b"2", b"5")):
            problems.append(f"A file of {n_bytes:,} bytes is answered by {code[0].decode()}.")
        return problems, min(sent, n_bytes)


def served(server: Server, when: str) -> list[str]:
    """Whether a reader who comes now gets the first page, within ten seconds."""
    begin = time.monotonic()
    if server.process.poll() is not None:
        return [f"The process died {when}."]
    with ExitStack() as stack:
        found = Session(stack, server).open("sources", "")
    seconds = time.monotonic() - begin
    return [f"A page shows {error} {when}." for error in found] + (
        [f"A page takes {seconds:.0f} s {when}."] if seconds > 10 else []
    )


def megabytes(server: Server) -> float:
    """The memory of the server."""
    process = psutil.Process(server.process.pid)
    return sum(one.memory_info().rss for one in (process, *process.children(recursive=True))) / 1e6


def errors_logged(server: Server) -> list[dict[str, Any]]:
    """The lines of the log that tell of an error."""
    lines = server.log.read_text(errors="replace").splitlines()
    told = [json.loads(line) for line in lines if line.startswith("{")]
    return [line for line in told if "error" in line]


def is_ours(error: dict[str, Any]) -> bool:
    """Whether this project's own code raised an error or called what did; its headers stand around every answer."""
    return any(
        place.startswith((f"{ROOT}/adverse/", f"{ROOT}/pages/")) and AROUND not in place for place in error["at"]
    )
