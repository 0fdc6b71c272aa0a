# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole interface: its routers, who may call, and how it describes itself."""

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.operation import Operation
from ninja.renderers import BaseRenderer
from pydantic_core import to_json

from aktei.entrances.api import (
    absences,
    access,
    cases,
    consignments,
    documents,
    dossiers,
    exports,
    journal,
    people,
    search,
    tasks,
)
from aktei.entrances.api.problems import KINDS, MEDIA_TYPE, explain_everything
from aktei.entrances.api.tokens import BearerToken, throttles

_ERRORS = (400, 401, 403, 404, 409, 411, 413, 415, 422, 429, 500, 503)
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Wird dieselbe Anfrage mit demselben Schlüssel wiederholt, so wirkt sie nur einmal.",
    "schema": {"type": "string", "maxLength": 255},
}
_PROBLEM = {
    "type": "object",
    "description": "Warum etwas nicht geschehen ist (RFC 9457), auf Deutsch",
    "required": ["type", "title", "status", "detail", "reasons", "refusals"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "reasons": {"type": "array", "items": {"type": "string"}},
        "refusals": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "params"],
                "properties": {"code": {"type": "string"}, "params": {"type": "object"}},
            },
        },
    },
}


class FullPrecision(BaseRenderer):
    """JSON in which a moment keeps its microseconds, so that it can be asked about exactly."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """The answer's bytes."""
        return to_json(data)


class Interface(NinjaAPI):
    """An interface whose operations are called what their functions are called."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the function; each is unique, and generated clients read well."""
        return operation.view_func.__name__


api = Interface(
    renderer=FullPrecision(),
    title="Aktei",
    version="1.0.0",
    description="Die elektronische Akte für andere Programme.",
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    auth=BearerToken(),
    throttle=throttles(),
)
explain_everything(api)
for place, router in {
    "consignments": consignments.router,
    "dossiers": dossiers.router,
    "cases": cases.router,
    "documents": documents.router,
    "search": search.router,
    "journal": journal.router,
    "exports": exports.router,
    "tasks": tasks.router,
    "absences": absences.router,
}.items():
    api.add_router(f"/{place}", router)
api.add_router("", people.router)  # units and persons
api.add_router("", access.router)  # below dossiers, cases and documents alike


def description() -> dict[str, Any]:
    """The OpenAPI 3.1 document, with every problem and the idempotency key in it."""
    schema: dict[str, Any] = dict(api.get_openapi_schema())
    schema["components"]["schemas"]["Problem"] = _PROBLEM
    schema["components"]["responses"] = {str(status): _response(status) for status in _ERRORS}
    for path in schema["paths"].values():
        for method, operation in path.items():
            _complete(method, operation)
    return schema


def _response(status: int) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": str(KINDS[status][1]), "content": content}


def _complete(method: str, operation: dict[str, Any]) -> None:
    if method == "post" and _KEY not in operation["parameters"]:
        operation["parameters"].append(_KEY)
    operation["responses"] = {str(status): answer for status, answer in operation["responses"].items()}
    for status in _ERRORS:
        if method == "post" or status not in (411, 413, 415):
            operation["responses"].setdefault(str(status), {"$ref": f"#/components/responses/{status}"})
