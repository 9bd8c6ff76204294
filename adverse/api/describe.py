"""What the API says of itself: its index, the Data Package over its own addresses, and an OpenAPI description."""

import re
from typing import Any

from adverse.api.answers import NOTICE, choose
from adverse.api.files import File, files_served
from adverse.api.resources import Resource, resources_of
from adverse.cards.package import frozen_package
from adverse.cards.parameters import Asked, Parameter
from adverse.evidence import Evidence
from adverse.evidence.package import columns_of, data_package
from adverse.evidence.tables import TABLES
from adverse.exports.citations import dashboard_citation

MOST_QUERY = 8000  # characters of a query
JSON_SCHEMA = {"type": "object", "additionalProperties": True}


def index(evidence: Evidence) -> dict[str, Any]:
    """What there is, how to cite it, and what it is for."""
    about = evidence.about
    rows = [
        {
            "title": resource.title,
            **{form: f"/api/v1/{path}.{form}" for form in ("csv", "json")},
            **({"page": resource.page} if resource.page else {}),
        }
        for path, resource in resources_of(evidence).items()
    ]
    documents = [
        {"title": title, "json": f"/api/v1/{path}.json"} for path, (title, make) in DOCUMENTS.items() if make != index
    ]
    package = frozen_package(evidence)
    frozen = {"address": f"/api/v1/{package.name}", "sha256": package.checksum} if package else None
    files = [{"title": file.title, "address": f"/api/v1/{name}"} for name, file in files_served(evidence).items()]
    return {
        "title": about["title"],
        "version": about["version"],
        "evidence_date": about["evidence_date"],
        "license": about["license"],
        "citation": dashboard_citation(about),
        "notice": NOTICE,
        "package": frozen,
        "links": rows + documents + files,
    }


def package(evidence: Evidence) -> dict[str, Any]:
    """The descriptor of the data folder, with each table's address here in place of its file."""
    descriptor = data_package(evidence.about)
    return descriptor | {
        "resources": [item | {"path": f"tables/{item['path']}"} for item in descriptor["resources"]],
    }


def openapi(evidence: Evidence) -> dict[str, Any]:
    """The description of every path, in OpenAPI 3.1."""
    about = evidence.about
    paths = {
        f"/api/v1/{path}.{form}": _rows_path(evidence, resource, form)
        for path, resource in resources_of(evidence).items()
        for form in ("csv", "json")
    }
    paths |= {address_of(name): _document_path(name, title) for name, (title, _) in DOCUMENTS.items()}
    paths |= {f"/api/v1/{name}": _file_path(name, file) for name, file in files_served(evidence).items()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{about['title']}: data API",
            "version": about["version"],
            "description": f"Read-only. {NOTICE} Missing is null in JSON and an empty cell in CSV, never 0.",
            "license": {"name": about["license"]},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": {"Error": _error_schema(), **{f"table_{name}": _row_schema(name) for name in TABLES}}
        },
    }


def address_of(document: str) -> str:
    """The path of a document; the index is the folder itself."""
    return "/api/v1/" if document == "index" else f"/api/v1/{document}.json"


DOCUMENTS = {
    "index": ("What there is, how to cite it, and what it is for", index),
    "datapackage": ("The Data Package, whose tables are those of this API", package),
    "openapi": ("This description", openapi),
}


def _rows_path(evidence: Evidence, resource: Resource, form: str) -> dict[str, Any]:
    asked = Asked()
    choose(evidence, resource, asked)
    ok = (
        {"text/csv": {"schema": {"type": "string"}}}
        if form == "csv"
        else {"application/json": {"schema": _envelope_schema(resource)}}
    )
    parameters = [_described(parameter) for parameter in asked.parameters]
    name = resource.path.replace("/", "_")
    return {"get": _operation(f"{name}_{form}", resource.title, parameters, ok)}


def _document_path(name: str, title: str) -> dict[str, Any]:
    return {"get": _operation(name, title, [], {"application/json": {"schema": JSON_SCHEMA}})}


def _file_path(name: str, file: File) -> dict[str, Any]:
    return {"get": _operation(re.sub(r"\W", "_", name), file.title, [], {file.media_type: {}})}


def _operation(name: str, title: str, parameters: list[dict], ok: dict[str, Any]) -> dict[str, Any]:
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    refused = {
        "400": "A parameter or value that is not known; the message names it and what is allowed",
        "414": f"A query of more than {MOST_QUERY} characters",
    }
    responses = {"200": {"description": title, "content": ok}, "304": {"description": "Not changed since the ETag"}}
    responses |= {code: {"description": text, "content": error} for code, text in refused.items()}
    return {"operationId": name, "summary": title, "parameters": parameters, "responses": responses}


def _described(parameter: Parameter) -> dict[str, Any]:
    """A parameter; several values are given by repeating it. A value may also be the label that the page writes."""
    schema = {"type": "array", "items": parameter.schema} if parameter.several else parameter.schema
    return {
        "name": parameter.key,
        "in": "query",
        "required": False,
        "description": parameter.title,
        "schema": schema,
        **({"style": "form", "explode": True} if parameter.several else {}),
    }


def _envelope_schema(resource: Resource) -> dict[str, Any]:
    table = resource.path.removeprefix("tables/")
    row = {"$ref": f"#/components/schemas/table_{table}"} if table != resource.path else JSON_SCHEMA
    count = {"type": "integer", "minimum": 0}
    properties = {
        "data": {"type": "array", "items": row},
        "n_total": count,
        "offset": count,
        "limit": count,
        "next": {"type": ["string", "null"]},
        "set_aside": {"type": "object", "additionalProperties": count},
        "said": {"type": ["object", "null"], "additionalProperties": True},
        "sources": {"type": "array", "items": JSON_SCHEMA},
        "address": {"type": ["string", "null"]},
        "version": {"type": "string"},
        "evidence_date": {"type": "string", "format": "date"},
        "notice": {"type": "string"},
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def _row_schema(table: str) -> dict[str, Any]:
    columns = columns_of(table)
    return {
        "type": "object",
        "properties": {
            column.name: {"type": [column.type, "null"], "title": column.title, "description": column.description}
            for column in columns
        },
        "required": [column.name for column in columns],
        "additionalProperties": False,
    }


def _error_schema() -> dict[str, Any]:
    told = {"status": {"type": "integer"}, "message": {"type": "string"}, "documentation": {"type": "string"}}
    error = {"type": "object", "properties": told, "required": list(told)}
    return {"type": "object", "properties": {"error": error}, "required": ["error"]}
