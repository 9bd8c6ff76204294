"""A code on every slide where it is wanted, read by a reader of codes, beside words that leave room for it; tables that
fill their slide."""

import io
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import pytest
import zxingcpp
from PIL import Image
from pptx import Presentation

from adverse.exports import slides

ADDRESS = "http://localhost:8501/incidence?arms=tower-blinatumomab&grade=ge3"


def made(view, **more):
    return list(Presentation(io.BytesIO(slides.deck([view], lambda _: None, **more))).slides)


def test_a_code_on_every_slide_opens_its_view(dots):
    view = replace(dots, address=ADDRESS)
    for slide in made(view, with_codes=True):
        [picture] = [shape for shape in slide.shapes if hasattr(shape, "image")]
        [found] = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.image.blob)))
        assert found.text == ADDRESS
        beside = [shape for shape in slide.shapes if shape.has_text_frame and shape.top < picture.top + picture.height]
        assert beside and all(shape.left + shape.width <= picture.left for shape in beside)
    assert not any(hasattr(shape, "image") for slide in made(dots) for shape in slide.shapes)


@pytest.mark.parametrize("address", ["", "http://localhost/" + "a" * 3000])
def test_no_code_where_there_is_no_address_or_it_is_too_long(dots, address):
    slide, *_ = made(replace(dots, address=address), with_codes=True)
    assert not any(hasattr(shape, "image") for shape in slide.shapes)


@pytest.mark.parametrize(("n_rows", "smallest"), [(2, 24), (6, 20), (12, 14)])
def test_a_table_fills_its_slide(dots, n_rows, smallest):
    words = pd.DataFrame({"Event": ["Pyrexia of any grade"] * n_rows, "Patients": ["147 of 267 (55%)"] * n_rows})
    [slide] = made(replace(dots, figure=go.Figure(), in_words=words))
    [table] = [shape for shape in slide.shapes if shape.has_table]
    assert table.table.cell(1, 0).text_frame.paragraphs[0].font.size.pt >= smallest
    room = (slides.CHART_BOTTOM - slides.CHART_TOP) * 914_400
    height = sum(row.height for row in table.table.rows)
    assert height <= room * 1.001
    assert height > 0.8 * room or n_rows < 6
