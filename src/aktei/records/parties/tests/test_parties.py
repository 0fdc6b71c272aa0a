# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names that mean the same person, and parties in dossiers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktei.base.acts.errors import Forbidden, Refused
from aktei.entrances.demo.world import BUILDER
from aktei.records.parties import queries
from aktei.records.parties.actions import involve_party
from aktei.records.parties.models import Involvement, Party
from aktei.records.parties.rules import fold_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "MUELLER"),
        ("Weiß", "Weiss"),
        ("Yıldız", "YILDIZ"),
        ("Köster-Grün", "Koester Gruen"),
        ("Nguyễn", "Nguyen"),
        ("Mu\u0308ller", "Müller"),
    ],
)
def test_spellings_of_one_name_are_one(one, other):
    assert fold_name(one) == fold_name(other)


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text):
    assert fold_name(fold_name(text)) == fold_name(text)


def test_the_same_party_is_written_once_and_its_roles_add_up(world):
    one, other = world.dossiers["Wohngeld Köster, Bernd"], world.dossiers["Wohngeld Müller, Sabine"]
    before = Party.objects.count()
    for dossier in (one, other, one):
        involve_party(
            BUILDER, dossier=dossier.id, role="Vermieter", name="Krüger", given_name="Ulf", birth_date=date(1970, 1, 2)
        )
    assert Party.objects.count() == before + 1
    assert Involvement.objects.filter(party__name="Krüger").count() == 2


def test_writing_a_party_needs_edit_and_a_name(world):
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    with pytest.raises(Forbidden):
        involve_party(world.actor("bauaufsicht"), dossier=dossier.id, role="x", name="y")
    with pytest.raises(Refused, match="Rolle"):
        involve_party(BUILDER, dossier=dossier.id, role="", name="y")


def test_parties_of_dossiers_out_of_reach_are_not_told(world):
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    assert queries.involvements(world.actor("sachbearbeitung"), dossier.id).count() == 1
    assert queries.involvements(world.actor("bauaufsicht"), dossier.id).count() == 0
    assert queries.involvements_named(world.actor("bauaufsicht"), [fold_name("Bernd", "Köster")]).count() == 0
