"""The shape of the house: who imports whom, how long a module may be, and where colors, charts and numbers stand."""

import ast
import csv
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "pages").glob("*.py"))
PACKAGE = sorted((ROOT / "adverse").rglob("*.py"))
PRODUCT = [ROOT / "dashboard.py", *PAGES, *PACKAGE]
TESTS = sorted((ROOT / "tests").rglob("*.py"))

MAY_IMPORT = {
    "dashboard": {"api", "ui"},
    "workers": {"meters", "errors"},
    "pages": {"ui", "cards", "sentences"},
    "ui": {
        *("cards", "search", "quiz", "charts", "exports", "evidence", "cohort"),
        *("sentences", "vocabulary", "errors", "grading", "meters", "settings", "logs", "reports"),
    },
    "api": {"cards", "exports", "evidence", "vocabulary", "errors", "meters"},
    "generate": {"cards", "evidence", "exports", "errors"},
    "cards": {
        *("search", "quiz", "charts", "exports", "statistics", "evidence", "cohort"),
        *("sentences", "vocabulary", "errors", "grading", "reports"),
    },
    "search": {"charts", "evidence", "vocabulary"},
    "exports": {"charts", "vocabulary", "errors"},
    "reports": {"statistics", "evidence", "vocabulary", "errors", "outside", "settings"},
    "charts": {"vocabulary", "errors"},
    "statistics": {"vocabulary", "errors"},
    "evidence": {"vocabulary", "errors", "grading"},
    "diff": {"cards", "evidence", "errors"},
    "quiz": {"evidence", "statistics", "sentences", "grading", "vocabulary"},
    "grading": set(),
    "sentences": {"vocabulary"},
    "vocabulary": set(),
    "errors": set(),
    "meters": set(),
    "logs": set(),
    "settings": {"errors"},
    "outside": {"errors"},
    "cohort": {"evidence", "exports", "statistics", "sentences", "vocabulary", "errors", "outside"},
    "adverse": set(),
}
COMMANDS = [ROOT / "adverse/evidence/diff.py"]  # started by name and imported by nothing, so it may ask the cards
TOP_LEVEL = {
    *("dashboard.py", "pages", "data", "tests", "requirements.txt", "adverse", "docs", "requirements-dev.txt"),
    "requirements-spark.txt",
    *("pyproject.toml", "Makefile", ".streamlit", ".ci", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"),
    *(".gitignore", ".gitattributes", "Containerfile", "CITATION.cff"),
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def part_of(path: Path) -> str:
    """The unit of the architecture that a file belongs to: dashboard, pages, ui, charts, vocabulary ..."""
    if path in COMMANDS:
        return path.stem
    first, *rest = path.relative_to(ROOT).with_suffix("").parts
    return first if first in ("dashboard", "pages") else rest[0].replace("__init__", "adverse")


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def modules_imported(tree: ast.AST) -> set[str]:
    """Dotted names of every module imported; `from adverse.ui import panels` counts as adverse.ui.panels."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {item.name for item in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names |= {f"{node.module}.{item.name}" for item in node.names}
    return names


def parts_imported(path: Path) -> set[str]:
    modules = [name.split(".") for name in modules_imported(tree_of(path))]
    own = {parts[1] if len(parts) > 1 else "adverse" for parts in modules if parts[0] == "adverse"}
    return own | {parts[0] for parts in modules if parts[0] in ("pages", "dashboard", "tests")}


def calls_in(path: Path) -> list[str]:
    """The text of every called name: "st.plotly_chart", "panels.chart_card"."""
    return [ast.unparse(node.func) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_who_imports_whom(path):
    part = part_of(path)
    assert parts_imported(path) - {part} - MAY_IMPORT[part] == set()


def test_nothing_imports_a_command():
    names = {name_of(path).removesuffix(".py").replace("/", ".") for path in COMMANDS}
    assert [name_of(path) for path in PRODUCT if modules_imported(tree_of(path)) & names] == []


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_only_what_readers_see_imports_streamlit(path):
    libraries = {name.split(".")[0] for name in modules_imported(tree_of(path))}
    assert "streamlit" not in libraries or part_of(path) in ("ui", "pages", "dashboard")


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_page_tells_and_does_not_compute(path):
    tree = tree_of(path)
    libraries = {name.split(".")[0] for name in modules_imported(tree)}
    assert libraries & {"pandas", "numpy", "plotly"} == set()
    forbidden = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.AsyncFor, ast.While, ast.Lambda)
    assert [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, forbidden)] == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_page_has_one_heading_and_answers_it(path):
    calls = calls_in(path)
    assert calls.count("panels.heading") == 1
    assert "panels.answer" in calls


def test_no_number_is_typed_into_a_page():
    constants = [(path.stem, node) for path in PAGES for node in ast.walk(tree_of(path))]
    numbers = [
        (page, n.value) for page, n in constants if isinstance(n, ast.Constant) and type(n.value) in (int, float)
    ]
    assert numbers == []


@pytest.mark.parametrize(
    ("paths", "most_lines"),
    [([ROOT / "dashboard.py"], 60), (PAGES, 70), (PACKAGE, 300), (TESTS, 300)],
    ids=["dashboard", "pages", "package", "tests"],
)
def test_files_are_short(paths, most_lines):
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    assert {name: n for name, n in lengths.items() if n > most_lines} == {}


def test_every_chart_goes_through_one_card():
    calls = [(name_of(path), call) for path in PRODUCT for call in calls_in(path) if "plotly_chart" in call]
    assert calls == [("adverse/ui/panels.py", "st.plotly_chart")]


def test_text_is_never_rendered_as_html():
    """The only HTML is the style sheets and the script for printing, each read from its file."""
    files = [name_of(path) for path in PRODUCT if "unsafe_allow" in path.read_text(encoding="utf-8")]
    assert files == ["adverse/ui/shell.py"]
    html = [
        (name_of(path), ast.unparse(node))
        for path in PRODUCT
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and re.search(r"\b(html|iframe|components)\b", ast.unparse(node.func))
    ]
    assert html == [
        ("adverse/ui/shell.py", "st.html(Path(__file__).with_name('print.html'), unsafe_allow_javascript=True)"),
        ("adverse/ui/shell.py", "st.html(Path(__file__).with_name(sheet))"),
    ]


def test_colors_are_named_in_one_place():
    found = set()
    for path in PRODUCT:
        if re.search(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b|\brgba?\(\d", path.read_text(encoding="utf-8")):
            found.add(name_of(path))
    assert found == {"adverse/charts/theme.py"}


@pytest.mark.parametrize("path", sorted((ROOT / "adverse/ui").glob("*.css")), ids=name_of)
def test_style_sheet_leaves_colors_to_the_theme(path):
    css = path.read_text(encoding="utf-8")
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b|rgba?\(|https?:|@import|url\(", css) == []


def test_the_style_sheet_of_every_page_asks_about_no_attribute_on_screen():
    """`:has([class*=...])` far from its subject makes Chromium look at every element again after each change."""
    css = (ROOT / "adverse/ui/page.css").read_text(encoding="utf-8")
    on_screen = re.sub(r"@media print \{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", css)
    assert "@media print" not in on_screen
    assert re.findall(r":has\((?!\s*[.#>])", on_screen) == []


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_every_module_and_public_function_has_a_docstring(path):
    tree = tree_of(path)
    documented = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    public = [node for node in tree.body if isinstance(node, documented) and not node.name.startswith("_")]
    public += [
        method
        for item in public
        if isinstance(item, ast.ClassDef)
        for method in item.body
        if isinstance(method, documented) and not method.name.startswith("_") and method.name != "Config"
    ]
    assert [item.name for item in public if not ast.get_docstring(item)] == []
    assert ast.get_docstring(tree)


def test_top_level_names_are_those_agreed():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = {line.split("/")[0] for line in listed.stdout.splitlines() if (ROOT / line).exists()}
    assert found == TOP_LEVEL


ARMS = list(csv.DictReader((ROOT / "data/arms.csv").read_text(encoding="utf-8").splitlines()))
MEDICINES = {  # whole words of the treatments of arms.csv that name a product
    word.lower() for arm in ARMS for word in re.findall(r"[a-z]{6,}(?:mab|leucel|gene|micin|tinib|fusp)\b", arm["drug"])
}
TRIALS = {word.lower() for arm in ARMS for word in re.findall(r"\b[A-Z][A-Z0-9-]{3,}[A-Z0-9]\b", arm["trial_name"])}
BRAND = tomllib.loads((ROOT / "data/about.toml").read_text(encoding="utf-8"))["brand"].lower()
UNITS_AND_SYNDROMES = (
    *("mcg", "micrograms?", r"\d+ ?kg", r"below_\d+", r"from_\d+"),
    *("crs", "icans", r"neurotox\w*", r"cytokine\w*"),
)
OF_ONE_MEDICINE = re.compile(
    rf"(?<![a-z])(?:{'|'.join([*sorted(map(re.escape, MEDICINES | TRIALS)), BRAND, *UNITS_AND_SYNDROMES])})(?![a-z])"
)
MAY_NAME_THEM = {
    "adverse/grading.py",  # the ASTCT consensus itself
    "adverse/evidence/schema_grading.py",  # the findings of the consensus as columns
    "adverse/charts/theme.py",  # a color for each event group of the vocabulary
}


def said_by(tree: ast.Module) -> list[str]:
    """Every name and every text of a module but its docstrings, in small letters; "_" parts words."""
    documented = (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and isinstance(node.body[0], ast.Expr)
    }
    texts = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            texts.append(node.value)
        for field in ("id", "attr", "arg", "name"):
            if isinstance(getattr(node, field, None), str):
                texts.append(getattr(node, field).replace("_", " "))
    return [text.lower() for text in texts]


@pytest.mark.parametrize("path", [path for path in PRODUCT if part_of(path) != "vocabulary"], ids=name_of)
def test_no_medicine_trial_unit_or_syndrome_is_named_in_code(path):
    found = [text for text in said_by(tree_of(path)) if OF_ONE_MEDICINE.search(text)]
    assert found == [] or name_of(path) in MAY_NAME_THEM


def test_names_of_one_medicine_are_recognized():
    assert {"blinatumomab", "tisagenlecleucel", "inotuzumab"} <= MEDICINES and {"tower", "ino-vate"} <= TRIALS
    code = 'crs_rows = 1\nDOSE = "28 mcg a day"\ndef f():\n    "In TOWER."\n    return "below_45"'
    found = [text for text in said_by(ast.parse(code)) if OF_ONE_MEDICINE.search(text)]
    assert sorted(found) == ["28 mcg a day", "below_45", "crs rows"]


def test_no_package_files_among_the_tests():
    assert list((ROOT / "tests").rglob("__init__.py")) == []
