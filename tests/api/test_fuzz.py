"""Schemathesis asks what the OpenAPI description allows and forbids: no answer may be a server error or undescribed."""

import re
import subprocess
import sysconfig
from pathlib import Path

SECONDS = 180  # a bound; on an idle machine it takes about one minute
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def test_no_request_breaks_the_server(server, tmp_path):
    command = [str(Path(sysconfig.get_path("scripts")) / "schemathesis"), "run", f"{server.url}/api/v1/openapi.json"]
    command += ["--phases", "fuzzing", "--max-examples", "3", "--checks", CHECKS, "--generation-deterministic"]
    command += ["--no-color", "--max-time", str(SECONDS)]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=3 * SECONDS)
    assert ran.returncode == 0, ran.stdout[-4000:]
    [selected], [tested] = (re.findall(rf"{name}: (\d+)", ran.stdout) for name in ("Selected", "Tested"))
    assert tested == selected, "time ran out before every operation was asked"
    assert "Traceback" not in server.log.read_text(encoding="utf-8", errors="replace")
