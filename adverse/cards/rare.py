"""Rare but serious events: what every table holds about one of them."""

from dataclasses import replace

import pandas as pd

from adverse.cards import notes, tables
from adverse.cards.choices import LabelsOfReader
from adverse.cards.drawing import Drawing, chart, drawing
from adverse.cards.management import as_printed
from adverse.cards.parameters import Asker
from adverse.cards.reader import Reader
from adverse.charts import incidence_dot_plot, signal_forest
from adverse.evidence import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.rare import RareEvent, headline_shares, rare_event, rare_events, signal_panels
from adverse.evidence.select import Selection
from adverse.sentences import counted_otherwise, known_of_rare_event, largest_arm_share, rare_answer
from adverse.sentences.charts import signals_answer
from adverse.statistics import with_incidence_proportion


def choose(evidence: Evidence, ask: Asker) -> str:
    """The key of the event whose parts are shown."""
    return ask.one("event", "Event", event_choices(evidence, plain_words=ask.plain_words))


def event_choices(evidence: Evidence, *, plain_words: bool = False) -> dict[str, str]:
    """Key -> name of the rare events."""
    printed, plain = ({item["key"]: item[name] for item in evidence.about["rare"]} for name in ("label", "plain_label"))
    return LabelsOfReader(plain, printed) if plain_words else LabelsOfReader(printed, plain)


def title_of(evidence: Evidence, key: str, reader: Reader) -> str:
    """The name of an event for the reader."""
    return event_choices(evidence, plain_words=reader.plain_words)[key]


def drawn_shares(found: RareEvent, *, plain_words: bool = False) -> Selection:
    """The shares of an event with `proportion` and its interval, and what was counted in everyday words if wanted."""
    shares = found.shares.apply(with_incidence_proportion)
    measured = shares.rows["measured_plain" if plain_words else "measured"]
    return replace(shares, rows=shares.rows.assign(measured=measured).drop(columns="measured_plain"))


@remembered
def sentence(evidence: Evidence, key: str, reader: Reader) -> str:
    """The one sentence on the event."""
    found = rare_event(evidence, key)
    rows = drawn_shares(found, plain_words=reader.plain_words).rows
    shares, known = headline_shares(rows), known_of_rare_event(rows, found.sources, plain_words=reader.plain_words)
    return rare_answer(title_of(evidence, key, reader), shares, known, counted_otherwise(shares, rows))


def draw_shares(evidence: Evidence, key: str, reader: Reader) -> Drawing:
    """The share of patients with the event, arm by arm."""
    shares = drawn_shares(rare_event(evidence, key), plain_words=reader.plain_words)
    if shares.rows.empty:
        return Drawing("rare-shares", shares)
    arms = dict(zip(shares.rows["line_key"], shares.rows["arm_label"], strict=True))
    names = reader.names(evidence) | arms
    title = f"How often: {title_of(evidence, key, reader)}, arm by arm"
    return drawing(
        evidence,
        reader,
        shares,
        chart(incidence_dot_plot, shares.rows, rows_by="line_key", names=names, sections="measured"),
        name="rare-shares",
        title=title,
        about=title,
        note=notes.of_shares(shares.rows),
        sentence=sentence(evidence, key, reader),
    )


def signal_charts(found: RareEvent, *, is_focus: bool) -> list[pd.DataFrame]:
    """The signals of the medicine of this package, or of others: one chart each source and comparison group."""
    return signal_panels(found.signals[found.signals["is_focus"] == is_focus])


@remembered
def draw_signals(evidence: Evidence, key: str, reader: Reader, *, is_focus: bool) -> list[Drawing]:
    """One forest for each source and comparison group, because ratios against unlike groups do not compare."""
    owner = "own" if is_focus else "others"
    drawings = []
    for number, rows in enumerate(signal_charts(rare_event(evidence, key), is_focus=is_focus)):
        title = f"Compared with: {rows['background'].iloc[0]}"
        about = f"Reporting odds ratios, reports and not risk. {title} ({rows['source_name'].iloc[0]}, {owner})"
        drawings.append(
            drawing(
                evidence,
                reader,
                Selection(rows),
                chart(signal_forest, rows, names=reader.names(evidence)),
                name=f"rare-signal-{owner}-{number}",
                title=title,
                about=about,
                note=notes.SIGNALS,
                sentence=signals_answer(rows, name_column=reader.name_column),
                columns=tables.signal_columns,
            )
        )
    return drawings


@remembered
def at_a_glance(evidence: Evidence, *, plain_words: bool = False) -> pd.DataFrame:
    """One row an event: the largest arm of its main measure, what is known, and how many documents say so."""
    lines = []
    for found in rare_events(evidence):
        rows = drawn_shares(found, plain_words=plain_words).rows
        largest = headline_shares(rows)
        lines.append(
            {
                "event": found.key,
                "largest_arm": largest_arm_share(largest) if len(largest) else "not reported",
                "measured": largest["measured"].iloc[0] if len(largest) else "",
                "known": "; ".join(
                    filter(None, [known_of_rare_event(rows, found.sources), counted_otherwise(largest, rows)])
                ),
                "n_documents": len(found.sources),
            }
        )
    return pd.DataFrame(lines)


def table_rows(evidence: Evidence, key: str, *, part: str) -> Selection:
    """One table of an event: `part` is "onset", "rules", "factors" or "claims"."""
    rows = getattr(rare_event(evidence, key), part)
    return Selection(as_printed(rows) if part == "rules" else rows)


def signal_rows(evidence: Evidence, key: str) -> Selection:
    """The rows of every chart of signals, this medicine first; `background` and `source_id` tell the charts apart."""
    found = rare_event(evidence, key)
    charts = [*signal_charts(found, is_focus=True), *signal_charts(found, is_focus=False)]
    return Selection(pd.concat(charts) if charts else found.signals.head(0))
