"""What questions are made of, and names of events."""

import pytest

from adverse.quiz import Material


@pytest.fixture(scope="session")
def material(evidence) -> Material:
    """What questions are made of."""
    return Material.of(evidence)


@pytest.fixture(scope="session")
def names(evidence) -> dict[str, str]:
    """Event -> the field's name."""
    return dict(zip(evidence.events["event"], evidence.events["event"], strict=True))
