"""What a server makes before somebody asks for it."""

from unittest import mock

from streamlit.testing.v1 import AppTest

from adverse.cards.onset import FIRST_DAY, LAST_DAY
from adverse.ui import cached, onset
from adverse.ui.navigation import page_file


def test_no_day_of_the_slider_is_left_to_make():
    cached.prepare()
    with mock.patch.object(onset, "_figures", side_effect=AssertionError("made on demand")):
        page = AppTest.from_file(page_file("onset"), default_timeout=60).run()
        for day in range(FIRST_DAY, LAST_DAY + 1):
            page.slider(key="day").set_value(day).run()
            assert not page.exception
