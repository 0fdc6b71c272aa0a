# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Post that waits to be filed stands in the way of closing the dossier it names."""

from uuid import UUID

from django.utils.translation import ngettext

from aktei.base.acts.actor import Actor
from aktei.procedures.mailroom.models import WAITING, Consignment, SuggestionKind


def unfiled_post_for(actor: Actor, node: UUID) -> list[str]:
    """Waiting post whose first suggestion is this dossier because the letter quotes its reference.

    What merely resembles the dossier is no obstacle. Counts all of it, whoever may read it, and names none.
    """
    aimed = Consignment.objects.filter(
        state__in=WAITING,
        suggestions__dossier=node,
        suggestions__rank=1,
        suggestions__kind=SuggestionKind.REFERENCE,
    )
    count = aimed.distinct().count()
    if not count:
        return []
    text = ngettext(
        "Im Posteingang liegt noch eine Sendung mit diesem Aktenzeichen.",
        "Im Posteingang liegen noch {count} Sendungen mit diesem Aktenzeichen.",
        count,
    )
    return [text.format(count=count)]
