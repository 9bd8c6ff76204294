"""Grade it: the ASTCT grade of CRS or ICANS, which finding decides, and vignettes to practice on."""

from adverse.cards import register
from adverse.ui import grading, panels

page = panels.heading("grading")
choice, place = grading.choose_findings(page)
drawing = register.drawn(page.evidence, "grading", "ladder", choice, page.reader)
panels.answer(page, drawing.sentence)
if choice.findings is None:
    grading.practice(page)
else:
    grading.result(page, place, choice, drawing)
