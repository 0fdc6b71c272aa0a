# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands above every page: one's own break-glass access, and what waits for data protection or a second person."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktei.base.acts.actor import Actor
from aktei.base.dates import moment_text
from aktei.base.four_eyes import queries as proposals
from aktei.entrances.web.kit.frame import navigation
from aktei.entrances.web.kit.frame.navigation import Bar
from aktei.procedures.access import queries


def put_up() -> None:
    """Let the frame show them."""
    navigation.bar(running)
    navigation.bar(unread)
    navigation.bar(waiting)


def running(actor: Actor) -> Iterator[Bar]:
    """One for each dossier that is open to the person by break-glass alone."""
    for row in queries.running(actor):
        said = _("Notzugriff auf %(reference)s bis %(until)s. Jedes Lesen wird vermerkt.")
        yield Bar(
            text=said % {"reference": row.reference, "until": moment_text(row.until)},
            href=reverse("records:dossier", args=[row.node]),
            link_text=_("Zur Akte"),
            kind="danger",
            act=reverse("access:end_emergency", args=[row.id]),
            act_text=_("Jetzt beenden"),
        )


def unread(actor: Actor) -> Iterator[Bar]:
    """One for data protection, while there is something new."""
    count = queries.unread(actor)
    if count:
        text = ngettext(
            "Ein Notzugriff ist noch nicht zur Kenntnis genommen.",
            "%(count)s Notzugriffe sind noch nicht zur Kenntnis genommen.",
            count,
        )
        yield Bar(text=text % {"count": count}, href=reverse("access:emergencies"), link_text=_("Ansehen"))


def waiting(actor: Actor) -> Iterator[Bar]:
    """One for whoever can be the second person, while something waits for one."""
    count = len(proposals.waiting(actor))
    if count:
        text = ngettext(
            "Eine Vorlage wartet auf die Freigabe durch eine zweite Person.",
            "%(count)s Vorlagen warten auf die Freigabe durch eine zweite Person.",
            count,
        )
        yield Bar(text=text % {"count": count}, href=reverse("access:approvals"), link_text=_("Ansehen"))
