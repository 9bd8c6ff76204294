"""Present: stories of slides for a lecture hall, each slide a live view of a page."""

from adverse.ui import panels, present, server, words

evidence, reader = server.evidence(), words.reader()
stage, bar = present.places()
with bar:
    place = present.choose_place(evidence, reader)
with stage:
    with present.room_for_title(title := present.title(evidence, place, reader)):
        page = panels.heading("present", title)
    panels.answer(page, present.sentence(evidence, place, reader))
    present.show(page, place)
