# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Giving out reference numbers, without gaps and without doubles."""

from django.utils import timezone

from aktei.records.dossiers.models import Dossier
from aktei.records.file_plan.models import FilePlanEntry, ReferenceCounter
from aktei.records.file_plan.rules import counts_per_year, write_reference


def next_reference(entry: FilePlanEntry) -> str:
    """Take the next reference below an entry. Part of a surrounding act: if it rolls back, the number is free again.

    The counter row stays locked until the act commits, so numbers are gap-free under concurrency. A reference that
    was given out before (under an older pattern, or by an entry that had this notation) is passed over: it is taken.
    """
    year = timezone.localdate().year
    counter, _made = ReferenceCounter.objects.get_or_create(
        entry=entry, year=year if counts_per_year(entry.reference_pattern) else 0
    )
    counter = ReferenceCounter.objects.select_for_update().get(id=counter.id)
    while True:
        counter.last += 1
        written = write_reference(entry.reference_pattern, notation=entry.notation, year=year, number=counter.last)
        if not Dossier.objects.filter(reference=written).exists():
            break
    counter.save(update_fields=["last"])
    return written
