"""The index of the shipped evidence, built once for all tests of the search."""

import pytest

from adverse.search import Index, build_index


@pytest.fixture(scope="session")
def index(evidence) -> Index:
    return build_index(evidence)
