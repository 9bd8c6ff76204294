"""Label files of openFDA beside a store: kept as they came, and the sentences in which a label names an event."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from adverse.errors import ReportsError
from adverse.reports.names import Names
from adverse.reports.openfda import SECTIONS, Label, labels_of

FOLDER = "labels"
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9(\[•])|\s*\n+\s*")
DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
NO_NAME = re.compile(r"[^A-Za-z0-9-]+")


def add_label_file(store: Path, file: Path, listed: Names) -> list[str]:
    """Keep each label of a file, as `add_label`; raises ReportsError for a file that cannot be read too."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ReportsError(f"{file.name} cannot be read: {error.strerror}.") from error
    return add_label(store, content, file.name, listed)


def add_label(store: Path, content: bytes, name: str, listed: Names) -> list[str]:
    """Keep each label of a file of openFDA beside the store; what was kept and what it lacks, in sentences.

    A later edition of a label takes the place of the one before. Raises ReportsError where the content holds none.
    """
    try:
        labels = labels_of(content)
    except ReportsError as error:
        raise ReportsError(f"{name}: {error}") from error
    said = []
    for label in labels:
        if not label.sections:
            raise ReportsError(f"{name}: a label without any section that is read: {', '.join(SECTIONS)}.")
        path = _path(store, label)
        before = _kept(path)
        if before and before.effective > label.effective:
            said.append(f"{label_in_words(label)}: a later edition is there already ({label_day(before)}).")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_bytes(label.source)
        new.replace(path)
        said += [f"{label_in_words(label)}: kept with {', '.join(map(str.lower, label.sections))}.", *label.missing]
        if not listed.certain(*label.names):
            said.append("No listed medicine has one of its names, so that no page shows it.")
    return said


def kept_labels(store: Path) -> tuple[Label, ...]:
    """The labels that are kept beside a store; raises ReportsError for a file there that is none."""
    return tuple(filter(None, map(_kept, sorted((store / FOLDER).glob("*.json")))))


def label_in_words(label: Label) -> str:
    """The names of a label with the day from which it is in force."""
    return f"Label of {', '.join(label.names) or 'a medicine that it does not name'} ({label_day(label)})"


def label_day(label: Label) -> str:
    """ "effective 2024-06-14", or that the file gives no day."""
    found = DAY.fullmatch(label.effective)
    return f"effective {'-'.join(found.groups())}" if found else "no day of effect given"


def sentences_naming(label: Label, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each section and sentence of a label that holds one of these names as whole words, in any letters."""
    wanted = "|".join(re.escape(name).replace(r"\ ", r"[\s-]+") for name in names if name)
    if not wanted:
        return
    named = re.compile(rf"(?<!\w)(?:{wanted})(?!\w)", re.IGNORECASE)
    for section, text in label.sections.items():
        for sentence in dict.fromkeys(filter(None, map(str.strip, SENTENCE_ENDS.split(text)))):
            if named.search(sentence):
                yield section, " ".join(sentence.split())


def key_of(label: Label) -> str:
    """What a label is known by from edition to edition: its set, else its names, in letters, digits and hyphens."""
    return NO_NAME.sub("-", label.set_id or "-".join(label.names)).strip("-")[:80].lower() or "label"


def _path(store: Path, label: Label) -> Path:
    return store / FOLDER / f"{key_of(label)}.json"


def _kept(path: Path) -> Label | None:
    if not path.is_file():
        return None
    try:
        return labels_of(path.read_bytes())[0]
    except ReportsError as error:
        raise ReportsError(f"{path.name} among the labels of the store cannot be read: {error}") from error
