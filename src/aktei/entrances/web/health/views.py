# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Is the house well? For load balancers and monitoring; open answers tell nothing but yes or no."""

from datetime import timedelta
from hmac import compare_digest

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from aktei.base.log import sealer_health
from aktei.base.outbox.queries import queues
from aktei.entrances.web.health import metrics as figures
from aktei.entrances.web.kit.middleware import open_to_all
from aktei.procedures.rendition import pace
from aktei.procedures.search.condition import condition as condition_of_search
from aktei.procedures.search.engines.port import State


@open_to_all
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether this process answers and reaches its database: what a load balancer wants to know."""
    try:
        sealer_health.waiting_since()
    except DatabaseError:
        return JsonResponse({"status": "down"}, status=503)
    return JsonResponse({"status": "ok"})


@open_to_all
@never_cache
@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    """Whether the evidence log is well: 503 while there is a reason for alarm."""
    alarms = _condition().alarms
    return JsonResponse({"status": "alarm" if alarms else "ok"}, status=503 if alarms else 200)


@open_to_all
@never_cache
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Whether the search finds all there is: 503 while it cannot answer, "renewing" while its index is outdated."""
    state = condition_of_search().state
    if state in {State.UNUSABLE, State.MISSING}:
        return JsonResponse({"status": "down"}, status=503)
    return JsonResponse({"status": "renewing" if state is State.OUTDATED else "ok"})


@open_to_all
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures in Prometheus's text format, for whoever has the token; without a token set there are none."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not compare_digest(
        request.headers.get("Authorization", "").encode(), f"Bearer {settings.METRICS_TOKEN}".encode()
    ):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    told = figures.page(
        figures.evidence_figures(_condition()),
        figures.search_figures(condition_of_search()),
        figures.queue_figures(queues(), pace.of_the_last(1), timezone.now()),
    )
    return HttpResponse(told, content_type=figures.CONTENT_TYPE)


def _condition() -> sealer_health.LogCondition:
    return sealer_health.condition(timedelta(seconds=settings.EVIDENCE_ALARM_SECONDS))
