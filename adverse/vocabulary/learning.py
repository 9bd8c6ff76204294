"""Lessons and questions: what is asked, and how a lesson or an answer is drawn."""

from adverse.vocabulary.term import Term

QUESTION_KINDS = {
    "estimate": Term("Estimate a share", "Guess a share on a slider; right inside its interval."),
    "of_hundred": Term("Of a hundred people", "Turn a count into so many of a hundred."),
    "widest": Term("Which share is least sure?", "Find the share with the widest interval."),
    "zero": Term("Read a printed zero", "Say what a count of none means."),
    "more_frequent": Term("Which is more frequent?", "Choose between two events whose intervals do not overlap."),
    "median": Term("Read a median", "Say what a printed median onset means."),
    "onset_order": Term("Put onsets in order", "Order onsets of one trial by their printed medians."),
    "misreading": Term("Find the misreading", "Find what the starting article has wrong."),
    "vignette": Term("Grade this patient", "Give a made-up patient a grade."),
    "fairness": Term("Fair or unfair?", "Say how far two arms may be compared."),
}

LESSON_CHARTS = {
    "icons": Term("Icon array", "So many of a hundred people, one block an arm."),
    "arms": Term("One event, arm by arm", "Dots with intervals, one row an arm."),
    "events": Term("Events of one or more arms", "Dots with intervals, one row an event."),
    "grades": Term("Grades", "Stacked bars of mild and severe grades."),
    "timeline": Term("Timeline", "Onset on one axis of days."),
    "cases": Term("Shares of reports", "Reports of the event against all reports of the medicine."),
    "ladder": Term("Ladder of grades", "Criteria by domain and grade."),
}
