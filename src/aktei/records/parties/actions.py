# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing parties into dossiers."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.journal.acts import Actor, Missing, Refused, action, record
from aktei.base.rights.queries import require
from aktei.base.rights.rules import EDIT
from aktei.records.dossiers.models import Dossier
from aktei.records.parties.events import PartyInvolved
from aktei.records.parties.models import Involvement, Party, PartyKind
from aktei.records.parties.rules import fold_name


@action
def involve_party(
    actor: Actor,
    *,
    dossier: UUID,
    role: str,
    name: str,
    given_name: str = "",
    kind: str = PartyKind.PERSON,
    birth_date: date | None = None,
    street: str = "",
    postcode: str = "",
    city: str = "",
) -> Party:
    """Give a party a role in a dossier; the same party (name and birth date or address) is used again. Needs `edit`."""
    row = Dossier.objects.filter(id=dossier).first()
    if row is None:
        raise Missing(_("Diese Akte gibt es nicht."))
    require(actor, EDIT, row.chain)
    if not name.strip() or not role.strip():
        raise Refused(_("Bitte geben Sie Name und Rolle an."))
    party, _made = Party.objects.get_or_create(
        folded_name=fold_name(given_name, name),
        birth_date=birth_date,
        street=street,
        postcode=postcode,
        defaults={"kind": PartyKind(kind).value, "name": name, "given_name": given_name, "city": city},
    )
    Involvement.objects.get_or_create(party=party, dossier=row, role=role.strip())
    record(actor, PartyInvolved(node=row.id, party=party.id, name=str(party), role=role.strip()))
    return party
