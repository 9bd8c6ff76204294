"""Your data: a reader's own files, understood, counted and drawn like the published rows, and never stored."""

from adverse.ui import own_data, panels

page = panels.heading("own_data", own_data.QUESTION)
panels.answer(page, own_data.sentence())
own_data.show(page)
