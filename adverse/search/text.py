"""Text -> the word stems that rows and questions are compared by, and spelling mended by what the tables hold."""

import re
import unicodedata
from functools import lru_cache
from threading import Lock

import snowballstemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

from adverse.search.language import KINDS, NEUTRAL, PHRASES, SAME

MAX_CHARACTERS = 300
_ANY_PHRASE = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in PHRASES))
_STEMMER = snowballstemmer.stemmer("english")  # keeps its place in the word, so that one thread at a time may use it
_STEMMER_LOCK = Lock()
REMEMBERED = 50_000
INFLAMMATION = "itis"
SOUNDS = (("f", "ph"), ("k", "c"), ("y", "i"), ("i", "y"))  # letters that are written for one another
WORD = re.compile(r"[0-9]+\.[0-9]+|[a-z0-9]+")
_OF_AGE = r"(?:[\s-]+(?:the )?age(?:d| of)?)?[\s-]*([0-9]+)"
_MORE = re.compile(
    r"(?:\b(?:more|longer|greater|higher|older) than|\b(?:over|above|beyond)|>=?)"
    + _OF_AGE
    + r"|\b([0-9]+)(?: \w+)? (?:or|and) (?:more|older|over|above)\b|\b([0-9]+)\+"
)
_LESS = re.compile(
    r"(?:\b(?:less|shorter|fewer|lower|younger) than|\b(?:under|below)|<=?)"
    + _OF_AGE
    + r"|\b([0-9]+)(?: \w+)? (?:or|and) (?:less|younger|under|below)\b"
)
_STOPS = r"in|for|with|among|during|after|on|how|what|when|is|are|was|were|do|does|did|occur\w*|happen\w*"
_PART = rf"(?:(?!\b(?:{_STOPS})\b|\s[-\u2013]\s)[^,;:.?!()])+"
_LEFT_OUT = re.compile(
    r"\b(?:other than|except|outside(?! the)|but not|not (?:related|due|linked|including|caused|needing|requiring))"
    r"\s+(?:(?:with|for|from|in|on|by|the|to)\s+)*"
    rf"(?P<what>{_PART}(?:(?:,\s*{_PART})*,?\s*\b(?:and|or)\b{_PART})?)"
)
_GRADE = re.compile(
    r"\bgrades?\s*(?:>=|>|<=|<)?\s*([1-5])(?:\s*(?:-|–|to|or|and|/)\s*(?:grade\s*)?([1-5]))?(?![0-9.%])"
)

SHARE = re.compile(r"\b([0-9]+(?:\.[0-9]+)?) ?(?:%|percent\b)")
_SCORE = re.compile(r"\bscore (?:of |is |was )?([0-9]{1,2})(?: (?:to|-) ([0-9]{1,2}))?\b")


@lru_cache(REMEMBERED)
def folded(text: str) -> str:
    """Lower case, without accents, in the spelling of the tables ("Anaemia" -> "anemia"), phrases made alike."""
    text = unicodedata.normalize("NFKD", text.casefold().replace("µ", "u").replace("μ", "u"))
    text = "".join(character for character in text if not unicodedata.combining(character))
    if _ANY_PHRASE.search(text):
        for pattern, replacement in PHRASES:
            text = pattern.sub(replacement, text)
    text = re.sub(r"(?<=[a-z])[-\u2010](?=[0-9])|(?<=[0-9])[-\u2010](?=[0-9]{3})", "", text)  # MT103-211, ZUMA-3
    text = re.sub(r"\b([a-z]{2,5})[\s-]cel\b", r"\1cel", text)  # axi-cel
    text = re.sub(r"\bcycle ([0-9])\b", r"cycle\1", text)
    text = re.sub(r"(?<=[a-df-z])ae(?!rs\b)(?=[a-z])|oe(?=a\b|[a-z]{2})|\bae(?=[a-z]{3})", "e", text)  # anaemia, oedema
    return re.sub(r"(?<=[a-z]{2})our(?=(s|ed|ing)?\b)", "or", text)  # tumour


@lru_cache(REMEMBERED)
def words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, folded; single letters are left out."""
    return tuple(word for word in WORD.findall(folded(text)) if len(word) > 1 or word.isdigit())


@lru_cache(REMEMBERED)
def stem(word: str) -> str:
    """The stem that stands for a word and for all words that mean the same."""
    return _CANONICAL.get(word) or _CANONICAL_STEMS.get(_stemmed(word)) or _stemmed(word)


@lru_cache(REMEMBERED)
def _stemmed(word: str) -> str:
    if word.endswith(INFLAMMATION):  # "hepatitis" is not "hepatic"
        return word
    with _STEMMER_LOCK:
        return _STEMMER.stemWord(word)


@lru_cache(REMEMBERED)
def stems(text: str) -> tuple[str, ...]:
    """The stems of a text, in order; "grade 3-4" also gives grade3 and grade4, "over 7" gives over7."""
    text = folded(text)
    found = [stem(word) for word in WORD.findall(text) if len(word) > 1 or word.isdigit()]
    kinds = (stem(KINDS[word]) for word in WORD.findall(text) if word in KINDS)
    return (
        *found,
        *kinds,
        *bounds(text),
        *scores(text),
        *(f"grade{grade}" for pair in _GRADE.findall(text) for grade in pair if grade),
    )


def scores(text: str) -> list[str]:
    """ "ICE score 3 to 6" gives score3, score4, score5 and score6."""
    return [f"score{points}" for low, high in _SCORE.findall(text) for points in range(int(low), int(high or low) + 1)]


def split_off_left_out(text: str) -> tuple[str, str]:
    """(a folded text without what it leaves out, what it leaves out): "fever, other than CRS" -> "fever, ", "CRS"."""
    out = [found["what"] for found in _LEFT_OUT.finditer(text)]
    return _LEFT_OUT.sub(" ", text), " ".join(out)


def bounds(text: str) -> list[str]:
    """ "more than 7 days" gives over7 and over7day, "7 or less" gives under7."""
    found = []
    for side, pattern in (("over", _MORE), ("under", _LESS)):
        for limit in pattern.finditer(text):
            number = next(filter(None, limit.groups()))
            unit = re.match(r"\d* (day|hour)", text[limit.start(limit.lastindex) :].lstrip("0123456789")) or ""
            found += [f"{side}{number}", *([f"{side}{number}{unit[1]}"] if unit else [])]
    return found


@lru_cache(REMEMBERED)
def is_neutral(word: str) -> bool:
    """Whether a row need not hold this word: it is grammar, or a letter."""
    return (len(word) == 1 and not word.isdigit()) or (word not in _CANONICAL and _stemmed(word) in _NEUTRAL)


class Spelling:
    """The words of the tables, and the nearest name among them to a word that is not.

    A name is mended into one of an event, medicine, trial, or into a word of the language of questions.
    """

    def __init__(self, known: set[str], names: set[str]):
        self._stems = {stem(word) for word in known | _LANGUAGE}
        self._names = sorted(word for word in names | _LANGUAGE if word.isalpha() and len(word) > 3)

    def __contains__(self, word: str) -> bool:
        return stem(word) in self._stems or is_neutral(word)

    def mended(self, word: str) -> str | None:
        """The name that is meant, or None; the first letter must be right."""
        if word in self or not word.isalpha() or len(word) < 4:
            return None
        for heard, written in SOUNDS:
            if (respelled := word.replace(heard, written)) in self:
                return respelled
        most = 1 if len(word) < 8 else 2 if len(word) < 12 else 3
        near = process.extract(word, self._names, scorer=OSA.distance, score_cutoff=most, limit=12)
        near = [
            (distance, sorted(word) != sorted(other), other)
            for other, distance, _ in near
            if other[0] == word[0]
            and (len(word) > 5 or sorted(word) == sorted(other))  # "acne" is not "ache"
            and (distance == 1 or other not in _LANGUAGE)
        ]
        return min(near)[-1] if near else None


def _same() -> dict[str, str]:
    return {folded(word): _stemmed(first) for first, *others in SAME for word in (first, *others)}


_CANONICAL = _same()
_CANONICAL_STEMS = {_stemmed(word): standard for word, standard in _CANONICAL.items()}  # other inflections of the same
_NEUTRAL = frozenset(map(_stemmed, NEUTRAL))
_LANGUAGE = {word for word in {*NEUTRAL, *_CANONICAL} if word.isalpha()}
