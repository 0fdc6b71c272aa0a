# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The hits of a search page. Made here and not in a template, as that took as long as finding them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from aktei.entrances.web.kit.frame.addresses import record_address
from aktei.entrances.web.kit.frame.templatetags.frame import calendar
from aktei.procedures.search.answers import Hit
from aktei.procedures.search.snippets import Snippet


@dataclass(frozen=True)
class ShownHit:
    """A hit with where it leads, and the strip of its page: the picture's address, the outline of what is marked."""

    hit: Hit
    href: str
    image: str = ""
    marked: str = ""


def markup(hits: Iterable[ShownHit]) -> SafeString:
    """Return the hits as items of a list."""
    return mark_safe("".join(map(_item, hits)))  # noqa: S308 (each part is escaped where it is made)


def _item(each: ShownHit) -> str:
    hit = each.hit
    return f"""
<li class="hit" data-row>
  <div class="hit__text">
    <a class="hit__title" href="{escape(each.href)}">{escape(hit.subject_line or _("Ohne Betreff"))}</a>
    <p class="hit__place">{_dossier(hit)} · {_page(hit)} · {calendar(hit.received_at)}</p>
    <p class="hit__snippet">{_snippet(hit.snippet)}</p>
  </div>{_strip(each)}
</li>"""


def _dossier(hit: Hit) -> str:
    if not hit.dossier_id or not hit.dossier_reference:
        return escape(_("noch nicht abgelegt"))
    address = record_address("records:dossier", hit.dossier_id)
    return f'<a href="{address}">{escape(hit.dossier_reference)}</a> {escape(hit.dossier_subject_line)}'


def _page(hit: Hit) -> str:
    return escape(_("Seite %(page)s von %(last)s") % {"page": hit.page_number, "last": hit.page_count})


def _snippet(found: Snippet) -> str:
    pieces = (f"<mark>{escape(one.text)}</mark>" if one.marked else escape(one.text) for one in found.pieces)
    return f"{'… ' if found.before else ''}{''.join(pieces)}{' …' if found.after else ''}"


def _strip(each: ShownHit) -> str:
    if not each.image:
        return ""
    return f"""
  <a class="hit__strip" href="{escape(each.href)}" tabindex="-1" aria-hidden="true">\
<img src="{escape(each.image)}" alt="" loading="lazy" width="768" height="145">\
<svg viewBox="0 0 6000 800" preserveAspectRatio="none"><path d="{escape(each.marked)}"/></svg></a>"""
