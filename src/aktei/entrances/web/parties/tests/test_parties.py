# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The address book as people meet it."""

from typing import Any

import pytest
from django.urls import reverse

from aktei.entrances.web.dossiers.tests.test_pages import queries, said
from aktei.records.parties.actions import add_party
from aktei.records.parties.models import Involvement, Party

pytestmark = pytest.mark.django_db


@pytest.fixture
def koester(world: Any) -> Party:
    return Party.objects.get(name="Köster")


def test_the_address_book_finds_other_spellings_and_nobody_out_of_reach(as_: Any, koester: Party) -> None:
    at = reverse("records:parties")
    assert "Köster, Bernd" in said(as_("sachbearbeitung").get(at, {"q": "koest"}))
    assert "Köster" not in said(as_("bauaufsicht").get(at)).replace("Niemand", "")
    assert "Niemand gefunden" in said(as_("sachbearbeitung").get(at, {"q": "Xylander"}))


def test_the_list_goes_on_where_it_ended_and_asks_no_more_for_many(as_: Any, world: Any) -> None:
    anna, at = as_("sachbearbeitung"), reverse("records:parties")
    queries(anna, at)
    before = queries(anna, at)
    for number in range(60):
        add_party(world.actor("sachbearbeitung"), name=f"Zz{number:02}")
    assert queries(anna, at) == before
    first = anna.get(at, {"q": "zz"})
    cursor = first.context["listed"].piece.cursor
    rest = anna.get(at, {"q": "zz", "cursor": cursor}).context["listed"]
    assert [row.title for row in rest.table.rows] == [f"Zz{number:02}" for number in range(50, 60)]
    assert anna.get(at, {"cursor": "kaputt"}).status_code == 200


def test_before_a_second_entry_is_made_people_are_asked_and_decide(as_: Any, world: Any, koester: Party) -> None:
    anna, dossier = as_("sachbearbeitung"), world.dossiers["Wohngeld Müller, Sabine"]
    at = reverse("records:dossier_parties", args=[dossier.id])
    typed = {"kind": "person", "name": "Koester", "given_name": "Bernd", "role": "Vermieter"}
    asked = anna.post(at, typed)
    assert asked.status_code == 422
    assert "gleicher Name" in said(asked)
    assert Involvement.objects.filter(dossier=dossier).count() == 1
    taken = anna.post(at, {"role": "Vermieter", "party": str(koester.id)}, follow=True)
    assert "Bernd Köster ist jetzt an der Akte beteiligt." in said(taken)
    anna.post(at, {**typed, "role": "Zeuge", "new": "1"})
    assert Party.objects.filter(folded_name="bernd koester").count() == 2
    empty = anna.post(at, {"party": str(koester.id)})
    assert empty.status_code == 422


def test_hints_appear_while_somebody_types_and_half_a_date_does_no_harm(as_: Any, koester: Party) -> None:
    at = reverse("records:party_hints")
    typing = {"name": "Koester", "given_name": "B", "birth_date": "02.1"}
    assert "Name klingt gleich" in said(as_("sachbearbeitung").get(at, typing))
    assert said(as_("bauaufsicht").get(at, typing)).strip() == ""
    assert said(as_("sachbearbeitung").get(at, {"name": ""})).strip() == ""


def test_a_party_page_offers_merging_and_an_undo(as_: Any, world: Any, koester: Party) -> None:
    twin = add_party(world.actor("sachbearbeitung"), name="Koester", given_name="Bernd")
    anna, at = as_("sachbearbeitung"), reverse("records:party", args=[koester.id])
    assert "Vielleicht dieselben" in said(anna.get(at))
    merged = anna.post(reverse("records:merge_parties", args=[koester.id]), {"drop": str(twin.id)}, follow=True)
    assert "zusammengeführt" in said(merged)
    assert "Hierin aufgegangen" in said(merged)
    anna.post(reverse("records:undo_merge", args=[twin.id]))
    assert Party.objects.get(id=twin.id).merged_into_id is None
    assert as_("bauaufsicht").get(at).status_code == 404


def test_an_involvement_ends_and_stays_known(as_: Any, world: Any, koester: Party) -> None:
    anna, row = as_("sachbearbeitung"), Involvement.objects.get(party=koester)
    at = reverse("records:dossier_parties", args=[row.dossier_id])
    anna.post(reverse("records:end_involvement", args=[row.id]))
    assert "Früher beteiligt" in said(anna.get(at))
    anna.post(reverse("records:resume_involvement", args=[row.id]))
    assert "Früher beteiligt" not in said(anna.get(at))
