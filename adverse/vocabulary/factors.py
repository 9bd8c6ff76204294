"""How a risk factor is named, and which of its measures are ratios."""

from adverse.vocabulary.timing import RATIO_MEASURES

SHORT_MEASURES = {"risk_ratio": "RR", "odds_ratio": "OR", "hazard_ratio": "HR", "rate_ratio": "IRR"}


def factor_label(row) -> str:
    """The factor with its level and what it is compared with, unless the factor already says them."""
    said = row.factor.lower()
    level = f": {row.level}" if row.level and row.level.lower() not in ("yes", "present", *said.split()) else ""
    told = row.reference_level.lower() in ("", "no", "absent") or row.reference_level.lower() in said
    return f"{row.factor}{level}" + ("" if told else f" (against {row.reference_level})")


def is_ratio(measure: str) -> bool:
    """Whether a risk factor row prints a ratio."""
    return measure in RATIO_MEASURES
