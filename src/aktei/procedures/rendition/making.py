# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a version in the records to its rendition in the records: load, call the pipeline, hand over.

Nothing here runs inside a transaction but the last step. Whatever dies in between, the next call goes on where
this one stopped: finished pages lie in the scratch directory, finished bytes in the blob store.
"""

import fcntl
import logging
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.blobs import store
from aktei.base.blobs.faults import BlobError
from aktei.base.outbox.lanes import Lane
from aktei.procedures.rendition import actions, pace, password_box, pipeline
from aktei.procedures.rendition.finished import write
from aktei.procedures.rendition.giving_way import GaveWay, giving_way
from aktei.procedures.rendition.limits import Limits
from aktei.procedures.rendition.machine import memory_bytes, most_for_one
from aktei.procedures.rendition.models import Progress
from aktei.procedures.rendition.notice import Unreadable, notice
from aktei.procedures.rendition.pool import Unavailable
from aktei.procedures.rendition.quarantine import Quarantined
from aktei.procedures.rendition.words import pack
from aktei.records.documents.actions import RenderedPage, StoredFile
from aktei.records.documents.queries import is_accepted, originals_of, page_ranges_of, standing_faults, version_of

log = logging.getLogger(__name__)

MACHINERY = Actor.system("rendition")
MOST_FAILURES = 4
"""Unexpected errors after which the originals wait for a person instead of being tried again."""
MOST_ATTEMPTS = 40
"""Begun renditions, including those that ended with their worker: something in this file kills us."""
_WRITE_EVERY = 0.5  # seconds between two notes of progress


def make(version: UUID, *, lane: Lane = Lane.TODAY) -> bool:
    """Render one version, or note why not. Safe to call again at any time, also from two processes at once.

    False if it gave way to others before it was done: what is finished is kept, call again.
    Raises `Unavailable`, `BlobError` or what else went wrong if another try may help.
    """
    with _alone(version) as work:
        row = version_of(version)
        if row.rendered_at or standing_faults([version]):
            _clean(work)
            return True
        progress = _begin(row)
        if progress.attempts > MOST_ATTEMPTS:
            _give_up(version, work)
            return True
        try:
            _attempt(row, work, progress, lane, trusted=is_accepted(version))
        except GaveWay as gave:
            Progress.objects.filter(version=row).update(attempts=F("attempts") - 1, done=gave.done)
            return False
        return True


def limits() -> Limits:
    """The bounds the settings name."""
    return Limits(
        pages=settings.LIMIT_PAGES,
        page_pixels=settings.LIMIT_PIXELS,
        file_bytes=settings.LIMIT_BYTES,
        memory_bytes=most_for_one(settings.LIMIT_MEMORY, memory_bytes()),
    )


def _attempt(row: Any, work: Path, progress: Progress, lane: Lane, *, trusted: bool) -> None:
    begun = timezone.now()
    try:
        pages = _render(row, work, lane, trusted=trusted)
        pace.note(lane, pages=pages)
        password_box.forget(row.document_id, before=begun)
    except Quarantined as found:
        actions.refuse(MACHINERY, version=row.id, code=found.code, reason=found.reason, advice=found.advice)
        pace.note(lane, refused=1)
        password_box.forget(row.document_id, before=begun)
        _clean(work)
    except (Unavailable, BlobError, GaveWay):
        raise  # not this file's fault: the job is tried again, and the sweep after that
    except Exception:
        log.exception("rendition of version %s failed", row.id)
        Progress.objects.filter(version=row).update(failures=F("failures") + 1)
        if progress.failures + 1 < MOST_FAILURES:
            raise
        _give_up(row.id, work)


def _render(row: Any, work: Path, lane: Lane, *, trusted: bool) -> int:
    components: list[Any] = [*originals_of(row.id), *page_ranges_of(row.id)]
    originals = [store.path(each.sha256) for each in components]
    call = partial(
        pipeline.render,
        limits=limits(),
        password=password_box.password_for(row.document_id),
        accept_as_is=trusted,
        lane=lane.rank,
    )
    spans = [_span(each) for each in components]
    hear = _both(_noted(row.id), giving_way(lane))
    try:
        rendered = call(originals, work, progress=hear, spans=spans)
    except Quarantined:
        if not trusted:
            raise
        readable = [_stand_in(each, path, work, call) for each, path in zip(components, originals, strict=True)]
        spans = [span if path == was else None for path, was, span in zip(readable, originals, spans, strict=True)]
        rendered = call(readable, work / "with-notices", progress=hear, spans=spans)
    actions.complete(
        MACHINERY,
        version=row.id,
        archival=_stored(rendered.archival, "application/pdf"),
        thumbnail=_stored(rendered.thumbnail, "image/webp"),
        pages=[_page(each) for each in rendered.pages],
        remarks=rendered.remarks,
    )
    _clean(work)
    return len(rendered.pages)


def _stand_in(component: Any, original: Path, work: Path, call: Callable[..., Any]) -> Path:
    """The original if it can be read, else a page that stands for it."""
    alone = work / f"alone-{component.position}"
    try:
        call([original], alone, spans=[_span(component)])
        return original
    except Quarantined as found:
        unreadable = Unreadable(component.filename, component.size, component.sha256, found.reason)
        page = work / f"notice-{component.position}.pdf"
        write(page, notice(unreadable))
        return page
    finally:
        _clean(alone)


def _span(component: Any) -> pipeline.Span | None:
    """The pages that are meant, None if it is all of them."""
    first = getattr(component, "first_page", None)
    return None if first is None else (first, component.last_page)


def _give_up(version: UUID, work: Path) -> None:
    actions.refuse(
        MACHINERY,
        version=version,
        code="failed",
        reason=_("Das Einlesen ist mehrmals an einem unerwarteten Fehler gescheitert."),
        advice=_(
            "Das Original ist sicher aufbewahrt. Versuchen Sie es erneut; bleibt der Fehler, informieren Sie die "
            "Systemverwaltung oder nehmen Sie den Eingang trotzdem an."
        ),
    )
    _clean(work)


def _begin(row: Any) -> Progress:
    now = timezone.now()
    progress, _new = Progress.objects.get_or_create(
        version=row, defaults={"document": row.document_id, "updated_at": now, "step": "reading"}
    )
    progress.attempts += 1
    progress.updated_at = now
    progress.save(update_fields=["attempts", "updated_at"])
    return progress


def _both(*heard: pipeline.Progress) -> pipeline.Progress:
    def hear(done: int, total: int) -> None:
        for each in heard:
            each(done, total)

    return hear


def _noted(version: UUID) -> pipeline.Progress:
    """Write progress down for people to see, but not more often than they can look."""
    last = 0.0

    def note(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if done < total and now - last < _WRITE_EVERY:
            return
        last = now
        step = "assembling" if done == total else "reading"
        Progress.objects.filter(version=version).update(done=done, total=total, step=step, updated_at=timezone.now())

    return note


def _stored(file: Path, media_type: str) -> StoredFile:
    blob = store.put(file)
    return StoredFile(sha256=blob.sha256, size=blob.size, media_type=media_type)


def _page(page: pipeline.RenderedPage) -> RenderedPage:
    return RenderedPage(
        number=page.number,
        width=page.width_pt,
        height=page.height_pt,
        rotation=page.rotation,
        source=page.source,
        confidence=page.confidence,
        text=page.text,
        words=pack(page.words),
    )


@contextmanager
def _alone(version: UUID) -> Iterator[Path]:
    """The scratch directory of this version, for one process at a time; a dead one's claim ends with it."""
    root = Path(settings.SCRATCH_DIRECTORY) / "rendition"
    root.mkdir(parents=True, exist_ok=True)
    claim = root / f"{version}.lock"
    with _claimed(claim):
        yield root / str(version)
        if not (root / str(version)).exists():
            claim.unlink()


@contextmanager
def _claimed(claim: Path) -> Iterator[None]:
    while True:
        with claim.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            # Whoever held it before may have removed the file we waited for; then the claim is another file.
            if not _is_still(claim, file.fileno()):
                continue
            yield
            return


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _clean(work: Path) -> None:
    shutil.rmtree(work, ignore_errors=True)
