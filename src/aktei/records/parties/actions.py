# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing parties into the address book and into dossiers."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from aktei.base.acts import queries as journal
from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Hidden, Missing, Refused
from aktei.base.acts.transaction import action, record
from aktei.base.refusals import Refusal
from aktei.base.rights.queries import OnlyLent, require, require_anywhere, require_one_of
from aktei.base.rights.rules import EDIT, FILE, FIND
from aktei.records.dossiers.models import Dossier
from aktei.records.parties import events, queries, refusals
from aktei.records.parties.models import Involvement, Party, PartyKind
from aktei.records.parties.rules import (
    fold_name,
    objections_to_entry,
    objections_to_merging,
    sort_key,
    sound_of,
)

_SAID = {
    "kind": "Art",
    "name": "Name",
    "given_name": "Vorname",
    "birth_date": "Geburtsdatum",
    "street": "Straße",
    "postcode": "Postleitzahl",
    "city": "Ort",
    "phone": "Telefon",
    "email": "E-Mail",
}


@action
def add_party(
    actor: Actor,
    *,
    name: str,
    given_name: str = "",
    kind: str = PartyKind.PERSON,
    birth_date: date | None = None,
    street: str = "",
    postcode: str = "",
    city: str = "",
    phone: str = "",
    email: str = "",
) -> Party:
    """Write somebody into the address book who is involved nowhere yet. Needs `file` anywhere."""
    require_anywhere(actor, FILE, lambda: Forbidden(refusals.ENTERED_BY_WHO_MAY_FILE()))
    given = _given(name, given_name, kind, birth_date, street, postcode, city, phone, email)
    _refuse(objections_to_entry(name=given["name"], email=given["email"]))
    party = Party.objects.create(**given, created_by=actor.person_id)
    record(actor, events.PartyAdded(node=party.id, name=str(party)))
    return party


@action
def change_party(
    actor: Actor,
    *,
    party: UUID,
    name: str,
    given_name: str = "",
    kind: str = PartyKind.PERSON,
    birth_date: date | None = None,
    street: str = "",
    postcode: str = "",
    city: str = "",
    phone: str = "",
    email: str = "",
) -> Party:
    """Change what the address book says of a party, for all its dossiers. Needs `edit` on one of them."""
    row = _editable(actor, party)
    given = _given(name, given_name, kind, birth_date, street, postcode, city, phone, email)
    _refuse(objections_to_entry(name=given["name"], email=given["email"]))
    before = str(row)
    changes = [
        f"{_SAID[field]}: {_say(getattr(row, field))} → {_say(value)}"
        for field, value in given.items()
        if field in _SAID and getattr(row, field) != value
    ]
    if not changes:
        raise Refused(refusals.NOTHING_CHANGED())
    for field, value in given.items():
        setattr(row, field, value)
    row.save(update_fields=list(given))
    record(actor, events.PartyChanged(node=row.id, within=_dossiers_of(row), name=before, changes="; ".join(changes)))
    return row


@action
def involve_party(
    actor: Actor,
    *,
    dossier: UUID,
    role: str,
    party: UUID | None = None,
    name: str = "",
    given_name: str = "",
    kind: str = PartyKind.PERSON,
    birth_date: date | None = None,
    street: str = "",
    postcode: str = "",
    city: str = "",
    phone: str = "",
    email: str = "",
) -> Party:
    """Give a party a role in a dossier. Needs `edit`.

    `party` names an entry of the address book; else the entry with the same name and birth date or address is used,
    if the actor may see it, and a new one made if there is none. An entry that the actor sees through a task alone is
    not carried into another dossier.
    """
    row = Dossier.objects.select_for_update(of=("self",)).filter(id=dossier).first()
    if row is None:
        raise Missing(refusals.NO_SUCH_DOSSIER())
    require(actor, EDIT, row.chain)
    given = _given(name, given_name, kind, birth_date, street, postcode, city, phone, email)
    known = queries.party(actor, party) if party else None
    usable = queries.usable_in(actor, row)
    if known and not usable.filter(id=known.id).exists():
        raise OnlyLent(FIND)
    if known is None:
        _refuse(objections_to_entry(name=name, email=email, role=role))
        same = ("folded_name", "birth_date", "street", "postcode")
        known = usable.filter(**{field: given[field] for field in same}).first()
    _refuse(objections_to_entry(name=known.name if known else name, role=role))
    entry = known or Party.objects.create(**given, created_by=actor.person_id)
    told: dict[str, Any] = {"party": entry.id, "name": str(entry), "role": role.strip()[:100]}
    Involvement.objects.get_or_create(party=entry, dossier=row, role=told["role"], ended_at=None)
    record(actor, events.PartyInvolved(node=row.id, **told))
    return entry


@action
def end_involvement(actor: Actor, *, involvement: UUID) -> Involvement:
    """End a party's role in a dossier; that it had it stays known. Needs `edit` on the dossier."""
    row = _involvement(actor, involvement)
    if row.ended_at:
        raise Refused(refusals.ENDED_ALREADY())
    row.ended_at, row.ended_by = timezone.now(), actor.person_id
    row.save(update_fields=["ended_at", "ended_by"])
    record(actor, events.InvolvementEnded(node=row.dossier_id, **_told(row)))
    return row


@action
def resume_involvement(actor: Actor, *, involvement: UUID) -> Involvement:
    """Take the end of an involvement back. Needs `edit` on the dossier."""
    row = _involvement(actor, involvement)
    standing = Involvement.objects.filter(party=row.party_id, dossier=row.dossier_id, role=row.role, ended_at=None)
    if row.ended_at is None or standing.exists():
        raise Refused(refusals.NOT_ENDED())
    row.ended_at = row.ended_by = None
    row.save(update_fields=["ended_at", "ended_by"])
    record(actor, events.InvolvementResumed(node=row.dossier_id, **_told(row)))
    return row


@action
def merge_parties(actor: Actor, *, keep: UUID, drop: UUID) -> Party:
    """Make two entries one: `keep` stays and takes over every role of `drop`.

    Needs `edit` on a dossier of the one and on all dossiers of the other.
    """
    rows = {row.id: row for row in Party.objects.select_for_update().filter(id__in=[keep, drop]).order_by("id")}
    stays, goes = rows.get(keep), rows.get(drop)
    if stays is None or goes is None:
        raise Missing(refusals.MISSING())
    for row in (stays, goes):
        _require_edit(actor, row, refusals.MERGED_BY_WHO_EDITS_BOTH(), lent=False)
    _refuse(
        objections_to_merging(
            same=keep == drop,
            already=bool(stays.merged_into_id or goes.merged_into_id),
            kinds_differ=stays.kind != goes.kind,
            all_in_reach=queries.all_within_reach(actor, goes),
        )
    )
    own = set(Involvement.objects.filter(party=stays, ended_at=None).values_list("dossier", "role"))
    taken = list(Involvement.objects.select_for_update().filter(party=goes))
    ended = [each for each in taken if each.ended_at is None and (each.dossier_id, each.role) in own]
    moved = [each for each in taken if each not in ended]
    dossiers = tuple({each.dossier_id for each in taken})
    now = timezone.now()
    Involvement.objects.filter(id__in=[each.id for each in moved]).update(party=stays)
    Involvement.objects.filter(id__in=[each.id for each in ended]).update(ended_at=now, ended_by=actor.person_id)
    goes.merged_into = stays
    goes.save(update_fields=["merged_into"])
    record(
        actor,
        events.PartiesMerged(
            node=stays.id,
            within=(goes.id, *dossiers),
            name=str(stays),
            dropped=goes.id,
            dropped_name=str(goes),
            moved=tuple(each.id for each in moved),
            ended=tuple(each.id for each in ended),
        ),
    )
    return stays


@action
def undo_merge(actor: Actor, *, party: UUID) -> Party:
    """Make two entries of one again; `party` is the one that had gone. Needs `edit` on what it gets back."""
    row = Party.objects.select_for_update(of=("self",)).select_related("merged_into").filter(id=party).first()
    stays = row.merged_into if row else None
    if row is None or stays is None:
        raise Missing(refusals.NOT_MERGED())
    _require_edit(actor, stays, refusals.SEPARATED_BY_WHO_EDITS())
    lines = journal.about(stays.id).filter(node=stays.id, kind=events.PartiesMerged.__name__)
    last: dict[str, Any] = next((line.payload for line in lines if line.payload.get("dropped") == str(row.id)), {})
    moved = Involvement.objects.filter(id__in=last.get("moved", ()), party=stays)
    ended = Involvement.objects.filter(id__in=last.get("ended", ()), party=row)
    dossiers = tuple({*moved.values_list("dossier", flat=True), *ended.values_list("dossier", flat=True)})
    moved.update(party=row)
    ended.update(ended_at=None, ended_by=None)
    row.merged_into = None
    row.save(update_fields=["merged_into"])
    record(
        actor,
        events.MergeUndone(
            node=stays.id, within=(row.id, *dossiers), name=str(stays), dropped=row.id, dropped_name=str(row)
        ),
    )
    return row


def _require_edit(actor: Actor, row: Party, reason: Refusal, *, lent: bool = True) -> None:
    """Refuse unless the actor edits one of the dossiers of this entry or, if it has none, files anywhere."""
    ways = queries.ways_to_edit(row)
    if ways:
        require_one_of(actor, ways, lambda: _denied(actor, row, reason), lent=lent)
    else:
        require_anywhere(actor, FILE, lambda: _denied(actor, row, reason))


def _denied(actor: Actor, row: Party, reason: Refusal) -> Forbidden:
    known = queries.parties(actor).filter(id=row.id).exists()
    return Forbidden(reason) if known else Hidden(reason)


def _editable(actor: Actor, party: UUID) -> Party:
    row = Party.objects.select_for_update().filter(id=party, merged_into=None).first()
    if row is None:
        raise Missing(refusals.MISSING())
    _require_edit(actor, row, refusals.CHANGED_BY_WHO_EDITS())
    return row


def _involvement(actor: Actor, involvement: UUID) -> Involvement:
    rows = Involvement.objects.select_for_update(of=("self",)).select_related("party", "dossier")
    row = rows.filter(id=involvement).first()
    if row is None:
        raise Missing(refusals.NO_SUCH_INVOLVEMENT())
    require(actor, EDIT, row.dossier.chain)
    return row


def _given(
    name: str,
    given_name: str,
    kind: str,
    birth_date: date | None,
    street: str,
    postcode: str,
    city: str,
    phone: str,
    email: str,
) -> dict[str, Any]:
    """The columns of an entry, with what is derived from the name."""
    name, given_name = name.strip(), given_name.strip()
    return {
        "kind": PartyKind(kind).value,
        "name": name,
        "given_name": given_name,
        "birth_date": birth_date,
        "street": street.strip(),
        "postcode": postcode.strip(),
        "city": city.strip(),
        "phone": phone.strip(),
        "email": email.strip(),
        "folded_name": fold_name(given_name, name),
        "sort_name": sort_key(name, given_name),
        "sound": sound_of(name),
    }


def _told(row: Involvement) -> dict[str, Any]:
    return {"party": row.party_id, "name": str(row.party), "role": row.role}


def _dossiers_of(row: Party) -> tuple[UUID, ...]:
    return tuple(Involvement.objects.filter(party=row).order_by("dossier").values_list("dossier", flat=True).distinct())


def _say(value: Any) -> str:
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value or "–")


def _refuse(reasons: Sequence[Refusal]) -> None:
    if reasons:
        raise Refused(reasons)
