# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The interface described: for programs as OpenAPI, for people as a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from aktei.base.refusals import WORDINGS
from aktei.entrances.api.interface import description
from aktei.entrances.api.problems import KINDS, MEDIA_TYPE


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The machine-readable description."""
    return JsonResponse(description())


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """The same on one page, under the same security policy as every other."""
    schema = description()
    operations = [
        _shown(path, method, operation, schema)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    problems = [{"status": status, "name": name, "title": title} for status, (name, title) in KINDS.items()]
    refusals = [{"code": code, "sentence": gettext(said.sentence)} for code, said in sorted(WORDINGS.items())]
    told = {"operations": operations, "problems": problems, "refusals": refusals, "media_type": MEDIA_TYPE}
    return render(request, "api/docs.html", told)


def _shown(path: str, method: str, operation: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "path": path,
        "method": method.upper(),
        "name": operation["operationId"],
        "summary": operation["summary"],
        "description": operation["description"],
        "fields": [_parameter(each) for each in operation["parameters"]] + _body(operation, schema),
        "answers": sorted(operation["responses"]),
    }


def _parameter(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": told["name"],
        "where": told["in"],
        "required": told["required"],
        "description": told.get("description", ""),
    }


def _body(operation: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of a request's body, if it has one, whatever its media type."""
    content = operation.get("requestBody", {"content": {}})["content"]
    fields = []
    for each in content.values():
        told = _resolved(each["schema"], schema)
        for name, field in told.get("properties", {}).items():
            required = name in told.get("required", ())
            text = field.get("description", "")
            fields.append({"name": name, "where": "body", "required": required, "description": text})
    return fields


def _resolved(told: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in told:  # a body that may be left out
        told = told["anyOf"][0]
    if "$ref" in told:
        told = schema["components"]["schemas"][told["$ref"].rpartition("/")[2]]
    return told
