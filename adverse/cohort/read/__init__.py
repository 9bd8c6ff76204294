"""Files of a reader -> tables of text, registry records and labels, or one sentence for everything that is wrong."""

from collections.abc import Sequence

from adverse.cohort.read.documents import read_json
from adverse.cohort.read.raw import Contents, File, Label, RawTable, Registry
from adverse.cohort.read.text import read_text
from adverse.cohort.read.unpack import unpacked
from adverse.cohort.read.xport import is_transport, read_transport
from adverse.errors import OwnDataError

__all__ = ["Contents", "File", "Label", "RawTable", "Registry", "read_files"]

OTHER_FORMS = {
    b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xc2\xea\x81\x60": "a SAS data set (sas7bdat)",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a gzip file",
    b"$FL2": "an SPSS file",
    b"7z\xbc\xaf": "a 7-Zip file",
}
JSON_ENDINGS = (".json", ".ndjson")


def read_files(files: Sequence[File]) -> Contents:
    """Read every file, zips by what is in them; raises OwnDataError with a sentence for each that cannot be read."""
    contents, problems = Contents(), []
    for file in unpacked(files):
        try:
            found = _read(file)
        except OwnDataError as error:
            problems += error.problems
            continue
        contents.tables.extend(found.tables)
        contents.registries.extend(found.registries)
        contents.labels.extend(found.labels)
    if problems:
        raise OwnDataError(problems)
    return contents


def _read(file: File) -> Contents:
    content = file.content
    if not content:
        raise OwnDataError([f"{file.name} is empty."])
    for start, form in OTHER_FORMS.items():
        if content.startswith(start):
            raise OwnDataError([f"{file.name} is {form}: save it as CSV or as a SAS transport file."])
    if is_transport(content) or file.name.lower().endswith(".xpt"):
        return Contents(tables=[read_transport(file)])
    if file.name.lower().endswith(JSON_ENDINGS) or content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        content = content.removeprefix(b"\xef\xbb\xbf")
        return read_json(File(file.name, content))
    return Contents(tables=[read_text(file)])
