"""Reports counted on this server as cards: forest, rules, heat map, who was reported, onset, what is in the store."""

from functools import partial
from typing import Any

import pandas as pd

from adverse.cards import notes, reported_tables
from adverse.cards.declared import Card
from adverse.cards.drawing import Drawing, chart, drawing
from adverse.cards.reader import Reader
from adverse.cards.reported import (
    MOST_ABREAST,
    ReportsChoice,
    across,
    asked_in_words,
    counted_here,
    drawn_rows,
    has_store,
    onset,
    onset_rows,
    rows_in_view,
    table_of,
    who,
)
from adverse.cards.reported_rules import ruled_rows
from adverse.charts import report_onset_plot, reported_forest, reports_heat_map, rules_plot, who_plot
from adverse.evidence import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.select import Selection
from adverse.reports import RULES
from adverse.reports.in_evidence import quarters_in_words
from adverse.reports.words import NOTICES, STEPS
from adverse.sentences.reported import FEWEST_REPORTS, LIMITS, across_answer, onset_answer, reported_answer, who_answer
from adverse.vocabulary import NOT_GIVEN, REPORT_MEASURES, WHO_VALUES

MOST_RULED = 16  # events of the chart of rules
Values = dict[str, str]


def sentence(evidence: Evidence, choice: ReportsChoice, reader: Reader) -> str:
    """What the store says of the medicine: how many events, and the one that stands out most."""
    rows, quarters = rows_in_view(evidence, choice).rows, quarters_in_words(evidence.reports)
    return reported_answer(rows, choice.measure, choice.drug, quarters, name_column=reader.name_column)


def names_for(rows: pd.DataFrame, reader: Reader) -> dict[str, str]:
    """Event -> its name for a reader, of events that the store alone may have."""
    return dict(zip(rows["event"], rows[reader.name_column], strict=True))


def _drawn(
    evidence: Evidence,
    reader: Reader,
    choice: ReportsChoice,
    found: Selection,
    picture: Any,
    *,
    name: str,
    title: str,
    note: str,
    sentence: str,
    columns: Any,
    draws: str = "",
) -> Drawing:
    quarters = quarters_in_words(evidence.reports)
    return drawing(
        evidence,
        reader,
        found,
        picture,
        name=name,
        title=title,
        subtitle=f"{asked_in_words(choice)}; {quarters}",
        about="Reports and not risk",
        note=note,
        sentence=sentence,
        columns=columns,
        draws=draws,
    )


def draw_forest(evidence: Evidence, choice: ReportsChoice, reader: Reader) -> Drawing:
    """The events of the medicine with one measure and its limits."""
    found, said = rows_in_view(evidence, choice), sentence(evidence, choice, reader)
    if found.rows.empty:
        return Drawing("counted", found, sentence=said)
    shown, term = drawn_rows(found.rows, choice.by), REPORT_MEASURES[choice.measure]
    n, n_drawn = found.rows["event"].nunique(), shown["event"].nunique()
    is_enough = shown["n_reports"].max() >= FEWEST_REPORTS
    part = f"{n} events"
    if n == 1:
        part = shown["event"].iloc[0]
    elif n_drawn < n and is_enough:
        part = f"{n_drawn} of {n} events, {FEWEST_REPORTS} reports or more, highest lower limit first"
    elif n_drawn < n:
        part = f"{n_drawn} of {n} events, none of {FEWEST_REPORTS} reports"
    picture = chart(
        reported_forest,
        shown,
        value=choice.measure,
        limits=LIMITS[choice.measure],
        title=term.label,
        neutral=0.0 if choice.measure == "ic" else 1.0,
        strata=({"not_reported": NOT_GIVEN} | WHO_VALUES[choice.by]) if choice.by else None,
        names=names_for(shown, reader),
    )
    title = f"{term.definition} of {choice.drug}: {part}"
    return _drawn(
        evidence,
        reader,
        choice,
        found,
        picture,
        name="counted",
        title=title,
        note=notes.COUNTED_REPORTS,
        sentence=said,
        columns=reported_tables.pair_columns,
        draws=f"reported_{choice.measure}",
    )


def slide_values(evidence: Evidence, choice: ReportsChoice, reader: Reader) -> Values:
    """What the texts of a slide may name."""
    return {"answer": sentence(evidence, choice, reader), "medicine": choice.drug}


def draw_rules(evidence: Evidence, choice: ReportsChoice, reader: Reader) -> Drawing:
    """The rules side by side: under which an event is a signal, and why not under the others."""
    rows = ruled_rows(evidence, choice)
    if rows.empty:
        return Drawing("rules", Selection(rows), sentence=sentence(evidence, choice, reader))
    n = int(((rows["n_rules"] > 0) & (rows["n_rules"] < len(RULES))).sum())
    shown = rows.head(MOST_RULED)
    picture = chart(rules_plot, shown, {key: rule.title for key, rule in RULES.items()}, names=names_for(shown, reader))
    title = f"{len(RULES)} rules disagree on {n} of {len(rows)} event{'s' if len(rows) != 1 else ''}"
    said = f"{title} of {choice.drug}. A rule is a convention for what to look at first, none is a finding."
    return _drawn(
        evidence,
        reader,
        choice._replace(by=""),
        Selection(rows),
        picture,
        name="rules",
        title=title,
        note=notes.RULES_OF_SIGNALS,
        sentence=said,
        columns=reported_tables.rule_columns,
        draws="reports",
    )


def draw_across(evidence: Evidence, choice: ReportsChoice, reader: Reader, *, most: int | None = None) -> Drawing:
    """The same events in every product of the list, or in so many of them, as counts of reports."""
    rows = across(evidence, choice) if len(rows_in_view(evidence, choice).rows) else pd.DataFrame()
    name = "across-narrow" if most else "across"
    if rows.empty:
        return Drawing(name, Selection(rows), sentence=sentence(evidence, choice, reader))
    rows = rows[rows["drug"].isin(rows["drug"].unique()[:most])]
    picture = chart(reports_heat_map, rows, names=names_for(rows, reader))
    title = f"The events of {choice.drug} in reports of {rows['drug'].nunique()} products"
    return _drawn(
        evidence,
        reader,
        choice._replace(by="", without=""),
        Selection(rows),
        picture,
        name=name,
        title=title,
        note=notes.REPORTS_ACROSS,
        sentence=across_answer(rows, name_column=reader.name_column),
        columns=reported_tables.pair_columns,
        draws="reports",
    )


def who_rows(evidence: Evidence, choice: ReportsChoice) -> Selection:
    """Who was reported with the medicine (and the event), beside all reports."""
    return Selection(who(evidence, choice.drug, choice.role, choice.event))


def draw_who(evidence: Evidence, choice: ReportsChoice, reader: Reader) -> Drawing:
    """Who was reported, every share beside that among all reports."""
    found = who_rows(evidence, choice)
    said = who_answer(found.rows)
    if found.rows.empty or not found.rows["n_of"].iloc[0]:
        return Drawing("who", Selection(found.rows.head(0)), sentence=said)
    return _drawn(
        evidence,
        reader,
        choice._replace(by="", without=""),
        found,
        chart(who_plot, found.rows),
        name="who",
        title=f"Who was reported with {choice.drug}, beside all reports",
        note=notes.WHO_WAS_REPORTED,
        sentence=said,
        columns=reported_tables.who_columns,
        draws="who",
    )


def draw_onset(evidence: Evidence, choice: ReportsChoice, reader: Reader) -> Drawing:
    """Days from the first dose reported to the event."""
    found = onset(evidence, choice.drug, choice.role, choice.event)
    said = onset_answer(found.n_reports, len(found.days), found.median, found.quartile_low, found.quartile_high)
    rows = onset_rows(evidence, choice)
    missing = "; ".join(f"{n:,}: {row}" for row, n in _missing(rows.rows))
    if not found.days:
        return Drawing("report-onset", Selection(rows.rows.head(0)), sentence=f"{said} {missing}.".replace(" .", ""))
    quartiles = (found.quartile_low, found.quartile_high)
    shape = ""
    if found.shape is not None:
        shape = (
            f" Weibull shape {found.shape.value:.2f} ({found.shape.low:.2f} to {found.shape.high:.2f}): below 1 most "
            "come early."
        )
    return _drawn(
        evidence,
        reader,
        choice._replace(by="", without=""),
        rows,
        chart(report_onset_plot, rows.rows, median=found.median, quartiles=quartiles),
        name="report-onset",
        title=f"{len(found.days):,} of {found.n_reports:,} reports of {choice.drug} print both dates in full",
        note=f"Reports without a day, by reason: {missing}.{shape} {notes.ONSET_OF_REPORTS}",
        sentence=said,
        columns=reported_tables.onset_columns,
        draws="days",
    )


def _missing(rows: pd.DataFrame) -> list[tuple[str, int]]:
    without = rows[rows["days"].isna()]
    return list(zip(without["told"], without["n_with_value"], strict=True))


@remembered
def store_rows(evidence: Evidence, _: ReportsChoice | None = None) -> Selection:
    """What each step from rows to reports left, what was noted on the way, and the quarters that were read."""
    store = evidence.reports
    rows = [("step", STEPS[step["name"]], step["n_rows"]) for step in store.manifest["steps"]]
    rows += [("notice", NOTICES[name], n) for name, n in store.manifest["notices"].items() if n]
    for quarter, entry in store.manifest["quarters"].items():
        counts = entry["tables"]["reports"]
        rows.append(("quarter", f"{quarter}, rows of reports in {entry['archive']}", counts["rows_kept"]))
    table = pd.DataFrame(rows, columns=["kind", "what", "n_rows"])
    return Selection(counted_here(evidence, table))


def pair_rows(evidence: Evidence, choice: ReportsChoice) -> Selection:
    """Every event of the medicine with counts, measures and rules, whatever words are looked for."""
    return Selection(table_of(evidence, choice.drug, choice.role, choice.by, choice.without))


def _of_reports(_: Evidence, __: Any, choice: Any) -> ReportsChoice:
    return choice.reports


def _card(title: str, **more: Any) -> Card:
    return Card(title, choose=_of_reports, has_part=has_store, **more)


CARDS = {
    "counted": _card("counted here: events with one measure and its limits", draw=draw_forest, values=slide_values),
    "counted-pairs": _card("counted here: every event with four counts, measures and rules", rows=pair_rows),
    "rules": _card("counted here: the rules side by side", draw=draw_rules),
    "across": _card("counted here: events across products", draw=draw_across),
    "across-narrow": _card(
        "counted here: the same for a phone, few products", draw=partial(draw_across, most=MOST_ABREAST)
    ),
    "who": _card("counted here: who was reported, beside all reports", draw=draw_who),
    "report-onset": _card("counted here: days to the event", draw=draw_onset, rows=onset_rows),
    "store": _card("counted here: steps from rows to reports, and quarters", rows=store_rows),
}
