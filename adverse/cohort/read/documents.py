"""A JSON file -> what it is: Dataset-JSON, results of ClinicalTrials.gov, a label of openFDA, or a sentence."""

import json
import re
from typing import Any

from adverse.cohort.read import dataset_json
from adverse.cohort.read.label import read_label
from adverse.cohort.read.raw import Contents, File
from adverse.cohort.read.registry import read_registry
from adverse.errors import OwnDataError

DEEPEST = 60  # lists and objects inside each other
BRACKETS = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[{]+|[\]}]+')


def read_json(file: File) -> Contents:
    """Read a JSON file, or one of lines of JSON; raises OwnDataError for one that is damaged or of another kind."""
    _check_depth(file)
    try:
        found = json.loads(file.content)
    except UnicodeDecodeError:
        raise OwnDataError([f"{file.name} is not UTF-8 text."]) from None
    except json.JSONDecodeError as error:
        lines = dataset_json.from_lines(file)
        if lines is None:
            ends = error.pos >= len(error.doc.rstrip())
            what = "ends too early" if ends else "is not JSON"
            raise OwnDataError([f"{file.name}, line {error.lineno}, character {error.colno}: it {what}."]) from None
        return Contents(tables=[lines])
    except (RecursionError, ValueError):
        raise OwnDataError([f"{file.name} cannot be read: a value in it is too large."]) from None
    return _sorted(file, found)


def _check_depth(file: File) -> None:
    """Refuse what is nested beyond any of the forms before a parser meets it."""
    depth = 0
    for found in BRACKETS.finditer(file.content):
        part = found[0]
        if part[:1] == b'"':
            continue
        depth += len(part) if part[:1] in b"[{" else -len(part)
        if depth > DEEPEST:
            line = file.content.count(b"\n", 0, found.start()) + 1
            raise OwnDataError(
                [f"{file.name}, line {line}: it is nested too deeply, more than {DEEPEST} lists inside each other."]
            )


def _sorted(file: File, found: Any) -> Contents:
    if isinstance(found, dict):
        if dataset_json.is_dataset(found):
            return Contents(tables=dataset_json.read_datasets(file.name, found))
        if "FullStudiesResponse" in found or "FullStudy" in found or "Study" in found:
            raise OwnDataError(
                [f"{file.name}: this is the old answer of ClinicalTrials.gov; download the study again."]
            )
        studies = found.get("studies")
        if isinstance(studies, list) and "protocolSection" not in found:
            if len(studies) != 1:
                raise OwnDataError([f"{file.name} holds {len(studies)} studies; save one study and its results."])
            found = studies[0]
        if isinstance(found, dict) and "protocolSection" in found:
            return Contents(registries=[read_registry(file.name, found)])
        if "error" in found or "results" in found:
            return Contents(labels=[read_label(file.name, found)])
    if isinstance(found, list) and found and all(isinstance(row, dict) for row in found):
        return Contents(tables=[dataset_json.from_records(file.name, found)])
    raise OwnDataError(
        [
            f"{file.name} is JSON, but neither Dataset-JSON nor results of ClinicalTrials.gov nor a label of openFDA. "
            "Save the table as CSV."
        ]
    )
