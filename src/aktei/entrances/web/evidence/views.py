# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Serving the evidence log: signed heads, tiles and entry bundles, which say nothing of what was done."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aktei.base.log import public_log
from aktei.entrances.web.evidence import log_state
from aktei.entrances.web.kit.middleware import open_to_all

_FOR_EVER = "public, max-age=31536000, immutable"


@open_to_all
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What the log is, how it stands, and how anybody can check it."""
    return render(request, "evidence/page.html", {"state": log_state.now()})


@open_to_all
@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest signed head of the log, with the signatures of the witnesses that have seen it."""
    return _text(public_log.checkpoint())


@open_to_all
@require_safe
def checkpoint_of(request: HttpRequest, size: int) -> HttpResponse:
    """The signed head of this size."""
    return _text(public_log.checkpoint(size))


@open_to_all
@require_safe
def witnessed(request: HttpRequest) -> HttpResponse:
    """The newest head that a witness has signed as well."""
    return _text(public_log.witnessed())


@open_to_all
@require_safe
def timestamp(request: HttpRequest, size: int | None = None) -> HttpResponse:
    """The timestamp (RFC 3161 response) of the head of this size, or the newest one."""
    return _bytes(public_log.timestamp(size), "application/timestamp-reply", for_ever=size is not None)


@open_to_all
@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The public key the heads are signed with now, as verifiers take it."""
    return _text(public_log.key())


@open_to_all
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Every public key the log has had, oldest first, each behind the size from which on (exclusive) it signs."""
    return _text(public_log.keys())


@open_to_all
@require_safe
def tile(request: HttpRequest, level: int, place: tuple[int, int]) -> HttpResponse:
    """Hashes of one tile; a tile never changes, so it may be kept for ever."""
    return _bytes(public_log.tile(level, *place))


@open_to_all
@require_safe
def entries(request: HttpRequest, place: tuple[int, int]) -> HttpResponse:
    """The salted hashes of up to 256 neighbouring journal lines."""
    return _bytes(public_log.entries(*place))


def _text(text: str | None) -> HttpResponse:
    if text is None:
        raise Http404
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


def _bytes(data: bytes | None, kind: str = "application/octet-stream", *, for_ever: bool = True) -> HttpResponse:
    if data is None:
        raise Http404
    return HttpResponse(data, content_type=kind, headers={"Cache-Control": _FOR_EVER if for_ever else "no-store"})
