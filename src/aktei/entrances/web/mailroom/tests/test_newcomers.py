# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whoever wrote for the first time is offered a dossier of their own, with all that the letter tells of them."""

from datetime import date
from html import unescape
from uuid import uuid4

import pytest

from aktei.procedures.mailroom.clues import named_title
from aktei.records.dossiers.models import Dossier
from aktei.records.envelopes.queries import standing
from aktei.records.parties.models import Involvement

pytestmark = pytest.mark.django_db

INBOX = "/posteingang/"
LETTER = """Anna Beispiel
Musterweg 1
99301 Musterstadt
Landkreis Musterland
Musterstadt, 3. Mai 2026
Antrag auf Wohngeld
Anna Beispiel, geboren am 03.04.1980
Sehr geehrte Damen und Herren,"""


def shown(response) -> str:
    return unescape(response.content.decode())


def form_of(world, **more):
    return {
        "ziel": "neu",
        "entry": world.plan["50.30"].id,
        "dossier_subject": "Wohngeld Beispiel, Anna",
        "lead_unit": world.units["50.1"].id,
        "with_party": "1",
        "party_role": "Antragstellerin",
        "party_kind": "person",
        "party_name": "Beispiel",
        "party_given_name": "Anna",
        "party_birth_date": "03.04.1980",
        "party_street": "Musterweg 1",
        "party_postcode": "99301",
        "party_city": "Musterstadt",
        **more,
    }


def test_an_unknown_sender_is_offered_a_dossier_of_their_own_and_nothing_is_chosen(clerk, ready, world) -> None:
    row = ready(LETTER)
    page = clerk.get(f"{INBOX}{row.id}/")
    form = shown(page).partition('id="filing"')[2]
    assert page.context["opened"].suggestions == []
    assert "open data-offered" in " ".join(form.split())
    assert "Neue Akte für Anna Beispiel" in form
    assert 'value="Wohngeld Beispiel, Anna"' in form
    assert f'name="entry-id" value="{world.plan["50.30"].id}"' in form
    assert f'name="lead_unit-id" value="{world.units["50.1"].id}"' in form
    assert all(f'value="{each}"' in form for each in ("Anna", "Beispiel", "03.04.1980", "Musterweg 1", "99301"))
    assert "checked" not in form.partition('name="with_party"')[0]
    assert clerk.post(f"{INBOX}{row.id}/ablegen/", {"subject_line": "x"}).status_code == 422


def test_dossier_party_and_filing_are_one_act(clerk, ready, world) -> None:
    row = ready(LETTER)
    clerk.post(f"{INBOX}{row.id}/ablegen/", form_of(world))
    row.refresh_from_db()
    dossier = Dossier.objects.get(subject_line="Wohngeld Beispiel, Anna")
    (there,) = Involvement.objects.filter(dossier=dossier).select_related("party")
    assert (standing(row), row.document.dossier_id, dossier.lead_unit_id) == (
        "filed",
        dossier.id,
        world.units["50.1"].id,
    )
    assert (str(there.party), there.party.birth_date, there.role) == (
        "Anna Beispiel",
        date(1980, 4, 3),
        "Antragstellerin",
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"party_birth_date": "32.13.1980"}, "ist kein Geburtsdatum"),
        ({"party_name": " "}, "geben Sie einen Namen an"),
        ({"party_role": ""}, "geben Sie eine Rolle an"),
        ({"entry": ""}, "unter welchem Eintrag des Aktenplans"),
    ],
)
def test_where_the_party_cannot_be_written_down_no_dossier_is_opened(clerk, ready, world, wrong, said: str) -> None:
    row, before = ready(LETTER), Dossier.objects.count()
    answer = clerk.post(f"{INBOX}{row.id}/ablegen/", form_of(world, **wrong))
    assert answer.status_code == 422
    assert said in shown(answer)
    assert Dossier.objects.count() == before
    row.refresh_from_db()
    assert standing(row) == "ready"


def test_a_letter_of_which_nobody_knows_the_sender_opens_as_one_and_as_many(clerk, ready) -> None:
    row = ready("Guten Tag")
    for address in (f"{INBOX}{row.id}/", f"{INBOX}mehrere/?item={row.id}", f"{INBOX}{row.id}/weiterleiten/"):
        page = clerk.get(address)
        assert page.status_code == 200
        assert 'id="dossier-subject"' in page.content.decode()


def test_a_refusal_keeps_all_that_was_filled_in(clerk, ready, world) -> None:
    row, entry = ready(LETTER), world.plan["50.31"]
    sent = {"entry-id": str(entry.id), "entry": str(entry), "dossier_subject": "Ganz anders", "party_city": "Ilmenau"}
    answer = clerk.post(f"{INBOX}{row.id}/ablegen/", form_of(world, party_birth_date="32.13.1980", **sent))
    form = answer.content.decode().partition('id="filing"')[2]
    assert answer.status_code == 422
    assert f'name="entry-id" value="{entry.id}"' in form
    assert all(f'value="{each}"' in form for each in (str(entry), "Ganz anders", "Ilmenau", "32.13.1980"))
    assert 'id="ziel-neu" value="neu" checked' in form


def test_the_next_letter_of_the_same_sender_is_sure(clerk, ready, world) -> None:
    clerk.post(f"{INBOX}{ready(LETTER).id}/ablegen/", form_of(world))
    page = clerk.get(f"{INBOX}{ready(LETTER, name='zwei.pdf').id}/")
    assert [each.level for each in page.context["opened"].suggestions] == ["certain"]


def test_a_title_is_named_by_all_its_longer_words_and_never_in_doubt() -> None:
    rent, help_, other = uuid4(), uuid4(), uuid4()
    titles = {rent: "Wohngeld", help_: "Hilfe zum Lebensunterhalt", other: "Hilfe zur Pflege"}
    assert named_title(titles, ["Widerspruch gegen den Wohngeldbescheid"]) == rent
    assert named_title(titles, ["", "Ich beantrage Hilfe zum Lebensunterhalt"]) == help_
    assert named_title(titles, ["Ich brauche Hilfe"]) is None
    assert named_title({rent: "Wohngeld", other: "Wohngeld"}, ["Wohngeld"]) is None
