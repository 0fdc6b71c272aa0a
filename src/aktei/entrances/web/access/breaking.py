# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of a break-glass access, where it leads, and data protection's list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.journal.acts import Actor, Forbidden
from aktei.base.people.queries import OFFICE, names
from aktei.base.rights.queries import rights_on
from aktei.base.rights.rules import AUDIT, OVERSIGHT
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
        raise Forbidden(_("Die Notzugriffe sieht der Datenschutz. Ihnen fehlt dafür das Recht „Protokoll einsehen“."))


def after_ending(actor: Actor) -> str:
    """Where somebody goes on: data protection to its list, others to the dossiers."""
    return reverse("access:emergencies") if audits(actor) else reverse("records:dossiers")


def listed(actor: Actor, before: str) -> dict[str, Any]:
    """A piece of the list, newest first."""
    rows = queries.emergencies(actor)
    try:
        rows = rows.filter(begun_at__lt=datetime.fromisoformat(before)) if before else rows
    except ValueError:
        rows = rows.none()
    found = list(rows[: PIECE + 1])
    return {
        "rows": _named(actor, found[:PIECE]),
        "next": found[PIECE - 1].begun_at.isoformat() if len(found) > PIECE else None,
        "unread": queries.unread(actor),
    }


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
