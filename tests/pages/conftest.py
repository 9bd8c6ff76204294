"""What a test reads from an opened page."""

import json
import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

TERM = re.compile(
    r"""\[([^\[\]]*)\]\(<learn\?learn=glossary[^>]*> "(?:\\.|[^"\\])*"\)"""
)  # a word that explains itself


@pytest.fixture(scope="session")
def answers_of() -> Callable[[AppTest], list[str]]:
    """A function (page) -> the sentences that answer its question, as they read: without Markdown's marks."""
    return lambda app: [
        TERM.sub(r"\1", element.value).removeprefix("## ").replace("\\", "")
        for element in app.markdown
        if element.value.startswith("## ")
    ]


@pytest.fixture(scope="session")
def charts_of() -> Callable[[AppTest], list[dict]]:
    """A function (page) -> the figures on it, as plotly's JSON."""
    return lambda app: [json.loads(element.proto.spec) for element in app.get("plotly_chart")]


@pytest.fixture(scope="session")
def rows_of(charts_of) -> Callable[[AppTest], list[str]]:
    """A function (page) -> the labels along the y axes of its charts, on one line each."""
    return lambda app: [
        label.replace("<br>", " ")
        for figure in charts_of(app)
        for label in figure["layout"]["yaxis"].get("ticktext", [])
    ]
