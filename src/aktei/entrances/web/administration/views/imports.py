# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units and persons from a table: choose a file, see what it would do, do it."""

import json

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.people import importing
from aktei.entrances.web.administration import access, organisation_table
from aktei.entrances.web.administration.refusals import FILE_MISSING, PREVIEW_TOO_OLD
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.messages import tell

SHOWN = 200
"""Lines of the preview; what is wrong is always shown."""


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Ask for a table; with one, show what reading it in would do; confirmed, do it."""
    actor = actor_of(request)
    access.require_manager(actor)
    try:
        if "kept" in request.POST:
            return _done(request, importing.import_organisation(actor, lines=_kept(request)))
        return render(request, "administration/import.html", _preview(request))
    except Forbidden:
        raise
    except Refused as refusal:
        context = {"reasons": refusal.reasons, **_columns()}
        return render(request, "administration/import.html", context, status=422)


def _preview(request: HttpRequest) -> dict[str, object]:
    table = request.FILES.get("table")
    if request.method != "POST":
        return _columns()
    if table is None:
        raise Refused(FILE_MISSING())
    lines = organisation_table.read(table.read(organisation_table.LARGEST + 1))
    plan = importing.plan(lines)
    shown = [*plan.of("wrong"), *plan.of("new"), *plan.of("known")][:SHOWN]
    # What was looked at is what will be done: the lines come back signed, whatever happens to the file meanwhile.
    kept = signing.dumps(json.dumps(lines), salt="import", compress=True)
    counts = {does: len(plan.of(does)) for does in ("new", "known", "wrong")}
    return {"plan": plan, "counts": counts, "shown": shown, "kept": kept, **_columns()}


def _kept(request: HttpRequest) -> list[dict[str, str]]:
    try:
        return list(json.loads(signing.loads(request.POST["kept"], salt="import", max_age=3_600)))
    except signing.BadSignature as error:
        raise Refused(PREVIEW_TOO_OLD()) from error


def _done(request: HttpRequest, plan: importing.ImportPlan) -> HttpResponse:
    count = len(plan.of("new"))
    if plan.kind == "units":
        tell(request, ngettext("Eine Einheit ist angelegt.", "{n} Einheiten sind angelegt.", count).format(n=count))
        return redirect("administration:units")
    tell(request, ngettext("Eine Person ist angelegt.", "{n} Personen sind angelegt.", count).format(n=count))
    return redirect("administration:persons")


def _columns() -> dict[str, object]:
    return {
        "unit_columns": ";".join(importing.UNIT_COLUMNS),
        "person_columns": ";".join(importing.PERSON_COLUMNS),
    }
