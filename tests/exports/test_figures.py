"""Pictures: the words are in the figure, and in the SVG and PDF that the Chromium of this machine draws."""

import io
import re
import xml.etree.ElementTree as ElementTree
from html import unescape

import pytest
from PIL import Image
from pypdf import PdfReader

from adverse.errors import ExportError
from adverse.exports import chrome, figures
from adverse.exports.view import footer


def words_in(texts) -> str:
    return " ".join(" ".join(texts).split())


def test_figure_carries_title_sentence_and_footer_as_text(dots):
    figure = figures.presentable(dots)
    assert words_in([unescape(re.sub("<[^>]*>", " ", figure.layout.title.text))]) == dots.title
    said = [unescape(note.text) for note in figure.layout.annotations if note.name == "sentence"]
    assert words_in(said) == dots.sentence
    lines = [unescape(note.text) for note in figure.layout.annotations if note.name == "footer"]
    assert words_in(reversed(lines)) == words_in(footer(dots))


def test_a_picture_has_room_for_axis_titles_and_color_scales(differences, heat_map):
    assert "<br>" in differences.figure.layout.xaxis2.title.text
    for axis in figures.presentable(differences).select_xaxes():
        assert "<br>" not in axis.title.text
    plain, scaled = (figures.presentable(view).layout.margin.r for view in (differences, heat_map))
    assert scaled >= plain + figures.SCALE_ROOM


def test_figure_of_a_view_is_not_changed(dots):
    before = dots.figure.to_json()
    figure = figures.presentable(dots)
    assert dots.figure.to_json() == before
    for drawn, given in zip(figure.data, dots.figure.data, strict=True):
        assert list(drawn.x) == list(given.x)


@pytest.fixture(scope="module")
def drawn(dots) -> dict[str, bytes]:
    return {file_type: figures.image(dots, file_type) for file_type in figures.SCALES}


def test_svg_is_xml_with_the_words_in_it(dots, drawn):
    root = ElementTree.fromstring(drawn["svg"])
    said = words_in("".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text"))
    for text in (dots.title, dots.sentence, dots.verdict, dots.about["version"], *dots.sources["short_name"]):
        assert text in said
    assert dots.address in said.replace(" ", "") or dots.address in said


def test_svg_says_what_it_shows_to_who_does_not_see_it(dots, drawn):
    title, description, *_ = ElementTree.fromstring(drawn["svg"])
    assert (title.tag.split("}")[1], title.text) == ("title", dots.title)
    assert (description.tag.split("}")[1], description.text) == ("desc", dots.alt)


def test_pdf_has_one_page_with_the_words_in_it(dots, drawn):
    reader = PdfReader(io.BytesIO(drawn["pdf"]))
    [page] = reader.pages
    said = words_in([page.extract_text()])
    assert dots.title in said and dots.verdict in said and dots.about["version"] in said
    assert set(filter(str.isdigit, reader.metadata["/CreationDate"])) == {"0"}


def test_png_has_twice_the_pixels(drawn):
    assert Image.open(io.BytesIO(drawn["png"])).width == 2 * figures.WIDTH


def test_a_second_drawing_has_the_same_bytes(dots, drawn):
    figures.image.cache_clear()
    assert {file_type: figures.image(dots, file_type) for file_type in drawn} == drawn


def test_without_a_browser_it_says_what_to_do(dots, monkeypatch):
    figures.image.cache_clear()
    monkeypatch.setattr(figures, "chrome_path", lambda: None)
    with pytest.raises(ExportError, match="camera button"):
        figures.image(dots, "png")


def test_a_wrong_browser_path_is_no_browser(monkeypatch, tmp_path):
    monkeypatch.setenv("CHROME_PATH", str(tmp_path / "none"))
    assert [path for path in chrome.installed_browsers() if chrome.is_program(path)] == []
