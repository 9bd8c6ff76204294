"""The language of questions, read from its two files: language.toml and everyday.toml."""

import re
import tomllib
from pathlib import Path


def _read(name: str) -> dict:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _either(patterns: list[str]) -> re.Pattern:
    return re.compile("|".join(patterns))


_LANGUAGE = _read("language.toml")
EVERYDAY_NAMES: dict[str, list[str]] = _read("everyday.toml")
SAYS, LACKS, SEVERAL, WEIGHT_BANDS = (_LANGUAGE[part] for part in ("says", "lacks", "several", "weight_bands"))
SIDES, KINDS_OF_ANSWER, FACET_TITLES = (_LANGUAGE[part] for part in ("sides", "kinds_of_answer", "facet_titles"))
NEUTRAL = frozenset(_LANGUAGE["neutral"].split())
SAME = [group.split() for group in _LANGUAGE["same"].strip().splitlines()]
KINDS = {member: kind for kind, members in _LANGUAGE["kinds"] for member in members.split()}
SHORT = {word: whole for whole, forms in _LANGUAGE["short"].items() for word in forms.split()}
_AT_WORDS, _ELSEWHERE = (
    [pair for pair in _LANGUAGE["phrases"] if pair[0].startswith(r"\b") == starts] for starts in (True, False)
)
PHRASES = [(re.compile(pattern), replacement) for pattern, replacement in [*_AT_WORDS, *_ELSEWHERE]]
_AT_ONE = "|".join(f"(?:{pattern[2:]})" for pattern, _ in _AT_WORDS)
ANY_PHRASE = _either([rf"\b(?:{_AT_ONE})", *(pattern for pattern, _ in _ELSEWHERE)])  # looks where words start
ASKS, TOPICS, SUBSETS, STANCES, PATTERNS = (
    {key: _either(patterns) for key, patterns in _LANGUAGE[part].items()}
    for part in ("asks", "topics", "subsets", "stances", "patterns")
)
