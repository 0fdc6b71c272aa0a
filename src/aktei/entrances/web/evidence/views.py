# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Serving the evidence log: signed heads, tiles and entry bundles, which say nothing of what was done."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from aktei.base.journal import log
from aktei.base.journal.sealing import signer
from aktei.entrances.web.middleware import open_to_all

_FOR_EVER = "public, max-age=31536000, immutable"


@open_to_all
@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest signed head of the log."""
    return _text(log.checkpoint())


@open_to_all
@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The public key the heads are signed with, as verifiers take it."""
    return _text(f"{signer(settings.EVIDENCE_KEY, settings.EVIDENCE_ORIGIN).verifier}\n")


@open_to_all
@require_safe
def tile(request: HttpRequest, level: int, place: tuple[int, int]) -> HttpResponse:
    """Hashes of one tile; a tile never changes, so it may be kept for ever."""
    return _bytes(log.tile(level, *place) if level < 64 else None)


@open_to_all
@require_safe
def entries(request: HttpRequest, place: tuple[int, int]) -> HttpResponse:
    """The salted hashes of up to 256 neighbouring journal lines."""
    return _bytes(log.entries(*place))


def _text(text: str | None) -> HttpResponse:
    if text is None:
        raise Http404
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


def _bytes(data: bytes | None) -> HttpResponse:
    if data is None:
        raise Http404
    return HttpResponse(data, content_type="application/octet-stream", headers={"Cache-Control": _FOR_EVER})
