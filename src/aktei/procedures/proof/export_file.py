# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a request to a file that is held ready: load, write into a temporary file, keep, complete.

Nothing here runs inside a transaction but the last step. Whatever dies in between, the next call begins anew.
"""

import logging
import time
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.blobs import store
from aktei.base.blobs.faults import BlobDamaged, BlobMissing
from aktei.procedures.proof import actions, journal_extract, queries
from aktei.procedures.proof.dossier_export import Overtaken, Packing, readable
from aktei.procedures.proof.journal_question import JournalQuestion
from aktei.procedures.proof.models import Export, ExportKind, ExportState, Progress
from aktei.procedures.proof.sealer_wait import NotSealed, sealed_head

log = logging.getLogger(__name__)

MACHINERY = Actor.system("proof")
AT_ONCE_LINES = 1_000
"""Lines of the journal that are written while somebody waits; longer readings are left to the worker."""
MOST_FAILURES = 4
_WRITE_EVERY = 0.5  # seconds between two notes of progress
_OVERTAKEN = 3  # tries, if something happens in the dossier while it is packed, before the job is tried again later


def make(export: UUID) -> None:
    """Make one export, or note why not. Safe to call again at any time. Raises what another try may heal."""
    row = queries.made(export)
    if row.state != ExportState.WAITING:
        return
    progress, _new = Progress.objects.get_or_create(export=row, defaults={"updated_at": timezone.now()})
    try:
        _write(row)
    except NotSealed:
        raise
    except (BlobMissing, BlobDamaged, Missing, journal_extract.TooLong) as error:
        actions.fail_export(MACHINERY, export=row.id, reason=_reason(error))
    except Exception:
        progress.failures += 1
        progress.save(update_fields=["failures"])
        if progress.failures < MOST_FAILURES:
            raise
        log.exception("an export failed for good")
        actions.fail_export(
            MACHINERY, export=row.id, reason=_("Ein unerwarteter Fehler; er steht im Betriebsprotokoll.")
        )
    Progress.objects.filter(export=row).delete()


def _write(row: Export) -> None:
    scratch = Path(settings.SCRATCH_DIRECTORY) / "exports"
    scratch.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=scratch) as file:
        if row.kind == ExportKind.DOSSIER:
            name, lines, documents = _dossier(row, file)
        else:
            name, lines, documents = _journal(row, file)
        file.flush()
        blob = store.put(Path(file.name))
    actions.complete_export(MACHINERY, export=row.id, blob=blob, filename=name, lines=lines, documents=documents)


def _dossier(row: Export, file: IO[bytes]) -> tuple[str, int, int]:
    reader = Actor(row.requested_by, row.requested_for, client="export")
    for _again in range(_OVERTAKEN):
        head = sealed_head(queries.nodes_of(reader, row.node), until=row.entry or 0)
        packing = Packing(row, head, _Noting(row.id))
        try:
            packing.write(file)
            break
        except Overtaken:
            file.seek(0)
            file.truncate()
    else:
        raise NotSealed
    day = timezone.localtime(row.requested_at).strftime("%Y-%m-%d")
    return f"Nachweis-{readable(row.title.replace('/', '-'), 80)}-{day}.zip", packing.lines, packing.documents


def _journal(row: Export, file: IO[bytes]) -> tuple[str, int, int]:
    reader = Actor(row.requested_by, row.requested_for, client="export")
    chosen = str(row.asked["format"])
    lines, ending = journal_extract.write(reader, JournalQuestion.read(row.asked), chosen, file)  # type: ignore[arg-type]  # opened for writing bytes
    day = timezone.localtime(row.requested_at).strftime("%Y-%m-%d")
    return f"Protokoll-{day}.{ending}", lines, 0


class _Noting:
    """Notes how far it is, but not more often than people can see."""

    def __init__(self, export: UUID) -> None:
        self.export, self.next = export, 0.0

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() >= self.next:
            self.next = time.monotonic() + _WRITE_EVERY
            Progress.objects.filter(export=self.export).update(done=done, total=total, updated_at=timezone.now())


def _reason(error: Exception) -> str:
    if isinstance(error, journal_extract.TooLong):
        return _(
            "Der Auszug hat mehr als %(count)s Zeilen, zu viele für PDF. Grenzen Sie ihn ein, oder nehmen Sie CSV."
        ) % {"count": journal_extract.MOST_ON_PAPER}
    return str(error)
