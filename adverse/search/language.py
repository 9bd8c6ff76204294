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
NEUTRAL = frozenset(_LANGUAGE["neutral"].split())
SAME = [group.split() for group in _LANGUAGE["same"].strip().splitlines()]
KINDS = {member: kind for kind, members in _LANGUAGE["kinds"] for member in members.split()}
PHRASES = [(re.compile(pattern), replacement) for pattern, replacement in _LANGUAGE["phrases"]]
ASKS, TOPICS, SUBSETS, STANCES, PATTERNS = (
    {key: _either(patterns) for key, patterns in _LANGUAGE[part].items()}
    for part in ("asks", "topics", "subsets", "stances", "patterns")
)
