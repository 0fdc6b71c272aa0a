# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Waiting for the sealer, and helping it along: an export can only prove what has its place in the log."""

import time
from collections.abc import Callable, Collection
from uuid import UUID

from aktei.base.log import proofs
from aktei.procedures.proof.ports import seal_what_waits

_WAIT, _PATIENCE = 0.5, 10.0  # seconds between two looks for the seal, and how long before the job is tried again


class NotSealed(Exception):
    """The sealer has not reached the lines that belong in the export; another try will find them."""


def sealed_head(nodes: Collection[UUID], *, until: int) -> proofs.SealedHead:
    """The newest head, once every line about these nodes up to this entry is sealed. Raises `NotSealed`."""
    _wait(lambda: not proofs.unsealed(nodes, until=until))
    head = proofs.newest_head()
    if head is None:
        raise NotSealed
    return head


def sealed_entry(entry: int) -> tuple[proofs.SealedLine, proofs.SealedHead]:
    """One line in its place, and a head that covers it. Raises `NotSealed`."""
    _wait(lambda: bool(proofs.positions([entry])))
    head, line = proofs.newest_head(), proofs.sealed_entry(entry)
    if head is None or head.size <= line.position:
        raise NotSealed
    return line, head


def _wait(is_there: Callable[[], bool]) -> None:
    begun = time.monotonic()
    seal_what_waits()
    while not is_there():
        if time.monotonic() - begun > _PATIENCE:
            raise NotSealed
        time.sleep(_WAIT)
        seal_what_waits()
