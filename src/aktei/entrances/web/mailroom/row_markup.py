# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows of the list of post. Made here and not in a template, as a page has fifty of them, each of many parts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from aktei.entrances.web.kit.frame.addresses import record_address
from aktei.entrances.web.kit.frame.templatetags.frame import day, icon
from aktei.entrances.web.mailroom.row import Row

_BUTTON = (
    '<button class="post__file" form="file-sure" formaction="{}{}" name="direkt" value="{}" data-files="{}"'
    ' data-row-key="e" data-key-label="{}" title="{}">{}<span class="kern-sr-only">{} </span>'
    '<span class="post__target">{}</span> <kbd aria-hidden="true">e</kbd></button>'
)


def markup(
    rows: Sequence[Row],
    suffix: str,
    *,
    current: UUID | None = None,
    chosen: Collection[UUID] = (),
    replaces: bool = False,
) -> SafeString:
    """Return the rows. `suffix` is what the address of each ends with, `current` the one that is open.

    `chosen` are ticked; with `replaces` each takes the place of the row that the page has already.
    """
    shown = [_article(row, suffix, row.id == current, row.id in chosen, replaces) for row in rows]
    return mark_safe("".join(shown))  # noqa: S308 (each part is escaped where it is made)


def _article(row: Row, suffix: str, is_current: bool, is_chosen: bool, replaces: bool) -> str:
    marks = (' aria-current="true"' if is_current else "") + (' hx-swap-oob="true"' if replaces else "")
    return f"""
<article class="row post" id="row-{row.id}" data-row{marks}>
  <label class="check"><input type="checkbox" name="item" value="{row.id}" data-select-item\
{" checked" if is_chosen else ""}><span class="kern-sr-only">{escape(row.choosing)}</span></label>
  {_picture(row)}
  <div class="post__main">
    <a class="row__title" href="{row.href}{escape(suffix)}">{escape(row.title)}</a>
    <time class="post__when" datetime="{row.received_at.isoformat()}">{day(row.received_at)}</time>
    <span class="row__line post__line">{escape(row.line)}</span>
    <span class="post__state">{_state(row)}</span>{_after(row, suffix)}
  </div>
</article>"""


def _picture(row: Row) -> str:
    if row.thumbnail:
        return f'<img class="row__thumb" src="{row.thumbnail}" alt="" width="40" height="52" loading="lazy">'
    name = ("lock" if row.is_locked else "alert") if row.is_quarantined else "paper"
    return f'<span class="row__thumb row__thumb--none">{icon(name)}</span>'


def _state(row: Row) -> str:
    said = escape(row.state_text)
    if row.is_quarantined:
        return f'<span class="badge badge--warning">{said}</span>'
    if not row.is_running:
        return f'<span class="badge badge--success badge--plain">{said}</span>'
    return f'{_progress(row)}<span class="badge badge--info badge--plain">{said}</span>'


def _progress(row: Row) -> str:
    if not row.total:
        return ""
    bar = '<progress class="post__bar" max="{}" value="{}" aria-label="{}"></progress>'
    return format_html(bar, row.total, row.done, _("Fortschritt der Texterkennung"))


def _after(row: Row, suffix: str) -> str:
    """What asks how far the row is, and the button that files it where it surely belongs."""
    asking = f'<input type="hidden" name="laufend" form="poll" value="{row.id}">' if row.is_running else ""
    if not row.sure:
        return asking
    place = {"reference": row.sure.reference, "subject": row.sure.subject_line}
    return asking + format_html(
        _BUTTON,
        record_address("mailroom:file", row.id),
        suffix,
        row.sure.key,
        row.id,
        _("in die sichere Akte ablegen"),
        _("Sicher: ablegen in %(reference)s %(subject)s") % place,
        icon("check"),
        _("%(title)s ablegen in") % {"title": row.title},
        row.sure.reference,
    )
