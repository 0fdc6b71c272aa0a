# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units over time: found, rename, move, merge, dissolve. The only writers of the organisation chart."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.base.acts.models_base import new_id
from aktei.base.acts.transaction import action, record
from aktei.base.people import events, membership_rows, refusals, successions
from aktei.base.people.models import OFFICE, Dissolution, FormerName, Office, Role, Unit
from aktei.base.people.refusals import UNIT_IS_DISSOLVED
from aktei.base.people.rules import LENIENT, objections_to_dissolving, objections_to_moving
from aktei.base.refusals import Refusal
from aktei.base.rights.actions import admit, place
from aktei.base.rights.principals import end_grants, inherit_grants, is_granted, placed_since
from aktei.base.rights.queries import require
from aktei.base.rights.rules import FILE, MANAGE
from aktei.base.rights.subtree import move_children, move_subtree

OWN_POST = "Post der eigenen Einheit"
"""The cause of the right that every unit has on its own unfiled post."""


@action(personal=True)
def establish_unit(
    actor: Actor,
    *,
    name: str,
    short_name: str,
    parent: UUID | None = None,
    external_id: str = "",
    source: str = "",
) -> Unit:
    """Found a unit below another (or directly below the office). Needs `manage` on the place above it.

    Its members work on its post from the start; see `_settle_post`.
    """
    tree = _locked_tree()
    target = _living(tree, parent) if parent else None
    above = target.chain if target else [OFFICE]
    require(actor, MANAGE, above, known=True)
    _require_free(tree, short_name)
    unit_id = new_id()
    unit = Unit.objects.create(
        id=unit_id,
        parent_id=parent,
        name=name,
        short_name=short_name,
        valid_from=timezone.now(),
        chain=place(unit_id, parent or OFFICE, above),
        external_id=external_id,
        source=source,
    )
    record(actor, events.UnitEstablished(node=unit.id, name=name))
    _settle_post(actor, unit.id, parent)
    return unit


@action(personal=True)
def rename_unit(actor: Actor, *, unit: UUID, name: str, short_name: str) -> Unit:
    """Call a unit something else from now on; the former name stays with its period. Needs `manage` on the unit."""
    tree = _locked_tree()
    row = _living(tree, unit)
    require(actor, MANAGE, row.chain, known=True)
    if (row.name, row.short_name) == (name, short_name):
        raise Refused(refusals.CALLED_SO_ALREADY())
    _require_free(tree, short_name, but=unit)
    last = FormerName.objects.filter(unit=row).order_by("-valid_until").first()
    begin = last.valid_until if last else row.valid_from
    now = max(timezone.now(), begin + timedelta(microseconds=1))
    FormerName.objects.create(unit=row, name=row.name, short_name=row.short_name, valid_from=begin, valid_until=now)
    before, row.name, row.short_name = row.name, name, short_name
    row.save(update_fields=["name", "short_name"])
    record(actor, events.UnitRenamed(node=unit, name=name, short_name=short_name, before=before))
    return row


@action(personal=True)
def move_unit(actor: Actor, *, unit: UUID, parent: UUID | None) -> Unit:
    """Hang a unit with all below it under another (or directly under the office). Needs `manage` on it and there.

    Its unfiled post and that of the units below follow in one statement per table, its members answer to the names of
    the new units above from this moment on, and no longer to those of the old ones.
    """
    tree = _locked_tree()
    row = _living(tree, unit)
    require(actor, MANAGE, row.chain, known=True)
    target = _found(tree, parent) if parent else None
    target_chain = target.chain if target else [OFFICE]
    require(actor, MANAGE, target_chain, known=True)
    reasons = objections_to_moving(
        unit=unit, target=parent, target_chain=target_chain, ended=bool(target and target.valid_until)
    )
    if row.parent_id == parent:
        reasons = [refusals.ALREADY_THERE()]
    if reasons:
        raise Refused(reasons)
    before, former = row.parent_id, row.chain[1:]
    row.parent_id, row.chain = parent, move_subtree(unit, parent or OFFICE, target_chain)
    row.save(update_fields=["parent", "chain"])
    lost, gained = set(former) - set(target_chain), set(target_chain) - set(former)
    moved = membership_rows.follow_move(unit, lost, gained, placed_since(unit))
    record(
        actor,
        events.UnitMoved(
            node=unit,
            within=tuple(each for each in (before, parent) if each),
            name=row.name,
            before=_called(tree, before),
            below=_called(tree, parent),
            memberships=moved,
        ),
    )
    _settle_post(actor, before, parent)
    return row


@action(personal=True)
def dissolve_unit(
    actor: Actor,
    *,
    unit: UUID,
    successor: UUID | None = None,
    due_at: datetime | None = None,
    members_move: bool = True,
) -> Dissolution:
    """End a unit, now or on a day to come. Needs `manage` on it and on its successor.

    Without a successor it must be empty: `Refused` names everything it still has. With one, everything goes there in
    this act: dossiers it leads, unfiled post, units below, rights given to it and to roles in it, whatever else
    is registered in `successions`; and its members too, unless `members_move` is False: then they just leave.
    """
    tree = _locked_tree()
    row = _living(tree, unit)
    require(actor, MANAGE, row.chain, known=True)
    if successor:
        require(actor, MANAGE, _found(tree, successor).chain, known=True)
    now = timezone.now()
    if due_at is not None and due_at < now - LENIENT:
        raise Refused(refusals.DISSOLVED_BACKWARDS())
    if Dissolution.objects.filter(unit=row, withdrawn_at=None).exists():
        raise Refused(refusals.DISSOLVING_ALREADY())
    _require_dissolvable(tree, row, successor)
    plan = Dissolution.objects.create(
        unit=row,
        successor_id=successor,
        members_move=members_move,
        due_at=max(due_at or now, now),
        announced_at=now,
        announced_by=actor.person_id,
    )
    if plan.due_at > now:
        record(
            actor,
            events.DissolutionAnnounced(
                node=unit,
                within=_if_any(successor),
                name=row.name,
                successor=_called(tree, successor) if successor else "",
                due_at=plan.due_at,
            ),
        )
    else:
        _dissolve(actor, tree, plan)
    return plan


@action(personal=True)
def merge_unit(actor: Actor, *, unit: UUID, into: UUID, due_at: datetime | None = None) -> Dissolution:
    """Let a unit be absorbed by another, members and all. Needs `manage` on both."""
    return dissolve_unit(actor, unit=unit, successor=into, due_at=due_at, members_move=True)


@action(personal=True)
def withdraw_dissolution(actor: Actor, *, unit: UUID) -> None:
    """Call an announced dissolution off. Needs `manage` on the unit."""
    row = _living(_locked_tree(), unit)
    require(actor, MANAGE, row.chain, known=True)
    plan = Dissolution.objects.filter(unit=row, done_at=None, withdrawn_at=None).first()
    if plan is None:
        raise Missing(refusals.NOT_DISSOLVING())
    plan.withdrawn_at = timezone.now()
    plan.save(update_fields=["withdrawn_at"])
    record(actor, events.DissolutionWithdrawn(node=unit, within=_if_any(plan.successor_id), name=row.name))


@action
def complete_dissolution(actor: Actor, *, unit: UUID) -> None:
    """End a unit whose announced day has come. The machinery alone; `Refused` if something stands in the way by now."""
    if not actor.is_system:
        raise Forbidden(refusals.DONE_BY_THE_OFFICE_ALONE())
    tree = _locked_tree()
    rows = Dissolution.objects.filter(unit=unit, done_at=None, withdrawn_at=None, due_at__lte=timezone.now())
    plan = rows.select_related("unit").first()
    if plan is None:
        raise Missing(refusals.NOT_DUE())
    _require_dissolvable(tree, plan.unit, plan.successor_id)
    _dissolve(actor, tree, plan)


def obstacles(unit: Unit, successor: Unit | None) -> list[Refusal]:
    """Why this unit cannot be dissolved like this just now, as sentences."""
    holds = [said for _count, said in successions.holdings(unit.id).values()]
    members = membership_rows.not_over(timezone.now()).filter(unit=unit).count()
    below = Unit.objects.filter(parent=unit, valid_until=None).count()
    expected = Dissolution.objects.filter(successor=unit, done_at=None, withdrawn_at=None).count()
    if members:
        holds.append(ngettext("hat eine Zugehörigkeit", "hat {n} Zugehörigkeiten", members).format(n=members))
    if below:
        holds.append(ngettext("hat eine Einheit unter sich", "hat {n} Einheiten unter sich", below).format(n=below))
    if expected:
        holds.append(_("ist als Nachfolge einer anderen Einheit vorgesehen"))
    return objections_to_dissolving(
        unit=unit.id,
        successor=successor.id if successor else None,
        successor_chain=successor.chain if successor else [],
        successor_ended=bool(successor and successor.valid_until),
        holds=holds,
    )


def _require_dissolvable(tree: dict[UUID, Unit], unit: Unit, successor: UUID | None) -> None:
    reasons = obstacles(unit, _found(tree, successor) if successor else None)
    if reasons:
        raise Refused(reasons)


def _dissolve(actor: Actor, tree: dict[UUID, Unit], plan: Dissolution) -> None:
    unit, heir = tree[plan.unit_id], tree.get(plan.successor_id) if plan.successor_id else None
    counts: dict[str, int] = {}
    if heir:
        counts = successions.take_over(actor, unit.id, heir.id)
        below = list(Unit.objects.filter(parent=unit, valid_until=None).values_list("id", flat=True))
        move_children(unit.id, heir.id, heir.chain)
        Unit.objects.filter(id__in=below).update(parent=heir)
        Dissolution.objects.filter(successor=unit, done_at=None, withdrawn_at=None).update(successor=heir)
        counts["units"] = len(below)
    now = max(timezone.now(), placed_since(unit.id) + timedelta(microseconds=1))
    if heir:
        gone, new = set(unit.chain) - set(heir.chain), set(heir.chain) - set(unit.chain)
        for each in below:
            membership_rows.follow_move(each, gone, new, placed_since(each))
    counts["memberships"] = _let_members_go(unit, heir if plan.members_move else None, now)
    counts["grants"] = _pass_grants_on(unit, heir, now)
    unit.valid_until = now
    unit.save(update_fields=["valid_until"])
    plan.done_at = now
    plan.save(update_fields=["done_at"])
    record(
        actor,
        events.UnitDissolved(
            node=unit.id,
            within=_if_any(plan.successor_id),
            name=unit.name,
            successor=plan.successor_id,
            successor_name=heir.name if heir else "",
            counts=tuple(f"{kind}:{count}" for kind, count in counts.items() if count),
        ),
    )
    _settle_post(actor, unit.parent_id, plan.successor_id)


def _let_members_go(unit: Unit, heir: Unit | None, at: datetime) -> int:
    if heir:
        return membership_rows.change_over(unit.id, heir, at)
    rows = list(membership_rows.not_over(at).filter(unit=unit))
    membership_rows.leave(rows, at)
    return len(rows)


def _pass_grants_on(unit: Unit, heir: Unit | None, at: datetime) -> int:
    end_grants(unit.id, right=FILE, cause=OWN_POST, at=at)
    heirs: dict[str, str | None] = {f"unit:{unit.id}": f"unit:{heir.id}" if heir else None}
    for role in Role.values:
        heirs[f"role:{role}@{unit.id}"] = f"role:{role}@{heir.id}" if heir else None
    return inherit_grants(heirs, at=at, cause=_("Nachfolge von {name}").format(name=unit.name))


def _settle_post(actor: Actor, *units: UUID | None) -> None:
    """Who works on the unfiled post of these units: of a team everybody, of a department its head.

    A department's members include those of its teams, so the right of everybody would open every team's post to all.
    """
    for row in Unit.objects.filter(id__in=[each for each in units if each], valid_until=None):
        leads = Unit.objects.filter(parent=row, valid_until=None).exists()
        wanted = f"role:{Role.HEAD}@{row.id}" if leads else f"unit:{row.id}"
        if is_granted(row.id, right=FILE, principal=wanted, cause=OWN_POST):
            continue
        end_grants(row.id, right=FILE, cause=OWN_POST, at=timezone.now())
        admit(actor, row.id, principals=[wanted], rights=[FILE], cause=OWN_POST)


def _locked_tree() -> dict[UUID, Unit]:
    """Every unit, locked: the tree changes one act at a time, and no membership begins in what is just ending."""
    return {row.id: row for row in Unit.objects.select_for_update().order_by("id")}


def _found(tree: dict[UUID, Unit], unit: UUID) -> Unit:
    if unit not in tree:
        raise Missing(refusals.NO_SUCH_UNIT())
    return tree[unit]


def _living(tree: dict[UUID, Unit], unit: UUID) -> Unit:
    row = _found(tree, unit)
    if row.valid_until is not None:
        raise Refused(UNIT_IS_DISSOLVED(name=row.name))
    return row


def _require_free(tree: dict[UUID, Unit], short_name: str, but: UUID | None = None) -> None:
    same = [row for row in tree.values() if row.valid_until is None and row.id != but]
    if any(row.short_name.lower() == short_name.lower() for row in same):
        raise Refused(refusals.SHORT_NAME_TAKEN(name=short_name))


def _called(tree: dict[UUID, Unit], unit: UUID | None) -> str:
    if unit:
        return tree[unit].name
    office = Office.objects.filter(id=OFFICE).first()
    return office.name if office else _("Behörde")


def _if_any(*nodes: UUID | None) -> tuple[UUID, ...]:
    return tuple(each for each in nodes if each)
