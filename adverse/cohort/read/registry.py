"""Results of one study as ClinicalTrials.gov's API gives them -> groups and counts, as printed.

Groups are never summed, serious and other events never added, and a count that is left out is never zero.
"""

from typing import Any

import pandas as pd

from adverse.cohort.limits import MOST_ARMS, MOST_TERMS, check_number
from adverse.cohort.read.raw import Registry
from adverse.errors import OwnDataError
from adverse.sentences.own_data import several

ANY = "Any adverse event"
DEATHS = "Death from any cause"
KINDS = {"seriousEvents": "serious", "otherEvents": "non_serious"}
TOTALS = (
    (ANY, "serious", "seriousNumAffected", "seriousNumAtRisk"),
    (ANY, "non_serious", "otherNumAffected", "otherNumAtRisk"),
    (DEATHS, "all", "deathsNumAffected", "deathsNumAtRisk"),
)
COUNTS = ["group", "event", "soc", "subset", "n_with_event", "n_at_risk"]


def read_registry(name: str, found: dict[str, Any]) -> Registry:
    """The adverse events of a study; raises OwnDataError where it has none, which is not the same as no events."""
    protocol = _object(found, "protocolSection")
    about = _object(protocol, "identificationModule")
    study = str(about.get("nctId") or name)
    module = _object(_object(found, "resultsSection"), "adverseEventsModule")
    groups = [group for group in _list(module, "eventGroups") if isinstance(group, dict) and group.get("id")]
    if not groups:
        raise OwnDataError(
            [f"{name}: {study} has no results on adverse events in this file. That is not the same as no events."]
        )
    check_number("groups of the record", len(groups), MOST_ARMS)
    labels = _distinct([str(group.get("title") or group["id"]) for group in groups])
    rows = [
        (str(group["id"]), event, "", subset, _count(group.get(affected)), _count(group.get(at_risk)))
        for group in groups
        for event, subset, affected, at_risk in TOTALS
        if affected in group or at_risk in group
    ]
    n_nameless = sum(not _term(event) for kind in KINDS for event in _list(module, kind))
    for kind, subset in KINDS.items():
        rows += _of_events([event for event in _list(module, kind) if _term(event)], subset)
    first = {(row[0], row[1], row[3]): row for row in reversed(rows)}
    rows, n_twice = list(reversed(first.values())), len(rows) - len(first)
    counts = pd.DataFrame(rows, columns=COUNTS).astype({"n_with_event": "Int64", "n_at_risk": "Int64"})
    check_number("terms", counts["event"].nunique(), MOST_TERMS)
    is_known = counts["group"].isin(str(group["id"]) for group in groups)
    counts, n_of_others = counts[is_known], int((~is_known).sum())
    missing = counts["n_with_event"].isna() | counts["n_at_risk"].isna()
    impossible = ~missing & (counts["n_with_event"] > counts["n_at_risk"]).fillna(False)
    threshold = _threshold(module.get("frequencyThreshold"))
    at_risk = counts[counts["event"] == ANY].groupby("group")["n_at_risk"].max()
    table = pd.DataFrame({"group": [str(group["id"]) for group in groups], "label": labels})
    table["n_at_risk"] = table["group"].map(at_risk).astype("Int64")
    design = _object(protocol, "designModule")
    enrolled = _count(_object(design, "enrollmentInfo").get("count"))
    whole = table["n_at_risk"]
    is_apart = len(table) == 1 or (enrolled is not None and whole.notna().all() and int(whole.sum()) <= enrolled)
    info = _object(design, "designInfo")
    arms = _list(_object(protocol, "armsInterventionsModule"), "armGroups")
    is_randomized = is_apart and info.get("allocation") == "RANDOMIZED" and len(arms) == len(table) > 1
    notes = [
        *_if(n_of_others, "count", "of groups that the record does not describe: left out."),
        *_if(n_nameless, "event", "without a name: left out."),
        *_if(n_twice, "count", "of a term that stands twice: the first is used."),
        *_if(int(missing.sum()), "count", "left out in the record: not zero."),
        *_if(int(impossible.sum()), "count", "larger than the group: left out."),
        *([_in_words(threshold)] if threshold else []),
        *([] if is_apart else ["The groups may share patients: they are never summed, and no difference is shown."]),
        "Serious and other events are counted apart, perhaps in the same patients: they are never added.",
    ]
    return Registry(
        name,
        study,
        str(about.get("acronym") or about.get("briefTitle") or study),
        table,
        counts[~missing & ~impossible].reset_index(drop=True),
        threshold or None,
        bool(is_apart),
        bool(is_randomized),
        tuple(notes),
    )


def _of_events(events: list, subset: str) -> list[tuple]:
    """One row a term and group. A term that stands twice is told apart by its class, never summed."""
    terms = list(map(_term, events))
    rows = []
    for event in events:
        term, soc = _term(event), str(event.get("organSystem") or "").strip()
        named = f"{term} ({soc})" if terms.count(term) > 1 and soc else term
        for stats in _list(event, "stats"):
            if isinstance(stats, dict):
                counts = _count(stats.get("numAffected")), _count(stats.get("numAtRisk"))
                rows.append((str(stats.get("groupId")), named, soc, subset, *counts))
    return rows


def _term(event: Any) -> str:
    return str(event.get("term") or "").strip() if isinstance(event, dict) else ""


def _if(n: int, what: str, told: str) -> list[str]:
    return [f"{several(n, what)} {told}"] if n else []


def _in_words(threshold: float) -> str:
    return (
        f"Other events are listed only from {threshold:g}% of patients in a group on: one that is not listed was rarer "
        "or has another name, which is not zero."
    )


def _threshold(value: Any) -> float:
    try:
        number = float(str(value).strip().rstrip("%"))
    except ValueError:
        return 0.0
    return number if 0 < number <= 100 else 0.0


def _count(value: Any) -> int | None:
    """A whole number of patients, or nothing where there is none; a text of digits is one too."""
    text = str(value).strip()
    return int(text) if not isinstance(value, bool) and text.isdecimal() and len(text) < 10 else None


def _distinct(names: list[str]) -> list[str]:
    return [f"{name} ({place + 1})" if names.count(name) > 1 else name for place, name in enumerate(names)]


def _object(parent: dict[str, Any], key: str) -> dict[str, Any]:
    value = parent.get(key) if isinstance(parent, dict) else None
    return value if isinstance(value, dict) else {}


def _list(parent: dict[str, Any], key: str) -> list:
    value = parent.get(key) if isinstance(parent, dict) else None
    return value if isinstance(value, list) else []
