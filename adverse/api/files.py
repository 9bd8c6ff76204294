"""What the API serves beside rows and descriptions: the frozen data package, and feeds of its releases."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

import orjson

from adverse.cards.package import frozen_package, is_as_released
from adverse.evidence import Evidence
from adverse.evidence.changes import by_event_and_source
from adverse.evidence.releases import Release
from adverse.exports.citations import dashboard_citation
from adverse.exports.view import NOTICE

ATOM = "http://www.w3.org/2005/Atom"
PAGE = "../../sources?changed=true"  # from the address of a feed
EDITED = "The tables were edited after this release was listed."


class File(NamedTuple):
    """A file at an address of its own: what it is, its media type, and how it is made."""

    title: str
    media_type: str
    make: Callable[[Evidence], bytes]


def files_served(evidence: Evidence) -> dict[str, File]:
    """Name below /api/v1/ -> file; the package only where there is one."""
    files = {
        "releases.atom": File("What changed with each release, as an Atom feed", "application/atom+xml", atom_feed),
        "releases.json": File("The same as a JSON feed, with rows and answers", "application/feed+json", json_feed),
    }
    if package := frozen_package(evidence):
        title = "The data package of this version, frozen; the index names its checksum"
        files[package.name] = File(title, "application/zip", lambda _: package.content)
    return files


def json_feed(evidence: Evidence) -> bytes:
    """The releases in JSON Feed 1.1; `_changes` of an item holds tables, rows by event and source, rows and answers."""
    about = evidence.about
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{about['title']}: what changed",
        "description": f"{dashboard_citation(about)} {NOTICE}",
        "items": [_item(evidence, release) for release in evidence.releases],
    }
    return orjson.dumps(feed)


def _item(evidence: Evidence, release: Release) -> dict[str, Any]:
    return {
        "id": _id(evidence, release.version),
        "title": release.title,
        "date_published": f"{release.evidence_date}T00:00:00Z",
        "content_text": _text(evidence, release),
        "_changes": {
            "tables": [table._asdict() for table in release.tables],
            "by_event_and_source": by_event_and_source(release.rows),
            "rows": [row._asdict() for row in release.rows],
            "answers": [answer._asdict() for answer in release.answers],
        },
    }


def atom_feed(evidence: Evidence) -> bytes:
    """The releases in Atom (RFC 4287)."""
    about = evidence.about
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    _add(feed, "id", _id(evidence, "releases"))
    _add(feed, "title", f"{about['title']}: what changed")
    _add(feed, "subtitle", f"{dashboard_citation(about)} {NOTICE}")
    _add(feed, "updated", f"{about['evidence_date']}T00:00:00Z")
    _add(_add(feed, "author"), "name", about["title"])
    _add(feed, "link", href=PAGE)
    for release in evidence.releases:
        entry = _add(feed, "entry")
        _add(entry, "id", _id(evidence, release.version))
        _add(entry, "title", release.title)
        _add(entry, "updated", f"{release.evidence_date}T00:00:00Z")
        _add(entry, "link", href=PAGE)
        _add(entry, "content", _text(evidence, release), type="text")
    return ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)


def _add(above: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    added = ElementTree.SubElement(above, f"{{{ATOM}}}{name}", attributes)
    added.text = "".join(letter for letter in text if letter.isprintable() or letter == "\n") or None
    return added


def _text(evidence: Evidence, release: Release) -> str:
    is_edited = release is evidence.releases[0] and not is_as_released(evidence)
    changed = [table for table in release.tables if table.added or table.mended or table.withdrawn]
    counts = [f"{t.table}: {t.added} added, {t.mended} mended, {t.withdrawn} withdrawn" for t in changed]
    answers = [f"{a.address}\n{a.before or '(none)'}\n-> {a.after or '(none)'}" for a in release.answers]
    return "\n".join([release.summary, *([EDITED] if is_edited else []), *counts, *answers])


def _id(evidence: Evidence, name: str) -> str:
    return uuid5(NAMESPACE_URL, f"{evidence.about['name']}/{name}").urn
