"""The rows that questions may be built on: counted, undisputed and not quoted second-hand."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Any, Self

import pandas as pd

from adverse.evidence import Evidence
from adverse.evidence.cells import names_in
from adverse.evidence.claims import claim_rows
from adverse.evidence.grading import vignette_rows
from adverse.evidence.scope import arms_in_scope
from adverse.evidence.select import incidence_rows, onset_rows
from adverse.statistics import with_incidence_proportion
from adverse.vocabulary import is_total

PERIODS_ASKED = ("whole_study", "cycle_1", "cycle_2")
GRADES_ASKED = ("any", "ge3")
NOT_ASKED = ("article", "news", "guideline")


@dataclass(frozen=True, eq=False)
class Material:
    """What questions are made of.

    `incidence`: one row an arm, event, grade and period, with its share and Wilson interval, of every product;
    `counted`: those with both counts printed that no other figure disputes, without totals, with `is_focus` (an arm of
    the medicine or of a trial it was compared in); `onset`: rows with a printed median, `timed` those of them of an
    arm and a known clock, with their `trial`; `claims` and `vignettes`.
    """

    evidence: Evidence
    incidence: pd.DataFrame
    counted: pd.DataFrame
    onset: pd.DataFrame
    timed: pd.DataFrame
    claims: pd.DataFrame
    vignettes: pd.DataFrame

    @classmethod
    def of(cls, evidence: Evidence) -> Self:
        """The material of the whole evidence."""
        arm_ids = tuple(arms_in_scope(evidence, all_products=True)["arm_id"])
        wanted: list[dict[str, Any]] = [
            {"grade_band": grade, "period": period} for grade in GRADES_ASKED for period in PERIODS_ASKED
        ]
        found = pd.concat([incidence_rows(evidence, arm_ids=arm_ids, **one).rows for one in wanted])
        incidence = with_incidence_proportion(found.sort_values("row_key"))
        onset = onset_rows(evidence, all_products=True).rows
        onset = onset[(onset["measure"] == "onset") & onset["onset_median_days"].notna()]
        onset = onset[(onset["grade_band"] == "any") & (onset["quotation"] == "")]
        return cls(
            evidence=evidence,
            incidence=incidence,
            counted=_counted(evidence, incidence),
            onset=onset.sort_values("row_key"),
            timed=_timed(evidence, onset),
            claims=claim_rows(evidence),
            vignettes=vignette_rows(evidence),
        )

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Rows of `counted` on one event in two arms: `first` and `second` (index), and the `kind` of the pair.

        The kinds are arms of one trial with different medicines, cohorts of one trial with one medicine, and arms of
        different trials. There, arms of one medicine are left out, because they may count the same patients.
        """
        rows = self.counted.assign(trial=self.counted["arm_id"].map(self.evidence.arms.set_index("arm_id")["trial_id"]))
        same = ["event", "grade_band", "period"]
        rows = rows[[*same, "drug", "trial", "is_focus"]].reset_index(names="row")
        both = rows.merge(rows, on=same, suffixes=("", "_2"))
        both = both[both["row"] < both["row_2"]]
        other_medicine, same_trial = both["drug"] != both["drug_2"], both["trial"] == both["trial_2"]
        is_asked = other_medicine & (both["is_focus"] | both["is_focus_2"])
        kind = pd.Series("across_trials", index=both.index)
        kind = kind.mask(same_trial, "arms_of_trial").mask(same_trial & ~other_medicine, "cohorts_of_trial")
        found = both[["row", "row_2"]].set_axis(["first", "second"], axis=1).assign(kind=kind)
        return found[is_asked | (kind == "cohorts_of_trial")].reset_index(drop=True)

    @cached_property
    def triples(self) -> list[tuple[int, int, int]]:
        """Three rows of `counted` on one event, by index: the first has clearly fewest patients and widest interval."""
        rows = self.counted.assign(width=self.counted["proportion_high"] - self.counted["proportion_low"])
        found = []
        for _, same in rows.sort_values("n_at_risk", kind="stable").groupby(["event", "grade_band", "period"]):
            columns = (same.index, same["n_at_risk"].astype(int), same["width"], same["is_focus"])
            for three in combinations(zip(*columns, strict=True), 3):
                fewest, *others = three
                is_clear = all(fewest[1] * 1.5 < n and fewest[2] > 1.2 * width for _, n, width, _ in others)
                if is_clear and any(is_focus for *_, is_focus in three):
                    found.append(tuple(index for index, *_ in three))
        return found

    def of_lesson(self, lesson) -> Self:
        """The part of the material that a lesson's chart shows, for its check question."""
        counted = self.counted
        if lesson.arm_ids:
            same = (counted["grade_band"] == lesson.grade_band) & (counted["period"] == lesson.period)
            counted = counted[same & counted["arm_id"].isin(names_in(lesson.arm_ids))]
        counted = counted[counted["event"].isin(names_in(lesson.events))]
        onset = self.onset[self.onset["event"].isin(names_in(lesson.events))]
        onset = onset[onset["drug"] == self.evidence.about["drug"]]
        is_asked = (self.claims["claim_id"] == lesson.claim_id) | (self.claims["verdict"] == "supported")
        return replace(self, counted=counted, onset=onset, claims=self.claims[is_asked])


def _counted(evidence: Evidence, rows: pd.DataFrame) -> pd.DataFrame:
    listed = evidence.known_discrepancies["key"]
    is_printed = ~rows["source_kind"].isin(NOT_ASKED) & (rows["quotation"] == "")
    is_sure = ~rows["is_disputed"] & (rows["n_other_rows"] == 0) & ~rows["row_key"].isin(listed)
    kept = rows[
        is_printed & is_sure & (rows["count_basis"] == "printed") & rows["proportion_low"].notna() & ~is_total(rows)
    ]
    is_focus = kept["arm_id"].isin(arms_in_scope(evidence)["arm_id"])
    return kept.assign(is_focus=is_focus).reset_index(drop=True)


def _timed(evidence: Evidence, onset: pd.DataFrame) -> pd.DataFrame:
    """One row an event, arm and document whose clock is known and whose arm is of one trial, with that `trial`."""
    trials = evidence.arms.set_index("arm_id")["trial_id"]
    known = onset[(onset["time_origin"] != "not_stated") & (onset["arm_id"] != "")]
    known = known.assign(trial=known["arm_id"].map(trials))
    return known.sort_values("row_key").drop_duplicates(["event", "arm_id", "source_id"])
