# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The file plan as its keeper needs it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.entrances.web.file_plan import forms, granting, plan_page, plan_tables
from aktei.entrances.web.kit import acting
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.lists import trees
from aktei.entrances.web.kit.picking import reading
from aktei.records.file_plan import actions, queries


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The whole plan."""
    asked, opened = request.GET.get("q", "").strip(), trees.Opened.of(request)
    return render(request, "file_plan/page.html", plan_page.plan(actor_of(request), asked, opened))


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add an entry."""
    actor = actor_of(request)
    plan_page.plan(actor, "")
    form = forms.NewForm(actor, request.POST or None, initial={"parent": request.GET.get("unter", "")})
    made = acting.attempt(form, lambda **values: actions.add_entry(actor, **values)) if form.is_bound else None
    if made:
        tell(request, _("Der Eintrag %(entry)s ist angelegt.") % {"entry": made})
        return redirect("file_plan:entry", made.id)
    return render(request, "file_plan/new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, node: UUID) -> HttpResponse:
    """One entry: what it says, who has rights there, what happened; and changing what it says."""
    actor = actor_of(request)
    context = plan_page.entry(actor, node)
    form = forms.ChangeForm(request.POST or None, initial=forms.ChangeForm.filled_from(context["entry"]))
    changed = acting.attempt(form, lambda **values: actions.edit_entry(actor, entry=node, **values))
    if changed:
        tell(request, _("Der Eintrag ist geändert."))
        return redirect("file_plan:entry", node)
    return render(request, "file_plan/entry.html", {**context, "form": form}, status=422 if form.is_bound else 200)


@require_POST
def move(request: HttpRequest, node: UUID) -> HttpResponse:
    """Hang an entry elsewhere, with all below it."""
    actor, reason = actor_of(request), acting.typed(request, "reason")
    target = (
        None
        if request.POST.get("parent") == "oben" or "top" in request.POST
        else reading.needed(request, actor, "eintrag", "parent")
    )
    return acting.done(
        request,
        back=reverse("file_plan:entry", args=[node]),
        said=_("Der Eintrag ist verschoben, mit allem darunter."),
        act=lambda: actions.move_entry(actor, entry=node, parent=target, reason=reason),
    )


@require_GET
def weight(request: HttpRequest, node: UUID) -> HttpResponse:
    """How much moves with an entry, told before it is moved."""
    return render(request, "file_plan/weight.html", {"weight": queries.weight(actor_of(request), node)})


@require_POST
def renumber(request: HttpRequest, node: UUID) -> HttpResponse:
    """Give an entry another notation."""
    actor, notation = actor_of(request), acting.typed(request, "notation")
    return acting.done(
        request,
        back=reverse("file_plan:entry", args=[node]),
        said=_("Das Kennzeichen ist geändert. Schon vergebene Aktenzeichen bleiben, wie sie sind."),
        act=lambda: actions.renumber_entry(actor, entry=node, notation=notation),
    )


@require_POST
def disable(request: HttpRequest, node: UUID) -> HttpResponse:
    """Take no new dossiers here."""
    actor, reason = actor_of(request), acting.typed(request, "reason")
    return acting.done(
        request,
        back=reverse("file_plan:entry", args=[node]),
        said=_("Der Eintrag ist stillgelegt. Akten, die hier liegen, bleiben."),
        act=lambda: actions.disable_entry(actor, entry=node, reason=reason),
    )


@require_POST
def enable(request: HttpRequest, node: UUID) -> HttpResponse:
    """Take new dossiers here again."""
    actor = actor_of(request)
    return acting.done(
        request,
        back=reverse("file_plan:entry", args=[node]),
        said=_("Der Eintrag nimmt wieder neue Akten auf."),
        act=lambda: actions.enable_entry(actor, entry=node),
    )


@require_POST
def rights(request: HttpRequest, node: UUID) -> HttpResponse:
    """Give or take rights that whatever lies here starts with."""
    actor = actor_of(request)
    return acting.done(
        request,
        back=reverse("file_plan:entry", args=[node]) + "#rechte",
        said=_("Die Rechte sind geändert. Sie gelten sofort."),
        act=lambda: granting.change(actor, node, request),
    )


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Look at a file: what would it do?"""
    actor = actor_of(request)
    context = {**plan_page.plan(actor, ""), "columns": plan_tables.COLUMNS, "most": plan_tables.SHOWN}
    if request.method == "POST":
        try:
            context["looked"] = plan_tables.look(actor, request.FILES.get("file"))
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            context["reasons"] = refusal.reasons
    return render(request, "file_plan/import.html", context, status=422 if "reasons" in context else 200)


@require_POST
def take_over(request: HttpRequest) -> HttpResponse:
    """Do what the preview showed."""
    actor = actor_of(request)
    return acting.done(
        request,
        back=reverse("file_plan:page"),
        said=_("Der Aktenplan ist übernommen."),
        act=lambda: plan_tables.take_over(actor, request.POST.get("token", "")),
    )


@require_GET
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The plan as a file."""
    return plan_tables.exported(actor_of(request), form)
