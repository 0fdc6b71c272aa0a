# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Buttons: give a right (first shown what it would change), and end one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktei.base.rights.queries import require
from aktei.base.rights.rules import MANAGE
from aktei.entrances.web.access import folders
from aktei.entrances.web.access import grant_forms as giving_
from aktei.entrances.web.kit import acting
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.messages import tell


@require_POST
def give(request: HttpRequest, folder: str, node: UUID) -> HttpResponse:
    """Show whom a right would reach; with `bestaetigt`, give it."""
    actor = actor_of(request)
    about = folders.about(actor, folder, node)
    require(actor, MANAGE, about.chain, known=True)
    wish = giving_.wanted(actor, request.POST)
    if "bestaetigt" not in request.POST:
        count, some = giving_.newly_reached(about, wish)
        context = {"about": about, "folder": folder, "wish": wish, "count": count, "some": some}
        return render(request, "access/preview.html", {**context, "here": folders.address(about), "form": request.POST})
    tell(request, giving_.do(actor, about, wish))
    return redirect(folders.address(about))


@require_POST
def end(request: HttpRequest, folder: str, node: UUID) -> HttpResponse:
    """End the grants of one cause on the record itself."""
    actor = actor_of(request)
    about = folders.about(actor, folder, node)
    return acting.done(
        request,
        back=folders.address(about),
        said=_("Die Berechtigung ist beendet. Wer sie hatte, bleibt auf dieser Seite für frühere Tage sichtbar."),
        act=lambda: giving_.end_all(actor, about, acting.picked(request, "grant")),
    )
