# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""An answer as the page shows it."""

import io
import logging
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from PIL import Image

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.frame.addresses import record_address
from aktei.entrances.web.search.hit_markup import ShownHit, markup
from aktei.entrances.web.search.question import AT_ONCE, FURTHEST, Asked, Strip, facets
from aktei.procedures.mailroom.queries import channels
from aktei.procedures.search.answers import Answer, Hit, Jump
from aktei.procedures.search.condition import condition, shortfall
from aktei.procedures.search.engines.port import EngineError, RecordKind, State
from aktei.procedures.search.naming import named
from aktei.procedures.search.queries import jump, narrowing, readable, search
from aktei.procedures.search.query import any_word
from aktei.procedures.search.wanted import Step
from aktei.records.documents.queries import DIRECT

log = logging.getLogger(__name__)

_PAGES = {
    RecordKind.DOSSIER: "records:dossier",
    RecordKind.CASE: "records:case",
    RecordKind.DOCUMENT: "records:document",
}
_FILES = (RecordKind.DOSSIER, RecordKind.CASE)  # a document stands among the pages already
_ICONS = {RecordKind.DOSSIER: "folder", RecordKind.CASE: "folder", RecordKind.DOCUMENT: "document"}


def results(actor: Actor, asked: Asked, several: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """Dossiers to jump to above pages to read, with facets and what was tried; or why nothing can be searched now.

    `several` are called exactly so: they stand first, and the page says why none of them was opened.
    """
    if not asked.text:
        return {"asked": asked}
    lacking = shortfall()
    try:
        nodes = readable(actor)
        answer = search(
            actor,
            asked.text,
            within=nodes,
            sort=asked.sort,
            filters=asked.filters,
            step=asked.step or None,
            limit=AT_ONCE,
            offset=asked.offset,
        )
        few = not (asked.offset or asked.chosen)
        records = [_record(each) for each in jump(actor, asked.text, 4, within=nodes, kinds=_FILES)] if few else []
    except EngineError as error:
        log.warning("the search cannot answer: %s", error)
        return {"asked": asked, "broken": lacking or str(error)}
    if lacking and not answer.total and condition().state is State.MISSING:
        return {"asked": asked, "broken": lacking}
    tried = {one.step for one in answer.tried}
    return {
        "asked": asked,
        "shortfall": lacking,
        "answer": answer,
        "records": [*several, *(each for each in records if each not in several)],
        "several": len(several),
        "hits": markup(_hit(hit, asked, answer.step) for hit in answer.hits),
        "similar": markup(_hit(hit, asked, Step.SIMILAR) for hit in answer.similar),
        "similar_shown": len(answer.similar),
        "all_similar": asked.address(stufe=Step.SIMILAR.value),
        "exact": asked.address(stufe=""),
        "any_word": asked.in_other_words(any_word(answer.query)) if not answer.total and any_word(answer.query) else "",
        "narrowing": asked.narrowing(answer.step),
        "shown": asked.offset + len(answer.hits),
        "more": _more(asked, answer),
        "wider": asked.address(stufe=answer.wider.value) if answer.wider and answer.wider not in tried else "",
        "by_relevance": asked.address(sortierung=""),
        "by_date": asked.address(sortierung="datum"),
    }


def narrowed(actor: Actor, asked: Asked, step: str | None) -> dict[str, Any]:
    """What the hits of this step can be narrowed by; nothing while the index cannot answer: the page says that."""
    try:
        found = narrowing(actor, asked.text, filters=asked.filters, step=asked.step or step) if asked.text else ()
    except EngineError:
        found = ()
    named = {**channels(), DIRECT: _("direkt in die Akte gelegt")}
    return {
        "asked": asked,
        "facets": facets(asked, found, named),
        "cleared": asked.cleared(),
    }


def jumps(actor: Actor, text: str) -> list[dict[str, Any]]:
    """Records to go to straight away, with their addresses."""
    return [_record(each) for each in jump(actor, text)]


def _record(each: Jump) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "icon": _ICONS[each.kind],
        "title": each.title,
        "reference": each.reference,
        "similar": each.similar,
        "href": record_address(_PAGES[each.kind], each.id),
    }


def called(actor: Actor, text: str) -> list[dict[str, Any]]:
    """The dossiers and cases that are called exactly so; none while the index cannot answer."""
    try:
        return [_record(each) for each in named(actor, text)] if text else []
    except EngineError:
        return []


def cut(page: bytes, strip: Strip) -> bytes:
    """The strip out of a page's picture, as WebP."""
    with Image.open(io.BytesIO(page)) as picture:
        across, down = picture.width / 10_000, picture.height / 10_000
        right, bottom = strip.left + Strip.WIDTH, strip.top + Strip.HEIGHT
        band = picture.crop((strip.left * across, strip.top * down, right * across, bottom * down))
        packed = io.BytesIO()
        band.save(packed, "WEBP", quality=72, method=0)
    return packed.getvalue()


def _hit(hit: Hit, asked: Asked, step: Step) -> ShownHit:
    strip = Strip.around(hit.marks)
    wanted = {"q": asked.text, "stufe": step.value}
    href = f"{record_address('records:document', hit.document_id)}?{urlencode(wanted)}#blatt={hit.page_number}"
    return ShownHit(hit, href, _strip_address(hit, strip), strip.outline(hit.marks)) if strip else ShownHit(hit, href)


def _strip_address(hit: Hit, strip: Strip) -> str:
    place = reverse("search:strip", args=[hit.document_id, hit.page_number])
    return f"{place}?{urlencode({'links': strip.left, 'oben': strip.top})}"


def _more(asked: Asked, answer: Answer) -> str:
    following = asked.offset + AT_ONCE
    return asked.address(ab=str(following)) if following < min(answer.total, FURTHEST) else ""
