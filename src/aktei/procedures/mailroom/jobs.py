# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to consignments after something happened to their documents."""

import logging
import time
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from aktei.base.journal.queries import entry as journal_entry
from aktei.base.outbox.jobs import job
from aktei.base.people.queries import office_name
from aktei.procedures.mailroom import ports, queries, settling, taking_out
from aktei.procedures.mailroom.describing import Description, describe
from aktei.procedures.mailroom.matching import MACHINERY, Proposal, proposals
from aktei.procedures.mailroom.unlocking import forget_tried
from aktei.records.documents.queries import pages

log = logging.getLogger(__name__)

QUEUE = "mailroom"
PRIORITY = 10
"""Before renditions: what has been read is offered at once, however much still waits to be read."""
_PATIENCE, _GLANCE = 0.5, 0.05  # seconds
_MOST_TRIES = 3
_OVERLOOKED_AFTER = timedelta(minutes=2)


@job(queue=QUEUE, name="mailroom.settle", priority=PRIORITY)
def settle(*, node: str, entry: int | None = None, version: str | None = None, tries: int = 0) -> None:
    """Find out where a rendered consignment may belong, and offer it for filing.

    Waits for the search to know it, so that what is ready is found; but not for long, as the search may be down.
    """
    document = UUID(node)
    if tries < _MOST_TRIES and not _is_indexed(document):
        again = {"node": node, "entry": entry, "version": version, "tries": tries + 1}
        settle.configure(schedule_in={"seconds": 1}).defer(**again)
        return
    texts = list(pages(_version(entry, version)).values_list("text", flat=True))
    settling.make_ready(
        MACHINERY, document=document, description=_described(texts), proposals=_proposed(document, texts)
    )
    forget_tried(document, journal_entry(entry).at if entry else timezone.now())


@job(queue=QUEUE, name="mailroom.hold", priority=PRIORITY)
def hold(*, node: str, entry: int) -> None:
    """Put a consignment whose rendition was refused into quarantine."""
    ended = journal_entry(entry)
    refusal = ended.payload
    settling.quarantine(
        MACHINERY,
        document=UUID(node),
        code=refusal["code"],
        reason=refusal["reason"],
        advice=refusal["advice"],
    )
    forget_tried(UUID(node), ended.at)


@job(queue=QUEUE, name="mailroom.take_out")
def take_out(*, node: str, entry: int) -> None:
    """Take the files inside a file in as post of their own."""
    wanted = journal_entry(entry).payload
    version = UUID(wanted["version"])
    taking_out.take_out(
        MACHINERY, consignment=UUID(wanted["consignment"]), version=version, unpacked=ports.unpacked(version)
    )


@job(queue=QUEUE, name="mailroom.follow", priority=PRIORITY)
def follow(*, node: str, entry: int) -> None:
    """Let a consignment follow its document."""
    settling.follow(MACHINERY, document=UUID(node))


@job(queue=QUEUE, name="mailroom.forget", priority=PRIORITY)
def forget(*, node: str, entry: int) -> None:
    """Erase what a consignment says of its sender, when its document was deleted."""
    settling.forget(MACHINERY, document=UUID(node))


@app.periodic(cron="*/2 * * * *")
@job(queue=QUEUE, name="mailroom.sweep", attempts=0, priority=PRIORITY, queueing_lock="mailroom.sweep")
def sweep(timestamp: int = 0) -> int:
    """Settle consignments that were rendered but never offered, because their job was lost. Returns how many."""
    overlooked = queries.overlooked(timezone.now() - _OVERLOOKED_AFTER)
    for document, version in overlooked:
        settle(node=str(document), version=str(version), tries=_MOST_TRIES)
    return len(overlooked)


def _version(entry: int | None, version: str | None) -> UUID:
    return UUID(version) if version else UUID(journal_entry(entry or 0).payload["version"])


def _is_indexed(document: UUID) -> bool:
    until = time.monotonic() + _PATIENCE
    while ports.is_being_indexed(document):
        if time.monotonic() > until:
            return False
        time.sleep(_GLANCE)
    return True


def _own_names() -> list[str]:
    """What the office is called: whoever has that name above an address is written to, and does not write."""
    return [office_name("")]


def _described(texts: Sequence[str]) -> Description:
    try:
        return describe(texts, _own_names())
    except Exception:
        log.exception("a letter could not be described; it is offered without")
        return Description()


def _proposed(document: UUID, texts: Sequence[str]) -> list[Proposal]:
    """Suggestions are a help, not a condition: without them the post must still become ready."""
    try:
        return proposals(document, texts, _own_names())
    except Exception:
        log.exception("no suggestions for document %s", document)
        return []
