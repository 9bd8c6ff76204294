"""The first ten seconds: the headline toxicities and the largest pool."""

from typing import NamedTuple

import pandas as pd

from adverse.evidence.load import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.scope import focus_arm_ids
from adverse.evidence.select import onset_rows, with_details
from adverse.vocabulary import PLAIN_SIGNS

FEWEST_EVENTS = 10  # an arm with fewer has no list to call one the most frequent of


class Headline(NamedTuple):
    """One headline toxicity: its name in addresses, its onset rows and its signs."""

    key: str
    event: str
    onset: pd.DataFrame
    signs: pd.DataFrame


def headline_events(evidence: Evidence) -> tuple[str, ...]:
    """The headline toxicities named in data/about.toml, as events."""
    return tuple(item["event"] for item in evidence.about["headline"])


def headline_groups(evidence: Evidence) -> list[str]:
    """The event groups of the headline toxicities, each once."""
    groups = evidence.events.set_index("event")["event_group"]
    return list(dict.fromkeys(groups[event] for event in headline_events(evidence)))


@remembered
def headlines(evidence: Evidence) -> list[Headline]:
    """The headline toxicities with what is known of each beside its shares."""
    onset = onset_rows(evidence).rows
    return [
        Headline(
            key=f"{item['claim_topic']}-sources",
            event=item["event"],
            onset=onset[onset["event"] == item["event"]],
            signs=signs_of(evidence, item["claim_topic"]),
        )
        for item in evidence.about["headline"]
    ]


def signs_of(evidence: Evidence, topic: str) -> pd.DataFrame:
    """How a toxicity shows itself: the manifestations of the article that a source supports, with that source.

    Adds `sign`, the manifestation, and `plain_sign`, the same in everyday words.
    """
    claims = evidence.claims
    wanted = (claims["topic"] == topic) & (claims["kind"] == "manifestation") & (claims["verdict"] == "supported")
    rows = claims[wanted].rename(columns={"primary_source_id": "source_id"})
    sign = rows["manifestation"]
    return with_details(evidence, rows).assign(sign=sign, plain_sign=sign.map(PLAIN_SIGNS).fillna(sign))


def largest_pool(evidence: Evidence, grade_band: str = "any") -> str | None:
    """The core arm with the largest safety population among those that report at least FEWEST_EVENTS of this grade."""
    core = evidence.arms[evidence.arms["arm_id"].isin(focus_arm_ids(evidence, tier="core"))]
    rows = evidence.incidence
    reported = rows[(rows["grade_band"] == grade_band) & (rows["subset"] == "all")].groupby("arm_id")["event"].nunique()
    core = core[core["arm_id"].map(reported).fillna(0) >= FEWEST_EVENTS]
    return next(iter(core.sort_values("n_safety", ascending=False)["arm_id"]), None)
