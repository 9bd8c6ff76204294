"""A store, and the command that fills it, for the tests of safety reports."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from adverse.reports import openfda
from adverse.reports.__main__ import main


@pytest.fixture
def run(tmp_path, capsys):
    """A function that runs the command on a store of this test and gives its code, its answer and its complaints."""

    def command(name: str, *words) -> tuple[int, str, str]:
        code = main([name, *map(str, words), "--store", str(tmp_path / "store")])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def server():
    """A stand-in: `answers` are given one after the other as (status, headers, content); `asked` holds the paths."""
    answers, asked = [], []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            status, headers, content = answers.pop(0)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *words):
            pass

    stand_in = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=stand_in.serve_forever, daemon=True)
    thread.start()
    stand_in.answers, stand_in.asked = answers, asked
    yield stand_in
    stand_in.shutdown()
    stand_in.server_close()
    thread.join()


@pytest.fixture
def client(server, tmp_path):
    waits = []
    made = openfda.Client(tmp_path / "cache", f"http://127.0.0.1:{server.server_port}", wait=waits.append)
    made.waits = waits
    return made
