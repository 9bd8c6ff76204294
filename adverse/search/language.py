"""The language of questions, read from its two files: language.toml and everyday.toml."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path


def _read(name: str) -> dict:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _either(patterns: list[str]) -> re.Pattern:
    return re.compile("|".join(patterns))


def _parts(pattern: str, replacement: str) -> Iterator[tuple[str, re.Pattern, str]]:
    """Every way to match a pattern, as a pattern of its own, with the letters that a text must hold to match it."""

    def masked(found: re.Match) -> str:
        return "\0" * len(found[0])

    literal = re.sub(r"\\.|\[[^]]*\]|\{[^}]*\}", masked, pattern)
    while "(" in literal:
        literal = re.sub(r"\([^()]*\)", masked, literal)
    literal = re.sub(r".[?*]", masked, literal)
    for part in re.finditer(r"[^|]+", literal):
        letters = max(re.findall(r"[^\0+]+", part[0]), key=len, default="")
        yield letters, re.compile(pattern[part.start() : part.end()]), replacement


_LANGUAGE = _read("language.toml")
EVERYDAY_NAMES: dict[str, list[str]] = _read("everyday.toml")
SAYS, LACKS, SEVERAL, WEIGHT_BANDS = (_LANGUAGE[part] for part in ("says", "lacks", "several", "weight_bands"))
SIDES, KINDS_OF_ANSWER, FACET_TITLES = (_LANGUAGE[part] for part in ("sides", "kinds_of_answer", "facet_titles"))
NEUTRAL = frozenset(_LANGUAGE["neutral"].split())
SAME = [group.split() for group in _LANGUAGE["same"].strip().splitlines()]
KINDS = {member: kind for kind, members in _LANGUAGE["kinds"] for member in members.split()}
SHORT = {word: whole for whole, forms in _LANGUAGE["short"].items() for word in forms.split()}
SAID, PHRASES = ([part for pair in _LANGUAGE[it] for part in _parts(*pair)] for it in ("said", "phrases"))
ASKS, TOPICS, SUBSETS, STANCES, BANDS, PATTERNS = (
    {key: _either(patterns) for key, patterns in _LANGUAGE[part].items()}
    for part in ("asks", "topics", "subsets", "stances", "bands", "patterns")
)
