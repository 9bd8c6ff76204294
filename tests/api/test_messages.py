"""How much the server says to a browser that opens a page: every message costs time for each reader of a full hall."""

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from adverse.cards.register import PAGES

MOST_MESSAGES = 125
MOST_BYTES = 350_000


def answers_to(socket, page: str) -> list[bytes]:
    """What comes back until the script of a page has finished."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    socket.send(asked.SerializeToString())
    said: list[bytes] = []
    while True:
        said.append(socket.recv(timeout=60))
        told = ForwardMsg.FromString(said[-1])
        assert not (told.HasField("delta") and told.delta.new_element.HasField("exception")), page
        if told.HasField("script_finished") and told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return said


@pytest.fixture(scope="module")
def socket(server):
    """A connection as a browser has it."""
    address = f"{server.url.replace('http', 'ws', 1)}/_stcore/stream"
    with connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None) as opened:
        yield opened


@pytest.mark.parametrize("name", PAGES)
def test_a_page_comes_in_few_messages(socket, name):
    said = answers_to(socket, "" if name == "overview" else name)
    assert 10 < len(said) <= MOST_MESSAGES
    assert sum(map(len, said)) <= MOST_BYTES
