"""Overview: the headline toxicities by setting, and the most frequent events of the largest population."""

from dataclasses import replace

import pandas as pd

from adverse.cards import headings, notes, values
from adverse.cards.choices import labels_of
from adverse.cards.compare import Arms
from adverse.cards.drawing import Drawing, chart, drawing
from adverse.cards.parameters import Asker
from adverse.cards.reader import Reader
from adverse.charts import incidence_dot_plot, setting_dot_plot
from adverse.evidence import Evidence
from adverse.evidence.by_setting import leading_trial, setting_rows, with_places
from adverse.evidence.headlines import FEWEST_EVENTS, headline_events, headlines, largest_pool
from adverse.evidence.memo import remembered
from adverse.evidence.order import most_frequent
from adverse.evidence.scope import arms_in_scope, names_focus_drug
from adverse.evidence.select import Selection, incidence_rows
from adverse.sentences import counted_here, headline_answer, most_frequent_event, onset_in_short, share_in_short
from adverse.statistics import with_incidence_proportion
from adverse.vocabulary import GRADE_BANDS, PERIODS, label

NOT_BY_SETTING = "No trial here gives a share of patients with a headline toxicity in a named setting."
N_TOP = 10
ON_WALL = 1.5  # times the letters of the page
LARGEST_OF_PLACES = "here the largest of each, the others on the page"
BY_SETTING = "by setting and age group, one trial a row, any grade and grade 3 or higher"


def choose_grade(_: Evidence, ask: Asker, __: object = None) -> str:
    """The grade of the most frequent events."""
    return ask.one("top_grade", "The most frequent events", labels_of(GRADE_BANDS, ("any", "ge3")))


@remembered
def top_rows(evidence: Evidence, grade_band: str) -> Selection:
    """The ten most frequent events of a grade in the largest population that lists them."""
    pool = largest_pool(evidence, grade_band)
    found = incidence_rows(evidence, arm_ids=(pool,) if pool else (), grade_band=grade_band)
    return found.apply(with_incidence_proportion).apply(most_frequent, N_TOP)


@remembered
def headline_rows(evidence: Evidence) -> Selection:
    """The headline toxicities by setting and age group, with `proportion` and `share_text`; each setting stands once.

    Each event has at most two rows an arm: any grade and grade 3 or higher.
    """
    found = [rows_by_setting(evidence, event) for event in headline_events(evidence) or ("",)]
    rows, aside = (pd.concat([getattr(part, name) for part in found]) for name in ("rows", "set_aside"))
    return Selection(with_places(rows), aside)


@remembered
def rows_by_setting(evidence: Evidence, event: str) -> Selection:
    """One event by setting and age group, with `proportion`, its interval and `share_text`."""
    found = setting_rows(evidence, event).apply(with_incidence_proportion)
    return found.apply(lambda rows: rows.assign(share_text=[share_in_short(row) for row in rows.itertuples()]))


@remembered
def headline_trial(evidence: Evidence) -> pd.DataFrame:
    """The rows of the one randomized trial that the overview's sentence tells, with `proportion`."""
    return with_incidence_proportion(leading_trial(evidence, headline_rows(evidence).rows))


@remembered
def sentence(evidence: Evidence, reader: Reader) -> str:
    """The overview's one sentence: the headline toxicities in one trial, or what is counted where no trial has any."""
    if headline_rows(evidence).rows.empty:
        arms = arms_in_scope(evidence)
        arms = arms[names_focus_drug(evidence, arms["drug"])]
        rows = evidence.incidence[evidence.incidence["arm_id"].isin(arms["arm_id"])]
        return counted_here(evidence.about["drug"], len(arms), rows["event"].nunique())
    return headline_answer(headline_trial(evidence), reader.names(evidence), plain_words=reader.plain_words)


@remembered
def onset_of_headline(evidence: Evidence, headline_key: str, plain_words: bool) -> str:
    """When a headline toxicity starts, in short."""
    [headline] = [found for found in headlines(evidence) if found.key == headline_key]
    return onset_in_short(headline.onset, plain_words=plain_words)


@remembered
def draw_headline(evidence: Evidence, event: str, reader: Reader, *, name: str = "") -> Drawing:
    """One headline toxicity by setting and age group; it is presented with the others, as the card `headlines`."""
    shown = rows_by_setting(evidence, event)
    drawn = _by_setting(evidence, reader, shown, name, f"{reader.names(evidence)[event]} {BY_SETTING}")
    return replace(drawn, page="overview", card="headlines")


def draw_headlines(evidence: Evidence, _: object, reader: Reader) -> Drawing:
    """Every headline toxicity by setting and age group, in one chart."""
    return _by_setting(evidence, reader, headline_rows(evidence), "headlines", f"The headline toxicities {BY_SETTING}")


def _by_setting(evidence: Evidence, reader: Reader, shown: Selection, name: str, about: str) -> Drawing:
    if shown.rows.empty:
        return Drawing(name, shown, sentence=NOT_BY_SETTING)
    trial, events = headline_trial(evidence), set(shown.rows["event"])
    names = reader.names(evidence)
    drawn = drawing(
        evidence,
        reader,
        shown,
        chart(setting_dot_plot, shown.rows, names=names),
        name=name,
        about=about,
        **headings.of_headlines(shown.rows, trial[trial["event"].isin(events)], names)._asdict(),
        note=notes.of_settings(shown.rows),
        sentence=sentence(evidence, reader),
    )
    largest = chart(setting_dot_plot, _largest_of_places(shown.rows), names=names, enlarged=ON_WALL)
    subtitle = f"{drawn.subtitle}; {LARGEST_OF_PLACES}"
    return replace(drawn, on_wall=replace(drawn, chart=largest, subtitle=subtitle, is_for_wall=True))


def _largest_of_places(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the largest arm of each setting and age group, which its label names."""
    largest = rows.sort_values("n_at_risk", ascending=False, kind="stable").drop_duplicates("place")["arm_id"]
    shown = rows[rows["arm_id"].isin(largest)]
    return shown.assign(row_label=shown["place"] + ": " + shown["row_label"], place="")


def draw_top(evidence: Evidence, grade_band: str, reader: Reader) -> Drawing:
    """The ten most frequent events."""
    shown = top_rows(evidence, grade_band)
    if shown.rows.empty:
        grade = label(GRADE_BANDS, grade_band).lower()
        return Drawing("top-ten", shown, sentence=f"No arm here has a list of {FEWEST_EVENTS} events or more, {grade}.")
    arm, period = shown.rows["arm_label"].iloc[0], label(PERIODS, shown.period).lower()
    return drawing(
        evidence,
        reader,
        shown,
        chart(incidence_dot_plot, shown.rows, names=reader.marked_names(evidence, shown.rows)),
        name="top-ten",
        **headings.of_arms(
            evidence, shown.rows, Arms((shown.rows["arm_id"].iloc[0],), "", grade_band, shown.period, "all", ()), reader
        )._asdict(),
        about=f"The ten most frequent events, {label(GRADE_BANDS, grade_band).lower()}, in {arm} ({period})",
        note=notes.of_shares(shown.rows),
        sentence=most_frequent_event(shown.rows, name_column=reader.name_column),
    )


def headline_values(evidence: Evidence, _: object, reader: Reader) -> dict[str, str]:
    """What the texts of a slide of the headline toxicities may name."""
    return {"answer": sentence(evidence, reader)}


def top_values(evidence: Evidence, grade_band: str, reader: Reader) -> dict[str, str]:
    """What the texts of a slide of the most frequent events may name."""
    return values.of_shares(top_rows(evidence, grade_band).rows, reader.name_column)
