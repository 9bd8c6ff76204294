"""T-cell engagers and CAR-T: pivotal arms by disease, events and grades side by side, nothing subtracted."""

from adverse.cards.matrix import sentence
from adverse.ui import matrix, panels

page = panels.heading("matrix")
choice = matrix.choose_matrix(page)
panels.answer(page, sentence(page.evidence, choice, page.reader))
matrix.cards(page, choice)
