"""The chart of each view of the compare page, made from one comparison, and the people drawn as squares."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from adverse.cards import headings, notes, tables, values
from adverse.cards.compare import CompareChoice, Comparison, of_choice, of_event, scale_of
from adverse.cards.compare_rows import (
    TWO_GRADES,
    onset_of_products,
    two_grades,
    with_rates,
)
from adverse.cards.drawing import NO_ROW, Drawing, chart, drawing
from adverse.cards.onset import phases_of
from adverse.cards.pooling import one_event
from adverse.cards.reader import Reader
from adverse.charts import (
    aligned_dot_plot,
    exposure_slope,
    icon_array,
    incidence_heat_map,
    onset_timeline,
    pooled_forest,
)
from adverse.evidence import Evidence
from adverse.evidence.headlines import headline_events
from adverse.evidence.memo import remembered
from adverse.evidence.select import Selection, rows_behind, with_details
from adverse.sentences import (
    across_settings,
    compare_answer,
    difference_in_words,
    joined_in_words,
    verdict_in_words,
)
from adverse.sentences.charts import exposure_answer, grades_answer, onset_by_product
from adverse.vocabulary import GRADE_BANDS, PERIODS, label

VIEWS_OF_EVENTS = ("shares", "one_event")  # the views that hold the event in focus


def draw(evidence: Evidence, choice: CompareChoice, reader: Reader) -> Drawing:
    """The chart of the view that is chosen; the profile to print is no chart, and has its rows alone."""
    comparison = of_choice(evidence, choice)
    rows = comparison.selection.rows
    if rows.empty:
        return Drawing(f"compare-{choice.show}", comparison.selection, sentence=NO_ROW)
    if choice.show == "profile":
        return Drawing("compare-profile", comparison.selection, sentence=sentence(rows, reader))
    return DRAWN[choice.show](evidence, choice, comparison, reader)


def sentence(rows: pd.DataFrame, reader: Reader) -> str:
    """What the comparison says."""
    return compare_answer(rows, reader=reader.view, name_column=reader.name_column)


@remembered
def answer(evidence: Evidence, choice: CompareChoice, reader: Reader) -> str:
    """What the comparison says, and which other period has rows."""
    found = of_choice(evidence, choice).selection
    return f"{sentence(found.rows, reader)}{offered(found)}"


def offered(selection: Selection) -> str:
    """Behind the answer: which other period of the same arms has rows that were set aside for it."""
    aside = selection.set_aside
    periods = aside.loc[aside["set_aside_reason"] == "period", "period"] if len(aside) else aside
    periods = periods[periods != "other"] if len(periods) else periods
    if not len(periods):
        return ""
    counts = periods.value_counts()
    name, n = label(PERIODS, str(counts.index[0])), int(counts.iloc[0])
    return f" {name} is printed too ({n} row{'s' * (n > 1)}): choose it under Period."


def _shares(evidence: Evidence, choice: CompareChoice, comparison: Comparison, reader: Reader) -> Drawing:
    """Shares of all arms, and each arm's difference from the reference beside them."""
    shown = comparison.selection
    return drawing(
        evidence,
        reader,
        shown,
        chart(aligned_dot_plot, shown.rows, names=reader.marked_names(evidence, shown.rows)),
        name="compare-shares",
        **headings.of_comparison(shown.rows, reader)._asdict(),
        about=f"Shares of patients by arm with differences from the reference arm. {verdict_in_words(shown.rows)}",
        draws="differences",
        note=notes.DIFFERENCES,
        sentence=sentence(shown.rows, reader),
    )


def _heat_map(evidence: Evidence, choice: CompareChoice, comparison: Comparison, reader: Reader) -> Drawing:
    """Events by arm, any grade beside grade 3 or higher."""
    shown = two_grades(evidence, choice.arms, comparison)
    labels = evidence.arms.set_index("arm_id")["arm_label"]
    columns = tuple(
        f"{labels[arm]}, {label(GRADE_BANDS, band).lower()}" for arm in choice.arms.arm_ids for band in TWO_GRADES
    )
    names = reader.marked_names(evidence, shown.rows)
    return drawing(
        evidence,
        reader,
        shown,
        chart(incidence_heat_map, shown.rows, columns=columns, names=names),
        name="compare-heat-map",
        **headings.of_two_grades(shown.rows, reader)._asdict(),
        about=f"Events by arm, any grade and grade 3 or higher. {verdict_in_words(shown.rows)}",
        note=notes.SHADES,
        sentence=grades_answer(shown.rows, name_column=reader.name_column),
    )


def _exposure(evidence: Evidence, choice: CompareChoice, comparison: Comparison, reader: Reader) -> Drawing:
    """Crude ratios beside ratios per patient-year, of the first other arm that has both."""
    shown = with_rates(evidence, choice.arms, comparison)
    if shown.rows.empty:
        why = (
            "No source prints rates per patient-year for both arms of a randomized pair in view, at this grade and "
            "period. Not printed is not the same as no difference."
        )
        return Drawing("compare-exposure", shown, sentence=why)

    def behind(keys: list[str]) -> pd.DataFrame:
        rates = evidence.exposure_adjusted_rates
        found = with_details(evidence, rates[rates["row_key"].isin(keys)])
        return pd.concat([rows_behind(comparison.selection, keys), found])

    return drawing(
        evidence,
        reader,
        shown,
        chart(exposure_slope, shown.rows, names=reader.marked_names(evidence, shown.rows)),
        name="compare-exposure",
        **headings.of_exposure(shown.rows)._asdict(),
        about="Ratio of two arms counted by patients and by patient-years on treatment",
        note=notes.EXPOSURE,
        sentence=exposure_answer(shown.rows, name_column=reader.name_column),
        behind=behind,
    )


def _one_event(evidence: Evidence, choice: CompareChoice, comparison: Comparison, reader: Reader) -> Drawing:
    """One event across every arm of the treatments in view, pooled within one setting where arms allow it."""
    shown, pools, told = one_event(evidence, choice.arms, comparison, choice.event)
    name = reader.names(evidence)[choice.event]
    made = drawing(
        evidence,
        reader,
        shown,
        chart(pooled_forest, shown.rows, pools, names=reader.names(evidence)),
        name="compare-event",
        **headings.of_event(shown.rows, name)._asdict(),
        about=f"{name} in every arm of the treatments in view, by treatment and setting. {told}",
        note=f"{told} {notes.of_pools(pools)}".strip(),
        sentence=across_settings(shown.rows, name, plain_words=reader.plain_words),
    )
    with_pools = shown.apply(pd.DataFrame.merge, pools, on="pool_group", how="left")
    return made.with_words(selection=with_pools)


def _onset(evidence: Evidence, choice: CompareChoice, comparison: Comparison, reader: Reader) -> Drawing:
    """Onset and duration of the headline toxicities, by product."""
    shown = onset_of_products(evidence, choice.arms)
    if shown.rows.empty:
        return Drawing("compare-onset", shown, sentence="No source in view prints a day of onset for these treatments.")
    return drawing(
        evidence,
        reader,
        shown,
        chart(onset_timeline, shown.rows, phases_of(evidence, ()), names=reader.names(evidence)),
        name="compare-onset",
        **headings.of_onset(shown.rows, headline_events(evidence), evidence.about["drug"], reader)._asdict(),
        about="Onset and duration of the headline toxicities by product and source",
        note=f"{verdict_in_words(shown.rows)} {notes.CLOCK}".strip(),
        sentence=onset_by_product(shown.rows, headline_events(evidence), name_column=reader.name_column),
        columns=tables.onset_columns,
    )


DRAWN: dict[str, Callable[[Evidence, CompareChoice, Comparison, Reader], Drawing]] = {
    "shares": _shares,
    "heat_map": _heat_map,
    "exposure": _exposure,
    "one_event": _one_event,
    "onset": _onset,
}


def draw_icons(evidence: Evidence, choice: CompareChoice, reader: Reader) -> Drawing:
    """The event in focus: so many of 100 people in each arm, drawn as squares."""
    comparison = of_choice(evidence, choice)
    shown = of_event(comparison.selection, choice.event)
    if shown.rows.empty:
        return Drawing("compare-icons", shown, sentence=NO_ROW)
    scale, name = scale_of(shown), reader.names(evidence)[choice.event]
    return drawing(
        evidence,
        reader,
        shown,
        chart(icon_array, shown.rows, scale=scale),
        name="compare-icons",
        **headings.of_people(shown.rows, name, scale)._asdict(),
        about=f"{name}: how many of {scale:,} people have it, by arm",
        note=notes.ICONS,
        sentence=" ".join(sentences_on_event(evidence, choice, reader)),
    )


@remembered
def sentences_on_event(evidence: Evidence, choice: CompareChoice, reader: Reader) -> list[str]:
    """Each other arm's difference from the reference at the event in focus, and what an arm reports it as."""
    rows = of_choice(evidence, choice).selection.rows
    rows = rows[rows["event"] == choice.event]
    others = rows[rows["arm_id"] != choice.arms.reference]
    scale = scale_of(of_event(of_choice(evidence, choice).selection, choice.event))
    wanted: dict[str, Any] = {"reader": reader.view, "name_column": reader.name_column, "scale": scale}
    said = [difference_in_words(row, **wanted) for _, row in others.iterrows()]
    return said + joined_in_words(rows) if said else said


def slide_values(evidence: Evidence, choice: CompareChoice, reader: Reader) -> dict[str, str]:
    """What the texts of a slide may name: of the comparison, and where rates are shown of those."""
    comparison = of_choice(evidence, choice)
    rows = comparison.selection.rows
    found = values.of_comparison(rows, choice.event, reader.view, reader.name_column)
    if choice.show == "exposure" and len(rates := with_rates(evidence, choice.arms, comparison).rows):
        found |= values.of_exposure(rates, choice.event, reader.name_column)
    return found
