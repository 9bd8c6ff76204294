"""The menu of every chart card: images, slides, data, citations, a bundle, and the address to share."""

from collections.abc import Callable
from functools import partial

import plotly.graph_objects as go
import segno
import streamlit as st

from adverse.cards.drawing import Drawing
from adverse.cards.files import view_of
from adverse.errors import ExportError
from adverse.evidence import Evidence
from adverse.exports import figures, share, slides
from adverse.exports.bundle import bundle
from adverse.exports.citations import bibtex, citations_text, ris
from adverse.exports.names import file_name
from adverse.exports.view import View
from adverse.exports.workbooks import view_csv, view_json, view_workbook
from adverse.ui import own_story
from adverse.ui.own_story import query
from adverse.ui.page import Page

TITLE_WIDTH = 84  # pixels
OWN_FILE = "This view rests on your file, so it has no address: send a file of this menu, or your own."
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IMAGE_TYPES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}


def is_embedded() -> bool:
    """Whether another site shows this page in a frame (`?embed=true`)."""
    return bool(st.context.is_embedded)


def is_asked_for(name: str) -> bool:
    """Whether the frame is for this card: the one that the address names, else the first."""
    return st.query_params.get("card", name) == name


def address() -> str:
    """The address of the view in the browser of this visitor."""
    return share.address_of(st.context.url, query()) if st.context.url else ""


def menu(page: Page, drawing: Drawing) -> None:
    """The button of the card; what is behind it is made when it is opened, and files when they are asked for."""
    opened = st.popover("Download / share", icon=":material/ios_share:", key=f"{drawing.name}_take", on_change="rerun")
    if not opened.open:
        return
    evidence = page.evidence
    make = partial(view_of, evidence, drawing, "" if page.is_private else address(), is_private=page.is_private)
    name = file_name(drawing.name, drawing.selection.rows, evidence.about)
    with opened:
        _image(drawing, name, make)
        _slide(page, drawing, name, make)
        _files(
            drawing,
            name,
            make,
            "Data",
            {
                "CSV": ("csv", "text/csv", lambda view: view_csv(view).encode()),
                "Excel": ("xlsx", XLSX, view_workbook),
                "JSON": ("json", "application/json", lambda view: view_json(view).encode()),
            },
        )
        _files(
            drawing,
            name,
            make,
            "Citations",
            {
                "BibTeX": ("bib", "application/x-bibtex", partial(_cited, bibtex)),
                "RIS": ("ris", "application/x-research-info-systems", partial(_cited, ris)),
                "Text": ("txt", "text/plain", partial(_cited, citations_text)),
            },
        )
        _files(drawing, name, make, "Bundle", {"All of it (zip)": ("zip", "application/zip", _bundle)})
        if page.is_private:
            st.caption(OWN_FILE)
        else:
            _share(drawing, name, address())


def _file_of(make: Callable[[], View], file_of: Callable[[View], bytes]) -> bytes:
    return file_of(make())


def _files(drawing: Drawing, name: str, make: Callable[[], View], title: str, kinds: dict) -> None:
    """A row of download buttons: label -> (ending, media type, function from a view to bytes)."""
    with _line(title):
        for label, (ending, mime, file_of) in kinds.items():
            st.download_button(
                label,
                data=partial(_file_of, make, file_of),
                file_name=f"{name}.{ending}",
                mime=mime,
                key=f"{drawing.name}_{ending}_file",
                on_click="ignore",
            )


def _line(title: str):
    """A line of the menu, its title in front."""
    line = st.container(horizontal=True, gap="small", vertical_alignment="center")
    line.markdown(f"**{title}**", width=TITLE_WIDTH)
    return line


def _cited(format_of: Callable, view: View) -> bytes:
    return format_of(view.sources, view.about, view.address, view.verdict).encode()


def _bundle(view: View) -> bytes:
    pictures = {ending: figures.image(view, ending) for ending in ("png", "svg")} if figures.can_draw() else {}
    return bundle(view, pictures)


def slide_picture(view: View) -> bytes | None:
    """The chart of the view as PNG for a slide that has its words, or nothing where this server cannot draw it."""
    try:
        return figures.slide_image(view) if figures.can_draw() else None
    except ExportError:
        return None


def _image(drawing: Drawing, name: str, make: Callable[[], View]) -> None:
    if figures.can_draw():
        kinds = {ending.upper(): (ending, mime, partial(_drawn, ending=ending)) for ending, mime in IMAGE_TYPES.items()}
        _files(drawing, name, make, "Image", kinds)
        return
    with _line("Image"):
        for label, kind in (("For PNG", "png"), ("For SVG", "svg"), ("Plain chart", "")):
            st.button(label, key=f"{drawing.name}_camera_{kind}", on_click=_set_camera, args=(drawing.name, kind))
    st.caption(
        "This server has no Chrome to draw images. Put title and sources into the chart here, then use its camera."
    )


def _drawn(view: View, ending: str) -> bytes:
    return figures.image(view, ending)


def _set_camera(name: str, kind: str) -> None:
    st.session_state[f".{name}_camera"] = kind


def for_camera(evidence: Evidence, drawing: Drawing, *, dark: bool) -> tuple[go.Figure, dict, bool]:
    """The figure to show, the settings of its camera button, and whether a reader asked for title and footer in it."""
    kind = st.session_state.get(f".{drawing.name}_camera")
    assert drawing.chart is not None, "only charts have a camera"
    if not kind:
        return (
            drawing.chart.drawn(dark=dark),
            {"format": "png", "scale": 2, "filename": file_name(drawing.name, drawing.selection.rows, evidence.about)},
            False,
        )
    view = view_of(evidence, drawing, address())
    figure = figures.presentable(view)
    size = {"width": figure.layout.width, "height": figure.layout.height}
    return figure.update_layout(width=None), {"format": kind, "scale": 2, "filename": view.file_name, **size}, True


def _slide(page: Page, drawing: Drawing, name: str, make: Callable[[], View]) -> None:
    _files(
        drawing,
        name,
        make,
        "Slide",
        {"PowerPoint": ("pptx", PPTX, lambda view: slides.deck([view], slide_picture))},
    )
    if drawing.card and not page.is_private:
        with _line("Story"):
            own_story.add_button(page.evidence, drawing)


def _share(drawing: Drawing, name: str, address: str) -> None:
    st.markdown("**Share this view**")
    st.code(address, language=None, wrap_lines=True)
    try:
        code = share.qr_png(address)
    except segno.DataOverflowError:
        st.caption("This address is too long for a QR code. Choose fewer arms or filters.")
    else:
        st.image(code, width=260, alt=f"QR code of {address}")
        st.download_button(
            "QR code for a lecture hall (PNG)",
            data=code,
            file_name=f"{name}-qr.png",
            mime="image/png",
            key=f"{drawing.name}_qr",
            icon=":material/qr_code_2:",
            on_click="ignore",
        )
    st.caption("For another site: the chart, its sentence and its sources in a frame.")
    st.code(share.embed_code(address, drawing.name, drawing.alt), language=None, wrap_lines=True)
