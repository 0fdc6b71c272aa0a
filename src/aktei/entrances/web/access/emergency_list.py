# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of a break-glass access, where it leads, and data protection's list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden
from aktei.base.people.queries import OFFICE, names
from aktei.base.rights.queries import rights_on
from aktei.base.rights.rules import AUDIT, OVERSIGHT
from aktei.entrances.web.access.refusals import EMERGENCIES_ONLY_FOR_AUDITORS
from aktei.entrances.web.kit.lists.list_head import choice
from aktei.entrances.web.kit.lists.tables import Cell, Column, Row
from aktei.entrances.web.kit.lists.whole import named, sortable, whole
from aktei.procedures.access import queries
from aktei.procedures.access.actions import break_glass, propose_emergency
from aktei.procedures.access.rules import ALONE_HOURS, USUAL_HOURS
from aktei.records.file_plan.queries import FILE_PLAN

PIECE = 50
TOPS = (OFFICE, FILE_PLAN, OVERSIGHT)
HOURS = [
    (1, gettext_lazy("eine Stunde")),
    (USUAL_HOURS, gettext_lazy("vier Stunden")),
    (ALONE_HOURS, gettext_lazy("einen Tag")),
    (72, gettext_lazy("drei Tage (braucht eine zweite Person)")),
    (168, gettext_lazy("sieben Tage (braucht eine zweite Person)")),
]


class EmergencyForm(forms.Form):
    """Which dossier, why, how long."""

    reference = forms.CharField(
        label=gettext_lazy("Aktenzeichen"),
        max_length=120,
        help_text=gettext_lazy("genau so, wie es im Schreiben steht"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Warum muss es jetzt sein?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Der Datenschutz und die Leitung der zuständigen Einheit lesen diesen Satz."),
    )
    hours = forms.TypedChoiceField(label=gettext_lazy("Für wie lange?"), choices=HOURS, coerce=int, initial=USUAL_HOURS)


@dataclass(frozen=True)
class Begun:
    """What to say, and where to go."""

    said: str
    href: str


def begin(actor: Actor, *, reference: str, reason: str, hours: int) -> Begun:
    """Begin the access, or lay it before a second person if it shall last longer than a day."""
    if hours > ALONE_HOURS:
        propose_emergency(actor, reference=reference, reason=reason, hours=hours)
        said = _("Der Notzugriff wartet auf die Freigabe durch eine zweite Person.")
        return Begun(said, reverse("access:approvals"))
    row = break_glass(actor, reference=reference, reason=reason, hours=hours)
    said = _("Die Akte ist für Sie offen. Der Notzugriff endet von selbst; der Datenschutz ist benachrichtigt.")
    return Begun(said, reverse("records:dossier", args=[row.node]))


def audits(actor: Actor) -> bool:
    """Whether the actor audits any part of the office as a whole."""
    return AUDIT in rights_on(actor, TOPS)


def require_audit(actor: Actor) -> None:
    """Refuse with `Forbidden` whoever does not."""
    if not audits(actor):
        raise Forbidden(EMERGENCIES_ONLY_FOR_AUDITORS())


def after_ending(actor: Actor) -> str:
    """Where somebody goes on: data protection to its list, others to the dossiers."""
    return reverse("access:emergencies") if audits(actor) else reverse("records:dossiers")


COLUMNS = (
    sortable("person", gettext_lazy("Person"), fixed=True),
    sortable("akte", gettext_lazy("Aktenzeichen"), css="nowrap"),
    sortable("beginn", gettext_lazy("Beginn"), falling=True, css="nowrap"),
    sortable("ende", gettext_lazy("Ende"), falling=True, css="nowrap"),
    Column("grund", gettext_lazy("Grund"), css="break"),
    Column("zwei", gettext_lazy("Von zweiter Person freigegeben")),
    Column("kenntnis", gettext_lazy("Zur Kenntnis genommen von")),
    Column("bemerkung", gettext_lazy("Bemerkung"), css="break"),
)
MOST = 5_000
STATES: dict[str, Any] = {
    "neu": gettext_lazy("noch nicht zur Kenntnis genommen"),
    "laeuft": gettext_lazy("läuft noch"),
}


def listed(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """The list, newest first."""
    wanted = request.GET.get("zustand", "") if request.GET.get("zustand") in STATES else ""
    rows = queries.emergencies(actor)
    rows = {"neu": rows.filter(acknowledged_at=None), "laeuft": rows.filter(ended_at=None)}.get(wanted, rows)
    told = {each["row"].id: each for each in _named(actor, list(rows[:MOST]))}
    found = whole(
        request,
        actor,
        COLUMNS,
        [_row(each) for each in told.values()],
        page="access:emergencies",
        title=_("Notzugriffe"),
        filename="notzugriffe",
        filters=[choice("zustand", _("Zustand"), wanted, STATES.items(), empty=_("alle"))],
        size=PIECE,
    )
    return {
        "rows": [told[row.id] for row in found.table.rows],
        "found": found,
        "list": found.above,
        "unread": queries.unread(actor),
    }


def _row(each: dict[str, Any]) -> Row:
    row = each["row"]
    cells = [
        named(each["name"]),
        Cell(row.reference),
        Cell(row.begun_at),
        Cell(row.ended_at or row.until),
        Cell(row.reason),
        Cell(_("ja") if row.approval else ""),
        Cell(each["seen_by"]),
        Cell(row.remark),
    ]
    return Row(row.id, each["name"], cells)


def _named(actor: Actor, rows: Sequence[Any]) -> list[dict[str, Any]]:
    called = names({each for row in rows for each in (row.person, row.acknowledged_by)})
    return [
        {
            "row": row,
            "name": called.get(row.person, "–"),
            "seen_by": called.get(row.acknowledged_by, "") if row.acknowledged_by else "",
            "own": row.person == actor.person_id,
        }
        for row in rows
    ]
