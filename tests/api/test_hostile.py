"""The bounded form of `make soak`: nothing that anybody may send breaks a page, the API, or the server."""

import pytest

from tests import hostile
from tests.broken_tables import broken_tables

MOST_GROWTH = 150  # megabytes, of a server that has shown each of the pages here for the first time


@pytest.fixture(autouse=True)
def no_error_of_our_code(server):
    """Whatever was sent, the log tells of no error in this project's own code."""
    before = len(hostile.errors_logged(server))
    yield
    assert [error for error in hostile.errors_logged(server)[before:] if hostile.is_ours(error)] == []


def test_random_addresses_show_no_exception(server, evidence):
    assert hostile.random_pages(server, evidence, 10) == []


def test_random_requests_are_answered_or_refused(server, evidence):
    assert hostile.random_requests(server, evidence, 40) == []


def test_messages_out_of_order_hinder_nobody(server):
    assert hostile.served(server, "before") == []
    assert hostile.messages_out_of_order(server, 6) == []


def test_connections_that_say_nothing_hinder_nobody(server):
    assert hostile.silent_connections(server, 200) == []


def test_a_file_above_the_limit_is_refused_before_it_is_whole(server):
    before = hostile.megabytes(server)
    problems, n_taken = hostile.upload_without_end(server, 300_000_000)
    assert problems == []
    assert n_taken < 100_000_000
    assert hostile.megabytes(server) - before < MOST_GROWTH


def test_broken_tables_are_refused_in_sentences():
    assert broken_tables(8) == []
