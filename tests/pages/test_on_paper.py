"""What stands only on paper: the rows of a grid in words, as far as they are few, and how many are left out."""

from adverse.ui.panels import MOST_IN_WORDS


def on_paper(app, start: str) -> list[str]:
    """Lines of the first caption that begins with these words, without Markdown's backslashes."""
    texts = [caption.value.replace("\\", "") for caption in app.caption]
    return next(text for text in texts if text.startswith(start)).split("\n\n")


def test_a_short_table_is_printed_row_by_row(open_page):
    app = open_page("onset", onset_tab="Table")
    [table] = [each.value for each in app.dataframe if "Median (days)" in each.value]
    lines = on_paper(app, "Event: ")
    assert len(table) == len(lines) < MOST_IN_WORDS
    for line, (event, locator) in zip(lines, table[["Event", "Locator"]].itertuples(index=False), strict=True):
        assert line.startswith(f"Event: {event}; ") and f"Locator: {locator}" in line


def test_a_long_table_says_how_many_rows_are_not_on_paper(open_page):
    app = open_page("incidence", **{"incidence-dots_tab": "Table"})
    [table] = [each.value for each in app.dataframe]
    lines = on_paper(app, "Event: ")
    assert len(table) > MOST_IN_WORDS
    assert len(lines) == MOST_IN_WORDS + 1
    assert lines[-1].startswith(f"The first {MOST_IN_WORDS} of {len(table)} rows.")


def test_a_learner_reads_plain_names_where_the_sources_of_a_chart_stand(open_shell, evidence):
    names = evidence.events.set_index("event")["plain_name"]
    shown = {}
    for view in ("pharmacist", "learner"):
        app = open_shell("onset", view=view, onset_tab="Sources")
        [shown[view]] = [list(each.value["Event"]) for each in app.dataframe if "Printed value" in each.value]
    assert shown["learner"] == [names[event] for event in shown["pharmacist"]] != shown["pharmacist"]
