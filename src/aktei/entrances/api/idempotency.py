# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A request sent twice has one effect: the answer is kept in the transaction of the act that gave it."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Schema

from aktei.entrances.api.models import IdempotencyKey
from aktei.entrances.api.problems import problem
from aktei.entrances.api.tokens import person_of

KEPT_FOR = timedelta(days=7)
HEADER = "Idempotency-Key"
LONGEST = 255  # characters, as long as its column


def once(
    request: HttpRequest, act: Callable[[], Schema], *, status: int = 200, sent: object = None, place: str = ""
) -> HttpResponse:
    """Answer `act()`, or, if this person's key was answered before, the same again without doing it.

    `sent` is what the request asks for, where that is more than its body (uploaded files by their hash). A key
    used again for something else is refused (422). A second request while the first is under way waits for it.
    A refused act keeps no answer: the same request may succeed later. `place` names the collection in which the
    answer's `id` can be found again (`Location`).
    """
    key = request.headers.get(HEADER, "")
    if not key:
        return _answer(status, act().model_dump_json(), place)
    if len(key) > LONGEST:
        return problem(422, [_("Der Idempotenzschlüssel ist länger als {longest} Zeichen.").format(longest=LONGEST)])
    _forget_old_keys()
    return _first_time(request, act, key=key, status=status, sent=sent, place=place)


def _first_time(
    request: HttpRequest, act: Callable[[], Schema], *, key: str, status: int, sent: object, place: str
) -> HttpResponse:
    fingerprint = _fingerprint(request, sent)
    with transaction.atomic():
        # The unique key makes a second request wait here until the first has committed or rolled back.
        row, is_new = IdempotencyKey.objects.get_or_create(
            person=person_of(request),
            key=key,
            defaults={"fingerprint": fingerprint, "created_at": timezone.now()},
        )
        if is_new:
            row.status, row.answer = status, act().model_dump_json()
            row.save(update_fields=["status", "answer"])
    if row.fingerprint != fingerprint:
        return problem(422, [_("Dieser Idempotenzschlüssel wurde schon für eine andere Anfrage verwendet.")])
    response = _answer(row.status, row.answer, place)
    if not is_new:
        response["Idempotency-Replayed"] = "true"
    return response


def _answer(status: int, body: str, place: str) -> HttpResponse:
    response = HttpResponse(body, status=status, content_type="application/json")
    if place:
        response["Location"] = f"/api/v1/{place}/{json.loads(body)['id']}"
    return response


def _fingerprint(request: HttpRequest, sent: object) -> str:
    body = repr(sent).encode() if sent is not None else request.body
    return hashlib.sha256(f"{request.method} {request.path}\n".encode() + body).hexdigest()


def _forget_old_keys() -> None:
    """Drop a few answers nobody will ask for any more; two requests never wait for each other here."""
    with transaction.atomic():
        old = IdempotencyKey.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)
        ids = list(old.select_for_update(skip_locked=True).values_list("id", flat=True)[:100])
        if ids:
            IdempotencyKey.objects.filter(id__in=ids).delete()
