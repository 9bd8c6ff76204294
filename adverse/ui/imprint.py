"""What stands at the end of every sheet that leaves on paper: what it is not, its data with their date, its address."""

from adverse.evidence import Evidence
from adverse.exports.view import imprint
from adverse.ui import take_away
from adverse.ui.words import plain


def of_sheet(evidence: Evidence) -> str:
    """The imprint of the sheet in view, as Markdown that shows text as text."""
    return plain(imprint(evidence.about, take_away.address()))
