"""Schemathesis asks what the OpenAPI description allows and forbids: no answer may be a server error or undescribed."""

import re
import subprocess
import sysconfig
from pathlib import Path

EXAMPLES = 3  # of each operation: the work is bounded by what is asked, not by the clock of a machine
MOST_SECONDS = 3600  # beyond which the server hangs
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def test_no_request_breaks_the_server(server, tmp_path):
    command = [str(Path(sysconfig.get_path("scripts")) / "schemathesis"), "run", f"{server.url}/api/v1/openapi.json"]
    command += [
        "--phases",
        "fuzzing",
        "--max-examples",
        str(EXAMPLES),
        "--checks",
        CHECKS,
        "--generation-deterministic",
    ]
    said_before = len(server.log.read_bytes())
    ran = subprocess.run([*command, "--no-color"], cwd=tmp_path, capture_output=True, text=True, timeout=MOST_SECONDS)
    assert ran.returncode == 0, ran.stdout[-4000:]
    [selected], [tested] = (re.findall(rf"{name}: (\d+)", ran.stdout) for name in ("Selected", "Tested"))
    assert tested == selected
    assert b"Traceback" not in server.log.read_bytes()[said_before:]
