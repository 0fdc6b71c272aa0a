# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking a whole file plan over: first look what would happen, then do it in one act or not at all."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.acts.transaction import action, record
from aktei.base.refusals import Refusal
from aktei.base.rights.queries import require
from aktei.base.rights.rules import MANAGE
from aktei.exchange.plan_lines import Fault, PlanLine, Reading
from aktei.records.file_plan import refusals
from aktei.records.file_plan.actions import (
    add_entry,
    disable_entry,
    edit_entry,
    enable_entry,
    lock_plan,
    move_entry,
)
from aktei.records.file_plan.comparing import Comparison, Planned, compare
from aktei.records.file_plan.events import FilePlanImported
from aktei.records.file_plan.models import FILE_PLAN, FilePlanEntry
from aktei.records.file_plan.queries import all_entries, values_of
from aktei.records.kinds.declared import kinds

_MACHINERY = Actor.system("file plan")


def preview(actor: Actor, reading: Reading) -> Comparison:
    """What taking this over would do; nothing is changed. Needs `manage` on the whole plan."""
    require(actor, MANAGE, [FILE_PLAN])
    return compare(reading, _existing(), kinds().keys())


@action
def import_plan(actor: Actor, *, reading: Reading, source: str, sha256: str, expected: str | None = None) -> Comparison:
    """Take a file plan over: add what is new, change what differs, leave what the file does not name. All or nothing.

    Needs `manage` on the whole plan; every entry gets its own line in the journal besides the one of the file.

    Args:
        actor: who acts.
        reading: what was read from the file.
        source: what the file is called.
        sha256: of its bytes.
        expected: the `fingerprint` of the preview; refused if something else would happen by now.

    """
    lock_plan()
    comparison = preview(actor, reading)
    if comparison.faults:
        raise Refused([_at(fault) for fault in comparison.faults])
    if expected is not None and expected != comparison.fingerprint:
        raise Refused(refusals.PLAN_CHANGED_MEANWHILE())
    ids = dict(FilePlanEntry.objects.values_list("notation", "id"))
    for each in comparison.new:
        ids[each.notation] = _add(actor, each, ids)
    for each in comparison.changed:
        _change(actor, each, ids, source)
    record(
        actor,
        FilePlanImported(
            node=FILE_PLAN,
            source=source,
            sha256=sha256,
            added=len(comparison.new),
            changed=len(comparison.changed),
        ),
    )
    return comparison


def plan_lines(actor: Actor) -> list[PlanLine]:
    """The whole plan the actor may find, disabled entries among it, as it is written to a file."""
    seen = {row.id for row in all_entries(actor)}
    rows = FilePlanEntry.objects.filter(id__in=seen).select_related("parent").order_by("notation")
    return [PlanLine(row.notation, _values(row)) for row in rows]


def _existing() -> dict[str, dict[str, Any]]:
    rows = all_entries(_MACHINERY).select_related("parent")
    return {row.notation: _values(row) for row in rows}


def _values(row: FilePlanEntry) -> dict[str, Any]:
    place = row.parent.notation if row.parent else None
    return {**values_of(row), "parent": place, "disabled": row.disabled_at is not None}


def _add(actor: Actor, planned: Planned, ids: dict[str, UUID]) -> UUID:
    values = dict(planned.values)
    above, disabled = values.pop("parent"), values.pop("disabled")
    made = add_entry(actor, notation=planned.notation, parent=ids[above] if above else None, **values)
    if disabled:
        disable_entry(actor, entry=made.id, reason=_("so eingelesen"))
    return made.id


def _change(actor: Actor, planned: Planned, ids: dict[str, UUID], source: str) -> None:
    entry, after = ids[planned.notation], planned.after
    if "parent" in after:
        above = after.pop("parent")
        reason = _("eingelesen aus {source}").format(source=source)
        move_entry(actor, entry=entry, parent=ids[above] if above else None, reason=reason)
    disabled = after.pop("disabled", None)
    if after:
        edit_entry(actor, entry=entry, **after)
    if disabled:
        disable_entry(actor, entry=entry, reason=_("eingelesen aus {source}").format(source=source))
    elif disabled is not None:
        enable_entry(actor, entry=entry)


def _at(fault: Fault) -> Refusal:
    return refusals.AT_LINE(line=str(fault.line), reason=fault.reason) if fault.line else fault.reason
