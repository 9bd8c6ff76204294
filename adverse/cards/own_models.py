"""Models of a reader's own patients: what they choose, and the board in words that fit counted rows."""

from typing import NamedTuple

from adverse.cards.drawing import Drawing
from adverse.cards.parameters import Asker
from adverse.cards.risk import RiskChoice
from adverse.cohort.curve_rows import endpoints_of
from adverse.cohort.dry_run import DryRun
from adverse.cohort.factors import ARM, factors_of
from adverse.evidence import Evidence
from adverse.statistics.regression import EVENTS_PER_FACTOR, most_factors

BOARD = RiskChoice(None, False)
NOTHING_TO_MODEL = "A model needs an event that some patients had and some had not, and a column that parts patients."
USUAL = (ARM, "AGE", "SEX", "RACE", "WEIGHT", "WEIGHTBL", "BMIBL")
MEASURES = {"odds_ratio": "Odds ratio (logistic)", "hazard_ratio": "Hazard ratio (Cox)"}
MOST_AT_FIRST = 4
COUNTED = (
    "Counted from your files. Filled marks: in one model with the others; open marks: alone. An association is no "
    "cause, and a factor that was looked for after the data were seen may be chance."
)


class ModelChoice(NamedTuple):
    """An event, the factors that are each put in a model of their own, and those put into one model together."""

    event: str
    n_with_event: int
    n_without: int
    measure: str
    factors: tuple[str, ...]
    together: tuple[str, ...]


def choose(run: DryRun, counted: Evidence, ask: Asker) -> ModelChoice | None:
    """The parameters of the models; nothing where there is nothing to model."""
    factors = list(factors_of(run))
    counts = patients_with(run, counted)
    if not factors or not counts:
        return None
    event = ask.one("model_event", "Event", {name: f"{name} ({n:,})" for name, n in counts.items()}, as_list=True)
    has_times = bool(endpoints_of(run))
    measure = ask.one("measure", "As", MEASURES, is_needed=has_times, as_list=True)
    first = [name for name in USUAL if name in factors][:MOST_AT_FIRST]
    chosen = ask.some("factors", "Factors, each alone", {name: name for name in factors}, default=first or factors[:1])
    chosen = chosen or tuple(first or factors[:1])
    n_patients = len(run.patients.table) if run.patients is not None else 0
    most = most_factors(min(counts[event], n_patients - counts[event]))
    together: tuple[str, ...] = ()
    if most > 1 and len(chosen) > 1:
        together = ask.some(
            "together", "And together in one model", {name: name for name in chosen}, default=(), placeholder="None"
        )
    return ModelChoice(event, counts[event], n_patients - counts[event], measure, chosen, together)


def patients_with(run: DryRun, counted: Evidence) -> dict[str, int]:
    """Event that is counted -> how many of all patients had it, the most frequent first."""
    if run.events is None or run.patients is None:
        return {}
    rows = run.events.table
    n = rows.groupby("event")["patient"].nunique().sort_values(ascending=False, kind="stable")
    shown = set(counted.incidence["event"])
    return {event: int(k) for event, k in n.items() if event in shown and 0 < k < len(run.patients.table)}


def how_many_factors(choice: ModelChoice) -> str:
    """How many factors a model of the event may hold, in words."""
    fewer = min(choice.n_with_event, choice.n_without)
    most = most_factors(fewer)
    who = "with" if choice.n_with_event <= choice.n_without else "without"
    if most < 2:
        return (
            f"{choice.event}: {fewer} patients {who} it, too few for a model of several factors (one for "
            f"{EVENTS_PER_FACTOR}); each is looked at alone."
        )
    return f"{choice.event}: {fewer} patients {who} it, so one model may hold {most} factors (a level counts as one)."


def board(drawing: Drawing) -> Drawing:
    """The board with words on rows that were counted here."""
    n = drawing.selection.rows["factor"].nunique() if len(drawing.selection.rows) else 0
    return drawing.with_words(
        title=f"{n} factor{'s' if n != 1 else ''} of your patients and their ratios", note=COUNTED
    )
