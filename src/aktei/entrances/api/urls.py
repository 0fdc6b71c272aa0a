# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses below `/api/v1/`."""

from django.urls import URLPattern, path, re_path

from aktei.entrances.api import views
from aktei.entrances.api.interface import api
from aktei.entrances.api.problems import in_our_words, no_such_address


def _operations() -> list[URLPattern]:
    """The routers' addresses, each answering in problem details."""
    patterns = [each for each in api.urls[0] if isinstance(each, URLPattern) and each.name != "api-root"]
    for each in patterns:
        each.callback = in_our_words(each.callback)
    return patterns


app_name = "api"
urlpatterns: list[URLPattern] = [
    path("openapi.json", in_our_words(views.openapi), name="openapi"),
    path("docs", in_our_words(views.documentation), name="docs"),
    *_operations(),
    path("", views.documentation, name="api-root"),
    re_path(r"^(?P<rest>.*)$", no_such_address, name="no_such_address"),
]
