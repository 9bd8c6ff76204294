"""No text names a look that the theme turns around: what is dark on light paper is light on dark paper."""

import re

from adverse.cards import notes
from adverse.vocabulary import GRADE_BANDS, LESSON_CHARTS, QUESTION_KINDS

TURNED = re.compile(r"\b(dark|light|bright|pale|white|black)(er|est|ly)?\b", re.I)
OF_SOMETHING_ELSE = re.compile(
    r"white[ -](blood )?(blood|matter|cell)|(black|boxed)[ -]box|light[ -]?headed|comes? to light", re.I
)


def texts(evidence) -> dict[str, str]:
    """Where a text stands -> the text, of everything that explains a chart."""
    found = {f"lesson {row.lesson_id}": f"{row.idea} {row.explanation}" for row in evidence.lessons.itertuples()}
    for story in evidence.stories:
        found |= {f"{story.key}-{slide.number}": " ".join(slide.texts.values()) for slide in story.slides}
    found |= {f"note {name}": text for name, text in vars(notes).items() if name.isupper() and isinstance(text, str)}
    for row in evidence.glossary.itertuples():
        found[f"term {row.term}"] = f"{row.plain_definition} {row.professional_definition}"
    for terms in (GRADE_BANDS, LESSON_CHARTS, QUESTION_KINDS):
        found |= {f"vocabulary {key}": f"{term.label} {term.definition}" for key, term in terms.items()}
    return found


def test_no_text_names_a_look_that_the_theme_turns_around(evidence):
    found = {place: TURNED.search(OF_SOMETHING_ELSE.sub("", text)) for place, text in texts(evidence).items()}
    assert {place: match[0] for place, match in found.items() if match} == {}
