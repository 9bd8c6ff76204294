"""The risk factor view: every row under the card that shows it."""

from typing import NamedTuple

import pandas as pd

from adverse.evidence import Evidence
from adverse.evidence.order import group_order
from adverse.evidence.risk import ratio_rows, share_rows, statement_rows, subgroup_rows
from adverse.evidence.select import Selection, risk_rows
from adverse.statistics import with_incidence_proportion
from adverse.vocabulary import EVENT_GROUPS

OPENING_BOARD = "crs"
ALL_EVENTS = "All events"


class RiskChoice(NamedTuple):
    """The event group whose factors are shown (None for all), and whether other products are shown too."""

    board: str | None
    all_products: bool


def board_choices(evidence: Evidence, all_products: bool) -> dict[str, str]:
    """Event group with risk factors -> label, all events first."""
    groups = group_order(risk_rows(evidence, all_products=all_products)["event_group"])
    return {"all": ALL_EVENTS, **{key: EVENT_GROUPS[key].label for key in groups}}


def subgroups(rows: pd.DataFrame) -> Selection:
    """Incidence by subgroup with `proportion` and its interval."""
    return Selection(subgroup_rows(rows)).apply(with_incidence_proportion)


def risk_view(evidence: Evidence, choice: RiskChoice) -> Selection:
    """Every risk factor row once, with `card`: effect-sizes, subgroups, shares or statements."""
    rows = risk_rows(evidence, event_group=choice.board, all_products=choice.all_products)
    everything = risk_rows(evidence, all_products=choice.all_products)
    cards = {
        "effect-sizes": ratio_rows(rows),
        "subgroups": subgroups(rows).rows,
        "shares": share_rows(rows, everything),
        "statements": statement_rows(rows, everything),
    }
    return Selection(
        pd.concat([shown.assign(card=card) for card, shown in cards.items() if len(shown)] or [rows.assign(card="")])
    )
