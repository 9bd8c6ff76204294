"""Counts of a reader's files as tables of the shape that every card draws: a second Evidence beside the published one.

No term, arm or id of a patient stands in a key of an arm: these may reach addresses.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from adverse.cohort.counts import ANY_EVENT, NOT_GRADED, Counts
from adverse.cohort.dry_run import DryRun
from adverse.cohort.terms import folded
from adverse.cohort.typed import as_text, empty, typed
from adverse.errors import EvidenceError
from adverse.evidence import Evidence
from adverse.evidence.about import with_every_part
from adverse.evidence.possible_counts import with_possible_counts
from adverse.evidence.reviews import with_review
from adverse.evidence.tables import NEVER_EMPTY, TABLES
from adverse.vocabulary import GROUP_OF_CLASS

SOURCE, TRIAL = "your-files", "your-data"
CONTROLS = ("placebo", "control", "standard", "comparator", "vehicle")
N_HEADLINES = 3
NOT_OWN = dict.fromkeys(("headlines", "coded_term", "laboratory_term_of"), "")  # names that need not be in a file
WHOLE = {"counting_unit": "patients", "period": "whole_study", "finding": "reported", "review_status": "counted_here"}


def own_evidence(
    run: DryRun,
    counts: Counts,
    published: Evidence,
    *,
    reference: str = "",
    is_randomized: bool = False,
    fewest: int = 1,
) -> Evidence:
    """The tables of a reader's counts, checked by the same schema, with every other table empty.

    `published` gives names, groups and definitions of the events that it has. `reference`: the arm that others are
    compared with; without it the one that its name calls a control, else the last. `is_randomized`: the reader says so.
    `fewest`: onset of fewer patients is left out. Raises EvidenceError where a row breaks a rule of its table.
    """
    arms = list(run.arms["arm"])
    ids = arm_ids(run)
    rows = counts.table[(counts.table["level"] != "class") & (counts.table["grade_band"] != NOT_GRADED)]
    rows = rows[rows["event"] != ""]
    events = _events(rows, published)
    compared = reference if reference in ids else reference_of(arms)
    made = {
        "sources": _sources(run),
        "arms": _arms(run, ids, compared, is_randomized),
        "events": events,
        "incidence": _incidence(run, rows, ids, events),
        "listings": _listings(run, rows),
        "onset": _onset(run, ids, set(events["event"]), fewest),
    }
    tables, problems = {}, []
    for name in TABLES:
        raw = made.get(name, pd.DataFrame())
        if raw.empty and name in NEVER_EMPTY and (run.is_counted or name in ("sources", "arms")):
            raise EvidenceError([f"Nothing was counted: there is no row of {name}."])
        if raw.empty:
            tables[name] = empty(name)
            continue
        tables[name], found = typed(name, raw)
        problems += found
    if problems:
        raise EvidenceError(problems)
    tables["incidence"] = with_possible_counts(tables["incidence"])
    reviewed = {name: with_review(name, table, tables["reviews"]) for name, table in tables.items()}
    return Evidence(about=_about(run, rows, ids, compared), **reviewed)


def arm_ids(run: DryRun) -> dict[str, str]:
    """Arm -> the key that it has in every table."""
    return {arm: f"your-arm-{place}" for place, arm in enumerate(run.arms["arm"], 1)}


def reference_of(arms: list[str]) -> str:
    """The arm whose name calls it a control, else the last."""
    return next((arm for arm in arms if any(word in arm.casefold() for word in CONTROLS)), arms[-1] if arms else "")


def _files(run: DryRun) -> str:
    return " and ".join(dict.fromkeys(run.files["file"]))


def _locator(run: DryRun) -> str:
    """The rule by which rows were counted, with the columns that it rests on."""
    if run.registry:
        return f"{run.registry.study}, adverse events as the record prints them"
    used = run.mapping[run.mapping["column"] != ""].set_index(["kind", "role"])["column"]
    rule = [
        f"{column} = Y" if role in ("treated", "emergent") else column
        for (_, role), column in used.items()
        if role in ("treated", "emergent", "event", "grade")
    ]
    return f"{_files(run)}: {', '.join(dict.fromkeys(rule))}; a patient once, at the worst grade"


def _sources(run: DryRun) -> pd.DataFrame:
    title = run.registry.title if run.registry else _files(run)
    row = {"source_id": SOURCE, "kind": "own_data", "short_name": f"Your file {_files(run)}", "title": title}
    return pd.DataFrame([row])


def _arms(run: DryRun, ids: dict[str, str], reference: str, is_randomized: bool) -> pd.DataFrame:
    groups = _patient_groups(run, ids)
    randomized = (run.registry.is_randomized if run.registry else is_randomized) and len(ids) > 1
    study = run.registry.study if run.registry else "Your data"
    rows = []
    for row in run.arms.itertuples():
        role = "single_arm" if len(ids) == 1 else "comparator" if row.arm == reference else "investigational"
        rows.append(
            {
                "arm_id": ids[row.arm],
                "trial_id": TRIAL,
                "trial_name": study,
                "nct": study if run.registry and study.startswith("NCT") else "",
                "design": "randomized, as you say" if randomized and not run.registry else "",
                "allocation": "randomized" if randomized else "",
                "population": "the patients of your file",
                "arm_role": role,
                "drug": row.arm,
                "drug_class": "placebo" if "placebo" in row.arm.casefold() else "other",
                "arm_label": row.arm,
                "n_safety": "" if pd.isna(row.n_safety) else int(row.n_safety),
                "patient_groups": groups[row.arm],
                "tier": "own",
                "source_id": SOURCE,
                "locator": _locator(run),
            }
        )
    return pd.DataFrame(rows)


def _patient_groups(run: DryRun, ids: dict[str, str]) -> dict[str, str]:
    """Arm -> the groups of patients that it counts: those of it alone, and those that it shares with other arms."""
    if run.patients is None:
        apart = run.registry is None or run.registry.is_apart
        return {arm: own if apart else "your-patients" for arm, own in ids.items()}
    treatments = run.patients.treatments
    of_arms = treatments.assign(own=treatments["arm"].map(ids)).sort_values("own")
    is_shared = of_arms["patient"].duplicated(keep=False)
    shared = of_arms[is_shared].groupby("patient")["own"].agg("+".join)
    sets = pd.concat([of_arms.loc[~is_shared, "own"], shared])
    found = {arm: {own} for arm, own in ids.items()}
    for one in sets.unique():
        for arm, own in ids.items():
            if own in one.split("+"):
                found[arm].add(one)
    return {arm: "|".join(sorted(groups)) for arm, groups in found.items()}


def _events(rows: pd.DataFrame, published: Evidence) -> pd.DataFrame:
    """Every event that is counted: as it is published, else as a term of the file, in the group of its class."""
    names = rows.drop_duplicates("event").set_index("event")["soc"]
    known = published.events.set_index(published.events["event"].map(folded))
    made = []
    for event, soc in names.items():
        if (key := folded(event)) in known.index:
            made.append(known.loc[key, list(TABLES["events"].columns)].to_dict() | {"event": event} | NOT_OWN)
        else:
            group = GROUP_OF_CLASS.get(folded(soc), "other")
            told = {"event": event, "event_group": group, "soc": soc, "plain_name": event, "kind": "event"}
            made.append(told | {"definition": "A term of your file."})
    return pd.DataFrame(made, columns=list(TABLES["events"].columns))


def _incidence(run: DryRun, rows: pd.DataFrame, ids: dict[str, str], events: pd.DataFrame) -> pd.DataFrame:
    groups = events.set_index("event")
    return pd.DataFrame(
        {
            "arm_id": rows["arm"].map(ids),
            "event": rows["event"],
            "event_group": rows["event"].map(groups["event_group"]),
            "soc": rows["event"].map(groups["soc"]),
            "grade_band": rows["grade_band"],
            "subset": rows["subset"],
            "n_with_event": rows["n_with_event"],
            "n_at_risk": rows["n_at_risk"].mask((rows["n_at_risk"] == 0).fillna(False)),
            "source_id": SOURCE,
            "locator": _locator(run),
        }
        | WHOLE
    )


def _listings(run: DryRun, rows: pd.DataFrame) -> pd.DataFrame:
    """How far the list goes: every event of the files, or of a record those from its threshold on."""
    whole = {"source_id": SOURCE, "locator": _locator(run), "extent": "whole"}
    if run.registry and run.registry.threshold_percent:
        percent = run.registry.threshold_percent
        whole |= {"extent": "threshold", "threshold_grade": "any", "threshold_subset": "non_serious"}
        whole |= {"threshold_percent": f"{percent:g}"}
    return pd.DataFrame([whole] if len(rows) else [])


def _onset(run: DryRun, ids: dict[str, str], counted: set[str], fewest: int) -> pd.DataFrame:
    """The first day of each event that is counted, in those who had it on a day that is known."""
    if run.events is None:
        return pd.DataFrame()
    rows = run.events.table
    rows = rows[(rows["day"] >= 0) & rows["event"].isin(counted)]
    first = rows.groupby(["arm", "event", "patient"])["day"].min()
    days = first.groupby(level=["arm", "event"]).quantile([0, 0.25, 0.5, 0.75, 1]).unstack()
    if days.empty:
        return pd.DataFrame()
    n = first.groupby(level=["arm", "event"]).size()
    names = ["onset_min_days", "onset_q1_days", "onset_median_days", "onset_q3_days", "onset_max_days"]
    table = as_text(days.set_axis(names, axis=1).reset_index()).assign(n_patients=n.to_numpy())
    table = table[table["n_patients"] >= fewest]
    return table.assign(
        drug=table["arm"],
        arm_id=table["arm"].map(ids),
        grade_band="any",
        measure="onset",
        time_origin="first_dose",
        source_id=SOURCE,
        locator=_locator(run),
        review_status="counted_here",
        notes="Of those who had the event on a day that is known; day 1 is the day of the first dose.",
    )


def _about(run: DryRun, rows: pd.DataFrame, ids: dict[str, str], reference: str) -> dict[str, Any]:
    """The profile of own data: no medicine, all arms, the events that most patients had."""
    usual = rows[(rows["grade_band"] == "any") & (rows["event"] != ANY_EVENT)]
    most = usual.groupby("event", sort=True)["n_with_event"].max().sort_values(ascending=False, kind="stable")
    last = ids.get(reference, "")
    arm_ids = tuple(sorted(ids.values(), key=lambda arm_id: arm_id == last))
    return with_every_part(
        {
            "name": "your-data",
            "title": "Your data",
            "version": "",
            "license": "",
            "drug": "",
            "brand": "",
            "summary": "",
            "summary_source_id": SOURCE,
            "evidence_date": date.today(),
            "default_arm_ids": arm_ids,
            "headline": [{"event": event, "claim_topic": ""} for event in _some(most.index)],
            "events_of_interest": list(_some(most.index)),
            "comparison": _comparison(arm_ids, ids.get(reference, "")),
        }
    )


def _some(events: Iterable[str]) -> list[str]:
    return list(events)[:N_HEADLINES]


def _comparison(arm_ids: tuple[str, ...], reference: str) -> list[dict[str, Any]]:
    if len(arm_ids) < 2:
        return []
    chosen = [*[arm for arm in arm_ids if arm != reference][:3], reference]
    told = {"key": "your-arms", "label": "Your arms", "arm_ids": chosen, "reference_arm_id": reference}
    return [told | {"grade_band": "any", "period": "whole_study"}]
