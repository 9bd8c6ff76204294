"""The rare events view: what every table holds about one rare but serious event."""

from dataclasses import replace

import pandas as pd

from adverse.cards.choices import LabelsOfReader
from adverse.cards.management import as_printed
from adverse.evidence import Evidence
from adverse.evidence.rare import RareEvent, headline_shares, rare_event, rare_events, signal_panels
from adverse.evidence.select import Selection
from adverse.sentences import counted_otherwise, known_of_rare_event, largest_arm_share
from adverse.statistics import with_incidence_proportion


def event_choices(evidence: Evidence, *, plain_words: bool = False) -> dict[str, str]:
    """Key -> name of the rare events."""
    printed, plain = ({item["key"]: item[name] for item in evidence.about["rare"]} for name in ("label", "plain_label"))
    return LabelsOfReader(plain, printed) if plain_words else LabelsOfReader(printed, plain)


def drawn_shares(found: RareEvent, *, plain_words: bool = False) -> Selection:
    """The shares of an event with `proportion` and its interval, and what was counted in everyday words if wanted."""
    shares = found.shares.apply(with_incidence_proportion)
    measured = shares.rows["measured_plain" if plain_words else "measured"]
    return replace(shares, rows=shares.rows.assign(measured=measured).drop(columns="measured_plain"))


def signal_charts(found: RareEvent, *, is_focus: bool) -> list[pd.DataFrame]:
    """The signals of the medicine of this package, or of others: one chart each source and comparison group."""
    return signal_panels(found.signals[found.signals["is_focus"] == is_focus])


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


def table_view(evidence: Evidence, key: str, *, part: str) -> Selection:
    """One table of an event: `part` is "onset", "rules", "factors" or "claims"."""
    rows = getattr(rare_event(evidence, key), part)
    return Selection(as_printed(rows) if part == "rules" else rows)


def shares_view(evidence: Evidence, key: str) -> Selection:
    """The rows of the chart of shares."""
    return drawn_shares(rare_event(evidence, key))


def signals_view(evidence: Evidence, key: str) -> Selection:
    """The rows of every chart of signals, this medicine first; `background` and `source_id` tell the charts apart."""
    found = rare_event(evidence, key)
    charts = [*signal_charts(found, is_focus=True), *signal_charts(found, is_focus=False)]
    return Selection(pd.concat(charts) if charts else found.signals.head(0))
