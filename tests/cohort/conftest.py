"""Files of readers, by the name of their case."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from adverse.cohort.answers import Answers
from adverse.cohort.counts import count
from adverse.cohort.dry_run import DryRun, understand
from adverse.cohort.read import File

CASES = Path(__file__).parent / "cases"


@pytest.fixture(scope="session")
def files_of() -> Callable[..., list[File]]:
    """A function (start of a case's name, files) -> its files, all of them without names."""

    def found(case: str, *names: str) -> list[File]:
        [folder] = CASES.glob(f"{case}*")
        paths = [folder / name for name in names] or sorted(folder.iterdir())
        return [File(path.name, path.read_bytes()) for path in paths if path.name != "LICENSE"]

    return found


@pytest.fixture(scope="session")
def text_file() -> Callable[..., File]:
    """A function (name, lines) -> a UTF-8 file of them."""

    def made(name: str, *lines: str, encoding: str = "utf-8") -> File:
        return File(name, "".join(f"{line}\n" for line in lines).encode(encoding))

    return made


@pytest.fixture(scope="session")
def n_of() -> Callable[..., dict[str, tuple[int, int]]]:
    """A function (dry run, event, grade, subset) -> arm: (with the event, at risk)."""

    def counted(run: DryRun, event: str, grade_band: str = "any", subset: str = "all") -> dict[str, tuple[int, int]]:
        table = count(run).table
        is_it = (table["event"] == event) & (table["grade_band"] == grade_band) & (table["subset"] == subset)
        rows = table[is_it]
        return dict(zip(rows["arm"], zip(rows["n_with_event"], rows["n_at_risk"], strict=True), strict=True))

    return counted


@pytest.fixture(scope="session")
def reasons_of() -> Callable[[DryRun], dict[str, int]]:
    """A function (dry run) -> reason: how many rows are left out for it."""

    def counted(run: DryRun) -> dict[str, int]:
        return run.left_out["reason"].value_counts().to_dict()

    return counted


@pytest.fixture(scope="session")
def pilot() -> DryRun:
    """The CDISC pilot as a dry run."""
    from adverse.cohort import sample_files

    return understand(sample_files(), Answers())


@pytest.fixture(scope="session")
def pilot_counts(pilot) -> pd.DataFrame:
    """Its counts."""
    return count(pilot).table
