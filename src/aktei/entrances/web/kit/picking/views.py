# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a picking field offers while somebody types, and the question which of several is meant."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.picking.reading import LONGEST, Unclear
from aktei.entrances.web.kit.picking.sources import source


@require_GET
def offers(request: HttpRequest, kind: str) -> HttpResponse:
    """Candidates for what stands in the only field that was sent."""
    offered = source(kind)
    if offered is None:
        raise Http404
    typed = str(next(iter(request.GET.values()), "")).replace("\0", "").strip()[:LONGEST]
    found = offered.find(actor_of(request), typed) if typed else []
    return render(request, "picking/offers.html", {"found": found, "typed": typed, "nobody": offered.nobody})


def ask(request: HttpRequest, unclear: Unclear) -> HttpResponse:
    """Ask which of several is meant; all else that was filled in goes with the answer."""
    sent = request.POST if request.method == "POST" else request.GET
    left_out = {"csrfmiddlewaretoken", f"{unclear.name}-id"}
    kept = [(name, value) for name, values in sent.lists() if name not in left_out for value in values]
    context = {"unclear": unclear, "kept": kept, "posted": request.method == "POST"}
    # Whoever only looked is asked and nothing failed; a form that was sent is not done yet.
    response = render(request, "picking/choose.html", context, status=422 if context["posted"] else 200)
    response["HX-Retarget"] = response["HX-Reselect"] = "#content"
    response["HX-Reswap"] = "outerHTML"
    return response
