# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that programs fetch, whole or in parts."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from aktei.entrances.api.problems import MEDIA_TYPE, problem
from aktei.entrances.kept_files import NO_SUCH_PART, as_download


def sent(request: HttpRequest, sha256: str, *, name: str, media_type: str = "") -> HttpResponseBase:
    """The file, or the part of it that was asked for; or that there is no such part."""
    response = as_download(request, sha256, name=name, media_type=media_type)
    if response.status_code == NO_SUCH_PART:
        return problem(416, [_("Diesen Teil der Datei gibt es nicht.")], Content_Range=response["Content-Range"])
    return response


def answers(media_type: str, told: str) -> dict[int, Any]:
    """What the description says of it."""
    return {
        200: {"content": {media_type: {}}, "description": told},
        206: {"content": {media_type: {}}, "description": "Der Teil, den Range nennt"},
        416: {
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
            "description": "Diesen Teil der Datei gibt es nicht",
        },
    }
