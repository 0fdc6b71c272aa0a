# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in the way of closing: everybody who knows of an obstacle says so, and all are told at once.

Procedures stand above the records, so they are plugged in by `entrances/wiring.py`:

    obstacle(open_tasks_on)
"""

from collections.abc import Callable, Sequence
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.base.refusals import Refusal

Provider = Callable[[Actor, UUID], Sequence[Refusal]]
"""German sentences about what is unfinished on this node (a dossier or a case, with all that lies in it).

Asked inside the act that closes. A sentence never says more than whoever may close may know.
"""

_providers: list[Provider] = []


def obstacle(provider: Provider) -> Provider:
    """Register somebody who knows of obstacles; the same one again changes nothing."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def obstacles(actor: Actor, node: UUID) -> list[Refusal]:
    """Everything in the way of closing this dossier or case."""
    return [sentence for provider in _providers for sentence in provider(actor, node)]
