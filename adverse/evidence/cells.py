"""Cells of several values."""

LIST_MARK = "|"


def names_in(cell: str) -> list[str]:
    """The values of a cell that joins them by LIST_MARK; none of an empty cell."""
    return cell.split(LIST_MARK) if cell else []


def days_in(first_days: str, last_days: str) -> list[tuple[int, int]]:
    """The spans of days of two cells: "1|8" and "7|28" are days 1 to 7 and days 8 to 28."""
    return [(int(first), int(last)) for first, last in zip(names_in(first_days), names_in(last_days), strict=True)]


def is_web_address(text: str) -> bool:
    """Whether a cell is an address that a browser opens as a page."""
    return text.startswith(("http://", "https://"))
