"""Names inside a sentence."""


def inside(text: str) -> str:
    """Text inside a sentence: a small first letter, unless it begins with an abbreviation or a letter of its own."""
    return text if text[1:2].isupper() or "-" in text[1:3] else text[:1].lower() + text[1:]
