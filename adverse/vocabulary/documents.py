"""Documents, how far rows were checked, the starting article's claims, and who reads."""

from adverse.vocabulary.term import Term

SOURCE_KINDS = {
    "trial": Term("Trial report", "The report of a clinical trial."),
    "label": Term("Label", "Prescribing information."),
    "smpc": Term("EU or Swiss label", "Summary of product characteristics."),
    "pooled_analysis": Term("Pooled analysis", "Several trials analyzed together."),
    "registry": Term("Registry or cohort", "Patients in routine care."),
    "pharmacovigilance": Term("Safety database", "Spontaneous reports."),
    "safety_letter": Term("Safety letter", "A letter or notice of an authority or manufacturer."),
    "case_report": Term("Case report", "One patient or a few."),
    "guideline": Term("Guideline", "Recommendations or consensus criteria."),
    "review": Term("Review", "An overview that quotes other documents."),
    "news": Term("News report", "A report on another document."),
    "article": Term("Starting article", "The article this dashboard began from."),
    "reference": Term("Reference work", "A standard, dictionary or methods paper that defines a term."),
}

SECONDARY_SOURCE_KINDS = ("guideline", "review", "news", "article", "case_report")

AUTHOR_KINDS = {
    "person": Term("Person", "A person, who may have others beside them."),
    "body": Term("Body", "An authority, maker or group that issues the document."),
}

READ_AS = {
    "": Term("As published", "Read where it was published, or nothing tells of another site."),
    "mirror": Term("Mirror copy", "Read as a copy on another site."),
}

SET_ASIDE_REASONS = {
    "counting_unit": Term("counts events or cycles", "The row counts events or cycles, not patients."),
    "period": Term("other period", "The row covers another period than the one on the axis."),
    "data_cut": Term("other data cut", "The row is of an earlier look at the arm, or of part of its patients."),
    "patients_counted": Term("patients counted already", "Another arm on the chart counts some of the same patients."),
    "study": Term("same study", "A later document of the same study prints it too, and is drawn."),
    "source": Term("other source", "Another document prints the same figure, or prints it differently."),
    "other_event": Term(
        "another event of the column", "The column shows the wider event of the two where a source prints both."
    ),
    "other_product": Term("arm of another product", "The arm reports it too; the view was not asked for its product."),
    "other_population": Term(
        "arm of another population or treatment", "The arm reports the event too; the view was not asked for it."
    ),
    "serious_alone": Term(
        "serious events only",
        "A registry record lists other events only from a share of patients on, and none of this name: how many "
        "patients had the event at all is not known.",
    ),
    "grade_5_left_out": Term("grade 5 left out", "The source prints grades 3 and 4 only."),
    "one_grade": Term("one grade", "The source prints the figure beside one grade, and may count no other."),
    "bound": Term("a bound", "The source prints a bound such as <1%, which cannot be subtracted."),
    "one_grade_only": Term(
        "reported at one of the two grades", "The other of any grade and grade 3 or higher is missing."
    ),
    "other_patients": Term(
        "other patients", "Any grade and grade 3 or higher are not known to be counted in the same number of patients."
    ),
    "no_denominator": Term("no share", "A count without the number of patients at risk, or the reverse."),
    "no_ratio": Term("no ratio read", "The part that was read names a signal or counts reports, without a ratio."),
    "no_day": Term("no day printed", "The source gives words, not days."),
    "article": Term("starting article", "A figure of the starting article, under check."),
}

LIST_EXTENTS = {
    "whole": Term("Whole list", "Every event of its kind stands in the list."),
    "threshold": Term(
        "From a threshold on",
        "Only events at or above a share stand in the list; a missing one was below it or has another name there.",
    ),
    "selection": Term(
        "Chosen events", "Only events that the source chose are named, such as those of interest or the most frequent."
    ),
    "part": Term("Read in part", "Only part of the list could be read; a missing event may stand in the other part."),
}

ABSENCES = {
    "below_threshold": Term("not listed", "Below the threshold of the list, or counted there under another name."),
    "not_read": Term("not in the part read", "Part of the source could not be read; the event may stand there."),
    "printed_apart": Term("printed apart as serious and other", "No figure for all events of this name is printed."),
    "not_reported": Term("not reported", "No document read here gives a figure of this grade, subset and period."),
}

REVIEW_STATUSES = {
    "checked_twice": Term("Checked twice", "Compared a second time with the source's wording; no clinician yet."),
    "collected": Term("Collected", "Read once; not compared a second time; no clinician yet."),
}

NO_REVIEW = "Not reviewed by a clinician"  # of rows in a table without a review status

REPORT_NAME_KINDS = {
    "substance": Term("Active ingredient", "The common name of the substance, whole or short."),
    "brand": Term("Brand name", "A name under which it is sold somewhere."),
    "code": Term("Code name", "The name of a developer, used before there was another."),
}

REVIEW_VERDICTS = {
    "agree": Term("agrees", "The row says what its source says."),
    "amend": Term("asks for a change", "The row should be changed; the comment says how."),
    "reject": Term("rejects", "The row should not be used."),
}

CLAIM_KINDS = {
    "statement": Term("Statement", "A sentence."),
    "figure": Term("Figure", "A number."),
    "manifestation": Term("Manifestation", "A way the event shows itself."),
    "risk_factor": Term("Risk factor", "A factor named by the article."),
    "management": Term("Management", "An action."),
    "monitoring": Term("Monitoring", "Something to watch."),
}

VERDICTS = {
    "supported": Term("Supported", "A primary source says the same."),
    "partly_supported": Term("Partly supported", "A primary source says part of it."),
    "outdated": Term("Outdated", "Right for an earlier label, wrong today."),
    "unconfirmed": Term("Unconfirmed", "No primary source read here says the same."),
    "misread": Term("Misread", "The source says something else."),
    "unit_error": Term("Unit error", "The number has the wrong unit."),
}

UNIT_ERROR = "{wrong} [unit error, sources print {right}]"
ARTICLE_REVIEW_STATES = {
    "submitted": Term("Submitted", "Handed in for review; no result of a review was seen."),
    "under_review": Term("Under review", "With a reviewer; no result of a review was seen."),
    "approved": Term("Approved", "Marked as approved by its own site."),
}

GLOSSARY_TOPICS = {
    "reporting": Term("Reporting events", "How adverse events are named, graded and counted."),
    "event": Term("Events", "Adverse events that need an explanation."),
    "statistics": Term("Statistics", "Shares, rates, intervals, comparisons and pooling."),
    "timing": Term("Time", "When an event starts and how long it lasts."),
    "design": Term("Trial design", "How a study is built."),
    "data_source": Term("Documents", "Where figures come from."),
    "signal": Term("Safety databases", "Reports of suspected reactions and what is computed from them."),
    "treatment": Term("Treatment", "Medicines, doses and care."),
    "disease": Term("Disease", "The leukemia and its states."),
}

READERS = {
    "pharmacist": Term("Pharmacist", "The field's terms, every interval, every source."),
    "educator": Term("Educator", "The field's terms, one message a view."),
    "learner": Term("Learner", "Plain words and short explanations."),
}
