"""One share of patients has one figure: in words, on marks and their hover, in tables, on slides and in the stories."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adverse.cards.reader import Reader
from adverse.cards.stories import drawn_slide
from adverse.cards.tables import incidence_columns
from adverse.charts.hover import share_with_interval, short_share
from adverse.evidence.select import with_details
from adverse.sentences import share_in_words
from adverse.statistics import with_incidence_proportion
from adverse.vocabulary import is_range, percent_in_figures, share_in_figures, share_qualifier

OF_COUNTS = re.compile(r"([\d.]+)% \((\d+)(?: of |/)(\d+)[;)]")


@pytest.fixture(scope="module")
def rows(evidence):
    found = with_incidence_proportion(with_details(evidence, evidence.incidence))
    found = found[found["proportion"].notna()]
    return found[[not is_range(row) for row in found.itertuples()]]


def test_every_row_has_one_figure_wherever_it_is_said(rows):
    in_table = incidence_columns(rows)["Share (%)"]
    for row, shown in zip(rows.itertuples(), in_table, strict=True):
        figure = share_in_figures(row)
        assert f"{figure}%" in share_in_words(row).split(" (")[0]
        assert re.search(r"[\d.]+%", share_with_interval(row))[0] == f"{figure}%"
        assert re.search(r"[\d.]+", short_share(row))[0] == figure
        assert pd.isna(shown) == bool(share_qualifier(row))
        assert pd.isna(shown) or shown == float(figure)


def test_a_figure_is_what_the_source_prints_or_the_share_of_its_counts(rows):
    for row in rows.itertuples():
        figure, share = float(share_in_figures(row)), 100 * row.proportion
        if pd.notna(row.percent) and not row.discrepancy:
            assert figure == row.percent
        else:
            assert abs(figure - share) <= max(0.5 if 10 <= share <= 99 else 0.05, 0.06 * share if share < 1 else 0)


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_only_none_is_0_and_only_all_is_100(counts):
    figure = float(percent_in_figures(100 * counts[0] / counts[1]))
    assert (figure == 0) == (counts[0] == 0)
    assert (figure == 100) == (counts[0] == counts[1])


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_larger_share_never_has_a_smaller_figure(first, second):
    less, more = sorted((first, second))
    assert float(percent_in_figures(less)) <= float(percent_in_figures(more))


@pytest.mark.parametrize("view", ["pharmacist", "educator", "learner"])
def test_the_slides_of_every_story_say_the_figures_of_their_rows(evidence, rows, view):
    figures: dict[tuple[str, str], set[str]] = {}
    for row in rows[rows["n_with_event"].notna() & rows["n_at_risk"].notna()].itertuples():
        figures.setdefault((str(row.n_with_event), str(row.n_at_risk)), set()).add(share_in_figures(row))
    n_told = 0
    for story in evidence.stories:
        for slide in story.slides:
            for text in drawn_slide(evidence, slide, Reader(view)).texts.values():
                for figure, *counts in OF_COUNTS.findall(text):
                    n_told += 1
                    assert figure in figures[tuple(counts)], (slide.title, text)
    assert n_told >= 5
