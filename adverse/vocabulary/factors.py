"""How a risk factor is named."""


def factor_label(row) -> str:
    """The factor with its level and what it is compared with, unless the factor already says them."""
    said = row.factor.lower()
    level = f": {row.level}" if row.level and row.level.lower() not in ("yes", "present", *said.split()) else ""
    told = row.reference_level.lower() in ("", "no", "absent") or row.reference_level.lower() in said
    return f"{row.factor}{level}" + ("" if told else f" (against {row.reference_level})")
