# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages and buttons of tasks."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from aktei.base.rights.queries import may
from aktei.base.rights.rules import MANAGE
from aktei.entrances.web.kit import acting
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.bulk_acts import done_with_each
from aktei.entrances.web.kit.frame import undoing
from aktei.entrances.web.kit.lists import sheets
from aktei.entrances.web.kit.lists.opening import opens_as_saved
from aktei.entrances.web.kit.picking import reading
from aktei.entrances.web.kit.records import record_page
from aktei.entrances.web.work import bulk_acts, ends, forms, listing
from aktei.procedures.work import actions, queries, reopening

MOST = 200
"""Tasks of one record that its page shows, open ones first."""


@require_GET
@opens_as_saved("work:tasks")
def listed(request: HttpRequest) -> HttpResponseBase:
    """What waits for this person, or what they gave."""
    actor, wanted = actor_of(request), listing.Wanted.read(request.GET)
    if sheets.wanted(request):
        return sheets.answer(request, listing.sheet(actor, wanted), listing.above(request, actor, wanted))
    context = {
        "wanted": wanted,
        "listed": listing.listed(actor, wanted),
        "list": listing.above(request, actor, wanted),
    }
    return render(request, "work/list.html", context)


@require_GET
def on_record(request: HttpRequest, kind: str, node: UUID) -> HttpResponse:
    """The tasks of a dossier or case, and giving a new one."""
    actor = actor_of(request)
    place = record_page.find(actor, kind, node)
    context = {
        "place": place,
        "tabs": place.tabs("tasks"),
        "rows": queries.shown(actor, queries.on(actor, node)[:MOST]),
        "most": MOST,
        "form": forms.TaskForm(actor),
        "manages": "manage" in place.rights,
    }
    return render(request, "work/on_record.html", context)


@require_POST
def assign(request: HttpRequest) -> HttpResponse:
    """Give one task about each of the chosen records; asks for it first if nothing but records were chosen."""
    actor, asked = actor_of(request), "assignee" in request.POST
    form = forms.TaskForm(actor, request.POST if asked else None)
    if not form.is_valid():
        chosen = queries.records(actor, acting.picked(request))
        return render(request, "work/new.html", {"form": form, "chosen": chosen}, status=422 if asked else 200)
    bulk_acts.assign(request, actor, acting.picked(request), form.cleaned_data)
    back = acting.came_from(request)
    # The form for many is an answer to a button, not a page one can come back to.
    return redirect("records:dossiers" if reverse("work:assign") in back else back)


@require_POST
def finish_many(request: HttpRequest) -> HttpResponse:
    """Finish every selected task."""
    actor, note = actor_of(request), acting.typed(request, "note")
    return done_with_each(
        request,
        back=acting.came_from(request),
        items=acting.picked(request),
        act=lambda task: actions.finish_task(actor, task=task, note=note),
        said=lambda count: (
            ngettext("Eine Aufgabe ist erledigt.", "%(count)s Aufgaben sind erledigt.", count) % {"count": count}
        ),
        undo=lambda done: reverse(
            "work:undo_many", args=[undoing.remember(request, "ended", dict.fromkeys(map(str, done), ""))]
        ),
    )


@require_GET
def one(request: HttpRequest, task: UUID) -> HttpResponse:
    """One task, and everything that can be done with it."""
    actor = actor_of(request)
    each = queries.shown(actor, [queries.task(actor, task)])[0]
    manages = each.node is not None and may(actor, MANAGE, each.node.chain)
    return render(request, "work/task.html", {"each": each, "manages": manages})


@require_POST
def end(request: HttpRequest, task: UUID, act: str) -> HttpResponse:
    """Finish, decline, withdraw or hand on one task."""
    if act not in ends.ENDS:
        raise Http404
    actor, way = actor_of(request), ends.ENDS[act]
    queries.task(actor, task)
    note, to = acting.typed(request, "note"), reading.chosen(request, actor, "wer", "assignee")
    return acting.done(
        request,
        back=reverse("work:tasks"),
        said=str(way.said),
        act=lambda: way.act(actor, task, note, to),
        undo_url=reverse("work:undo", args=[task]),
    )


@require_POST
def undo(request: HttpRequest, task: UUID) -> HttpResponse:
    """Take back what one just did with a task."""
    actor = actor_of(request)
    queries.task(actor, task)
    return acting.done(
        request,
        back=reverse("work:task", args=[task]),
        said=gettext("Zurückgenommen: Die Aufgabe steht wieder wie zuvor."),
        act=lambda: reopening.undo_task(actor, task=task),
    )


@require_POST
def undo_many(request: HttpRequest, token: UUID) -> HttpResponse:
    """Take back that several tasks were finished, each for itself."""
    actor = actor_of(request)
    _what, items = undoing.recall(request, token)
    return done_with_each(
        request,
        back=reverse("work:tasks"),
        items=[UUID(each) for each in items],
        act=lambda task: reopening.undo_task(actor, task=task),
        said=lambda count: (
            ngettext("Eine Aufgabe ist wieder offen.", "%(count)s Aufgaben sind wieder offen.", count)
            % {"count": count}
        ),
    )
