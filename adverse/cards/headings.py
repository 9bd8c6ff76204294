"""Title and subtitle of each chart: which of the rows in view a title is made from."""

from typing import NamedTuple

import pandas as pd

from adverse.cards.compare import FEWEST_ARMS, Arms, compared, default_reference, in_reference_order, opening
from adverse.cards.reader import Reader
from adverse.evidence import Evidence
from adverse.sentences import inside, titles, verdict_in_short


class Heading(NamedTuple):
    """What a chart says, and below it trial, grade, period and patients."""

    title: str
    subtitle: str


def of_comparison(rows: pd.DataFrame, reader: Reader) -> Heading:
    """Compared arms: directions where chance made the arms, else figures; how far they may be compared below."""
    title = titles.comparison_title(rows, name_column=reader.name_column, plain_words=reader.plain_words)
    is_joined = "reported_as" in rows and (rows["reported_as"] != "").any()
    extra = inside(verdict_in_short(rows)) + "; laboratory terms joined with their condition" * bool(is_joined)
    return Heading(title, titles.shares_subtitle(rows, extra=extra))


def of_arms(evidence: Evidence, rows: pd.DataFrame, asked: Arms, reader: Reader) -> Heading:
    """Arms beside each other: of two arms of a randomized trial their differences, else the most frequent event.

    `asked`: arms, grade, period and subset of the rows; its reference is not asked.
    """
    arm_ids = tuple(arm for arm in asked.arm_ids if arm in set(rows["arm_id"]))
    if len(arm_ids) == FEWEST_ARMS:
        reference = default_reference(evidence, arm_ids, opening(evidence))
        pair = compared(
            evidence, asked._replace(arm_ids=in_reference_order(arm_ids, reference), reference=reference), False
        )
        found = pair.selection.rows
        if pair.verdict == "randomized":
            return of_comparison(found[found["event"].isin(rows["event"])], reader)
    title = titles.most_frequent_title(rows, name_column=reader.name_column, plain_words=reader.plain_words)
    return Heading(title, titles.shares_subtitle(rows))


def of_grades(rows: pd.DataFrame, reader: Reader) -> Heading:
    """Grades of each event as parts of a bar."""
    return Heading(titles.split_title(rows, name_column=reader.name_column), titles.split_subtitle(rows))


def of_two_grades(rows: pd.DataFrame, reader: Reader) -> Heading:
    """Any grade beside grade 3 or higher, arm by arm."""
    return Heading(titles.grades_title(rows, name_column=reader.name_column), titles.shares_subtitle(rows))


def of_people(rows: pd.DataFrame, name: str, scale: int) -> Heading:
    """One event as people, so many of 100."""
    return Heading(titles.people_title(rows, name, scale), titles.shares_subtitle(rows))


def of_exposure(rows: pd.DataFrame) -> Heading:
    """Two arms counted by patients and by time on treatment."""
    arms = f"{rows['drug'].iloc[0]} over {rows['reference_drug'].iloc[0]}"
    return Heading(titles.exposure_title(rows), titles.shares_subtitle(rows, extra=arms))


def of_headlines(rows: pd.DataFrame, trial: pd.DataFrame, names: dict[str, str]) -> Heading:
    """The headline toxicities by setting. `trial`: the rows that the title tells."""
    return Heading(titles.headline_title(trial, names), titles.settings_subtitle(rows))


def of_event(rows: pd.DataFrame, name: str) -> Heading:
    """One event in every arm."""
    return Heading(titles.event_title(rows, name), titles.shares_subtitle(rows))


def of_onset(rows: pd.DataFrame, events: tuple[str, ...], drug: str, reader: Reader) -> Heading:
    """When events start."""
    title = titles.onset_title(rows, events, drug=drug, name_column=reader.name_column)
    return Heading(title, titles.days_subtitle(rows))


def of_ratios(rows: pd.DataFrame, reader: Reader) -> Heading:
    """Effect sizes of risk factors."""
    return Heading(titles.ratios_title(rows), titles.risk_subtitle(rows, name_column=reader.name_column))


def of_subgroups(rows: pd.DataFrame, reader: Reader) -> Heading:
    """Shares by subgroup."""
    title = titles.subgroups_title(rows, name_column=reader.name_column)
    return Heading(title, titles.risk_subtitle(rows, name_column=reader.name_column))


def of_case_shares(rows: pd.DataFrame, reader: Reader) -> Heading:
    """Shares of reports."""
    title = titles.case_shares_title(rows, name_column=reader.name_column)
    return Heading(title, titles.risk_subtitle(rows, name_column=reader.name_column))
