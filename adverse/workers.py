"""Several processes of the dashboard behind nginx: `python -m adverse.workers --workers 2 --port 8501`.

A reader stays with one process. A process that dies is started again, and its readers go on at the address they had
with another one. On SIGHUP the processes are replaced one by one, each ended once its readers have left or after
`--drain` seconds; on SIGTERM everything ends.
"""

import argparse
import getpass
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory
from types import FrameType

from adverse.errors import AdverseError
from adverse.meters import SESSIONS

ROOT = Path(__file__).resolve().parents[1]
SECONDS_TO_START = 120
SECONDS_BETWEEN_LOOKS = 0.2
MOST_UPLOAD_MB = 25  # a little above the server's own limit, whose refusal is a sentence
NO_NGINX = "nginx was not found. Install it (on Debian: apt-get install nginx-light), or use: make run"
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Worker:
    """One process of the dashboard at a port of this machine."""

    def __init__(self, below: str, port: int | None = None):
        self.port, self.below = port or free_port(), below
        command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py"), "--server.headless", "true"]
        command += ["--server.address", "127.0.0.1", "--server.port", str(self.port), "--server.baseUrlPath", below]
        self.process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=sys.stderr)

    @property
    def lives(self) -> bool:
        """Whether the process has not ended."""
        return self.process.poll() is None

    @property
    def is_ready(self) -> bool:
        """Whether the process has its evidence and answers."""
        told = self._told("/readyz")
        return bool(told) and json.loads(told)["is_ready"]

    @property
    def n_sessions(self) -> int:
        """How many readers are connected; 0 when the process does not answer."""
        [name] = [metric.name for metric in SESSIONS.describe()]
        lines = [line.split() for line in self._told("/metrics").splitlines()]
        return next((int(float(line[1])) for line in lines if line[0] == name), 0)

    def _told(self, path: str) -> str:
        try:
            with OPENER.open(f"http://127.0.0.1:{self.port}{self.below}{path}", timeout=5) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, OSError):
            return ""

    def wait_until_ready(self) -> None:
        """Return when the process serves; AdverseError when it ends or takes too long."""
        end = time.monotonic() + SECONDS_TO_START
        while not self.is_ready:
            if not self.lives or time.monotonic() > end:
                raise AdverseError("A process of the dashboard did not start; what it said stands above.")
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def end(self) -> None:
        """End the process, by force when it does not go in ten seconds."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Workers:
    """The processes, and the nginx in front of them, until `run` ends."""

    def __init__(self, chosen: argparse.Namespace, folder: Path):
        self.chosen, self.folder = chosen, folder
        self.asked: list[int] = []  # signals that have come and are not yet answered
        self.workers = [Worker(chosen.below) for _ in range(chosen.workers)]
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._note)

    def _note(self, number: int, _: FrameType | None) -> None:
        self.asked.append(number)

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT."""
        nginx = None
        try:
            for worker in self.workers:
                worker.wait_until_ready()
            self._write()
            nginx = subprocess.Popen([*self._nginx(), "-g", "daemon off;"])
            print(f"{len(self.workers)} workers at http://{self.chosen.address}:{self.chosen.port}", flush=True)
            self._tell()
            while nginx.poll() is None and not {signal.SIGTERM, signal.SIGINT} & set(self.asked):
                if signal.SIGHUP in self.asked:
                    self.asked.remove(signal.SIGHUP)
                    self._replace()
                self._revive()
                time.sleep(SECONDS_BETWEEN_LOOKS)
        finally:
            if nginx is not None:
                nginx.terminate()
                nginx.wait()
            for worker in self.workers:
                worker.end()

    def _revive(self) -> None:
        """Start what has died again, at its port, so that nginx finds it there."""
        for at, worker in enumerate(self.workers):
            if not worker.lives:
                print(f"A worker ended with {worker.process.returncode}; it is started again.", flush=True)
                self.workers[at] = Worker(self.chosen.below, worker.port)
                self._tell()

    def _replace(self) -> None:
        """Start each process anew, send new readers to the new one, and end the old one when its readers have left."""
        for at, old in enumerate(list(self.workers)):
            new = Worker(self.chosen.below)
            try:
                new.wait_until_ready()
            except AdverseError as error:
                new.end()
                print(f"{error} The old processes go on.", flush=True)
                return
            self.workers[at] = new
            self._write()
            subprocess.run([*self._nginx(), "-s", "reload"], check=True)
            end = time.monotonic() + self.chosen.drain
            while old.n_sessions and time.monotonic() < end:
                time.sleep(SECONDS_BETWEEN_LOOKS)
            old.end()
            print(f"Worker {at + 1} of {len(self.workers)} is replaced.", flush=True)
            self._tell()

    def _tell(self) -> None:
        for at, worker in enumerate(self.workers):
            print(f"w{at}: process {worker.process.pid} at port {worker.port}", flush=True)

    def _nginx(self) -> list[str]:
        return ["nginx", "-p", str(self.folder), "-e", "stderr", "-c", str(self.folder / "nginx.conf")]

    def _write(self) -> None:
        ports = [worker.port for worker in self.workers]
        text = nginx_conf(self.folder, self.chosen.address, self.chosen.port, ports)
        (self.folder / "nginx.conf").write_text(text, encoding="utf-8")


def nginx_conf(folder: Path, address: str, port: int, ports: list[int]) -> str:
    """The configuration of an nginx at `address`:`port` in front of processes at `ports` of this machine."""
    upstreams, shares = [], []
    for at, own in enumerate(ports):
        servers = [f"server 127.0.0.1:{own} fail_timeout=1s;"]
        servers += [f"server 127.0.0.1:{other} backup;" for other in ports if other != own]
        upstreams.append(f"  upstream w{at} {{ {' '.join(servers)} }}")
        share = "*" if at == len(ports) - 1 else f"{100 / len(ports):.2f}%"
        shares.append(f"    {share} w{at};")
    filled = {
        "folder": str(folder),
        "address": address,
        "port": str(port),
        "user_line": f"user {getpass.getuser()};" if os.geteuid() == 0 else "",
        "most_upload_mb": str(MOST_UPLOAD_MB),
        "upstreams": "\n".join(upstreams),
        "shares": "\n".join(shares),
        "names": "\n".join(f"    w{at} w{at};" for at in range(len(ports))),
        "known": "\n".join(f'    w{at} "";' for at in range(len(ports))),
    }
    return Braces(Path(__file__).with_name("nginx.conf").read_text(encoding="utf-8")).substitute(filled)


class Braces(Template):
    """A template in which only ${name} is filled in, so that nginx keeps its own $name."""

    pattern = r"\$(?:(?P<escaped>\$)|(?P<named>(?!))|\{(?P<braced>[a-z_]+)\}|(?P<invalid>(?!)))"  # type: ignore[assignment]


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main(given: list[str]) -> str | None:
    """Serve until told to end; what went wrong, if anything did."""
    parser = argparse.ArgumentParser(prog="python -m adverse.workers", description=__doc__.splitlines()[0])
    parser.add_argument("--workers", type=int, default=2, help="processes (default 2)")
    parser.add_argument("--address", default="127.0.0.1", help="where nginx listens (default 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8501, help="where nginx listens (default 8501)")
    parser.add_argument("--drain", type=float, default=60, help="seconds that readers have to leave (default 60)")
    parser.add_argument("--below", default="", help="a path below which everything lies, such as /drugs")
    chosen = parser.parse_args(given)
    if chosen.workers < 1:
        return "--workers must be 1 or more."
    if shutil.which("nginx") is None:
        return NO_NGINX
    with TemporaryDirectory() as folder:
        try:
            Workers(chosen, Path(folder)).run()
        except AdverseError as error:
            return str(error)
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
