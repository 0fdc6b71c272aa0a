# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Saving, renaming and forgetting views. Nothing official: no act, no line in the journal."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.refusals import Refusal
from aktei.entrances.web.kit.lists.models import SavedView
from aktei.entrances.web.kit.lists.pages import PAGES
from aktei.entrances.web.kit.lists.queries import View, names, own, shown
from aktei.entrances.web.kit.lists.rules import LONGEST_NAME, MOST, alike, as_named, obstacles_to_saving, worth_saving
from aktei.entrances.web.kit.refusals import (
    BEGINS_WITH_ALL,
    NO_VIEWS_OF_THIS_LIST,
    TOO_MANY_VIEWS,
    VIEW_NAME_TAKEN,
    VIEW_TOO_LONG,
    VIEW_WITHOUT_NAME,
)


def save_view(actor: Actor, *, page: str, name: str, query: str) -> View:
    """Keep what is chosen of a list under a name. The same name again replaces what it stood for."""
    if page not in PAGES or actor.person_id is None:
        raise Refused(NO_VIEWS_OF_THIS_LIST())
    name, query, others = as_named(name), worth_saving(query), names(actor, page)
    name = next((each for each in others if alike(each, name)), name)
    _check(name, query, others - {name})
    values = {"query": query, "saved_at": timezone.now()}
    row, _made = SavedView.objects.update_or_create(person=actor.person_id, page=page, name=name, defaults=values)
    return shown(row)


def rename_view(actor: Actor, *, view: UUID, name: str) -> None:
    """Call a saved view something else."""
    row, name = own(actor, view), as_named(name)
    _check(name, row.query, names(actor, row.page) - {row.name})
    row.name = name
    try:
        with transaction.atomic():
            row.save(update_fields=["name"])
    except IntegrityError as error:
        raise Refused([_said("taken")]) from error


def open_with(actor: Actor, *, view: UUID, usual: bool) -> None:
    """Let a list open with this view, and with no other one; or (not `usual`) with all there is."""
    row = own(actor, view)
    if usual and not shown(row).can_be_usual:
        raise Refused(BEGINS_WITH_ALL())
    with transaction.atomic():
        SavedView.objects.filter(person=row.person, page=row.page, is_usual=True).update(is_usual=False)
        SavedView.objects.filter(id=row.id).update(is_usual=usual)


def forget_view(actor: Actor, *, view: UUID) -> None:
    """Delete a saved view; the list itself stays as it is."""
    own(actor, view).delete()


def _check(name: str, query: str, others: set[str]) -> None:
    reasons = obstacles_to_saving(name, query, others)
    if reasons:
        raise Refused([_said(each) for each in reasons])


def _said(reason: str) -> Refusal:
    return {
        "no_name": VIEW_WITHOUT_NAME(),
        "too_long": VIEW_TOO_LONG(count=LONGEST_NAME),
        "taken": VIEW_NAME_TAKEN(),
        "too_many": TOO_MANY_VIEWS(count=MOST),
    }[reason]
