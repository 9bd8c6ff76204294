"""Rules by which a pair of drug and event is called a signal, side by side; each is a convention, none a finding.

A rule is a list of conditions on the counts and measures of a pair. A pair that misses one is no signal under it; a
condition whose measure is not defined is missed.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd


class Condition(NamedTuple):
    """A column of `signals_of`, whether the threshold itself is enough, and the threshold."""

    column: str
    is_enough: bool
    threshold: float


class Rule(NamedTuple):
    """A rule: its name, its conditions, where it is written, and what was read of its thresholds."""

    title: str
    conditions: tuple[Condition, ...]
    paper: str
    read: str = "the paper itself was not opened"


THREE_REPORTS = Condition("n_drug_event", True, 3)
RULES = {
    "evans": Rule(
        "Evans",
        (THREE_REPORTS, Condition("prr", True, 2), Condition("chi2_yates", True, 4)),
        "Evans SJW, Waller PC, Davis S, Pharmacoepidemiol Drug Saf 2001;10:483-486",
    ),
    "ema": Rule(
        "EMA",
        (THREE_REPORTS, Condition("ror_low", False, 1)),
        "European Medicines Agency, Screening for adverse reactions in EudraVigilance, EMA/849944/2016",
        "its chapter on thresholds was not opened; an abstract of 2013 names three reports and the lower limit of the "
        "PRR, a table of 2016 five reports",
    ),
    "mhra": Rule(
        "MHRA",
        (THREE_REPORTS, Condition("ebgm", True, 2.5), Condition("ebgm_low", True, 1.8)),
        "Candore G, Juhlin K, Manlik K et al., Drug Saf 2015;38:577-587",
        "a table in Drug Saf 2016;39:873-881 prints these thresholds from it",
    ),
    "ic025": Rule(
        "IC025",
        (Condition("ic_low", False, 0),),
        "Noren GN, Hopstadius J, Bate A, Stat Methods Med Res 2013;22:57-69",
    ),
    "eb05": Rule(
        "EB05",
        (Condition("ebgm_low", True, 2),),
        "Szarfman A, Machado SG, O'Neill RT, Drug Saf 2002;25:381-392",
    ),
}


def with_rules(signals: pd.DataFrame) -> pd.DataFrame:
    """The table with, for each rule, whether a pair is a signal under it (`evans`) and why not (`evans_missed`).

    `_missed` names the columns whose conditions are not met, joined by |; it is empty for a signal.
    """
    columns = {}
    for name, rule in RULES.items():
        missed = np.full(len(signals), "", dtype=object)
        for condition in rule.conditions:
            missed = missed + np.where(_is_missed(signals, condition), f"|{condition.column}", "")
        columns[name] = missed == ""
        columns[f"{name}_missed"] = pd.Series(missed, index=signals.index, dtype=str).str.removeprefix("|")
    return signals.assign(**columns)


def _is_missed(signals: pd.DataFrame, condition: Condition) -> np.ndarray:
    cells = signals[condition.column].to_numpy(float)
    return ~(cells >= condition.threshold if condition.is_enough else cells > condition.threshold)
