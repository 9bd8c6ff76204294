"""Present: stories of slides for a lecture hall, each slide a live view of a page."""

from adverse.ui import cached, panels, present

evidence = cached.evidence()
stage, bar = present.places()
with bar:
    place = present.choose_place(evidence)
with stage:
    answer = panels.heading(present.title(evidence, place))
    panels.answer(answer, present.sentence(evidence, place))
    present.show(evidence, place)
