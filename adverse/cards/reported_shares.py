"""Shares that studies of safety reports print of who was reported, worked out again from the store of this server."""

import re

import pandas as pd

from adverse.cards.drawing import Drawing
from adverse.cards.reader import Reader
from adverse.cards.reported import OPENING_ROLE, counted_here
from adverse.evidence import Evidence
from adverse.evidence.coded_terms import coded_term
from adverse.evidence.memo import remembered
from adverse.evidence.select import Selection, risk_rows
from adverse.sentences.reported import NOT_A_RISK, reported_shares_answer, share_beside

SEXES = {"male": "M", "female": "F"}
COUNTRIES = {"usa": "US", "japan": "JP"}  # as printed -> as reports code them
AGES = re.compile(r"(\d{1,3}) ?(?:-|to) ?(\d{1,3}) years")
POPULATIONS = {"events": "reports of such events", "medicine": "its reports", "all": "all reports"}


@remembered
def rows_of_shares(evidence: Evidence) -> Selection:
    """Every printed share of reports of one sex, age or country, with the same counts among the reports of the store.

    An age of 18-45 years is counted up to the last day of 45. The events of a row are those of its group that the store
    knows by name.
    """
    printed = risk_rows(evidence)
    printed = printed[(printed["measure"] == "share_of_cases_percent") & printed["estimate"].notna()]
    groups = evidence.events.groupby("event_group")["event"].agg(list)
    rows = []
    for _, row in printed.iterrows():
        asked = _asked(row["level"])
        if asked:
            events = [coded_term(evidence, event) for event in groups.get(row["event_group"], [row["event"]])]
            found = evidence.reports.shares(evidence.about["drug"], events, role=OPENING_ROLE, **asked)
            rows.append({**row.to_dict(), **found})
    table = pd.DataFrame(rows, columns=[*printed.columns, *_counts()])
    details = table[["source_id", "source_name", "source_url", "locator", "review"]].add_prefix("printed_")
    return Selection(counted_here(evidence, table).assign(**details))


def _counts() -> list[str]:
    return [f"{n}_{population}" for population in POPULATIONS for n in ("n_of", "n_known", "n_fits")]


def _asked(level: str) -> dict | None:
    if level.lower() in SEXES:
        return {"what": "sex", "value": SEXES[level.lower()]}
    if level.lower() in COUNTRIES:
        return {"what": "country", "value": COUNTRIES[level.lower()]}
    if ages := AGES.fullmatch(level):
        return {"what": "age", "low": int(ages[1]), "high": int(ages[2]) + 1}
    return None


def draw(evidence: Evidence, _: object, reader: Reader) -> Drawing:
    """The printed shares beside those of the store, as a table."""
    found = rows_of_shares(evidence)
    lines = [
        (
            f"{row['factor']}, {row['level']}: {row['estimate']:g}% of reports, {row[reader.name_column]} "
            f"({row['printed_source_name']})",
            *(share_beside(row, population) for population in POPULATIONS),
        )
        for _, row in found.rows.iterrows()
    ]
    table = pd.DataFrame(lines, columns=["Printed", *(f"Here, of {name}" for name in POPULATIONS.values())])
    said = reported_shares_answer(found.rows) if len(lines) else NOT_A_RISK
    return Drawing("store-shares", found, sentence=said, note=NOT_A_RISK, alt=said, in_words=table)
