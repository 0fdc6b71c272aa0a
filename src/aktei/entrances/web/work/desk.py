# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What waits for me, as a section of the desk, and its number beside the navigation."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.desk.sections import Section, section
from aktei.entrances.web.kit.frame.navigation import counter
from aktei.procedures.work import queries

SHOWN = 6


@section(order=10)
def own_tasks(actor: Actor) -> Iterable[Section]:
    """The open tasks, soonest due first: one's own, or those of the absent person for whom the actor acts."""
    rows = queries.waiting(actor)
    first, href = queries.shown(actor, rows[:SHOWN]), f"{reverse('work:tasks')}?wer=meine"
    yield Section("tasks", _("Aufgaben"), "work/section.html", first, href, rows.count())


@counter("tasks")
def open_tasks(actor: Actor) -> int:
    """How many tasks wait for the actor."""
    return queries.waiting(actor).count()
