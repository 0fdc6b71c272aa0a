# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Template tags and filters for pages: German dates, numbers and sizes, icons, keys."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from aktei.base.dates import date_text, local, moment_text
from aktei.entrances.web.kit.frame import messages

register = template.Library()

DECIMAL_UNITS = ("Byte", "kB", "MB", "GB", "TB")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Return an icon from the sprite; with `label` it speaks, without it is decoration."""
    if label:
        markup = '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>'
        return format_html(markup, label, static("aktei/icons.svg"), name)
    return _decoration(name)


@cache  # every row has some of the few there are
def _decoration(name: str) -> SafeString:
    markup = '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>'
    return format_html(markup, static("aktei/icons.svg"), name)


@register.filter
def as_json(value: Any) -> str:
    """Return what a script reads; unlike a script element, it comes along when htmx fetches a part of a page."""
    return json.dumps(value, ensure_ascii=False)


@register.filter
def day(value: dt.datetime | dt.date | None) -> str:
    """Return how people say when: `heute 9:12`, `gestern`, `21.11.2026`."""
    if value is None:
        return ""
    today = timezone.localdate()
    moment = local(value) if isinstance(value, dt.datetime) else None
    date = moment.date() if moment else value
    if date == today:
        return _("heute %(time)s") % {"time": f"{moment.hour}:{moment:%M}"} if moment else _("heute")
    if date == today - dt.timedelta(days=1):
        return _("gestern")
    return date_text(date)


@register.filter
def calendar(value: dt.datetime | dt.date | None) -> str:
    """Return the date alone: `21.11.2026`."""
    if value is None:
        return ""
    return date_text(value)


@register.filter
def last_day(until: dt.datetime | None) -> dt.datetime | None:
    """Return the last moment of a period that ends there: people say the last day, not the one after."""
    return until - dt.timedelta(microseconds=1) if until else None


@register.filter
def moment(value: dt.datetime | None) -> str:
    """Return date and time: `21.11.2026, 9:12 Uhr`."""
    if value is None:
        return ""
    return moment_text(value)


@register.filter
def number(value: float | None, digits: int = 0) -> str:
    """Return the number with grouped thousands: `3.000.000`, in English `3,000,000`."""
    if value is None:
        return ""
    text = f"{value:,.{digits}f}"
    if (get_language() or "de").startswith("en"):
        return text
    return text.translate(str.maketrans(",.", ".,"))


@register.filter
def size(value: float | None) -> str:
    """Return a number of bytes for people: `512 Byte`, `1,4 MB`."""
    if value is None:
        return ""
    amount, unit = float(value), 0
    while amount >= 1000 and unit < len(DECIMAL_UNITS) - 1:
        amount, unit = amount / 1000, unit + 1
    digits = 1 if unit and amount < 10 else 0
    return f"{number(amount, digits)} {DECIMAL_UNITS[unit]}"


@register.filter
def share(done: int, total: int) -> int:
    """Return how much of the total is done, in whole percent, 0 to 100."""
    return max(0, min(100, 100 * int(done) // int(total))) if total else 0


_KINDS = {
    "application/pdf": _lazy("PDF-Datei"),
    "application/json": _lazy("Datei mit Angaben"),
    "application/xml": _lazy("XML-Datei"),
    "application/zip": _lazy("ZIP-Archiv"),
    "image/heic": _lazy("HEIC-Bild"),
    "image/heif": _lazy("HEIF-Bild"),
    "image/jpeg": _lazy("JPEG-Bild"),
    "image/png": _lazy("PNG-Bild"),
    "image/tiff": _lazy("TIFF-Bild"),
    "image/webp": _lazy("WebP-Bild"),
    "text/plain": _lazy("Textdatei"),
    "text/xml": _lazy("XML-Datei"),
}


@register.filter
def file_kind(media_type: str) -> str:
    """Return what people call a file of this media type: `PDF-Datei`."""
    known = _KINDS.get(media_type.partition(";")[0].strip().lower())
    return str(known) if known else _("Datei")


@register.filter
def lookup(mapping: dict[Any, Any], key: Any) -> Any:
    """Return `mapping[key]`, or an empty string."""
    return mapping.get(key, "")


@register.filter
def toast(message: Message) -> dict[str, str]:
    """Return what `messages.tell` packed beside the text: undo_url, href, link_text."""
    return messages.unpack(message)


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """Return the page's query string with some parameters changed; None or '' removes one."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    encoded = parameters.urlencode()
    return f"?{encoded}" if encoded else "?"
