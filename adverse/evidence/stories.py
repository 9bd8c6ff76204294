"""Stories to present: YAML files of data/stories, each slide a view of a page with words around it.

No number is typed: a text holds {placeholders}, which are computed from the rows in view when the slide is shown.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

FOLDER = "stories"
MOST_MINUTES = 240
STORY_PARTS = ("key", "title", "description", "minutes", "slides")
SLIDE_PARTS = ("title", "view", "takeaway", "notes", "sources")
VIEW_PARTS = ("page", "card", "parameters")
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
# Digits that name a thing and count nothing: "grade 3", "days 1-2", "cycle 2", and names such as CD19 or AALL1331.
NAMES_WITH_DIGITS = re.compile(r"\b(?:grades?|days?|cycles?) \d+(?:-\d+)?\b|\b[A-Za-z][\w-]*\d[\w-]*", re.IGNORECASE)
KEY = re.compile("[a-z][a-z0-9-]*")


class Slide(NamedTuple):
    """One slide: `parameters` are those of the page's address, as pairs of text; `card` is empty for the first card.

    `title`, `takeaway` and `notes` may hold placeholders.
    """

    number: int
    title: str
    page: str
    card: str
    parameters: tuple[tuple[str, str], ...]
    takeaway: str
    notes: str
    source_ids: tuple[str, ...]

    @property
    def texts(self) -> dict[str, str]:
        """The texts with placeholders, by the name that they have in the file."""
        return {"title": self.title, "takeaway": self.takeaway, "notes": self.notes}


class Story(NamedTuple):
    """A story with its slides, and the name of its file."""

    key: str
    title: str
    description: str
    minutes: int
    slides: tuple[Slide, ...]
    file: str


class _GivenTwice(yaml.constructor.ConstructorError):
    """A key that stands twice in one mapping, of which YAML would keep the last without a word."""


class _Loader(yaml.SafeLoader):
    """YAML without code, in which every key stands once."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise _GivenTwice(problem=f"'{key.value}' is given twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_stories(folder: Path, source_ids: Collection[str]) -> tuple[tuple[Story, ...], list[str]]:
    """Every story of `folder` in the order of the file names, and a sentence for every broken rule."""
    stories, problems = [], []
    for path in sorted(folder.glob("*.y*ml")):
        name = f"{FOLDER}/{path.name}"
        content, found = _read(path, name)
        found = found or list(problems_in_story(content, name, source_ids))
        problems += found
        if not found:
            stories.append(_story(content, name))
    first = {}
    for story in stories:
        if first.setdefault(story.key, story.file) != story.file:
            problems.append(f"{story.file}: the key {story.key} is that of {first[story.key]} already.")
    return tuple(stories), problems


def filled(text: str, values: dict[str, str]) -> str:
    """The text with every placeholder replaced by its value; one without a value stays as it is written."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def _read(path: Path, name: str) -> tuple[Any, list[str]]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8-sig"), _Loader)
    except (OSError, UnicodeDecodeError) as error:
        return None, [f"{name}: cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8 text'}."]
    except RecursionError:
        return None, [f"{name}: cannot be read: it is nested too deeply."]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = error.problem if isinstance(error, _GivenTwice) else "this is not YAML"
        return None, [f"{name}{f', line {mark.line + 1}' if mark else ''}: {why}."]
    except ValueError as error:  # such as a date without such a day
        return None, [f"{name}: cannot be read: {error}."]
    return content, []


def problems_in_story(story: Any, name: str, source_ids: Collection[str]) -> Iterator[str]:
    """A sentence for every broken rule in the content of a file of this name."""
    if not isinstance(story, dict):
        yield f"{name}: a story has the parts {_in_words(STORY_PARTS)}."
        return
    yield from _problems_in_parts(story, STORY_PARTS, name, "a story")
    yield from _missing_texts(story, ("key", "title", "description"), name)
    if isinstance(story.get("key"), str) and not KEY.fullmatch(story["key"]):
        yield f"{name}: the key '{story['key']}' is not in small letters, digits and hyphens."
    if type(story.get("minutes")) is not int or not 1 <= story["minutes"] <= MOST_MINUTES:
        yield f"{name}: minutes is not a whole number from 1 to {MOST_MINUTES}."
    slides = story.get("slides")
    if not isinstance(slides, list) or not slides:
        yield f"{name}: slides is not a list with at least one slide."
        return
    for number, slide in enumerate(slides, start=1):
        yield from _problems_in_slide(slide, f"{name}, slide {number}", source_ids)


def _problems_in_slide(slide: Any, where: str, source_ids: Collection[str]) -> Iterator[str]:
    if not isinstance(slide, dict):
        yield f"{where}: a slide has the parts {_in_words(SLIDE_PARTS)}."
        return
    yield from _problems_in_parts(slide, SLIDE_PARTS, where, "a slide")
    yield from _missing_texts(slide, ("title", "takeaway"), where)
    if not isinstance(slide.get("notes", ""), str):
        yield f"{where}: notes is not a text."
    for part in ("title", "takeaway", "notes"):
        if isinstance(slide.get(part), str):
            yield from _problems_in_text(slide[part], f"{where}, {part}")
    yield from _problems_in_view(slide.get("view"), f"{where}, view")
    sources = slide.get("sources")
    if not isinstance(sources, list) or not sources:
        yield f"{where}, sources: no document is named."
        return
    for source in sources:
        if not isinstance(source, str) or source not in source_ids:
            yield f"{where}, sources: '{source}' is not a document of sources.csv."


def _problems_in_text(text: str, where: str) -> Iterator[str]:
    bare = PLACEHOLDER.sub("", text)
    if "{" in bare or "}" in bare:
        yield f"{where}: a brace stands outside a placeholder such as {{answer}}."
    for number in re.findall(r"\d[\d.,]*\d|\d", NAMES_WITH_DIGITS.sub("", bare)):
        yield f"{where}: the number {number} is typed; a placeholder has it computed from the rows in view."


def _problems_in_view(view: Any, where: str) -> Iterator[str]:
    if not isinstance(view, dict):
        yield f"{where}: a view has the parts {_in_words(VIEW_PARTS)}."
        return
    yield from _problems_in_parts(view, VIEW_PARTS, where, "a view")
    yield from _missing_texts(view, ("page",), where)
    if not isinstance(view.get("card", ""), str):
        yield f"{where}: card is not a text."
    parameters = view.get("parameters") or {}
    if not isinstance(parameters, dict):
        yield f"{where}: parameters is not a list of names, each with its value."
        return
    for key, value in parameters.items():
        several = value if isinstance(value, list) else [value]
        if not isinstance(key, str) or not all(isinstance(item, str | int) for item in several):
            yield f"{where}, {key}: neither a text, a whole number, true or false, nor a list of these."


def _problems_in_parts(parts: dict, known: tuple[str, ...], where: str, whole: str) -> Iterator[str]:
    for part in parts:
        if part not in known:
            yield f"{where}: '{part}' is not a part of {whole}; it has {_in_words(known)}."


def _missing_texts(parts: dict, needed: tuple[str, ...], where: str) -> Iterator[str]:
    for part in needed:
        if not (isinstance(parts.get(part), str) and parts[part].strip()):
            yield f"{where}: the text {part} is missing."


def _story(content: dict, file: str) -> Story:
    slides = tuple(_slide(slide, number) for number, slide in enumerate(content["slides"], start=1))
    key, title, description = (_one_line(content[part]) for part in ("key", "title", "description"))
    return Story(key, title, description, content["minutes"], slides, file)


def _slide(content: dict, number: int) -> Slide:
    view = content["view"]
    return Slide(
        number=number,
        title=_one_line(content["title"]),
        page=view["page"],
        card=view.get("card", ""),
        parameters=tuple(_pairs(view.get("parameters") or {})),
        takeaway=_one_line(content["takeaway"]),
        notes=_one_line(content.get("notes", "")),
        source_ids=tuple(content["sources"]),
    )


def _pairs(parameters: dict) -> Iterator[tuple[str, str]]:
    for key, value in parameters.items():
        for item in value if isinstance(value, list) else [value]:
            yield key, str(item).lower() if isinstance(item, bool) else str(item)


def parameters_of(slide: Slide) -> dict[str, str | list[str]]:
    """The parameters of a slide by name, as a file and the query of an address have them."""
    several: dict[str, list[str]] = {}
    for key, value in slide.parameters:
        several.setdefault(key, []).append(value)
    return {key: values if len(values) > 1 else values[0] for key, values in several.items()}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _in_words(parts: tuple[str, ...]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
