"""The table of what the starting article says."""

from adverse import vocabulary
from adverse.evidence.schema import Table, choice, source_id, text


class Claims(Table):
    """One statement of the starting article with a verdict."""

    claim_id: str = text("Claim id", "Number of the claim.", required=True)
    section: str = text("Section", "Section of the article.", required=True)
    topic: str = text("Topic", "What the claim is about.", required=True)
    kind: str = choice("Kind", "Kind of claim.", vocabulary.CLAIM_KINDS)
    statement: str = text("Statement", "What the article says.", required=True)
    manifestation: str = text("Manifestation", "The sign or event that the statement names; empty for other kinds.")
    value: str = text("Value", "Figure of the article.")
    unit: str = text("Unit", "Unit of the article's figure.")
    grades_claimed: str = choice(
        "Grades claimed",
        "Grades that the figure counts, where it names any.",
        vocabulary.GRADE_BANDS,
        optional=True,
    )
    article_reference: str = text("Reference", "Reference number in the article.")
    verdict: str = choice("Verdict", "What the primary sources say of it.", vocabulary.VERDICTS)
    primary_value: str = text("Figure to use", "Figure of the primary source.")
    primary_unit: str = text("Its unit", "Unit of that figure.")
    primary_source_id: str = source_id(required=False)
    locator: str = text("Locator", "Section, table or page in that source; empty where none was noted.")
    further_source_ids: str = text(
        "Further sources", "Other documents that the explanation rests on, joined by |.", list_of="sources.source_id"
    )
    explanation: str = text("Explanation", "Why the verdict.", required=True)
