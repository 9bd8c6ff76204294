"""What the rows in view say, in one sentence: every figure in it is computed from the rows given."""

from adverse.sentences.case import inside
from adverse.sentences.clinical import (
    NO_ROW,
    counted_otherwise,
    grade_answer,
    known_of_rare_event,
    largest_arm_share,
    practice_answer,
    rare_answer,
    rule_in_short,
    rules_answer,
    summary_answer,
    unit_error_sentence,
)
from adverse.sentences.comparability import how_comparable, verdict_in_short, verdict_in_words, weakest
from adverse.sentences.compared import compare_answer, events_in_order, joined_in_words
from adverse.sentences.documents import claims_answer, glossary_answer, review_answer, sources_answer, verdict_lessons
from adverse.sentences.learning import accepted_in_words, guess_in_words, lesson_answer, quiz_answer, score_in_words
from adverse.sentences.listings import absent_arms_in_words, listings_in_words
from adverse.sentences.pairs import difference_in_words, people_scale
from adverse.sentences.settings import across_settings, counted_here, headline_answer
from adverse.sentences.shares import (
    counted_in_words,
    most_frequent_event,
    set_aside_in_words,
    share_in_short,
    share_in_words,
)
from adverse.sentences.terms import marked_names, terms_in_words
from adverse.sentences.timing import (
    documents_in_words,
    monitoring_answer,
    onset_answer,
    onset_in_short,
    phases_in_words,
    window_lines,
)

__all__ = [
    "NO_ROW",
    "absent_arms_in_words",
    "accepted_in_words",
    "across_settings",
    "claims_answer",
    "compare_answer",
    "counted_here",
    "counted_in_words",
    "counted_otherwise",
    "difference_in_words",
    "documents_in_words",
    "events_in_order",
    "glossary_answer",
    "grade_answer",
    "guess_in_words",
    "headline_answer",
    "how_comparable",
    "inside",
    "joined_in_words",
    "known_of_rare_event",
    "largest_arm_share",
    "lesson_answer",
    "listings_in_words",
    "marked_names",
    "monitoring_answer",
    "most_frequent_event",
    "onset_answer",
    "onset_in_short",
    "people_scale",
    "phases_in_words",
    "practice_answer",
    "quiz_answer",
    "rare_answer",
    "review_answer",
    "rule_in_short",
    "rules_answer",
    "score_in_words",
    "set_aside_in_words",
    "share_in_short",
    "share_in_words",
    "sources_answer",
    "summary_answer",
    "terms_in_words",
    "unit_error_sentence",
    "verdict_in_short",
    "verdict_in_words",
    "verdict_lessons",
    "weakest",
    "window_lines",
]
