"""Which tables make up the evidence, what identifies a row in each, and which every folder needs rows of."""

from typing import NamedTuple

from adverse.evidence import reference, schema, schema_claims, schema_grading, schema_learning, schema_management


class TableDefinition(NamedTuple):
    """A table: its pandera model and the columns that identify a row."""

    model: type[schema.Table]
    key: tuple[str, ...]

    @property
    def columns(self) -> dict:
        """Column name -> pandera column, in file order."""
        return self.model.to_schema().columns


NEVER_EMPTY = ("sources", "arms", "events", "incidence")
TABLES = {
    "sources": TableDefinition(reference.Sources, ("source_id",)),
    "arms": TableDefinition(schema.Arms, ("arm_id",)),
    "events": TableDefinition(reference.Events, ("event",)),
    "glossary": TableDefinition(reference.Glossary, ("term",)),
    "incidence": TableDefinition(
        schema.Incidence,
        ("arm_id", "event", "grade_band", "subset", "period", "counting_unit", "source_id", "data_cut"),
    ),
    "listings": TableDefinition(reference.Listings, ("source_id", "locator", "threshold_grade")),
    "onset": TableDefinition(
        schema.Onset,
        ("drug", "arm_id", "event", "grade_band", "measure", "onset_window", "source_id"),
    ),
    "risk_factors": TableDefinition(
        schema.RiskFactors, ("drug", "event", "factor", "level", "measure", "adjusted", "source_id")
    ),
    "exposure_adjusted_rates": TableDefinition(
        schema.ExposureAdjustedRates, ("arm_id", "event", "grade_band", "source_id")
    ),
    "signals": TableDefinition(schema.Signals, ("drug", "event", "background", "source_id")),
    "report_names": TableDefinition(reference.ReportNames, ("name",)),
    "management": TableDefinition(
        schema_management.Management,
        ("topic", "drug", "event", "grade_or_condition", "population", "jurisdiction", "action", "source_id"),
    ),
    "grading_criteria": TableDefinition(
        schema_grading.GradingCriteria, ("system", "event", "domain", "finding", "grade")
    ),
    "vignettes": TableDefinition(schema_grading.Vignettes, ("vignette_id",)),
    "lessons": TableDefinition(schema_learning.Lessons, ("lesson_id",)),
    "claims": TableDefinition(schema_claims.Claims, ("claim_id",)),
    "known_discrepancies": TableDefinition(reference.KnownDiscrepancies, ("table", "key", "column")),
    "reviews": TableDefinition(reference.Reviews, ("table", "key", "reviewer", "date")),
}
