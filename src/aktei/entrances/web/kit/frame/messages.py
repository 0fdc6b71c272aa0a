# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Messages that appear at the edge of the next page, with an undo or a link if there is one."""

from __future__ import annotations

import json

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

LEVELS = {
    "success": messages.SUCCESS,
    "info": messages.INFO,
    "warning": messages.WARNING,
    "error": messages.ERROR,
}


def tell(
    request: HttpRequest, text: str, kind: str = "success", *, undo_url: str = "", href: str = "", link_text: str = ""
) -> None:
    """Show a sentence once; `undo_url` is POSTed to by the button that counts down ten seconds."""
    extra = {"undo_url": undo_url, "href": href, "link_text": link_text}
    messages.add_message(request, LEVELS[kind], text, extra_tags=json.dumps({k: v for k, v in extra.items() if v}))


def unpack(message: Message) -> dict[str, str]:
    """Return what `tell` packed beside the text."""
    try:
        return dict(json.loads(message.extra_tags or "{}"))
    except ValueError:
        return {}
