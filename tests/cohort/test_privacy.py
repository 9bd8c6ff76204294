"""Nothing of a reader's files is kept: no file, no log line, no import that could."""

import ast
import gc
import logging
import subprocess
import sys
import weakref
from pathlib import Path

from adverse.cohort import count, own_evidence, sample_files, understand

PACKAGE = Path(__file__).parents[2] / "adverse/cohort"
MODULES = sorted(PACKAGE.rglob("*.py"))


def test_the_package_opens_no_file_but_the_sample_and_what_a_command_names():
    writes = {
        "write_text",
        "write_bytes",
        "open",
        "to_csv",
        "mkdir",
        "NamedTemporaryFile",
        "TemporaryFile",
        "getLogger",
    }
    found = {
        (path.name, ast.unparse(node.func))
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in writes
    }
    assert found == {("unpack.py", "archive.open"), ("__main__.py", "Path(asked.out).write_text")}


def test_no_value_is_logged_or_written(tmp_path, monkeypatch, caplog, capsys):
    monkeypatch.chdir(tmp_path)
    with caplog.at_level(logging.DEBUG):
        count(understand(sample_files()))
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []


def test_what_was_read_goes_when_nobody_holds_it(evidence):
    run = understand(sample_files())
    own = own_evidence(run, count(run), evidence)
    watched = [weakref.ref(run), weakref.ref(own), weakref.ref(run.patients.table), weakref.ref(run.events.table)]
    del run, own
    gc.collect()
    assert [one() for one in watched] == [None] * len(watched)


def test_importing_the_package_loads_neither_streamlit_nor_the_models():
    slow = ("streamlit", "statsmodels", "firthmodels", "sklearn", "pyreadstat")
    code = f"import sys, adverse.cohort; print([name for name in {slow} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PACKAGE.parents[1], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
