# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The journal, extracts of it, and proof exports of dossiers."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aktei.base.rights.rules import AUDIT, CLOSE, MANAGE, READ
from aktei.entrances.kept_files import as_download, goes_on
from aktei.entrances.web.journal import forms, journal_page
from aktei.entrances.web.kit import acting
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.records import record_page
from aktei.procedures.proof import actions, export_file, queries


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """What happened, newest first."""
    actor = actor_of(request)
    context = {
        "reading": journal_page.of(actor, request.GET),
        "extracts": queries.own_extracts(actor),
        "formats": actions.FORMATS,
    }
    return render(request, "journal/page.html", context)


@require_POST
def extract(request: HttpRequest) -> HttpResponse:
    """The lines of the current filter as a file: at once if they are few, else in the background."""
    actor = actor_of(request)
    asked, _faults = journal_page.asked_in(actor, request.POST)
    made = actions.request_extract(actor, asked=asked, format=request.POST.get("format", ""))
    if queries.is_short(actor, asked, export_file.AT_ONCE_LINES):
        export_file.make(made.id)
        return redirect("journal:download", made.id)
    tell(request, _("Der Auszug wird erstellt. Sie finden ihn unten auf dieser Seite."), "info")
    return redirect(f"{reverse('journal:page')}?{urlencode(journal_page.values_of(asked))}#auszuege")


@require_http_methods(["GET", "POST"])
def proof(request: HttpRequest, node: UUID) -> HttpResponse:
    """The exports of a dossier, and asking for one."""
    actor = actor_of(request)
    place = record_page.find(actor, "dossier", node, needs=(READ, AUDIT, MANAGE, CLOSE))
    form = forms.ProofForm(request.POST or None)
    if acting.attempt(form, lambda **v: actions.request_proof(actor, dossier=node, **v)):
        tell(request, _("Der Export wird erstellt. Sie können die Seite verlassen, er bleibt hier liegen."))
        return redirect("journal:proof", node)
    exports, may = queries.exports_of_dossier(actor, node), queries.can_export(actor, node)
    context = {"place": place, "tabs": place.tabs("history"), "form": form, "exports": exports, "may": may}
    context["waits"] = any(each.export.state == queries.WAITING for each in exports)
    return render(request, "journal/proof.html", context, status=422 if form.is_bound else 200)


@require_GET
def download(request: HttpRequest, export: UUID) -> HttpResponseBase:
    """The file of an export, always as a download."""
    row = actions.download_export(actor_of(request), export=export, goes_on=goes_on(request))
    return as_download(request, row.sha256, name=row.filename)
