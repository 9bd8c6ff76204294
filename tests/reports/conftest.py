"""A store, and the command that fills it, for the tests of safety reports."""

import pytest

from adverse.reports.__main__ import main


@pytest.fixture
def run(tmp_path, capsys):
    """A function that runs the command on a store of this test and gives its code, its answer and its complaints."""

    def command(name: str, *words) -> tuple[int, str, str]:
        code = main([name, *map(str, words), "--store", str(tmp_path / "store")])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command
