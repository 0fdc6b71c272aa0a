# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The interface described: for programs as OpenAPI, for people as a page."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aktei.entrances.api.interface import description
from aktei.entrances.api.problems import KINDS, MEDIA_TYPE


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The machine-readable description."""
    return JsonResponse(description())


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """The same on one page, without any script."""
    schema = description()
    operations = [
        {"path": path, "method": method.upper(), **operation}
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    problems = [{"status": status, "name": name, "title": title} for status, (name, title) in KINDS.items()]
    context = {
        "operations": operations,
        "schemas": sorted(schema["components"]["schemas"].items()),
        "problems": problems,
        "media_type": MEDIA_TYPE,
    }
    return render(request, "api/docs.html", context)
