# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Adding to the file plan and giving out reference numbers."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.journal.acts import Actor, Missing, Refused, action, record
from aktei.base.journal.models_base import new_id
from aktei.base.rights.actions import place
from aktei.base.rights.queries import require
from aktei.base.rights.rules import MANAGE
from aktei.records.file_plan.events import FilePlanEntryAdded
from aktei.records.file_plan.models import FILE_PLAN, DisposalType, FilePlanEntry, ReferenceCounter
from aktei.records.file_plan.rules import (
    DEFAULT_PATTERN,
    counts_per_year,
    objections_to_notation,
    objections_to_pattern,
    write_reference,
)


@action
def add_entry(
    actor: Actor,
    *,
    notation: str,
    title: str,
    parent: UUID | None = None,
    reference_pattern: str = DEFAULT_PATTERN,
    retention_years: int | None = 10,
    disposal_type: str = DisposalType.APPRAISE,
    holds_dossiers: bool = True,
) -> FilePlanEntry:
    """Add a subject to the file plan. Needs `manage` on the entry above (or the whole plan)."""
    above = FilePlanEntry.objects.filter(id=parent).first() if parent else None
    if parent and above is None:
        raise Missing(_("Diesen Aktenplaneintrag gibt es nicht."))
    above_chain = above.chain if above else [FILE_PLAN]
    require(actor, MANAGE, above_chain)
    taken = list(FilePlanEntry.objects.filter(notation=notation).values_list("notation", flat=True))
    reasons = objections_to_notation(notation, parent=above.notation if above else None, siblings=taken)
    reasons += objections_to_pattern(reference_pattern)
    if reasons:
        raise Refused(reasons)
    entry_id = new_id()
    entry = FilePlanEntry.objects.create(
        id=entry_id,
        parent=above,
        notation=notation,
        title=title,
        reference_pattern=reference_pattern,
        retention_years=retention_years,
        disposal_type=DisposalType(disposal_type).value,
        holds_dossiers=holds_dossiers,
        chain=place(entry_id, parent or FILE_PLAN, above_chain),
    )
    record(actor, FilePlanEntryAdded(node=entry.id, notation=notation, title=title))
    return entry


def next_reference(entry: FilePlanEntry) -> str:
    """Take the next reference below an entry. Part of a surrounding act: if it rolls back, the number is free again.

    The counter row stays locked until the act commits, so numbers are gap-free under concurrency.
    """
    year = timezone.localdate().year
    counter, _made = ReferenceCounter.objects.get_or_create(
        entry=entry, year=year if counts_per_year(entry.reference_pattern) else 0
    )
    counter = ReferenceCounter.objects.select_for_update().get(id=counter.id)
    counter.last += 1
    counter.save(update_fields=["last"])
    return write_reference(entry.reference_pattern, notation=entry.notation, year=year, number=counter.last)
