# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing the file plan: adding, editing, moving and disabling entries, and who has rights there from the start."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.acts.models_base import new_id
from aktei.base.acts.refusals import REASON_MISSING
from aktei.base.acts.transaction import action, record
from aktei.base.granting.actions import end_grant, grant
from aktei.base.refusals import Refusal
from aktei.base.rights.actions import place
from aktei.base.rights.queries import require
from aktei.base.rights.rules import MANAGE, RIGHTS
from aktei.base.rights.subtree import move_subtree
from aktei.records.documents.models import Document
from aktei.records.dossiers.models import Dossier
from aktei.records.file_plan import events, refusals
from aktei.records.file_plan.models import FILE_PLAN, DisposalType, FilePlanEntry
from aktei.records.file_plan.queries import default_rights, values_of
from aktei.records.file_plan.rules import (
    DEFAULT_PATTERN,
    fingerprint,
    objections_to_entry,
    objections_to_move,
    objections_to_notation,
    objections_to_pattern,
    objections_to_sharing,
    spoken,
)
from aktei.records.kinds.declared import kinds

_LABELS = {
    "title": "Titel",
    "reference_pattern": "Muster",
    "retention_years": "Aufbewahrung",
    "disposal_type": "danach",
    "note": "Hinweis",
    "holds_dossiers": "führt Akten",
    "dossier_kinds": "Aktenarten",
}


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
    note: str = "",
    dossier_kinds: Sequence[str] = (),
) -> FilePlanEntry:
    """Add a subject to the file plan. Needs `manage` on the entry above (or the whole plan)."""
    lock_plan()
    above = _found(parent) if parent else None
    above_chain = above.chain if above else [FILE_PLAN]
    require(actor, MANAGE, above_chain)
    taken = list(FilePlanEntry.objects.filter(notation=notation).values_list("notation", flat=True))
    reasons = objections_to_notation(notation, parent=above.notation if above else None, siblings=taken)
    wanted = {
        "title": title.strip(),
        "reference_pattern": reference_pattern,
        "retention_years": retention_years,
        "disposal_type": str(disposal_type),
        "note": note.strip(),
        "dossier_kinds": list(dossier_kinds),
    }
    reasons += _objections(wanted)
    if reasons:
        raise Refused(reasons)
    entry_id = new_id()
    entry = FilePlanEntry.objects.create(
        id=entry_id,
        parent=above,
        notation=notation,
        holds_dossiers=holds_dossiers,
        chain=place(entry_id, parent or FILE_PLAN, above_chain),
        **wanted,
    )
    record(actor, events.FilePlanEntryAdded(node=entry.id, notation=notation, title=entry.title))
    return entry


@action
def edit_entry(actor: Actor, /, *, entry: UUID, seen: str | None = None, **changes: Any) -> FilePlanEntry:
    """Change what an entry says; only what is given changes. Needs `manage` on it.

    References given out before stay as they are; the next one follows the new pattern, and counting goes on.

    Args:
        actor: who acts.
        entry: the entry.
        seen: `fingerprint(values_of(entry))` as it was when the form was filled in; refused if it changed meanwhile.
        changes: any of title, reference_pattern, retention_years, disposal_type, note, holds_dossiers, dossier_kinds.

    Raises:
        TypeError: `changes` names something else.

    """
    if unknown := set(changes) - set(_LABELS):
        raise TypeError(f"an entry has no {', '.join(sorted(unknown))}")
    row = _locked(entry)
    require(actor, MANAGE, row.chain)
    before = values_of(row)
    if seen is not None and seen != fingerprint(before):
        raise Refused(refusals.CHANGED_MEANWHILE())
    after = before | {name: _plain(value) for name, value in changes.items()}
    if reasons := _objections(after, row.id):
        raise Refused(reasons)
    changed = [name for name in _LABELS if before[name] != after[name]]
    if not changed:
        return row
    for name in changed:
        setattr(row, name, after[name])
    row.save(update_fields=changed)
    said = "; ".join(f"{_LABELS[name]}: {spoken(before[name])} → {spoken(after[name])}" for name in changed)
    was, now = ({name: state[name] for name in changed} for state in (before, after))
    record(actor, events.FilePlanEntryEdited(node=row.id, notation=row.notation, changes=said, before=was, after=now))
    return row


@action
def renumber_entry(actor: Actor, *, entry: UUID, notation: str) -> FilePlanEntry:
    """Give an entry another notation. Needs `manage` on it. References given out before keep the old one."""
    lock_plan()
    row = _locked(entry)
    require(actor, MANAGE, row.chain)
    taken = list(FilePlanEntry.objects.filter(notation=notation).values_list("notation", flat=True))
    reasons = objections_to_notation(notation, parent=None, siblings=taken)
    if reasons:
        raise Refused(reasons)
    old, row.notation = row.notation, notation
    row.save(update_fields=["notation"])
    record(actor, events.FilePlanEntryRenumbered(node=row.id, old=old, notation=notation))
    return row


@action
def move_entry(actor: Actor, *, entry: UUID, parent: UUID | None, reason: str) -> FilePlanEntry:
    """Hang an entry, with everything below it, under another one (None: at the top). Needs `manage` on both.

    Notations and references stay. Dossiers, cases and documents below are reached by the rights of their new place at
    once, except behind a protected dossier; who could see what before stays on record.
    """
    lock_plan()
    row = _locked(entry)
    above = _locked(parent) if parent else None
    above_chain = above.chain if above else [FILE_PLAN]
    require(actor, MANAGE, row.chain)
    require(actor, MANAGE, above_chain)
    reasons = objections_to_move(
        entry=row.notation, below=row.id in above_chain, same=row.parent_id == (above.id if above else None)
    )
    if not reason.strip():
        reasons.append(REASON_MISSING())
    if reasons:
        raise Refused(reasons)
    dossiers = _lock_below(row.id)
    old, row.parent = row.parent, above
    row.chain = move_subtree(row.id, above.id if above else FILE_PLAN, above_chain)
    row.save(update_fields=["parent", "chain"])
    record(
        actor,
        events.FilePlanEntryMoved(
            node=row.id,
            within=tuple(each.id for each in (old, above) if each),
            notation=row.notation,
            old_place=str(old) if old else _("ganz oben"),
            new_place=str(above) if above else _("ganz oben"),
            dossiers=dossiers,
            documents=Document.objects.filter(chain__contains=[row.id]).count(),
            reason=reason.strip(),
        ),
    )
    return row


@action
def disable_entry(actor: Actor, *, entry: UUID, reason: str) -> FilePlanEntry:
    """Take no new dossiers here from now on; those it has stay and are led on. Needs `manage`."""
    row = _locked(entry)
    require(actor, MANAGE, row.chain)
    reasons = [] if reason.strip() else [REASON_MISSING()]
    if row.disabled_at is not None:
        reasons.append(refusals.DISABLED_ALREADY())
    if reasons:
        raise Refused(reasons)
    row.disabled_at = timezone.now()
    row.save(update_fields=["disabled_at"])
    record(actor, events.FilePlanEntryDisabled(node=row.id, notation=row.notation, reason=reason.strip()))
    return row


@action
def enable_entry(actor: Actor, *, entry: UUID) -> FilePlanEntry:
    """Take new dossiers here again. Needs `manage`."""
    row = _locked(entry)
    require(actor, MANAGE, row.chain)
    if row.disabled_at is None:
        raise Refused(refusals.NOT_DISABLED())
    row.disabled_at = None
    row.save(update_fields=["disabled_at"])
    record(actor, events.FilePlanEntryEnabled(node=row.id, notation=row.notation))
    return row


@action
def set_default_rights(actor: Actor, *, entry: UUID, wanted: Collection[tuple[str, str]], cause: str) -> FilePlanEntry:
    """Have exactly these (principal, right) granted on an entry without an end. Needs `manage`.

    What is wanted and missing is granted, what is there and not wanted is ended; grants with a set end are left alone.
    Whatever lies below, and is not behind a protected dossier, is reached at once: no record is touched.
    """
    row = _locked(entry)
    require(actor, MANAGE, row.chain)
    reasons = [] if cause.strip() else [REASON_MISSING()]
    unknown = sorted({right for _principal, right in wanted if right not in RIGHTS})
    reasons += [refusals.NO_SUCH_RIGHT(right=right) for right in unknown]
    if reasons:
        raise Refused(reasons)
    standing = {(each.principal, each.right): each for each in default_rights(row.id)}
    for pair in sorted(set(wanted) - set(standing)):
        grant(actor, node=row.id, chain=row.chain, principal=pair[0], right=pair[1], cause=cause.strip())
    for pair in sorted(set(standing) - set(wanted)):
        end_grant(actor, grant_id=standing[pair].id, chain=row.chain)
    return row


def lock_plan() -> None:
    """Let nobody else change the shape of the plan until this act ends. Part of a surrounding act.

    Two moves at once could otherwise each be right and together make a circle.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('aktei.file_plan'))")


def _lock_below(node: UUID) -> int:
    """Let nothing be put anywhere below an entry until this act ends; returns how many dossiers hang there."""
    locked = 0
    for table in (FilePlanEntry, Dossier):
        rows = table.objects.select_for_update(no_key=True).filter(chain__contains=[node]).order_by("id")
        locked = len(rows.values_list("id", flat=True))
    return locked


def _found(entry: UUID) -> FilePlanEntry:
    row = FilePlanEntry.objects.filter(id=entry).first()
    if row is None:
        raise Missing(refusals.MISSING())
    return row


def _locked(entry: UUID) -> FilePlanEntry:
    row = FilePlanEntry.objects.select_for_update(of=("self",)).select_related("parent").filter(id=entry).first()
    if row is None:
        raise Missing(refusals.MISSING())
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return str(value).strip()
    return list(value) if isinstance(value, Iterable) else value


def _objections(wanted: dict[str, Any], own: UUID | None = None) -> list[Refusal]:
    pattern = wanted["reference_pattern"]
    reasons = objections_to_entry(
        title=wanted["title"],
        retention_years=wanted["retention_years"],
        disposal_type=wanted["disposal_type"],
        note=wanted["note"],
        dossier_kinds=wanted["dossier_kinds"],
        known_kinds=kinds().keys(),
    )
    alike = FilePlanEntry.objects.filter(reference_pattern=pattern)
    alike = alike.exclude(id=own) if own else alike
    others = [] if "{notation}" in pattern else list(alike.values_list("reference_pattern", flat=True))
    return reasons + objections_to_pattern(pattern) + objections_to_sharing(pattern, others)
