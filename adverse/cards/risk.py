"""Risk factors: who has an event more often, every row under the card that shows it."""

from typing import NamedTuple

import pandas as pd

from adverse.cards import headings, notes, tables, values
from adverse.cards.drawing import Drawing, chart, drawing
from adverse.cards.parameters import Asker
from adverse.cards.reader import Reader
from adverse.charts import case_share_plot, risk_forest, subgroup_dot_plot
from adverse.evidence import Evidence
from adverse.evidence.headlines import headline_groups
from adverse.evidence.memo import remembered
from adverse.evidence.order import group_order
from adverse.evidence.risk import ratio_rows, share_rows, statement_rows, subgroup_rows
from adverse.evidence.risk_board import patient_rows
from adverse.evidence.select import Selection, risk_rows, with_details
from adverse.sentences.charts import case_shares_answer, effect_sizes_answer, subgroups_answer
from adverse.statistics import with_incidence_proportion
from adverse.vocabulary import EVENT_GROUPS, label

ALL_EVENTS = "All events"


class RiskChoice(NamedTuple):
    """The event group whose factors are shown (None for all), and whether other products are shown too."""

    board: str | None
    all_products: bool

    @property
    def events(self) -> str:
        """The events of the board in words."""
        return label(EVENT_GROUPS, self.board) if self.board else ALL_EVENTS


def choose(evidence: Evidence, ask: Asker) -> RiskChoice:
    """The parameters of the page."""
    others = ask.whether("others", "Other products too")
    boards = board_choices(evidence, others)
    board = ask.one("board", "Risk factors for", boards, default=opening_board(evidence), listed=False)
    return RiskChoice(None if board == "all" else board, others)


def has_part(evidence: Evidence) -> bool:
    """Whether any source names a risk factor of the medicine."""
    return len(patient_rows(risk_rows(evidence))) > 0


@remembered
def board_choices(evidence: Evidence, all_products: bool) -> dict[str, str]:
    """Event group with risk factors -> label, all events first."""
    groups = group_order(patient_rows(risk_rows(evidence, all_products=all_products))["event_group"])
    return {"all": ALL_EVENTS, **{key: EVENT_GROUPS[key].label for key in groups}}


@remembered
def opening_board(evidence: Evidence) -> str:
    """The headline toxicity of which most ratios are printed; all events where none is named."""
    groups = [group for group in headline_groups(evidence) if group in board_choices(evidence, False)]
    n_ratios = [len(ratio_rows(patient_rows(risk_rows(evidence, event_group=group)))) for group in groups]
    return groups[n_ratios.index(max(n_ratios))] if groups else "all"


@remembered
def rows_of_board(evidence: Evidence, choice: RiskChoice) -> pd.DataFrame:
    """The rows on patients as printed; what sets one treatment against another is told in Compare."""
    return patient_rows(risk_rows(evidence, event_group=choice.board, all_products=choice.all_products))


@remembered
def rows_of_card(evidence: Evidence, choice: RiskChoice, card: str) -> Selection:
    """The rows of a card: effect-sizes, subgroups, shares or statements."""
    rows, everything = rows_of_board(evidence, choice), rows_of_board(evidence, choice._replace(board=None))
    if card == "effect-sizes":
        return Selection(ratio_rows(rows))
    if card == "subgroups":
        return Selection(subgroup_rows(rows)).apply(with_incidence_proportion)
    return Selection(share_rows(rows, everything) if card == "shares" else statement_rows(rows, everything))


def every_row(evidence: Evidence, choice: RiskChoice) -> Selection:
    """Every row once, with `card`: the card that shows it."""
    names = ("effect-sizes", "subgroups", "shares", "statements")
    found = {name: rows_of_card(evidence, choice, name).rows for name in names}
    parts = [rows.assign(card=name) for name, rows in found.items() if len(rows)]
    return Selection(pd.concat(parts or [rows_of_board(evidence, choice).assign(card="")]))


def draw_effect_sizes(evidence: Evidence, choice: RiskChoice, reader: Reader) -> Drawing:
    """Ratios as printed, with their intervals."""
    found = rows_of_card(evidence, choice, "effect-sizes")
    if found.rows.empty:
        return Drawing("effect-sizes", found)
    return drawing(
        evidence,
        reader,
        found,
        chart(risk_forest, found.rows, names=reader.names(evidence)),
        name="effect-sizes",
        **headings.of_ratios(found.rows, reader)._asdict(),
        about="Effect sizes with intervals on a log axis",
        note=notes.FOREST,
        sentence=effect_sizes_answer(found.rows),
        columns=tables.risk_columns,
    )


def draw_subgroups(evidence: Evidence, choice: RiskChoice, reader: Reader) -> Drawing:
    """Incidence by subgroup."""
    found = rows_of_card(evidence, choice, "subgroups")
    if found.rows.empty:
        return Drawing("subgroups", found)
    return drawing(
        evidence,
        reader,
        found,
        chart(subgroup_dot_plot, found.rows, names=reader.names(evidence)),
        name="subgroups",
        **headings.of_subgroups(found.rows, reader)._asdict(),
        about="Incidence by subgroup",
        note=notes.SUBGROUPS,
        sentence=subgroups_answer(found.rows, name_column=reader.name_column),
        columns=tables.risk_columns,
    )


def draw_shares(evidence: Evidence, choice: RiskChoice, reader: Reader) -> Drawing:
    """The share of reported cases beside the share of all reports."""
    found = rows_of_card(evidence, choice, "shares")
    if found.rows.empty:
        return Drawing("shares", found)

    def behind(keys: list[str]) -> pd.DataFrame:
        rows = evidence.risk_factors
        return with_details(evidence, rows[rows["row_key"].isin(keys)])

    return drawing(
        evidence,
        reader,
        found,
        chart(case_share_plot, found.rows, names=reader.names(evidence)),
        name="shares",
        **headings.of_case_shares(found.rows, reader)._asdict(),
        about="Share of reported cases against share of all reports",
        note=notes.SHARES,
        sentence=case_shares_answer(found.rows, name_column=reader.name_column),
        columns=tables.risk_columns,
        behind=behind,
    )


def values_of_shares(evidence: Evidence, choice: RiskChoice, _: Reader) -> dict[str, str]:
    """What the texts of a slide of reported cases may name."""
    return values.of_case_shares(rows_of_card(evidence, choice, "shares").rows)


def values_of_links(evidence: Evidence, choice: RiskChoice, _: Reader, *, card: str) -> dict[str, str]:
    """What the texts of a slide of effect sizes or subgroups may name."""
    return values.of_risk(rows_of_card(evidence, choice, card).rows)
