"""Event names: which spellings are one event, which may be, how one is shown, and which class it has."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from adverse.cohort.values import are_given

APOSTROPHES = re.compile("[\u2019\u2018\u00b4\u0060\u02bc\u2032]|(?<=[A-Za-z])\\^(?=[A-Za-z])")
NOT_STATED = "Class not stated"
AMERICAN = (
    ("haem", "hem"),
    ("aem", "em"),
    ("oedem", "edem"),
    ("oea", "ea"),
    ("oes", "es"),
    ("oet", "et"),
    ("oec", "ec"),
    ("ae", "e"),
    ("our", "or"),
    ("isation", "ization"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("ph", "f"),
)
SHORTEST_WORD, LONGEST_SHORT_FORM = 3, 5  # letters; between them only the rest of the file tells words from short forms
FEWEST_LETTERS = 8  # of terms of which a single letter may be a slip
MOST_TO_PAIR = 3_000


class Terms(NamedTuple):
    """The events of the rows: the name under which each row is counted, and what was joined or may be."""

    names: np.ndarray
    joined: list[tuple[str, list[str]]]
    proposed: list[tuple[str, str]]


def folded(text: str) -> str:
    """A term whatever its letter case, blanks and apostrophes; ^ between letters is one."""
    return re.sub(r"\s+", " ", APOSTROPHES.sub("'", text)).strip().casefold()


def folded_all(texts: np.ndarray) -> np.ndarray:
    """The same of every text of a column."""
    codes, known = pd.factorize(np.asarray(texts, dtype=object))
    return np.array([*map(folded, known), ""], dtype=object)[codes]


def terms_of(column: pd.Series, known: Mapping[str, str], told: Mapping[str, str]) -> Terms:
    """Which event each row is; `known`: folded -> name as published; `told`: a term -> the term it is counted under."""
    codes, texts = pd.factorize(column)
    sizes = np.bincount(codes[codes >= 0], minlength=len(texts))
    spellings: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for text, size in zip(texts, sizes, strict=True):
        spellings[folded(text)].append((int(size), text))
    shouted = any(text.isupper() and len(text) > LONGEST_SHORT_FORM for text in texts)
    shown = {key: known.get(key) or _shown(found, shouted=shouted) for key, found in spellings.items()}
    moved = {folded(old): folded(new) for old, new in told.items()}
    names = {text: shown.get(moved.get(folded(text), folded(text)), shown[folded(text)]) for text in texts}
    name = np.array([names[text] for text in texts], dtype=object)
    kept = sorted({*name})
    joined = [(shown[key], sorted(text for _, text in found)) for key, found in spellings.items() if len(found) > 1]
    return Terms(name[codes], sorted(joined), proposals(kept))


def _shown(found: list[tuple[int, str]], *, shouted: bool = True) -> str:
    """The most frequent spelling that is not all in capitals; one that is gets small letters behind its first.

    Where the file is not `shouted`, a name in capitals is a short form, as CRS is.
    """
    mixed = [one for one in found if not one[1].isupper()]
    _, text = max(mixed or found, key=lambda one: (one[0], one[1][:1].isupper(), one[1]))
    text = re.sub(r"\s+", " ", APOSTROPHES.sub("'", text)).strip()
    return text if mixed or not shouted or len(text) <= SHORTEST_WORD else text.capitalize()


def proposals(names: list[str]) -> list[tuple[str, str]]:
    """Pairs of names that may be one event: British and American spelling, or one letter apart in a long word."""
    pairs = set()
    by_american: dict[str, list[str]] = defaultdict(list)
    by_shorter: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_american[_american(name)].append(name)
        if FEWEST_LETTERS <= len(name) <= 80 and len(names) <= MOST_TO_PAIR and not re.search(r"\d", name):
            small = folded(name)
            for place in range(len(small)):
                by_shorter[small[:place] + small[place + 1 :]].append(name)
            by_shorter[small].append(name)
    for alike in (*by_american.values(), *by_shorter.values()):
        distinct = sorted(set(alike))
        pairs |= {(first, second) for place, first in enumerate(distinct) for second in distinct[place + 1 :]}
    return sorted(pairs)


def _american(name: str) -> str:
    text = re.sub(r"[\s-]+", " ", folded(name))
    for british, american in AMERICAN:
        text = text.replace(british, american)
    return text


def classes_of(names: np.ndarray, classes: pd.Series | None, known: Mapping[str, str]) -> tuple[dict, list[str]]:
    """Event -> its organ class: the most frequent of its rows, else that of the published list, else not stated.

    With one sentence for each event that stands under several classes.
    """
    found: dict[str, str] = {}
    notes = []
    if classes is not None:
        table = pd.DataFrame({"event": names, "soc": classes.to_numpy()})
        table = table[are_given(classes)]
        counts = table.groupby(["event", "soc"], sort=True).size().reset_index(name="n")
        counts["key"] = counts["soc"].map(folded)
        shown = {
            key: _shown([(int(n), soc) for n, soc in zip(group["n"], group["soc"], strict=True)])
            for key, group in counts.groupby("key")
        }
        counts = counts.groupby(["event", "key"], sort=True)["n"].sum().reset_index()
        for event, group in counts.sort_values(["n", "key"], ascending=[False, True]).groupby("event", sort=True):
            found[event] = shown[group["key"].iloc[0]]
            if len(group) > 1:
                others = ", ".join(f"{shown[key]} ({n} rows)" for key, n in zip(group["key"], group["n"], strict=True))
                notes.append(f"{event} stands under {len(group)} classes: {others}. It is counted under the first.")
    return {event: found.get(event) or known.get(event) or NOT_STATED for event in sorted({*names})}, notes
