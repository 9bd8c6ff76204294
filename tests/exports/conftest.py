"""Views of every kind of chart, made of the shipped evidence as the pages make them."""

from functools import partial

import pytest

from adverse.charts import aligned_dot_plot, grade_stack, incidence_dot_plot, incidence_heat_map, risk_forest
from adverse.evidence.compare import with_reference
from adverse.evidence.order import in_order
from adverse.evidence.package import data_dictionary
from adverse.evidence.risk import ratio_rows
from adverse.evidence.select import grade_split_rows, incidence_rows, risk_rows
from adverse.exports.view import View
from adverse.statistics import with_incidence_proportion, with_risk_difference

TOWER = ("tower-blinatumomab", "tower-chemotherapy")
ADDRESS = "http://localhost:8501/incidence?arms=TOWER%3A+blinatumomab&grade=Grade+3+or+higher"


def shares(evidence, grade_band="any"):
    rows = incidence_rows(evidence, arm_ids=TOWER, grade_band=grade_band).rows
    return in_order(with_incidence_proportion(rows), sort="frequency", arm_ids=TOWER, min_percent=0)


def make_view(evidence, figure, rows, **changes) -> View:
    dictionary = data_dictionary()
    events = evidence.events[evidence.events["event"].isin(rows["event"])]
    content = {
        "name": "example",
        "title": "How often does each event happen?",
        "sentence": "One event < another & “so on”.",
        "note": "Not reported is not zero.",
        "alt": "Shares",
        "verdict": "Different trials: a difference includes differences between patients.",
        "address": ADDRESS,
        "about": evidence.about,
        "figure": figure,
        "rows": rows,
        "sources": evidence.sources[evidence.sources["source_id"].isin(rows["source_id"])],
        "definitions": events[["event", "plain_name", "definition"]],
        "dictionary": dictionary[dictionary["table"] == "incidence"],
    }
    return View(**(content | changes))


@pytest.fixture(scope="session")
def view_of(evidence):
    """A function (figure, rows, **changes) that makes a view."""
    return partial(make_view, evidence)


@pytest.fixture(scope="session")
def dots(evidence, view_of) -> View:
    """Shares of both TOWER arms."""
    rows = shares(evidence)
    return view_of(incidence_dot_plot(rows), rows)


@pytest.fixture(scope="session")
def differences(evidence, view_of) -> View:
    """Shares and differences of the TOWER arms, two plots beside each other."""
    rows = with_risk_difference(with_reference(shares(evidence, "ge3"), TOWER[1], TOWER[:1]))
    return view_of(aligned_dot_plot(rows), rows)


@pytest.fixture(scope="session")
def forest(evidence, view_of) -> View:
    """Effect sizes of risk factors, on a log axis."""
    rows = ratio_rows(risk_rows(evidence))
    return view_of(risk_forest(rows), rows)


@pytest.fixture(scope="session")
def bars(evidence, view_of) -> View:
    """Grades as stacked bars."""
    severe = incidence_rows(evidence, arm_ids=TOWER, grade_band="ge3")
    rows = grade_split_rows(incidence_rows(evidence, arm_ids=TOWER, period=severe.period), severe).rows
    return view_of(grade_stack(rows), rows)


@pytest.fixture(scope="session")
def heat_map(evidence, view_of) -> View:
    """A chart that has no form of PowerPoint's own."""
    rows = shares(evidence)
    return view_of(incidence_heat_map(rows), rows)
