"""A store of reports, opened to be read: signals of one medicine, who was reported, and when events began."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from adverse.errors import ReportsError
from adverse.reports.build import OPENING_ROLE, ROLES, prior_of
from adverse.reports.names import Names
from adverse.reports.rules import with_rules
from adverse.reports.store import manifest_of
from adverse.statistics import Estimate, stratified_reporting_odds_ratio, weibull_shape, with_signals
from adverse.statistics.shrinkage import Prior, with_shrunk_ratio

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "512MB"
THREADS = 2
QUESTIONS = {
    path.name.removesuffix(".sql"): path.read_text(encoding="utf-8")
    for path in (files("adverse.reports") / "sql/questions").iterdir()
}
STRATA = ("sex", "age_band")
MISSING_ONSETS = {
    "no_start": "no start date of the medicine",
    "start_without_day": "a start date without its day",
    "no_event_date": "no date of the event",
    "event_without_day": "a date of the event without its day",
    "event_before_start": "the event is dated before the start",
}


@dataclass(frozen=True)
class Onset:
    """Days from the start of a medicine to the date of the event in the reports that print both in full.

    `days` counts from 0, the day of the start. `missing` says how many reports give no days, by reason. `shape` is that
    of a Weibull distribution of the days counted from 1, None where the days are too few for one.
    """

    n_reports: int
    days: tuple[int, ...]
    missing: dict[str, int]
    median: float
    quartile_low: float
    quartile_high: float
    shape: Estimate | None


class Reports:
    """One store, read-only; every answer is a table or a small record, and every statement has bound parameters."""

    def __init__(self, manifest: dict[str, Any], connection: "DuckDBPyConnection"):
        self.manifest = manifest
        self._connection = connection

    @property
    def quarters(self) -> tuple[str, ...]:
        """The quarters of the store, the oldest first."""
        return tuple(self.manifest["quarters"])

    @property
    def steps(self) -> pd.DataFrame:
        """What each step from rows to reports left: `name`, `n_rows`, `n_reports` (numbers of reports)."""
        return pd.DataFrame(self.manifest["steps"])

    @cached_property
    def drugs(self) -> pd.DataFrame:
        """Every medicine, `drug`, with its reports in any role, `n_reports`, and whether its names are curated."""
        listed = self.asked("SELECT DISTINCT drug FROM report_names")["drug"]
        drugs = self.asked("SELECT drug, n_reports FROM drugs ORDER BY n_reports DESC, drug")
        return drugs.assign(is_listed=drugs["drug"].isin(listed))

    @cached_property
    def events(self) -> pd.DataFrame:
        """Every event with its reports, `n_reports`."""
        return self.asked("SELECT event, n_reports FROM events ORDER BY n_reports DESC, event")

    @cached_property
    def near_names(self) -> pd.DataFrame:
        """Reported names that are near a curated one and counted as themselves: `name`, `drug`, `near`, `n_rows`."""
        names = Names(self.asked("SELECT drug, name FROM report_names"))
        reported = self.asked(
            "SELECT name, drug AS counted_as, sum(n_rows)::BIGINT AS n_rows FROM drug_names GROUP BY ALL"
        )
        reported = reported[~reported["counted_as"].isin(names.drugs)].groupby("name", as_index=False)["n_rows"].sum()
        return names.near(reported["name"]).merge(reported, on="name").sort_values("n_rows", ascending=False)

    def signals_of(self, drug: str, *, role: str = OPENING_ROLE, by: str = "", without: str = "") -> pd.DataFrame:
        """Every event of a medicine with its counts, measures and rules.

        `role`: "primary", "suspect" or "any". `by`: "sex" or "age_band" gives a row for each stratum, in `stratum`.
        `without`: a medicine whose reports are taken out of the background. Columns: `event`, `stratum`, the four
        counts, those of `with_signals`, `ebgm` with `_low` and `_high` (EB05, EB95), and those of `with_rules`. EBGM
        rests on the prior of all pairs of the store in that role; it is empty where the store is too small for one.
        """
        counts = self._counts(drug, role, by, without)
        defined = counts[(counts["n_reports"] > 0) & (counts["n_drug"] > 0) & (counts["n_event"] > 0)]
        return with_rules(self._with_ebgm(with_signals(defined), role))

    def adjusted_of(self, drug: str, *, by: str, role: str = OPENING_ROLE, without: str = "") -> pd.DataFrame:
        """The reporting odds ratio of each event over strata ("sex", "age_band"): `event`, `ror`, `_low`, `_high`."""
        counts = self._counts(drug, role, by, without)
        rows = []
        for event, strata in counts.groupby("event", sort=False):
            found = stratified_reporting_odds_ratio(
                *(strata[name] for name in ("n_drug_event", "n_drug", "n_event", "n_reports"))
            )
            rows.append((event, found.value, found.low, found.high))
        return pd.DataFrame(rows, columns=["event", "ror", "ror_low", "ror_high"])

    def all_pairs(self, *, role: str = OPENING_ROLE) -> pd.DataFrame:
        """Every pair of the store with its counts and measures, as in `signals_of`, with `drug_id` and `event_id`."""
        return self._with_ebgm(with_signals(self.asked(QUESTIONS["pairs"], role=_rank(role))), role)

    def across(self, drugs: Sequence[str], events: Sequence[str], *, role: str = OPENING_ROLE) -> pd.DataFrame:
        """Every pair of these medicines and events with its counts and measures, those without a report too."""
        counts = self.asked(QUESTIONS["across"], drugs=list(drugs), events=list(events), role=_rank(role))
        return with_signals(counts)

    def shares(
        self,
        drug: str,
        events: Sequence[str],
        *,
        what: str,
        value: str = "",
        low: float = 0,
        high: float = 0,
        role: str = OPENING_ROLE,
    ) -> dict[str, int]:
        """How many reports have a sex or country (`value`) or an age from `low` to under `high`, of which `what` tells.

        `n_of_`, `n_known_` and `n_fits_` of three populations: `events` (of the medicine with one of the events),
        `medicine` and `all`.
        """
        asked = {"what": what, "value": value, "low": low, "high": high, "events": list(events)}
        rows = self.asked(QUESTIONS["shares"], drug=drug, role=_rank(role), **asked).set_index("population")
        rows = rows.reindex(["events", "medicine", "all"], fill_value=0)
        return {f"{name}_{population}": int(rows.loc[population, name]) for population in rows.index for name in rows}

    def who(self, drug: str, *, event: str = "", role: str = OPENING_ROLE) -> pd.DataFrame:
        """Who was reported with a medicine (and an event), beside all reports.

        One row a value of a `characteristic`: sex, age_band, country, reporter, outcome, other_medicine. `n_reports` of
        `n_of` are those of the medicine, `n_reports_all` of `n_of_all` those of the store; `percent` and `percent_all`
        are the shares. A report may have several outcomes and other medicines.
        """
        rows = self.asked(QUESTIONS["who"], drug=drug, event=event, role=_rank(role))
        with np.errstate(divide="ignore", invalid="ignore"):
            return rows.assign(
                percent=100 * rows["n_reports"] / rows["n_of"].where(rows["n_of"] > 0),
                percent_all=100 * rows["n_reports_all"] / rows["n_of_all"],
            )

    def onset(self, drug: str, event: str = "", *, role: str = OPENING_ROLE) -> Onset:
        """When events began after the start of a medicine, and why most reports do not say."""
        rows = self.asked(QUESTIONS["onset"], drug=drug, event=event, role=_rank(role))
        days = rows.loc[rows["missing"] == "", "days"].to_numpy(float)
        low, median, high = np.quantile(days, (0.25, 0.5, 0.75)) if len(days) else (np.nan,) * 3
        try:
            shape = weibull_shape((days + 1).tolist(), [True] * len(days))
        except ValueError:
            shape = None
        missing = rows.loc[rows["missing"] != "", "missing"].value_counts()
        return Onset(
            n_reports=len(rows),
            days=tuple(days.astype(int).tolist()),
            missing={reason: int(missing[reason]) for reason in MISSING_ONSETS if reason in missing},
            median=float(median),
            quartile_low=float(low),
            quartile_high=float(high),
            shape=shape,
        )

    def asked(self, statement: str, **parameters: Any) -> pd.DataFrame:
        """The answer to one statement, asked on a cursor of its own, so that threads do not meet."""
        with self._connection.cursor() as cursor:
            return cursor.execute(statement, parameters or None).df()

    def _counts(self, drug: str, role: str, by: str, without: str) -> pd.DataFrame:
        if by not in ("", *STRATA):
            raise ReportsError(f"There are no strata by {by!r}. Choose one of: {', '.join(STRATA)}.")
        parameters = {"drug": drug, "role": _rank(role), "by": by, "without": without}
        return self.asked(QUESTIONS["pairs_of_drug"], **parameters)

    def _with_ebgm(self, signals: pd.DataFrame, role: str) -> pd.DataFrame:
        prior = None if signals.empty else self._prior(role)
        if prior is None:
            return signals.assign(ebgm=np.nan, ebgm_low=np.nan, ebgm_high=np.nan)
        return with_shrunk_ratio(signals, prior=prior)

    def _prior(self, role: str) -> Prior | None:
        if role not in self._priors:
            with self._connection.cursor() as cursor:
                self._priors[role] = prior_of(cursor, role)
        return self._priors[role]

    @cached_property
    def _priors(self) -> dict[str, Prior | None]:
        rows = self.asked("SELECT * FROM priors")
        stored = {role: Prior(*numbers) for role, *numbers in rows.itertuples(index=False)}
        return {OPENING_ROLE: None, **stored}


def open_reports(store: Path) -> Reports:
    """The store in a folder, read-only: memory limited, nothing but its own file can be read.

    Raises ReportsError where there is none.
    """
    import duckdb

    manifest = manifest_of(store)
    path = store / manifest["database"]
    if not manifest["database"] or not path.is_file():
        raise ReportsError(f"There is no store of reports in {store}, or it is empty.")
    limits: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "threads": THREADS,
        "enable_external_access": False,
        "lock_configuration": True,
    }
    return Reports(manifest, duckdb.connect(str(path), read_only=True, config=limits))


def _rank(role: str) -> int:
    if role not in ROLES:
        raise ReportsError(f"There is no role {role!r}. Choose one of: {', '.join(ROLES)}.")
    return ROLES[role]
