# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the frame shows of exports on every page: those that are being made."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.frame.navigation import Work, long_work
from aktei.procedures.proof import queries
from aktei.procedures.proof.queries import DOSSIER


def exports(actor: Actor) -> Iterator[Work]:
    """Exports of this person under way."""
    for each in queries.running(actor):
        is_proof = each.export.kind == DOSSIER
        yield Work(
            title=_("Nachweis-Export %(title)s") % {"title": each.export.title} if is_proof else each.export.title,
            done=each.done,
            total=each.total,
            href=reverse("journal:proof", args=[each.export.node]) if is_proof else reverse("journal:page"),
        )


def announce() -> None:
    """Let the frame know."""
    long_work(exports)
