"""The language of questions: words without content or of the same meaning, what is asked, everyday event names."""

import tomllib
from pathlib import Path


def _read(name: str) -> dict:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _list(name: str) -> frozenset[str]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


_LANGUAGE = _read("words.toml")
PLAIN_ENGLISH = _list("plain_english.txt")
ORDINARY_ENGLISH = _list("ordinary_english.txt")
EVERYDAY_NAMES: dict[str, list[str]] = _read("everyday.toml")


def _either(patterns: list[str]) -> str:
    return "|".join(patterns)


WITHOUT_CONTENT = frozenset(_LANGUAGE["without_content"].split())
HEALTH = frozenset(_LANGUAGE["health"].split())
ASK_WORDS = frozenset(_LANGUAGE["ask_words"].split())
ANOTHER_TOPIC = frozenset(_LANGUAGE["other_topics"].split())
SAME = [group.split() for group in _LANGUAGE["same"].strip().splitlines()]
PHRASES = [(pattern, replacement) for pattern, replacement in _LANGUAGE["phrases"]]
KINDS = {member: kind for kind, members in _LANGUAGE["kinds"] for member in members.split()}
ASKS = {kind: _either(patterns) for kind, patterns in _LANGUAGE["asks"].items()}
TOPICS = {topic: _either(patterns) for topic, patterns in _LANGUAGE["topics"].items()}
ASKS_MANAGEMENT_BY_NAME = _either(_LANGUAGE["management_by_name"])
DIRECTION_VERBS = _either(_LANGUAGE["direction_verbs"])
OPENINGS = _either(_LANGUAGE["openings"])
WHAT_IS = _either(_LANGUAGE["what_is"])
DEFINITION_OF = _either(_LANGUAGE["definition_of"])
DOCUMENTS = _either(_LANGUAGE["documents"])
AGED = _either(_LANGUAGE["aged"])
NEWEST = _either(_LANGUAGE["newest"])
DATABASES = _either(_LANGUAGE["databases"])
MEANS = _either(_LANGUAGE["means"])
MOST = _either(_LANGUAGE["most"])
PERSONAL = _either(_LANGUAGE["personal"])
SAFE = _either(_LANGUAGE["safe"])
TOTALS = _either(_LANGUAGE["totals"])
LEFT_OUT = _either(_LANGUAGE["left_out"])
SUBSETS = {subset: _either(patterns) for subset, patterns in _LANGUAGE["subsets"].items()}
