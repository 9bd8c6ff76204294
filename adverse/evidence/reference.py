"""The tables that the evidence refers to: documents, event names, terms, and what was found about single rows."""

from adverse import vocabulary
from adverse.evidence.schema import Count, Table, choice, locator, notes, number, pattern, source_id, text


class Sources(Table):
    """One document."""

    source_id: str = text("Source id", "Name of the document in this package.", required=True)
    kind: str = choice("Kind", "Kind of document.", vocabulary.SOURCE_KINDS | vocabulary.OWN_SOURCE_KINDS)
    short_name: str = text("Short name", "Name shown beside a number.", required=True)
    first_author: str = text("First author", "First author or issuing body.")
    author_kind: str = choice(
        "Kind of author", "Whether the first author is a person or a body.", vocabulary.AUTHOR_KINDS, optional=True
    )
    year: Count = number("Year", "Year of publication.", "year", ge=1900, le=2100)
    title: str = text("Title", "Title as printed.", required=True)
    publisher: str = text("Publisher", "Journal, authority or site.")
    doi: str = text("DOI", "Digital object identifier.")
    pmid: str = text("PMID", "PubMed identifier.")
    url: str = pattern(
        "Address", "Where the document was read.", matches=r"(https?://[^\s<>]+)?", expected="an http or https address"
    )
    read_as: str = choice("Read as", "Whether a copy on another site was read.", vocabulary.READ_AS)
    label_revision: str = text("Label revision", "Revision date or era of a label.")
    study: str = text("Study", "Name that documents of one study share; empty where no other one here is of it.")
    notes: str = notes()


class Events(Table):
    """One event name used in any table."""

    event: str = text("Event", "Preferred term (AEDECOD) as a public source printed it.", required=True)
    event_group: str = choice("Event group", "Group used for colors and filters.", vocabulary.EVENT_GROUPS)
    soc: str = text("System organ class", "Primary system organ class (AESOC) as publicly printed.")
    plain_name: str = text("Plain name", "Name in plain words.", required=True)
    definition: str = text("Definition", "What the name means.", required=True)
    kind: str = choice("Kind", "Single or grouped term.", vocabulary.EVENT_KINDS)
    headlines: str = text(
        "Headline toxicities",
        "Headline toxicities of data/about.toml that the event is or names, joined by |.",
        list_of="events.event",
    )
    coded_term: str = text(
        "Coded term",
        "MedDRA preferred term under which reports and files of trials have it, where that is not its name.",
    )
    laboratory_term_of: str = text(
        "Laboratory term of",
        "Condition that the laboratory term measures: both may stand in one row of a comparison.",
        references="events.event",
    )


class ReportNames(Table):
    """One name under which safety reports have a medicine; it stands in them as whole words."""

    drug: str = text("Treatment", "Medicine that the name means, as the other tables name it.", required=True)
    name: str = text("Name", "Name as a reporter or a database may print it; case is not told apart.", required=True)
    kind: str = choice("Kind", "What kind of name it is.", vocabulary.REPORT_NAME_KINDS)
    source_id: str = text(
        "Source",
        "Document that prints the name with the medicine.",
        references="sources.source_id",
        required=True,
    )
    notes: str = notes()


class Listings(Table):
    """How far one list of events of a source goes, and what of it was read: what a missing event means."""

    source_id: str = source_id()
    locator: str = text("Locator", "Place of the list, as the rows of incidence.csv name it.", required=True)
    extent: str = choice("Extent", "Which events stand in the list as it was read.", vocabulary.LIST_EXTENTS)
    threshold_grade: str = choice(
        "Grade of the threshold", "Grades whose share the threshold is on.", vocabulary.GRADE_BANDS, optional=True
    )
    threshold_subset: str = choice(
        "Subset of the threshold",
        "Events that the threshold cuts; empty where it cuts all events of the list.",
        vocabulary.SUBSETS,
        optional=True,
    )
    threshold_arm_id: str = text(
        "Arm of the threshold", "Arm whose share decides; empty where each arm's does.", references="arms.arm_id"
    )
    threshold_percent: float = number("Threshold", "Share from which on an event is listed.", "percent", le=100)
    not_read: str = text("Not read", "What of the list or its document could not be read.")
    notes: str = notes()


class Glossary(Table):
    """One term of the field, in plain words and in the field's own."""

    term: str = text("Term", "Name of the term.", required=True)
    other_names: str = text("Other names", "Abbreviations and synonyms, joined by |; no name stands for two terms.")
    topic: str = choice("Topic", "What the term belongs to.", vocabulary.GLOSSARY_TOPICS)
    plain_definition: str = text("In plain words", "What it means, for a reader without training.", required=True)
    professional_definition: str = text("In the field's words", "What it means, for a professional.", required=True)
    source_id: str = source_id()
    locator: str = locator()
    notes: str = notes()


class KnownDiscrepancies(Table):
    """One printed figure that does not fit another printed figure; a mistake of a source, kept as printed."""

    table: str = text("Table", "Table of the row.", required=True)
    key: str = text("Key", "Key of the row, its parts joined by |.", required=True)
    column: str = text("Column", "Column of the figure.", required=True)
    printed: float = number("Printed", "Figure as printed.", "as in the column")
    recomputed: float = number(
        "Recomputed", "Figure that the other figures give.", "as in the column", has_decimals=True
    )
    reason: str = text("Reason", "What the difference is.", required=True)


class Reviews(Table):
    """One review of one row by a person."""

    table: str = text("Table", "Table of the reviewed row.", required=True)
    key: str = text("Key", "Key of the reviewed row, its parts joined by |.", required=True)
    reviewer: str = text("Reviewer", "Name of the reviewer.", required=True)
    role: str = text("Role", "Profession and license of the reviewer.", required=True)
    date: str = pattern("Date", "Day of the review.", matches=r"\d{4}-\d{2}-\d{2}", expected="a date like 2026-01-31")
    verdict: str = choice("Verdict", "What the reviewer found.", vocabulary.REVIEW_VERDICTS)
    comment: str = text("Comment", "Remark of the reviewer.")
