# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The address book: who sees whom, what is thought to be the same, and how two entries become one and two again."""

from datetime import date

import pytest

from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.base.acts.models import JournalEntry
from aktei.entrances.demo.world import BUILDER
from aktei.records.parties import actions, queries
from aktei.records.parties.models import Involvement, Party
from aktei.records.parties.rules import Described, fold_name, likeness, sound_of


@pytest.fixture
def anna(world):
    return world.actor("sachbearbeitung")


@pytest.fixture
def koester(world):
    return Party.objects.get(name="Köster")


def described(name, given="", **more):
    return Described(fold_name(given, name), sound_of(name), **more)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Meyer", "Maier"), ("Schmidt", "Schmitt"), ("Köster", "Koester"), ("Fischer", "Vischer"), ("Philipp", "Filip")],
)
def test_names_that_sound_alike_have_one_sound(one, other):
    assert sound_of(one) == sound_of(other)


def test_the_sounds_are_those_of_the_published_examples():
    assert [sound_of(name) for name in ("Wikipedia", "Breschnew", "Müller")] == ["3412", "17863", "657"]


def test_entries_are_thought_the_same_for_reasons_and_told_apart_by_their_birthdays():
    ute = described("Yildiz", "Ute", birth_date=date(1968, 4, 17), street="Lindenstr. 12", postcode="12345")
    same = described("Yıldız", "Ute", birth_date=date(1968, 4, 17), street="Lindenstraße 12", postcode="12345")
    assert likeness(ute, same) == ["gleicher Name", "gleiches Geburtsdatum", "gleiche Anschrift"]
    assert likeness(ute, described("Yıldız", "Ute", birth_date=date(1990, 1, 1))) == []
    assert likeness(described("Meyer", "Karl"), described("Maier", "Klaus")) == ["Name klingt gleich"]
    assert likeness(described("Meyer", "Karl"), described("Maier", "Rosa")) == []
    assert likeness(described("Meyer", "Karl"), described("Schulze", "Karl")) == []


def test_the_address_book_tells_only_of_dossiers_within_reach(world, anna, koester):
    foreign = world.actor("bauaufsicht")
    assert koester in queries.parties(anna)
    assert koester not in queries.parties(foreign)
    assert queries.hints(foreign, described("Köster", "Bernd")) == []
    assert [hint.party for hint in queries.hints(anna, described("Koester", "Bernd"))] == [koester]
    with pytest.raises(Missing):
        queries.party(foreign, koester.id)
    actions.involve_party(
        BUILDER, dossier=world.dossiers["Neubau Einfamilienhaus Grünwald"].id, role="Nachbar", party=koester.id
    )
    shown = queries.involvements_of(foreign, koester.id)
    assert [row.dossier.subject_line for row in shown] == ["Neubau Einfamilienhaus Grünwald"]


def test_where_hundreds_sound_alike_the_very_same_is_still_found(world, anna, monkeypatch):
    monkeypatch.setattr(queries, "MOST_COMPARED", 3)
    for number in range(6):
        actions.add_party(anna, name="Meier", given_name=f"A{number}")
    same = actions.add_party(anna, name="Meyer", given_name="Zoe", birth_date=date(1980, 1, 2))
    assert queries.hints(anna, described("Meyer", "Zoe"))[0].party == same
    assert queries.hints(anna, described("Mayer", "Zo", birth_date=date(1980, 1, 2)))[0].party == same


def test_whoever_may_not_see_an_entry_makes_a_new_one_and_learns_nothing(world, koester):
    dossier = world.dossiers["Neubau Einfamilienhaus Grünwald"]
    made = actions.involve_party(
        world.actor("bauaufsicht"),
        dossier=dossier.id,
        role="Nachbar",
        name="Köster",
        given_name="Bernd",
        birth_date=koester.birth_date,
        street=koester.street,
        postcode=koester.postcode,
    )
    assert made.id != koester.id


def test_german_names_sort_as_in_a_telephone_book(anna):
    for name in ("Zander", "Öztürk", "Oswald", "Ofen", "Ärmel"):
        actions.add_party(anna, name=name)
    names = [row.name for row in queries.parties(anna) if row.name in ("Zander", "Öztürk", "Oswald", "Ofen", "Ärmel")]
    assert names == ["Ärmel", "Öztürk", "Ofen", "Oswald", "Zander"]
    assert [row.name for row in queries.matching(anna, "oezt")] == ["Öztürk"]


def test_a_change_is_told_in_every_dossier_of_the_party_with_what_was_before(world, anna, koester):
    values = {"name": "Köster", "given_name": "Bernd", "street": "Neue Gasse 5", "phone": "03721 55"}
    actions.change_party(anna, party=koester.id, **values)
    line = JournalEntry.objects.get(kind="PartyChanged")
    assert world.dossiers["Wohngeld Köster, Bernd"].id in line.nodes
    assert "Straße: Am Anger 3 → Neue Gasse 5" in line.payload["changes"]
    with pytest.raises(Refused, match="nichts anders"):
        actions.change_party(anna, party=koester.id, **values)
    with pytest.raises(Refused) as refusal:
        actions.change_party(anna, party=koester.id, name=" ", email="bernd@")
    assert len(refusal.value.reasons) == 2
    with pytest.raises(Forbidden):
        actions.change_party(world.actor("bauaufsicht"), party=koester.id, name="X")


def test_an_ended_involvement_is_known_but_no_longer_suggested_and_can_be_resumed(world, anna, koester):
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    row = Involvement.objects.get(party=koester)
    actions.end_involvement(anna, involvement=row.id)
    assert list(queries.involvements(anna, dossier.id)) == []
    assert [each.party for each in queries.ended_involvements(anna, dossier.id)] == [koester]
    assert not queries.involvements_named(anna, [koester.folded_name]).exists()
    actions.involve_party(anna, dossier=dossier.id, role=row.role, party=koester.id)
    with pytest.raises(Refused, match="besteht"):
        actions.resume_involvement(anna, involvement=row.id)


def test_two_entries_become_one_and_two_again_without_losing_a_role(world, anna, koester):
    mueller = world.dossiers["Wohngeld Müller, Sabine"]
    own = world.dossiers["Wohngeld Köster, Bernd"]
    twin = actions.involve_party(anna, dossier=mueller.id, role="Vermieter", name="Koester", given_name="Bernd")
    actions.involve_party(anna, dossier=own.id, role="Antragsteller", party=twin.id)
    actions.merge_parties(anna, keep=koester.id, drop=twin.id)
    assert {row.dossier_id for row in Involvement.objects.filter(party=koester)} == {mueller.id, own.id}
    assert [row.party for row in queries.involvements(anna, own.id)] == [koester]
    assert twin not in queries.parties(anna)
    with pytest.raises(Refused, match="aufgegangen"):
        actions.merge_parties(anna, keep=koester.id, drop=twin.id)
    actions.undo_merge(anna, party=twin.id)
    assert {row.dossier_id for row in Involvement.objects.filter(party=twin, ended_at=None)} == {mueller.id, own.id}
    assert {row.dossier_id for row in Involvement.objects.filter(party=koester)} == {own.id}
    kinds = JournalEntry.objects.filter(node=koester.id).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["PartiesMerged", "MergeUndone"]


def test_an_entry_that_others_use_too_is_not_merged_away_behind_their_backs(world, anna, koester):
    twin = actions.involve_party(
        anna, dossier=world.dossiers["Wohngeld Müller, Sabine"].id, role="Vermieter", name="Koester"
    )
    actions.involve_party(
        BUILDER, dossier=world.dossiers["Neubau Einfamilienhaus Grünwald"].id, role="Nachbar", party=twin.id
    )
    with pytest.raises(Refused, match="Schriftgutverwaltung"):
        actions.merge_parties(anna, keep=koester.id, drop=twin.id)
    actions.merge_parties(world.actor("schriftgut"), keep=koester.id, drop=twin.id)
