"""The address of a view, as text, as a QR code and as code for another site."""

import io
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from urllib.parse import urlencode, urlsplit, urlunsplit

import segno

COLLECTED = "own"  # the parameter that holds the story that a reader collects
ONLY_OF_VISIT = ("embed", "embed_options", "card", COLLECTED)
QUIET_ZONE = 4  # modules of white around the code, as ISO/IEC 18004 asks


def address_of(page: str, query: Iterable[tuple[str, str]]) -> str:
    """The address of a page with its query, parameters in alphabetical order, so that one view has one address.

    What only a visit needs (`embed` and its options, `card`, the story that is being collected) is left out.
    """
    kept = sorted((key, value) for key, value in query if key not in ONLY_OF_VISIT)
    parts = urlsplit(page)
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", urlencode(kept), ""))


@lru_cache(maxsize=50)
def qr_png(address: str, *, pixels: int = 1200) -> bytes:
    """The address as a black and white QR code of about `pixels` a side, error correction M or better.

    Raises segno.DataOverflowError when the address has more than 2,331 bytes, the most that a QR code holds at M.
    """
    code = segno.make(address, error="m", micro=False)
    scale = max(1, pixels // (code.symbol_size(border=QUIET_ZONE)[0]))
    buffer = io.BytesIO()
    code.save(buffer, kind="png", scale=scale, border=QUIET_ZONE)
    return buffer.getvalue()


def embed_address(address: str, card: str) -> str:
    """The address that shows one card's chart, its sentence and its sources, without controls."""
    parts = urlsplit(address)
    query = "&".join(filter(None, [parts.query, urlencode({"embed": "true", "card": card})]))
    return urlunsplit(parts._replace(query=query))


def embed_code(address: str, card: str, title: str) -> str:
    """HTML for another site's page; everything from data in it is escaped."""
    source = escape(embed_address(address, card), quote=True)
    return (
        f'<iframe src="{source}" title="{escape(title, quote=True)}" width="100%" height="720" loading="lazy" '
        'style="border:0"></iframe>'
    )
