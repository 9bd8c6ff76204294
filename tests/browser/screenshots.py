"""Take the pictures of docs/img/ that the README and docs/cards.md show: `make screenshots`."""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from adverse.cards.files import view_of
from adverse.cards.manual import PICTURES as CARDS
from adverse.cards.manual import drawings
from adverse.evidence import load_evidence
from adverse.exports.figures import image
from tests.browser.serve import DARK, DESKTOP, PHONE, ROOT, launch, serving, settle, watched_page

FOLDER = ROOT / "docs" / "img"
N_COLORS = 256
CARD_WIDTH = 900  # pixels
# Picture -> (address, look, height of the window in pixels)
PICTURES = {
    "overview": ("/", DESKTOP, 1100),
    "incidence": ("/incidence", DESKTOP, 1000),
    "onset": ("/onset", DESKTOP, 1100),
    "risk_factors": ("/risk_factors", DESKTOP, 1000),
    "incidence-phone": ("/incidence", PHONE, 1000),
    "incidence-dark": ("/incidence", DARK, 1000),
}


def main() -> None:
    """Photograph every view on a server of its own and print the size of each picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with serving() as server, sync_playwright() as playwright:
        browser = launch(playwright)
        for name, (address, look, height) in PICTURES.items():
            viewport = {"width": look["viewport"]["width"], "height": height}
            context = browser.new_context(**{**look, "viewport": viewport, "reduced_motion": "reduce"})
            page = watched_page(context)
            page.goto(f"{server.url}{address}")
            settle(page)
            page.wait_for_timeout(500)  # what fades in
            path = FOLDER / f"{name}.png"
            write_small_png(page.screenshot(), path)
            context.close()
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1024:.0f} KB")
        browser.close()
    photograph_cards()


def photograph_cards() -> None:
    """Draw every card that has a chart, as its file is drawn, for docs/cards.md."""
    evidence, folder = load_evidence(), FOLDER.parent / CARDS
    folder.mkdir(parents=True, exist_ok=True)
    for name, drawing in drawings(evidence).items():
        write_small_png(image(view_of(evidence, drawing, ""), "png"), folder / f"{name}.png", most_pixels=CARD_WIDTH)


def write_small_png(picture: bytes, path: Path, most_pixels: int = 10_000) -> None:
    """Write a picture with a palette of 256 colors, which suits flat areas and makes a third of the size.

    `most_pixels` is the greatest width.
    """
    colors = Image.open(io.BytesIO(picture)).convert("RGB")
    colors.thumbnail((most_pixels, 10 * most_pixels))
    colors.quantize(N_COLORS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
