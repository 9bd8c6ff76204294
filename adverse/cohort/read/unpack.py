"""Uploaded files -> files to read: how many and how large they may be, and what is in a zip, before it is read."""

import io
import zipfile
import zlib
from collections.abc import Sequence

from adverse.cohort.limits import MB, MOST_BYTES, MOST_FILES, MOST_MEMBERS, MOST_UNPACKED
from adverse.cohort.read.raw import File
from adverse.errors import OwnDataError

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
WORKBOOK = "[Content_Types].xml"
LEFT_BY_SYSTEMS = ("__MACOSX/", ".DS_Store", "Thumbs.db")
ENCRYPTED = 0x1


def unpacked(files: Sequence[File]) -> list[File]:
    """The files, and in place of each zip what it holds; raises OwnDataError for whatever is over a limit."""
    if len(files) > MOST_FILES:
        raise OwnDataError([f"These are {len(files)} files; at most {MOST_FILES} are read."])
    problems = [
        f"{file.name} has {_megabytes(len(file.content))}, the limit is {_megabytes(MOST_BYTES)}."
        for file in files
        if len(file.content) > MOST_BYTES
    ]
    if problems:
        raise OwnDataError(problems)
    found = []
    for file in files:
        is_zip = file.content.startswith((ZIP, EMPTY_ZIP)) and not file.name.lower().endswith(".xpt")
        found += _members(file) if is_zip else [file]
    names = [file.name for file in found]
    if doubled := sorted({name for name in names if names.count(name) > 1}):
        raise OwnDataError([f"Two files have the name {name}: rename one." for name in doubled])
    return found


def _members(file: File) -> list[File]:
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            members = [
                member
                for member in archive.infolist()
                if not member.is_dir() and not any(part in member.filename for part in LEFT_BY_SYSTEMS)
            ]
            if problems := _problems(file.name, members):
                raise OwnDataError(problems)
            return [File(member.filename, _content(file.name, archive, member)) for member in members]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise OwnDataError([f"{file.name} is a zip that is damaged, cut off or packed in an unusual way."]) from None


def _problems(name: str, members: list[zipfile.ZipInfo]) -> list[str]:
    if any(member.filename == WORKBOOK for member in members):
        return [f"{name} is an Excel workbook or a document: save the table as CSV."]
    if not members:
        return [f"{name} is a zip without a file."]
    total = sum(member.file_size for member in members)
    problems = []
    if len(members) > MOST_MEMBERS:
        problems.append(f"{name} holds {len(members)} files, at most {MOST_MEMBERS} are read.")
    if total > MOST_UNPACKED:
        problems.append(f"{name} unpacks to {_megabytes(total)}, the limit is {_megabytes(MOST_UNPACKED)}.")
    for member in members[: 2 * MOST_MEMBERS]:
        if any(sign in member.filename for sign in ("/", "\\", ":")) or member.filename.startswith("."):
            problems.append(f"{name}: the name {member.filename} has a path; put the files at the top of the zip.")
        if member.file_size > MOST_BYTES:
            problems.append(
                f"{name}: {member.filename} unpacks to {_megabytes(member.file_size)}, "
                f"the limit of a file is {_megabytes(MOST_BYTES)}."
            )
        if member.flag_bits & ENCRYPTED:
            problems.append(f"{name}: {member.filename} is locked by a password.")
        if member.filename.lower().endswith(".zip"):
            problems.append(f"{name}: {member.filename} is a zip in a zip.")
    return problems


def _content(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """What a member holds, whatever size it says that it has."""
    with archive.open(member) as opened:
        content = opened.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise OwnDataError([f"{name}: {member.filename} unpacks to more than {_megabytes(MOST_BYTES)}."])
    return content


def _megabytes(n_bytes: int) -> str:
    """ "200 MB", with what is above whole megabytes where that decides."""
    whole, rest = divmod(n_bytes, MB)
    return f"{whole:,} MB" if whole and not rest else f"{n_bytes / MB:,.6f}".rstrip("0").rstrip(".") + " MB"
