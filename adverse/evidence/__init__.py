"""The evidence: its schema, how it is loaded and checked, and which rows a view may show."""

from adverse.evidence.load import Evidence, load_evidence

__all__ = ["Evidence", "load_evidence"]
