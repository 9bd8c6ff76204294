"""Which licenses are accepted, and that nothing unknown or copyleft slips through."""

import subprocess

import pytest

from tests import dependencies


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND 0BSD", True),
        ("Apache Software License", True),
        ("Mozilla Public License 2.0 (MPL 2.0)", True),
        ("Artistic License OR GNU General Public License (GPL)", True),
        ("GPL-3.0-only", False),
        ("MIT AND LGPL-2.1", False),
        ("GNU Affero General Public License v3", False),
        ("", False),
        ("Proprietary", False),
    ],
)
def test_which_licenses_are_accepted(text, accepted):
    assert dependencies.is_accepted(text) == accepted


def test_every_installed_package_has_an_accepted_license():
    assert dependencies.problems_in_licenses() == []


@pytest.mark.parametrize(
    ("code", "error", "problems", "told"),
    [
        (0, "", 0, "asked pip-audit"),
        (1, "Found 1 known vulnerability", 1, "asked pip-audit"),
        (1, "requests.exceptions.ConnectionError: no name", 0, "cannot be reached"),
    ],
)
def test_what_pip_audit_says_is_told(monkeypatch, capsys, code, error, problems, told):
    monkeypatch.setattr(
        dependencies.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], code, "", error)
    )
    assert len(dependencies.problems_in_versions()) == problems
    assert told in capsys.readouterr().out
