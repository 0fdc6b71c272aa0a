# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Erasing what the journal says of records that are disposed of; that it was erased stays in the journal."""

from collections.abc import Sequence
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.acts.transaction import action
from aktei.base.log.erasing import about, erase
from aktei.base.rights.queries import chains_at, require
from aktei.base.rights.rules import DISPOSE


@action
def erase_history(actor: Actor, *, nodes: Sequence[UUID], disposal: UUID, reason: str) -> int:
    """Erase content and salt of every journal line about these records; returns how many. Needs `dispose` on each.

    Their leaves stay, so every other proof stays valid. Raises `Refused` while one of the lines still waits for the
    sealer, `Missing` for something that never was a record. The first node stands for all in the line that remains.
    """
    chains = chains_at(nodes)
    if not nodes or set(nodes) - chains.keys():
        raise Missing()
    for node in nodes:
        require(actor, DISPOSE, chains[node])
    return erase(
        actor,
        entries=about(nodes),
        node=nodes[0],
        within=tuple(nodes[1:]),
        disposal=disposal,
        reason=reason,
    )
