# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is involved in a dossier, as a list."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.frame.addresses import record_address
from aktei.entrances.web.kit.lists.tables import Cell, Row
from aktei.entrances.web.kit.lists.whole import Whole, sortable, whole
from aktei.entrances.web.kit.records.record_page import RecordPage
from aktei.records.parties import queries

COLUMNS = (
    sortable("name", gettext_lazy("Name"), fixed=True, css="break"),
    sortable("rolle", gettext_lazy("Rolle"), css="break"),
    sortable("geboren", gettext_lazy("Geboren"), css="nowrap"),
    sortable("anschrift", gettext_lazy("Anschrift"), css="break"),
    sortable("telefon", gettext_lazy("Telefon"), css="nowrap"),
    sortable("email", gettext_lazy("E-Mail"), css="break"),
)


def listed(request: HttpRequest, actor: Actor, place: RecordPage) -> Whole:
    """Standing involvements, by name."""
    return whole(
        request,
        actor,
        COLUMNS,
        [_row(each) for each in queries.involvements(actor, place.id)],
        page="records:dossier_parties",
        address=reverse("records:dossier_parties", args=[place.id]),
        title=_("Beteiligte der Akte %(reference)s") % {"reference": place.reference},
        filename=f"beteiligte-{slugify(place.reference)}",
    )


def _row(each: Any) -> Row:
    party = each.party
    address = ", ".join(part for part in (party.street, f"{party.postcode} {party.city}".strip()) if part)
    cells = [
        Cell(
            f"{party.name}, {party.given_name}" if party.given_name else party.name,
            href=record_address("records:party", party.id),
        ),
        Cell(each.role),
        Cell(party.birth_date),
        Cell(address),
        Cell(party.phone),
        Cell(party.email),
    ]
    title = _("%(name)s als %(role)s") % {"name": party, "role": each.role} if each.role else str(party)
    return Row(each.id, title, cells)
