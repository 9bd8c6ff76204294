"""What a server logs: one JSON object a line, without what a reader chose or sent.

Addresses lose their query, and of an error stand its kind and the places in the code, not its message, which may hold
a reader's words.
"""

import logging
import re
import traceback
from datetime import UTC, datetime

import orjson

QUERY = re.compile(r"(?<=[\w/.-])\?[^\s\"'<>]+")
WITHOUT_QUERY = "?..."


class ToldRecord(logging.LogRecord):
    """A log record that says itself as JSON in its message, whatever formatter it comes to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        told = {
            "time": datetime.fromtimestamp(self.created, UTC).isoformat(timespec="milliseconds"),
            "level": self.levelname,
            "logger": self.name,
            "message": without_query(super().getMessage()),
        }
        if self.exc_info and self.exc_info[0]:
            told["error"] = f"Traceback of {self.exc_info[0].__name__}"
            told["at"] = _places(self.exc_info[2])
        self.told = orjson.dumps(told).decode()
        self.exc_info = self.exc_text = self.stack_info = None

    def getMessage(self) -> str:
        """The line."""
        return self.told


def without_query(text: str) -> str:
    """Text in which every address has lost its query."""
    return QUERY.sub(WITHOUT_QUERY, text)


def begin() -> None:
    """Log in this form from now on; Streamlit's and the server's own lines too."""
    logging.setLogRecordFactory(ToldRecord)
    for name in ("uvicorn", "uvicorn.access", "uvicorn.error"):
        for handler in logging.getLogger(name).handlers:
            handler.setFormatter(logging.Formatter("%(message)s"))


def _places(trace) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
