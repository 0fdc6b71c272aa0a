# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Post that waits to be filed stands in the way of closing the dossier it names."""

from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.base.refusals import Refusal
from aktei.procedures.mailroom import refusals
from aktei.procedures.mailroom.models import Suggestion, SuggestionKind
from aktei.records.envelopes.queries import waiting_of


def unfiled_post_for(actor: Actor, node: UUID) -> list[Refusal]:
    """Waiting post whose first suggestion is this dossier because the letter quotes its reference.

    What merely resembles the dossier is no obstacle. Counts all of it, whoever may read it, and names none.
    """
    aimed = Suggestion.objects.filter(dossier=node, rank=1, kind=SuggestionKind.REFERENCE).values("consignment")
    count = len(waiting_of(aimed))
    if not count:
        return []
    return [refusals.AIMED_POST(count=count)]
