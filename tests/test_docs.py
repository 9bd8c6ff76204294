"""The documents name what is there, the generated ones are fresh, and no committed file tells of a machine."""

import ast
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from inspect import isclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from adverse import statistics
from adverse.api.resources import RESOURCES
from adverse.evidence.load import DATA_FOLDER
from adverse.evidence.tables import TABLES
from adverse.generate import DOCS_FOLDER, generated_files
from adverse.ui.navigation import PAGES

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
METHODS = DOCS_FOLDER / "methods.md"
STATISTICS = sorted(name for name in statistics.__all__ if not isclass(getattr(statistics, name)))
MARKDOWN = sorted([*ROOT.glob("*.md"), *DOCS_FOLDER.rglob("*.md")])


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def output_of(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def committed_files() -> list[Path]:
    """Every file of the repository, those not yet added included, those that git ignores not."""
    listed = output_of("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("page", PAGES)
def test_readme_names_every_page(page):
    assert f"`{page}`" in text_of(README)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_in_the_data_dictionary(table):
    assert f"\n### {table}\n" in text_of(DOCS_FOLDER / "data.md")


@pytest.mark.parametrize("path", RESOURCES)
def test_every_route_of_the_api_is_documented(path):
    assert f"\n| `/api/v1/{path}` |" in text_of(DOCS_FOLDER / "api.md")


@pytest.mark.parametrize("name", STATISTICS)
def test_every_public_statistic_is_in_the_methods_with_its_paper(name):
    [row] = [line for line in text_of(METHODS).splitlines() if line.startswith(f"| `{name}` |")]
    paper = row.split("|")[-2]
    assert re.search(r"[A-Z][a-z]+.* (18|19|20)\d\d", paper), row


def test_methods_name_no_statistic_that_is_gone():
    table = text_of(METHODS).partition("## Statistics")[2].partition("\n## ")[0]
    assert sorted(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == STATISTICS


def test_generated_files_are_fresh(evidence):
    for path, text in generated_files(evidence, DATA_FOLDER, DOCS_FOLDER).items():
        assert text_of(path) == text, f"{path.name} is stale; write again with: make generate"


def test_readme_gives_the_two_commands_and_those_for_windows():
    blocks = re.findall(r"```(\w*)\n(.*?)```", text_of(README), re.DOTALL)
    commands = [line.split("#")[0].strip() for _, block in blocks for line in block.splitlines()]
    assert [command for command in commands if command.startswith("make ")] == ["make run", "make test"]
    windows = [line for language, block in blocks if language == "powershell" for line in block.strip().splitlines()]
    assert len(windows) == 3
    assert windows[1].endswith("pip install --editable .")
    assert windows[2].endswith("streamlit run dashboard.py")


def test_readme_lists_the_targets_of_the_makefile():
    targets = set(re.findall(r"^([a-z-]+):.*## ", text_of(ROOT / "Makefile"), re.MULTILINE))
    named = set(re.findall(r"`(?:make )?([a-z-]+)`", text_of(README))) | set(
        re.findall(r"make ([a-z]+)", text_of(README))
    )
    assert targets - named == set()


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_files_lead_somewhere(path):
    targets = re.findall(r"\]\(([^)#\s]+)", text_of(path))
    local = [target for target in targets if not urlsplit(target).scheme]
    assert [target for target in local if not (path.parent / target).exists()] == []


def test_changelog_names_the_version_of_the_package(evidence):
    assert evidence.about["version"] in text_of(ROOT / "CHANGELOG.md")


# Nothing of this machine


@pytest.fixture(scope="module")
def committed_texts() -> dict[str, str]:
    """Name -> text of every committed text file."""
    texts = {}
    for path in committed_files():
        content = path.read_bytes()
        if b"\0" not in content:
            texts[path.relative_to(ROOT).as_posix()] = content.decode("utf-8")
    return texts


def files_with(texts: dict[str, str], pattern: str) -> list[str]:
    return [name for name, text in texts.items() if re.search(pattern, text)]


@pytest.mark.parametrize("folder", ["work", "root", "tmp/pv", "home/[a-z]+", "Users/[A-Za-z]+", "opt/pypi"])
def test_no_path_of_a_machine_is_committed(committed_texts, folder):
    assert files_with(committed_texts, rf"(?<![\w.:/-])/{folder}/") == []


def test_no_word_on_how_it_was_made_is_committed(committed_texts):
    assert files_with(committed_texts, "(?i)session" + " helper") == []


def test_no_package_index_is_committed(committed_texts):
    assert files_with(committed_texts, r"--(extra-)?index-" + r"url|--find-" + r"links|--trusted-" + "host") == []
    configured = output_of(sys.executable, "-m", "pip", "config", "list")
    hosts = {urlsplit(address).hostname for address in re.findall(r"https?://[^'\s]+", configured)} - {None, "pypi.org"}
    assert {host: files_with(committed_texts, re.escape(host)) for host in hosts} == {host: [] for host in hosts}


def test_every_package_that_is_imported_is_pinned():
    """A package that comes along with another one may go with it."""
    files = [text_of(ROOT / name).splitlines() for name in ("requirements.txt", "requirements-spark.txt")]
    pinned, optional = ({line.split("==")[0].split("[")[0].lower() for line in lines} for lines in files)
    imported = set()
    for path in [*(ROOT / "adverse").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "dashboard.py"]:
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
    foreign = imported - set(sys.stdlib_module_names) - {"adverse"} - optional
    packages = packages_distributions()
    assert {"numpy", "starlette"} <= foreign
    assert {name for name in foreign if not pinned & {package.lower() for package in packages[name]}} == set()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-spark.txt"])
def test_requirements_are_pinned_exactly(name):
    lines = [line.split("#")[0].strip() for line in text_of(ROOT / name).splitlines()]
    wanted = [line for line in lines if line and not line.startswith("-r ")]
    assert wanted
    assert [line for line in wanted if not re.fullmatch(r"[A-Za-z0-9_.\[\]-]+==[0-9][0-9A-Za-z.]*", line)] == []
