"""What is logged is JSON and holds nothing that a reader chose, sent or typed."""

import io
import json
import logging
import sys

import pytest

from adverse.logs import ToldRecord, without_query

SECRET = "what-a-reader-typed"


def logged(message: str, *values, error: bool = False) -> dict:
    """The line of a record, through the formatter that Streamlit is told to use."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(message)s"))
    try:
        raise KeyError(SECRET)
    except KeyError:
        handler.handle(
            ToldRecord("streamlit", logging.ERROR, __file__, 1, message, values, sys.exc_info() if error else None)
        )
    [line] = stream.getvalue().splitlines()
    return json.loads(line)


def test_a_line_says_when_how_grave_and_what():
    told = logged('"quoted" %s\nof two lines', "words")
    assert told["message"] == '"quoted" words\nof two lines'
    assert (told["level"], told["logger"]) == ("ERROR", "streamlit")
    assert told["time"].endswith("+00:00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GET /onset?group=crs&view=learner 200", "GET /onset?... 200"),
        ("http://localhost:8501/?find=a", "http://localhost:8501/?..."),
        ("Is it so? Yes.", "Is it so? Yes."),
        ('"/search?q=a%20b" failed', '"/search?..." failed'),
    ],
)
def test_addresses_lose_their_query(text, expected):
    assert without_query(text) == expected


def test_an_error_says_its_kind_and_its_places_and_not_its_message():
    told = logged("Uncaught app execution", error=True)
    assert told["error"] == "Traceback of KeyError"
    assert [place.rpartition(" ")[2] for place in told["at"]] == ["logged"]
    assert SECRET not in json.dumps(told)
