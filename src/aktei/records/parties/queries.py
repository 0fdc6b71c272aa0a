# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading parties and their dossiers; parties of dossiers out of reach are never told."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.names.expressions import SortKey, named
from aktei.base.names.folding import sort_key, typed_words
from aktei.base.rights.queries import may, may_anywhere, reach, visible
from aktei.base.rights.rules import EDIT, FILE, FIND
from aktei.records.dossiers.models import Dossier
from aktei.records.parties import refusals
from aktei.records.parties.models import Involvement, Party
from aktei.records.parties.rules import COMMON_ROLES, Described, likeness

NAMES = ("given_name", "name")
PLACE = ("street", "postcode", "city")
"""The columns of the indexes `party_named` and `party_placed`."""
IN_ORDER = (SortKey("name"), SortKey("given_name"), F("id"))
"""How parties stand in lists: by German rules."""
MOST_COMPARED = 300
"""Entries that are compared in detail; more that sound alike or live at one address are told by their first few."""


@dataclass(frozen=True)
class Hint:
    """An entry that may be the same party, and why."""

    party: Party
    reasons: tuple[str, ...]


def involvements(actor: Actor, dossier: UUID) -> QuerySet[Involvement]:
    """The parties of a dossier the actor may find, by role; involvements that ended are not among them."""
    return _of_dossier(actor, dossier).filter(ended_at=None)


def names_by_dossier(actor: Actor, dossiers: Collection[UUID]) -> dict[UUID, list[str]]:
    """Who is involved in each of these dossiers the actor may find, in the order of names; one query."""
    seen = visible(Dossier.objects.filter(id__in=list(dossiers)), actor, FIND)
    rows = Involvement.objects.filter(dossier__in=seen, ended_at=None).select_related("party")
    found: dict[UUID, list[str]] = {}
    for row in rows.order_by("party__sort_name", "party"):
        called = found.setdefault(row.dossier_id, [])
        if str(row.party) not in called:
            called.append(str(row.party))
    return found


def ended_involvements(actor: Actor, dossier: UUID) -> QuerySet[Involvement]:
    """Who had a role in a dossier the actor may find, and has it no longer."""
    return _of_dossier(actor, dossier).filter(ended_at__isnull=False, party__merged_into=None)


def involvements_named(actor: Actor, folded_names: Iterable[str], right: str = FIND) -> QuerySet[Involvement]:
    """Standing involvements in dossiers the actor may find of parties with one of these folded names."""
    seen = visible(Dossier.objects.all(), actor, right)
    rows = Involvement.objects.filter(party__folded_name__in=list(folded_names), dossier__in=seen, ended_at=None)
    return rows.select_related("party", "dossier__entry")


def involved_names(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """What the parties of each of these dossiers that the actor may find are called; one query."""
    seen = visible(Dossier.objects.filter(id__in=list(ids)), actor, FIND)
    rows = Involvement.objects.filter(dossier__in=seen, ended_at=None).select_related("party")
    found: dict[UUID, list[str]] = {}
    for row in rows[:2_000]:
        found.setdefault(row.dossier_id, []).append(str(row.party))
    return found


def parties(actor: Actor, *, lent: bool = True) -> QuerySet[Party]:
    """The address book as this actor may see it, in the order of names.

    Who is involved in a dossier the actor may find; and, for those who may file anywhere, who is involved nowhere.
    Without `lent`, what a task or break-glass lets them find does not count.
    """
    rows = Party.objects.filter(merged_into=None).order_by(*IN_ORDER)
    if actor.is_system:
        return rows
    anywhere = Involvement.objects.filter(party=OuterRef("id"))
    seen = Exists(anywhere.filter(dossier__in=visible(Dossier.objects.all(), actor, FIND, lent=lent)))
    return rows.filter(seen | ~Exists(anywhere)) if reach(actor, FILE, lent=lent) else rows.filter(seen)


def usable_in(actor: Actor, dossier: Dossier) -> QuerySet[Party]:
    """What the actor may give a role in this dossier: what they see without a loan, and who is involved there."""
    own = parties(actor, lent=False).order_by().values("id")
    return parties(actor).filter(Q(id__in=own) | Q(id__in=dossier.involvements.values("party")))


def matching(actor: Actor, text: str) -> QuerySet[Party]:
    """Those of the address book in whose name or address every typed word is found, whatever its spelling."""
    rows = parties(actor)
    words = typed_words(text)
    for word in words:
        rows = rows.filter(Q(named(NAMES, [word], inside=True)) | Q(named(PLACE, [word], inside=True)))
    return rows if words or not text.strip() else rows.none()


def party(actor: Actor, party_id: UUID) -> Party:
    """One party, or `Missing`."""
    found = parties(actor).filter(id=party_id).first()
    if found is None:
        raise Missing(refusals.NOT_VISIBLE())
    return found


def involvements_of(actor: Actor, party_id: UUID) -> QuerySet[Involvement]:
    """In which dossiers a party has or had a role, as far as the actor may find them; standing ones first."""
    seen = visible(Dossier.objects.all(), actor, FIND)
    rows = Involvement.objects.filter(party=party_id, dossier__in=seen).select_related("dossier__lead_unit")
    return rows.order_by("ended_at", "-dossier__opened_at")


def may_edit(actor: Actor, row: Party) -> bool:
    """Whether the actor may change what the address book says of a party: they edit one of its dossiers.

    What is involved nowhere yet may be changed by whoever files anywhere.
    """
    ways = ways_to_edit(row)
    return any(may(actor, right, chain) for right, chain in ways) if ways else may_anywhere(actor, FILE)


def ways_to_edit(row: Party) -> list[tuple[str, list[UUID]]]:
    """The right on each dossier that lets somebody change this entry."""
    chains = Dossier.objects.filter(involvements__party=row).values_list("chain", flat=True)
    return [(EDIT, chain) for chain in chains]


def all_within_reach(actor: Actor, row: Party) -> bool:
    """Whether the actor edits every dossier a party is involved in."""
    inside = Dossier.objects.filter(involvements__party=row).distinct()
    return visible(inside, actor, EDIT).count() == inside.count()


def hints(actor: Actor, described: Described, *, without: UUID | None = None, most: int = 5) -> list[Hint]:
    """Entries the actor may see that may be the same party, the likeliest first, each with its reasons."""
    alike = Q(folded_name=described.folded_name)
    if described.sound:
        alike |= Q(sound=described.sound)
    # Where hundreds sound alike, the likeliest must be among those that are compared.
    first = [When(folded_name=described.folded_name, then=0)]
    if described.birth_date:
        first.append(When(birth_date=described.birth_date, then=1))
    if described.postcode:
        first.append(When(postcode=described.postcode, then=2))
    rows = parties(actor).filter(alike).exclude(id__in=[without] if without else [])
    rows = rows.order_by(Case(*first, default=3), *IN_ORDER)[:MOST_COMPARED]
    found = [Hint(row, tuple(likeness(described, described_of(row)))) for row in rows]
    likely = [hint for hint in found if hint.reasons]
    return sorted(
        likely, key=lambda hint: (-len(hint.reasons), sort_key(hint.party.name), sort_key(hint.party.given_name))
    )[:most]


def described_of(row: Party) -> Described:
    """What is compared of an entry."""
    return Described(row.folded_name, row.sound, row.birth_date, row.street, row.postcode)


def merged_into(actor: Actor, party_id: UUID) -> QuerySet[Party]:
    """The entries that became part of this one."""
    return Party.objects.filter(merged_into=party(actor, party_id)).order_by(*IN_ORDER)


def roles(actor: Actor, entry: UUID) -> list[str]:
    """Roles to offer in a dossier of this file plan entry: those in use there, then the common ones."""
    seen = visible(Dossier.objects.filter(entry=entry), actor, FIND)
    used = Involvement.objects.filter(dossier__in=seen).order_by().values_list("role", flat=True).distinct()
    return list(dict.fromkeys([*sorted(used[:20], key=sort_key), *COMMON_ROLES]))


def _of_dossier(actor: Actor, dossier: UUID) -> QuerySet[Involvement]:
    seen = visible(Dossier.objects.filter(id=dossier), actor, FIND)
    rows = Involvement.objects.filter(dossier__in=seen).select_related("party")
    return rows.order_by(SortKey("role"), SortKey("party__name"), SortKey("party__given_name"))
