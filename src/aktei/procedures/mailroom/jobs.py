# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to consignments after something happened to their documents."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from aktei.base.acts.queries import entry as journal_entry
from aktei.base.outbox.jobs import Order, defer, job
from aktei.base.outbox.queries import nodes_with_a_job
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
_OVERLOOKED_AFTER, _RECENT = timedelta(minutes=2), timedelta(hours=2)


@job(queue=QUEUE, name="mailroom.settle", priority=PRIORITY)
def settle(*, node: str, entry: int | None = None, version: str | None = None) -> None:
    """Find out where a rendered consignment may belong, and offer it for filing."""
    document = UUID(node)
    if queries.to_be_offered([document]):  # else it was already, or never was post
        texts = list(pages(_version(entry, version)).values_list("text", flat=True))
        settling.make_ready(
            MACHINERY, document=document, description=_described(texts), proposals=_proposed(document, texts)
        )
    forget_tried(document, journal_entry(entry).at if entry else timezone.now())


def offer_found(records: Sequence[UUID]) -> None:
    """Offer those of these documents that wait for it: the search knows them now, so what is ready is found."""
    offered = queries.to_be_offered(records)
    defer(Order(settle, str(document), {"version": str(version)}) for document, version in offered)


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
    now = timezone.now()
    return _settle_overlooked(queries.overlooked(since=now - _RECENT, before=now - _OVERLOOKED_AFTER))


@app.periodic(cron="11 3 * * *")
@job(queue=QUEUE, name="mailroom.sweep_all", attempts=0, queueing_lock="mailroom.sweep_all")
def sweep_all(timestamp: int = 0) -> int:
    """The same for whatever is older: it takes a walk over all that waits, so once a night."""
    return _settle_overlooked(queries.overlooked(since=None, before=timezone.now() - _RECENT))


def _settle_overlooked(overlooked: Sequence[tuple[UUID, UUID]]) -> int:
    """Each as a job of its own, so that one that fails keeps none of the others waiting."""
    queued = nodes_with_a_job([settle], [document for document, _version in overlooked])
    lost = [(document, version) for document, version in overlooked if str(document) not in queued]
    return defer(Order(settle, str(document), {"version": str(version)}) for document, version in lost)


def _version(entry: int | None, version: str | None) -> UUID:
    return UUID(version) if version else UUID(journal_entry(entry or 0).payload["version"])


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
