"""Which medicine a reported name means: certain where the curated list says so, proposed where a name is only near.

`data/report_names.csv` lists the names of each medicine. A reported name or active ingredient that holds one of them
as whole words is that medicine: "BRAND (SUBSTANCE)", "substance 28 mcg", "SUBSTANCE-ABCD", "AB 123" for AB123. Where
no listed name is found, a report's medicines are its active ingredients, one by one, else its name as printed, tidied.
"""

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

WORDS = re.compile(r"[^A-Z0-9]+|(?<=[A-Z])(?=[0-9])|(?<=[0-9])(?=[A-Z])")  # a number is a word of its own
NOT_GIVEN = re.compile(r"\b(PLACEBO|BLINDED|COMPARATOR)\b")  # the reporter did not know what was given
CODE_BEHIND = re.compile(r"\s*/\d+/\s*$")  # numbers of a drug dictionary stand behind names of AERS
FEWEST_LETTERS = 6
MOST_EDITS = 2
EDITS: Any = OSA.distance


def words_of(text: str) -> str:
    """A name as upper-case words and numbers between single spaces, with one at either end."""
    return f" {WORDS.sub(' ', text.upper()).strip()} "


class Names:
    """The curated names of each medicine: a table with `drug` and `name`."""

    def __init__(self, table: pd.DataFrame):
        pairs = zip(table["name"], table["drug"], strict=True)
        self.drug_of = {words_of(name): drug for name, drug in pairs}
        listed = sorted((re.escape(name.strip()) for name in self.drug_of), key=len, reverse=True)
        self._listed = re.compile(rf"(?<= )(?:{'|'.join(listed)})(?= )") if listed else None
        self.drugs = sorted(set(self.drug_of.values()))

    def certain(self, *texts: str) -> list[str]:
        """The medicines whose listed names stand in these texts as whole words."""
        found = {}
        for text in texts:
            words = words_of(text)
            if self._listed and not NOT_GIVEN.search(words):
                found |= {self.drug_of[f" {name} "]: True for name in self._listed.findall(words)}
        return list(found)

    def medicines(self, name: str, ingredient: str) -> list[str]:
        """The medicines of one row: listed ones, other active ingredients, else the tidied name."""
        listed = self.certain(name, ingredient)
        others = [part for part in re.split(r"[\\;]", ingredient) if part.strip() and not self.certain(part)]
        if not listed and not others:
            others = [name]
        return listed + [tidied for part in others if (tidied := tidied_name(part))]

    def near(self, names: Iterable[str]) -> pd.DataFrame:
        """Reported names that may be a misspelled listed one: `name`, `drug`, `near`; never counted by themselves."""
        words = {}
        for name in names:
            for word in words_of(name).split():
                if len(word) >= FEWEST_LETTERS and not word.isdigit():
                    words.setdefault(word, set()).add(name)
        listed = [name for name in map(str.strip, self.drug_of) if " " not in name and len(name) >= FEWEST_LETTERS]
        rows = []
        found: Any = process.cdist(list(words), listed, scorer=EDITS, score_cutoff=MOST_EDITS) if words else ()
        for word, distances in zip(words, found, strict=True):
            closest = int(distances.argmin()) if len(distances) else 0
            if len(distances) and 0 < distances[closest] <= MOST_EDITS and fuzz.ratio(word, listed[closest]) >= 80:
                drug = self.drug_of[f" {listed[closest]} "]
                rows += [(name, drug, listed[closest]) for name in sorted(words[word])]
        return pd.DataFrame(rows, columns=["name", "drug", "near"]).drop_duplicates(["name", "drug"])


def tidied_name(text: str) -> str:
    """A name in small letters, without the code of a drug dictionary and the stops at its end."""
    return " ".join(CODE_BEHIND.sub("", text).split()).strip(" .,;").lower()


def medicines_table(pairs: pd.DataFrame, names: Names) -> pd.DataFrame:
    """One row a reported (`name`, `ingredient`, `n_rows`) and `drug` that it means; empty names are empty texts."""
    given = pairs.fillna({"name": "", "ingredient": ""})
    rows = [
        (name, ingredient, n_rows, drug)
        for name, ingredient, n_rows in given.itertuples(index=False)
        for drug in dict.fromkeys(names.medicines(name, ingredient))
    ]
    table = pd.DataFrame(rows, columns=["name", "ingredient", "n_rows", "drug"])
    return table.astype({"name": str, "ingredient": str, "n_rows": "int64", "drug": str})
