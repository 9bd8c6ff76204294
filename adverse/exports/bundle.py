"""Everything of one view in one zip."""

from adverse.exports.citations import bibtex, citations_text, ris
from adverse.exports.package import zip_of
from adverse.exports.view import EDUCATIONAL, View, data_version, method_text
from adverse.exports.workbooks import view_csv, view_json, view_workbook


def bundle(view: View, pictures: dict[str, bytes]) -> bytes:
    """A zip with pictures (ending -> content), rows, sources, methods, citations and versions of a view."""
    name = view.file_name
    texts = {
        f"{name}.csv": view_csv(view),
        f"{name}.json": view_json(view),
        "sources.bib": bibtex(view.sources, view.about, view.address, view.verdict),
        "sources.ris": ris(view.sources, view.about, view.address, view.verdict),
        "sources.txt": citations_text(view.sources, view.about, view.address, view.verdict),
        "method.txt": method_text(view),
        "version.txt": f"{data_version(view.about)}\n{view.verdict}\n{view.address}\n{EDUCATIONAL}\n",
    }
    files = {f"{name}.{ending}": content for ending, content in pictures.items()}
    files[f"{name}.xlsx"] = view_workbook(view)
    return zip_of(files | {path: text.encode() for path, text in texts.items()})
