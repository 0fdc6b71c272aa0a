# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Key and extra fields of a dossier."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktei.base.rights.rules import EDIT
from aktei.entrances.web.kinds.forms import FieldsForm
from aktei.entrances.web.kit import acting
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.records import record_page
from aktei.records.kinds.actions import set_fields


@require_http_methods(["GET", "POST"])
def fields(request: HttpRequest, node: UUID) -> HttpResponse:
    """Change what a dossier's kind asks for."""
    actor = actor_of(request)
    place = record_page.find(actor, "dossier", node, needs=(EDIT,))
    form = FieldsForm(place.record, request.POST or None)
    changed = acting.attempt(form, lambda **values: set_fields(actor, dossier=node, **values))
    if changed:
        tell(request, _("Die Angaben sind geändert."))
        return redirect("records:dossier_about", node)
    context = {"place": place, "tabs": place.tabs("about"), "form": form, "kind": form.kind}
    return render(request, "kinds/fields.html", context, status=422 if form.is_bound else 200)
