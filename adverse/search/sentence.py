"""What a card and an answer say of a row: its title, its figure, and one sentence by template."""

import pandas as pd

from adverse.charts import factor_label, onset_in_words
from adverse.charts.hover import printed_value
from adverse.evidence.claims import said
from adverse.vocabulary import (
    ADJUSTED,
    DIRECTIONS,
    GRADE_BANDS,
    JURISDICTIONS,
    MANAGEMENT_TOPICS,
    PERIODS,
    RISK_MEASURES,
    SOURCE_KINDS,
    SUBSETS,
    TIME_ORIGINS,
    VERDICTS,
    grades_in_words,
    label,
)

LINKS = {
    "raises": "links {factor} with more cases of {event}",
    "lowers": "links {factor} with fewer cases of {event}",
    "none": "found no link between {factor} and {event}",
    "unclear": "does not settle whether {factor} changes how often {event} occurs",
}
MEASURES = {"ror": "reporting odds ratio", "prr": "PRR", "ic": "information component", "ebgm": "EBGM"}


def title_of(row, table: str, names: dict[str, str]) -> str:
    """What a row is about: the event and, where it has one, the arm, the condition or the factor."""
    name = names.get(getattr(row, "event", ""), getattr(row, "event", ""))
    if table == "incidence":
        return f"{name}, {_counted(row)}: {row.arm_label}"
    if table == "exposure_adjusted_rates":
        return f"{name}, {label(GRADE_BANDS, row.grade_band).lower()}, per patient-year: {row.arm_label}"
    if table == "onset":
        return f"{name}, onset or duration: {row.arm_label or row.drug}"
    if table == "grading_criteria":
        return f"{name}, {row.grade_named}: {row.system_name}"
    if table == "management":
        return f"{name}, {row.grade_or_condition} ({row.population}): {row.drug}"
    if table == "risk_factors":
        return f"{name} and {factor_label(row)}: {row.drug}"
    if table == "signals":
        return f"{name}, reports: {row.drug}"
    if table == "claims":
        return f"The starting article: “{said(row)}”"
    if table == "sources":
        return row.short_name
    return row.term if table == "glossary" else name


def figure_of(row, table: str, is_plain: bool = False) -> str:
    """The figure or the words of a row as its source gives them; `is_plain` takes the plain words of the glossary."""
    if table == "incidence":
        return printed_value(row)
    if table == "onset":
        return "; ".join(filter(None, [onset_in_words(row), row.onset_window]))
    if table == "management":
        return ". ".join(filter(None, [row.action, row.drug_or_dose]))
    if table == "grading_criteria":
        return row.wording
    if table == "risk_factors":
        return _effect(row)
    if table == "exposure_adjusted_rates":
        return f"{row.rate_per_patient_year:g} events per patient-year"
    if table == "signals":
        return _signal(row)
    if table == "claims":
        use = " ".join(filter(None, [row.primary_value, row.primary_unit]))
        return label(VERDICTS, row.verdict) + (f"; the primary source prints {use}" if use else "")
    if table == "sources":
        return ", ".join(filter(None, [label(SOURCE_KINDS, row.kind), "" if pd.isna(row.year) else str(row.year)]))
    if table == "glossary":
        return row.plain_definition if is_plain else row.professional_definition
    return row.definition


def sentence_of(row, table: str, names: dict[str, str], is_plain: bool = False) -> str:
    """One sentence that says what the row says, for whom, and from which source."""
    title, figure = title_of(row, table, names), figure_of(row, table, is_plain)
    if table == "incidence":
        name = names.get(row.event, row.event)
        unit = "" if row.counting_unit == "patients" else f" {row.counting_unit}"
        return f"{name}: {figure}{unit} in {row.arm_label} ({_counted(row)}), as {row.source_name} prints it."
    if table == "onset":
        figure += f" (day 0: {label(TIME_ORIGINS, row.time_origin)})"
    if table == "management":
        kind = f"{label(MANAGEMENT_TOPICS, row.topic).lower()}, {label(JURISDICTIONS, row.jurisdiction)}"
        return f"{row.source_name} ({kind}) says for {title}: {figure.rstrip('.')}."
    if table == "risk_factors":
        return _link(row, names)
    if table == "claims":
        return f"{title}. {figure}. {row.explanation.rstrip('.')}."
    if table == "sources":
        return f"{title}: {row.title.rstrip('.')} ({figure})."
    if table == "glossary":
        return f"{title}: {figure.rstrip('.')} ({row.source_name})."
    if table == "events":
        shown = row.plain_name if row.plain_name.casefold() != title.casefold() else row.event
        return f"{title} ({shown}): {figure.rstrip('.')}."
    return f"{title}: {figure.rstrip('.')}, as {row.source_name} prints it."


def _counted(row) -> str:
    parts = [grades_in_words(row).lower(), label(PERIODS, row.period).lower()]
    if row.subset != "all":
        parts.insert(0, label(SUBSETS, row.subset).lower())
    return ", ".join(parts)


def _link(row, names: dict[str, str]) -> str:
    """What a source says of a factor and an event, in one sentence."""
    factor, event = factor_label(row), names.get(row.event, row.event)
    if row.measure == "share_of_cases_percent" and pd.notna(row.estimate):
        return f"{_effect(row)} of {event} with {row.drug} name {factor}, says {row.source_name}."
    said = LINKS[row.direction].format(factor=factor, event=event)
    number = "it prints no number" if pd.isna(row.estimate) else _estimate(row)
    return f"{row.source_name} {said} with {row.drug}; {number}."


def _effect(row) -> str:
    direction = label(DIRECTIONS, row.direction).lower()
    if pd.isna(row.estimate):
        return f"{direction}; no number printed"
    if row.measure == "share_of_cases_percent":
        return f"{row.estimate:g}% of the reports (a share of reports, not a risk)"
    return f"{_estimate(row)}; {direction}"


def _estimate(row) -> str:
    is_sound = pd.notna(row.ci_low) and not row.discrepancy
    interval = f" (95% interval {row.ci_low:g} to {row.ci_high:g})" if is_sound else ""
    unit = "%" if row.measure.endswith("percent") else ""
    held = "" if row.measure.endswith("percent") else f", {label(ADJUSTED, row.adjusted)}"
    return f"{label(RISK_MEASURES, row.measure).lower()} {row.estimate:g}{unit}{interval}{held}"


def _signal(row) -> str:
    parts = []
    if pd.notna(row.n_reports):
        parts.append(f"{row.n_reports} reports")
    for name, shown in MEASURES.items():
        if pd.notna(getattr(row, name)):
            parts.append(f"{shown} {getattr(row, name):g}")
    if pd.isna(row.ror) and pd.notna(row.ror_ci_low):
        parts.append(f"lower bound of the reporting odds ratio {row.ror_ci_low:g}")
    return ", ".join(parts) or "named as a signal, no number printed"
