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
from aktei.procedures.mailroom import machine_actions, ports, taking_out, to_offer
from aktei.procedures.mailroom.describing import Description, describe
from aktei.procedures.mailroom.proposals import MACHINERY, Proposal, proposals
from aktei.records.documents.queries import pages
from aktei.records.envelopes.queries import read_and_unoffered

log = logging.getLogger(__name__)

QUEUE = "mailroom"
PRIORITY = 10
"""Before renditions: what has been read is offered at once, however much still waits to be read."""
_OVERLOOKED_AFTER, _RECENT = timedelta(minutes=2), timedelta(hours=2)


@job(queue=QUEUE, name="mailroom.settle", priority=PRIORITY)
def settle(*, node: str, entry: int | None = None) -> None:
    """Find out where what was read may belong, and offer it for filing once all of its consignment was read."""
    consignment = to_offer.to_offer(UUID(node))
    if consignment is None:
        return
    read = {each.id: list(pages(each.version).values_list("text", flat=True)) for each in consignment.documents}
    letter = consignment.documents[0].id
    machine_actions.make_ready(
        MACHINERY,
        consignment=consignment.id,
        descriptions={each: _described(texts) for each, texts in read.items()},
        proposals=_proposed(letter, read[letter]),
    )


def offer_found(records: Sequence[UUID]) -> None:
    """Offer those of these documents that wait for it: the search knows them now, so what is ready is found."""
    defer(Order(settle, str(document)) for document in read_and_unoffered(records))


@job(queue=QUEUE, name="mailroom.take_out")
def take_out(*, node: str, entry: int) -> None:
    """Take the files inside a file in as post of their own."""
    version = UUID(journal_entry(entry).payload["version"])
    taking_out.take_out(MACHINERY, version=version, unpacked=ports.unpacked(version))


@job(queue=QUEUE, name="mailroom.forget", priority=PRIORITY)
def forget(*, node: str, entry: int) -> None:
    """Drop the suggestions that quote a letter that was deleted."""
    machine_actions.forget_suggestions(UUID(node))


@app.periodic(cron="*/2 * * * *")
@job(queue=QUEUE, name="mailroom.sweep", attempts=0, priority=PRIORITY, queueing_lock="mailroom.sweep")
def sweep(timestamp: int = 0) -> int:
    """Settle consignments that were read but never offered, because their job was lost. Returns how many."""
    now = timezone.now()
    return _settle_overlooked(to_offer.overlooked(since=now - _RECENT, before=now - _OVERLOOKED_AFTER))


@app.periodic(cron="11 3 * * *")
@job(queue=QUEUE, name="mailroom.sweep_all", attempts=0, queueing_lock="mailroom.sweep_all")
def sweep_all(timestamp: int = 0) -> int:
    """The same for whatever is older: it takes a walk over all that waits, so once a night."""
    return _settle_overlooked(to_offer.overlooked(since=None, before=timezone.now() - _RECENT))


def _settle_overlooked(overlooked: Sequence[UUID]) -> int:
    """Each as a job of its own, so that one that fails keeps none of the others waiting."""
    queued = nodes_with_a_job([settle], overlooked)
    return defer(Order(settle, str(document)) for document in overlooked if str(document) not in queued)


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
