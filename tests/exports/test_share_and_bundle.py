"""Addresses, QR codes read by a decoder, embed code read by an HTML parser, and the zip of a whole view."""

import io
import zipfile
from html.parser import HTMLParser
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
import segno
import zxingcpp
from PIL import Image

from adverse.exports.bundle import bundle
from adverse.exports.share import address_of, embed_address, embed_code, qr_png
from adverse.exports.workbooks import view_csv, view_workbook


def test_address_holds_the_query_in_one_order():
    query = [("show", "Heat map"), ("arms", "TOWER: b"), ("arms", "A & B"), ("embed", "true"), ("card", "x")]
    address = address_of("http://localhost:8501/incidence", query)
    assert address == address_of("http://localhost:8501/incidence", reversed(query))
    assert parse_qsl(urlsplit(address).query) == [("arms", "A & B"), ("arms", "TOWER: b"), ("show", "Heat map")]


@pytest.mark.parametrize("n_arms", [0, 4, 40])
def test_a_decoder_reads_the_address_from_the_code(n_arms):
    arms = [("arms", f"Trial {number}: blinatumomab (relapsed)") for number in range(n_arms)]
    address = address_of("https://example.org/incidence", arms)
    [found] = zxingcpp.read_barcodes(Image.open(io.BytesIO(qr_png(address))))
    assert found.text == address


def test_a_code_is_large_and_an_address_beyond_its_room_is_an_error():
    assert min(Image.open(io.BytesIO(qr_png("https://example.org/"))).size) > 1000
    with pytest.raises(segno.DataOverflowError):
        qr_png("https://example.org/?" + "a" * 3000)


class Attributes(HTMLParser):
    """The attributes of every tag."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_embed_code_is_one_frame_whatever_the_title(dots):
    parser = Attributes()
    parser.feed(embed_code(dots.address, "incidence-dots", 'a "title" <script>alert(1)</script>'))
    [(tag, attributes)] = parser.found
    assert tag == "iframe"
    assert attributes["title"] == 'a "title" <script>alert(1)</script>'
    assert attributes["src"] == embed_address(dots.address, "incidence-dots")
    asked = parse_qs(urlsplit(attributes["src"]).query)
    assert (asked["embed"], asked["card"]) == (["true"], ["incidence-dots"])
    assert asked["grade"] == parse_qs(urlsplit(dots.address).query)["grade"]


def test_bundle_holds_every_part(dots):
    made = bundle(dots, {"svg": b"<svg/>"})
    assert made == bundle(dots, {"svg": b"<svg/>"})
    name = f"example-tower-any-grade-cycle-1-{dots.about['version']}"
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert sorted(archive.namelist()) == sorted(
            [f"{name}.{ending}" for ending in ("svg", "csv", "json", "xlsx")]
            + [f"sources.{ending}" for ending in ("bib", "ris", "txt")]
            + ["method.txt", "version.txt"]
        )
        assert archive.read(f"{name}.csv").decode() == view_csv(dots)
        assert archive.read(f"{name}.xlsx") == view_workbook(dots)
        method = archive.read("method.txt").decode()
        assert all(text in method for text in (dots.sentence, dots.note, dots.verdict, dots.address))
        assert dots.about["version"] in archive.read("version.txt").decode()
        assert "Not medical advice." in archive.read("version.txt").decode()
