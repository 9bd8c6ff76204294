"""The one way by which this program asks another host, and only where an operator allows it: patient, and honest."""

import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import NamedTuple

from adverse.errors import OutsideError

TRIES, SECONDS = 4, 20.0
NOT_FOUND, TOO_MANY, BROKEN = 404, 429, 500


class Answer(NamedTuple):
    """What a host answered: the content, the link to more, and whether it says that there is no such thing."""

    content: bytes
    link: str
    is_missing: bool = False


def answer_of(
    address: str,
    *,
    about: str,
    tries: int = TRIES,
    seconds: float = SECONDS,
    most_bytes: int | None = None,
    wait: Callable[[float], None] = time.sleep,
    before: Callable[[], None] = lambda: None,
) -> Answer:
    """Ask, again after a pause where the host is busy or broken, at most `tries` times of `seconds` each.

    `before` is called before each try. Raises OutsideError, which says that an outage says nothing of what was asked
    `about`, where the host gives no answer, and where the answer has more than `most_bytes`.
    """
    host, reason = urllib.parse.urlsplit(address).hostname, ""
    for attempt in range(tries):
        before()
        try:
            with urllib.request.urlopen(address, timeout=seconds) as given:
                content = given.read() if most_bytes is None else given.read(most_bytes + 1)
                if most_bytes is not None and len(content) > most_bytes:
                    raise OutsideError(f"{host} answered with more than {most_bytes // 1_000_000} MB.")
                return Answer(content, given.headers.get("Link", ""))
        except urllib.error.HTTPError as error:
            if error.code == NOT_FOUND:
                return Answer(error.read(), "", is_missing=True)
            reason = f"it answered {error.code}"
            if error.code != TOO_MANY and error.code < BROKEN:
                break
            after = error.headers.get("Retry-After", "")
            if attempt + 1 < tries:
                wait(float(after) if after.isdigit() else 2.0**attempt)
        except OSError as error:
            reason = str(getattr(error, "reason", error))
            if attempt + 1 < tries:
                wait(2.0**attempt)
    raise OutsideError(f"{host} gave no answer ({reason}). An outage says nothing of {about}: try again later.")
