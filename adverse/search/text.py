"""Text -> the word stems that rows and questions are compared by, and spelling mended by what the tables hold."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from threading import Lock

import Stemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

from adverse.search.language import KINDS, NEUTRAL, PATTERNS, PHRASES, SAID, SAME, SHORT

MAX_CHARACTERS = 300
REMEMBERED = 50_000
SOUNDS = (("f", "ph"), ("k", "c"), ("y", "i"), ("i", "y"))  # letters that are written for one another
WORD = re.compile(r"[0-9]+\.[0-9]+|[a-z0-9]+")
_STOPS = r"in|for|with|among|during|after|on|how|what|when|is|are|was|were|do|does|did|occur\w*|happen\w*"
_PART = rf"(?:(?!\b(?:{_STOPS})\b|\s[-\u2013]\s)[^,;:.?!()])+"
_LEFT_OUT = re.compile(
    r"\b(?:other than|except|outside(?! the)|but not|(?<=[a-z,] )(?<!with )no"
    r"|not (?:related|due|linked|including|caused|needing|requiring))"
    r"\s+(?:(?:with|for|from|in|on|by|the|to)\s+)*"
    rf"(?P<what>{_PART}(?:(?:,\s*{_PART})*,?\s*\b(?:and|or)\b{_PART})?)"
)
_STEMMER = Stemmer.Stemmer("english")  # keeps its place in the word, so that one thread at a time may use it
_STEMMER_LOCK = Lock()


@lru_cache(REMEMBERED)
def folded(text: str, is_asked: bool = False) -> str:
    """Lower case, without accents, in the spelling of the tables ("Anaemia" -> "anemia"), phrases made alike.

    What is asked is also put as the tables say it: "gr 3" -> "grade 3", "half of the patients" -> "50 percent".
    """
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("µ", "u").replace("μ", "u"))
        text = "".join(character for character in text if not unicodedata.combining(character))
    text = WORD.sub(lambda word: SHORT.get(word[0], word[0]), text)
    for letters, pattern, replacement in (*SAID, *PHRASES) if is_asked else PHRASES:
        if letters in text:
            text = pattern.sub(replacement, text)
    return text


@lru_cache(REMEMBERED)
def words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, folded; single letters are left out."""
    return tuple(word for word in WORD.findall(folded(text)) if len(word) > 1 or word.isdigit())


@lru_cache(REMEMBERED)
def stem(word: str) -> str:
    """The stem that stands for a word and for all words that mean the same."""
    return _CANONICAL.get(word) or _stemmed(word)


@lru_cache(REMEMBERED)
def _stemmed(word: str) -> str:
    if word.endswith("itis"):  # "hepatitis" is not "hepatic"
        return word
    with _STEMMER_LOCK:
        return _STEMMER.stemWord(word)


@lru_cache(REMEMBERED)
def stems(text: str) -> tuple[str, ...]:
    """The stems of a text, in order, with those of the kinds of its words and of its numbers ("grade3", "over7")."""
    text = folded(text)
    has_numbers = any(map(str.isdigit, text))
    grades = [*PATTERNS["exact_grade"].finditer(text)] if has_numbers else []
    found = words(PATTERNS["exact_grade"].sub(" grade ", text) if grades else text)  # 1 of grade 1 is no number alone
    known = [*map(stem, found), *(stem(KINDS[word]) for word in found if word in KINDS)]
    if has_numbers:
        known += [*limits(text), *(f"grade{it}" for both in grades for it in both.group("low", "high") if it)]
    return tuple(known)


def limits(text: str) -> list[str]:
    """Of a folded text: "5 days" and "day 5" give 5day, "more than 7 days" over7 and over7day, "ice score 3" score3."""
    found = [f"{at or number}day" for at, number in PATTERNS["days"].findall(text)]
    for low, high in PATTERNS["score"].findall(text):
        found += [f"score{points}" for points in range(int(low), int(high or low) + 1)]
    for side in ("over", "under"):
        for limit in PATTERNS[side].finditer(text):
            at = limit.lastindex or 0
            unit = re.match(" (day|hour)", text[limit.end(at) :])
            found += [f"{side}{limit[at]}{of}" for of in (["", unit[1]] if unit else [""])]
    return found


@lru_cache(REMEMBERED)
def left_out_of(text: str) -> str:
    """What a text leaves out: of "fever, other than CRS" "CRS"."""
    return " ".join(found["what"] for found in _LEFT_OUT.finditer(folded(text)))


@lru_cache(REMEMBERED)
def without_left_out(text: str) -> str:
    """A text without what it leaves out."""
    return _LEFT_OUT.sub(" ", folded(text)) if left_out_of(text) else text


@lru_cache(REMEMBERED)
def is_neutral(word: str) -> bool:
    """Whether a row need not hold this word: it is grammar, or a letter."""
    return (len(word) == 1 and not word.isdigit()) or (word not in _CANONICAL and _stemmed(word) in _NEUTRAL)


class Spelling:
    """The words of the tables, and the nearest to a word that is not: a name, or a word of questions."""

    def __init__(self, known_stems: Iterable[str], names: set[str]):
        self._stems = {*known_stems, *map(stem, _LANGUAGE)}
        self._names = sorted(word for word in names | _LANGUAGE if word.isalpha() and len(word) > 3)

    def __contains__(self, word: str) -> bool:
        return stem(word) in self._stems or is_neutral(word)

    def mended(self, said: str) -> tuple[str, dict[str, str]]:
        """A folded text with the names in it that are meant, and every word that was read as another."""
        found = {word: better for word in WORD.findall(said) if (better := self._nearest(word))}
        for word, better in found.items():
            said = re.sub(rf"\b{word}\b", better, said)
        return folded(said, is_asked=True) if found else said, found

    def _nearest(self, word: str) -> str | None:
        """The name that is meant by a word that no table holds, or None; the first letter must be right."""
        if word in self or not word.isalpha() or len(word) < 4:
            return None
        respelled = (word.replace(heard, written) for heard, written in SOUNDS)
        if sounding := next((other for other in respelled if other in self), None):
            return sounding
        most = 1 if len(word) < 8 else 2 if len(word) < 12 else 3
        near = [
            (distance, sorted(word) != sorted(other), other)
            for other, distance, _ in process.extract(
                word, self._names, scorer=OSA.distance, score_cutoff=most, limit=12
            )
            if other[0] == word[0]
            and (len(word) > 5 or sorted(word) == sorted(other))  # "acne" is not "ache"
            and (distance == 1 or other not in _LANGUAGE)
        ]
        return min(near)[-1] if near else None


_CANONICAL = {folded(word): _stemmed(first) for first, *others in SAME for word in (first, *others)}
_NEUTRAL = frozenset(map(_stemmed, NEUTRAL))
_LANGUAGE = {word for word in {*NEUTRAL, *_CANONICAL, *SHORT} if word.isalpha()}
