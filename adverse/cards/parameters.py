"""Parameters: each is declared once, where a page's choice is made, and read from an address or from a control.

`Asked` reads an address and refuses what is unknown in a sentence, because nobody reads a notice in a table; the
controls of a page (`adverse.ui.controls`) draw a widget for the same declaration and fall back to the default.
"""

import re
from collections.abc import Hashable, Iterable
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlencode

from adverse.cards.choices import MOST_CHARACTERS, SWITCH, is_number_between, understood
from adverse.errors import AddressError

MOST_VALUES_SHOWN = 20
FRAME = ("embed", "embed_options")  # that a page is shown in a frame, which chooses no rows
PARTS_OF_PAGES = re.compile(
    r"[\w-]+_(tab|mark|aside|more|words)|(act|also|claims)-\d+|signals_(own|others)|day_rows|words|statements|"
    r"dictionary|changed|review|propose|arm_facts|own|rules|elsewhere|unit_sources|other_patients|apart|topic_others|lessons|reviews|terms|recompute|"
    r"counts|add_quarters|world_[a-z]+"
)


class Parameter(NamedTuple):
    """A parameter as it is told to a machine: `schema` is JSON Schema of one value, `labels` its values and labels."""

    key: str
    title: str
    schema: dict[str, Any]
    default: Any
    labels: dict[Any, str] | None = None
    several: bool = False


class Asker(Protocol):
    """Who answers for the parameters of a page: an address, or the reader at the controls.

    `title` stands at the control; `about` says more to a machine. How a control looks (`as_list`, `as_buttons`,
    `as_field`, `show_title`, `help`, `placeholder`, `format`) is for those who draw it.
    """

    plain_words: bool

    def one(self, key: str, title: str, labels: dict, *, default: Hashable = None, **more: Any) -> Any:
        """One of a few values; `labels` maps value -> label."""

    def some(self, key: str, title: str, labels: dict, *, default: Iterable = (), **more: Any) -> tuple:
        """Any number of values, in the order of `labels`."""

    def whether(self, key: str, title: str, **more: Any) -> bool:
        """Yes or no; no is the default."""

    def number(self, key: str, title: str, *, low: int, high: int, default: int, **more: Any) -> int:
        """A whole number."""

    def text(self, key: str, title: str, *, most: int = MOST_CHARACTERS, **more: Any) -> str:
        """A search text of at most so many characters."""

    def refuse(self, problem: str) -> None:
        """Note what is wrong with the parameters together."""


class Asked:
    """The query of one address: reads parameters one by one, and keeps what was declared and what was wrong."""

    plain_words = False

    def __init__(self, query: Iterable[tuple[str, str]] = ()):
        self._values: dict[str, list[str]] = {}
        for key, value in query:
            self._values.setdefault(key, []).append(value)
        self.parameters: list[Parameter] = []
        self._problems: list[str] = []
        self._chosen: list[tuple[str, str]] = []

    def one(
        self,
        key: str,
        title: str,
        labels: dict[Any, str],
        *,
        default: Hashable = None,
        listed: bool = True,
        about: str = "",
        moved: dict[str, Any] | None = None,
        **_: Any,
    ) -> Any:
        """One of a few values, the last that the address names; `labels` maps value -> label.

        `listed` False keeps the values out of the description, where they depend on other parameters or are many.
        `moved`: values of earlier addresses -> what took their place.
        """
        default = next(iter(labels)) if default is None else default
        self._declare(key, about or title, labels, default, listed)
        known = self._known(key, labels, moved or {})
        return self._keep(key, known[-1:] or [default], [default])[0]

    def some(
        self,
        key: str,
        title: str,
        labels: dict[Any, str],
        *,
        default: Iterable = (),
        listed: bool = True,
        about: str = "",
        **_: Any,
    ) -> tuple:
        """Any number of values, in the order of `labels`."""
        default = [value for value in labels if value in default]
        self._declare(key, about or title, labels, default, listed, several=True)
        known = set(self._known(key, labels))
        return tuple(self._keep(key, [value for value in labels if value in known] or default, default))

    def whether(self, key: str, title: str, *, about: str = "", **_: Any) -> bool:
        """Yes or no; no is the default."""
        return self.one(key, title, SWITCH, default=False, about=about)

    def number(self, key: str, title: str, *, low: int, high: int, default: int, about: str = "", **_: Any) -> int:
        """A whole number."""
        schema = {"type": "integer", "minimum": low, "maximum": high, "default": default}
        self.parameters.append(Parameter(key, about or title, schema, default))
        given = self._given(key)
        for text in given:
            if not is_number_between(text, low, high):
                self._problems.append(f"{key} takes a whole number from {low} to {high}, not {_quoted(text)}.")
                return default
        return self._keep(key, [int(given[-1])] if given else [default], [default])[0]

    def text(self, key: str, title: str, *, most: int = MOST_CHARACTERS, about: str = "", **_: Any) -> str:
        """A search text of at most so many characters."""
        self.parameters.append(Parameter(key, about or title, {"type": "string", "maxLength": most}, ""))
        given = "".join(self._given(key)[-1:])
        if len(given) > most:
            self._problems.append(f"{key} takes at most {most} characters, not {len(given):,}.")
        return self._keep(key, [given.strip()], [""])[0]

    def read_frame(self, cards: Iterable[str]) -> None:
        """Read the address of a frame like that of its page: a chart's name stands for the card with its rows."""
        for key in FRAME:
            self._values.pop(key, None)
        cards = sorted(cards, key=len, reverse=True)
        given = [
            next((card for card in cards if text == card or text.startswith(f"{card}-")), text)
            for text in self._values.pop("card", [])
        ]
        if given and not (len(cards) == 1 and given[-1] == cards[0]):
            self._values["card"] = given

    def fill(self, values: dict[str, str]) -> None:
        """Read the address as if it named these values too, where it names none of the key."""
        for key, value in values.items():
            self._values.setdefault(key, [value])

    def refuse(self, problem: str) -> None:
        """Note what is wrong with the parameters together."""
        self._problems.append(problem)

    def check(self) -> None:
        """Raise AddressError when anything asked for is not understood; parts that a page opens choose no rows."""
        names = [item.key for item in self.parameters]
        for key in self._values:
            if key not in names and not PARTS_OF_PAGES.fullmatch(key):
                there_are = f"there are: {', '.join(names)}" if names else "this address takes none"
                self._problems.append(f"There is no parameter {_quoted(key)} here; {there_are}.")
        if self._problems:
            raise AddressError(self._problems)

    def address(self, page: str, *, without: Iterable[str] = ()) -> str:
        """The address of a page with every value that is not its default, as keys, in the order of declaration."""
        kept = [(key, value) for key, value in self._chosen if key not in without]
        return f"{page}?{urlencode(kept)}" if kept else page

    def _given(self, key: str) -> list[str]:
        return [text for text in self._values.get(key, []) if text]

    def _known(self, key: str, labels: dict[Any, str], moved: dict[str, Any] | None = None) -> list[Hashable]:
        values = understood(labels) | (moved or {})
        given = self._given(key)
        if unknown := [text for text in given if text not in values]:
            self._problems.append(f"{key} takes {_in_words(labels)}, not {', '.join(map(_quoted, unknown[:3]))}.")
        return [values[text] for text in given if text in values]

    def _keep(self, key: str, chosen: list, default: list) -> list:
        if chosen != default:
            self._chosen += [(key, SWITCH[value] if isinstance(value, bool) else value) for value in chosen]
        return chosen

    def _declare(self, key: str, title: str, labels: dict, default: Any, listed: bool, several: bool = False) -> None:
        schema = {"type": "string"} | ({"enum": list(labels)} if listed else {})
        if labels is SWITCH:
            schema = {"type": "boolean"}
        if default not in ("", []) and not several:
            schema["default"] = default
        self.parameters.append(Parameter(key, title, schema, default, labels, several))


def _quoted(text: str) -> str:
    return f"“{text[:40]}{'…' if len(text) > 40 else ''}”"


def _in_words(labels: dict[Any, str]) -> str:
    """ "one of any, ge3 and 4 (or its label)"."""
    keys = [SWITCH[value] if isinstance(value, bool) else str(value) for value in labels]
    keys = [key for key in keys if key]
    more = len(keys) - MOST_VALUES_SHOWN
    shown = ", ".join(keys[:MOST_VALUES_SHOWN]) + (f" and {more} more" if more > 0 else "")
    return f"one of {shown} (or its label on the page)"
