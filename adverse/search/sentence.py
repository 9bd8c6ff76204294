"""What a card and an answer say of a row: its title, its figure, and one sentence by the template of its table."""

from typing import NamedTuple

import pandas as pd

from adverse.charts import factor_label, onset_in_words
from adverse.charts.hover import printed_value
from adverse.evidence.claims import said
from adverse.search.tables import SEARCHED, terms_of
from adverse.vocabulary import grades_in_words, label

LINKS = {
    "raises": "links {factor} with more cases of {name}",
    "lowers": "links {factor} with fewer cases of {name}",
    "none": "found no link between {factor} and {name}",
    "unclear": "does not settle whether {factor} changes how often {name} occurs",
}
MEASURES = {"ror": "reporting odds ratio", "prr": "PRR", "ic": "information component", "ebgm": "EBGM"}


class Told(NamedTuple):
    """A row in words: what it is about, its figure or words as its source gives them, and both in one sentence."""

    title: str
    figure: str
    sentence: str


def told(row, table: str, names: dict[str, str], is_plain: bool = False) -> Told:
    """A row in words; `names` maps event -> its name, `is_plain` takes the plain words of the glossary."""
    event, terms = getattr(row, "event", ""), terms_of(table)
    name = names.get(event, event)
    parts = PARTS[table](row, name, lambda column: label(terms[column], getattr(row, column)), is_plain)
    title = SEARCHED[table].says.format(row=row, name=name, **parts)
    parts |= {"row": row, "name": name, "title": title, "whole": parts["figure"].rstrip(".")}
    return Told(title, parts["figure"], SEARCHED[table].sentence.format(**parts))


def _joined(separator: str, *parts: str) -> str:
    return separator.join(filter(None, parts))


def _share(row, _, shown, *__) -> dict[str, str]:
    subset = shown("subset") if row.subset != "all" else ""
    unit = "" if row.counting_unit == "patients" else f" {row.counting_unit}"
    cut = shown("data_cut") if row.data_cut == "interim" else ""
    counted = _joined(", ", subset, grades_in_words(row), shown("period"), cut).lower()
    return {"counted": counted, "unit": unit, "figure": printed_value(row)}


def _start(row, _, shown, *__) -> dict[str, str]:
    figure = _joined("; ", onset_in_words(row), row.onset_window)
    return {"of_whom": row.arm_label or row.drug, "figure": figure, "origin": shown("time_origin")}


def _rule(row, _, shown, *__) -> dict[str, str]:
    kind = f"{shown('topic').lower()}, {shown('jurisdiction')}"
    return {"kind": kind, "figure": _joined(". ", row.action, row.drug_or_dose)}


def _link(row, name: str, shown, *_) -> dict[str, str]:
    factor, direction = factor_label(row), shown("direction").lower()
    link = f"{row.source_name} {LINKS[row.direction].format(factor=factor, name=name)} with {row.drug}"
    if pd.isna(row.estimate):
        return {"factor": factor, "figure": f"{direction}; no number printed", "link": f"{link}; it prints no number"}
    if row.measure == "share_of_cases_percent":
        share = f"{row.estimate:g}% of the reports (a share of reports, not a risk)"
        link = f"{share} of {name} with {row.drug} name {factor}, says {row.source_name}"
        return {"factor": factor, "figure": share, "link": link}
    is_sound = pd.notna(row.ci_low) and not row.discrepancy
    interval = f" (95% interval {row.ci_low:g} to {row.ci_high:g})" if is_sound else ""
    unit, held = ("%", "") if row.measure.endswith("percent") else ("", f", {shown('adjusted')}")
    estimate = f"{shown('measure').lower()} {row.estimate:g}{unit}{interval}{held}"
    return {"factor": factor, "figure": f"{estimate}; {direction}", "link": f"{link}; {estimate}"}


def _signal(row, *_) -> dict[str, str]:
    parts = [f"{row.n_reports} reports"] if pd.notna(row.n_reports) else []
    parts += [f"{said} {getattr(row, name):g}" for name, said in MEASURES.items() if pd.notna(getattr(row, name))]
    if pd.isna(row.ror) and pd.notna(row.ror_ci_low):
        parts.append(f"lower bound of the reporting odds ratio {row.ror_ci_low:g}")
    return {"figure": ", ".join(parts) or "named as a signal, no number printed"}


def _claim(row, _, shown, *__) -> dict[str, str]:
    use = _joined(" ", row.primary_value, row.primary_unit)
    figure = _joined("; the primary source prints ", shown("verdict"), use)
    return {"said": said(row), "figure": figure, "why": row.explanation.rstrip(".")}


def _document(row, _, shown, *__) -> dict[str, str]:
    figure = _joined(", ", shown("kind"), "" if pd.isna(row.year) else str(row.year))
    return {"document": row.title.rstrip("."), "figure": figure}


def _event(row, name: str, *_) -> dict[str, str]:
    other = row.plain_name if row.plain_name.casefold() != name.casefold() else row.event
    return {"other_name": other, "figure": row.definition}


def _arm(row, *_) -> dict[str, str]:
    counted = {"n_safety": "with safety data", "n_randomized": "randomized"}
    figures = [f"{getattr(row, of)} {said}" for of, said in counted.items() if pd.notna(getattr(row, of))]
    return {"figure": f"patients: {', '.join(figures)}" if figures else "number of patients not reported"}


PARTS = {
    "arms": _arm,
    "incidence": _share,
    "onset": _start,
    "management": _rule,
    "risk_factors": _link,
    "grading_criteria": lambda row, _, shown, __: {"system": shown("system"), "figure": row.wording},
    "glossary": lambda row, _, __, is_plain: {
        "figure": row.plain_definition if is_plain else row.professional_definition
    },
    "events": _event,
    "signals": _signal,
    "exposure_adjusted_rates": lambda row, _, shown, __: {
        "grade": shown("grade_band").lower(),
        "figure": f"{row.rate_per_patient_year:g} events per patient-year",
    },
    "claims": _claim,
    "sources": _document,
}
