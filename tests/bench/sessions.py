"""Memory of the server for each open session, each a WebSocket that speaks as Streamlit's own page does."""

from contextlib import ExitStack
from itertools import pairwise

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.bench.common import BARE, BARE_SCRIPT, MEMORY, MEMORY_ALL, PAGE_NAMES, Figures
from tests.browser.serve import ADDRESSES, DASHBOARD, Server, serving

N_SESSIONS = 20
N_BATCHES = 3


def measure_memory(figures: Figures) -> None:
    """Megabytes that the server grows for each of 20 sessions, a fresh server for every page.

    The first 20 sessions fill what is kept once per process; the growth is that of the next batches of 20.
    """
    for target in (BARE, *PAGE_NAMES):
        page = "" if target == BARE else ADDRESSES[target].strip("/")
        with serving(BARE_SCRIPT if target == BARE else DASHBOARD) as server, ExitStack() as open_sessions:
            sizes = []
            for _ in range(N_BATCHES):
                for _ in range(N_SESSIONS):
                    _open_session(open_sessions, server, page)
                sizes.append(_resident(server) / 1e6)
            figures.add(MEMORY_ALL, target, sizes[0])
            for before, after in pairwise(sizes):
                figures.add(MEMORY, target, (after - before) / N_SESSIONS)


def _open_session(sessions: ExitStack, server: Server, page: str) -> None:
    """Connect, ask for the page, and read until its script has finished; the connection stays open."""
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    socket = sessions.enter_context(
        connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None, proxy=None)
    )
    ask = BackMsg()
    ask.rerun_script.query_string = ""
    ask.rerun_script.page_name = page
    socket.send(ask.SerializeToString())
    finished = None
    while finished is None or finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
        message = ForwardMsg.FromString(socket.recv(timeout=60))
        finished = message.script_finished if message.HasField("script_finished") else None


def _resident(server: Server) -> int:
    process = psutil.Process(server.process.pid)
    return sum(each.memory_info().rss for each in (process, *process.children(recursive=True)))
