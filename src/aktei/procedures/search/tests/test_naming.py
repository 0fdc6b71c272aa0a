# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Enter in the search box opens what is called exactly so, however it was typed or pasted."""

from typing import Any

import pytest

from aktei.base.acts.actor import Actor
from aktei.procedures.search.engines.port import RecordKind
from aktei.procedures.search.naming import named
from aktei.records.cases.actions import open_case
from aktei.records.cases.queries import cases
from aktei.records.dossiers.branches import move_dossier

SYSTEM = Actor.system("test")
DOSSIER = "Wohngeld Müller, Sabine"


@pytest.fixture
def anna(world: Any) -> Actor:
    return world.actor("sachbearbeitung")


@pytest.mark.parametrize(
    "write",
    [
        "{r}",
        " {r}\n",
        "Az.: {r}",
        "Aktenzeichen {r}",
        "Unser Zeichen: {r}",
        "„{r}“",
        "Akte {r}.",
        "{r} Wohngeld Müller, Sabine",
        "{r}\u00a0wohngeld mueller sabine",
    ],
)
@pytest.mark.parametrize(
    "spelled",
    [
        lambda text: text,
        lambda text: text.replace("/0000", "/"),
        lambda text: text.replace("-", "\u2013"),
        lambda text: text.replace("-", "\u2011"),
        lambda text: text.replace("-", "\u2212").replace("/", "\u202f/\u202f"),
        lambda text: text.replace("-", " - ").replace("/", "\u00a0/ "),
    ],
)
def test_a_reference_opens_its_dossier_as_it_is_typed_or_pasted(world, anna, write, spelled):
    dossier = world.dossiers[DOSSIER]
    text = write.format(r=spelled(dossier.reference))
    assert [each.id for each in named(anna, text)] == [dossier.id]


def test_the_year_of_a_reference_may_have_two_digits(world, anna):
    dossier = world.dossiers[DOSSIER]
    short = dossier.reference.replace("-20", "-")
    for text in (short, short.replace("/0000", "/"), short.replace("/", " / ")):
        assert [each.id for each in named(anna, text)] == [dossier.id], text


def test_a_former_reference_opens_the_dossier(world, anna):
    dossier = world.dossiers[DOSSIER]
    was = dossier.reference
    move_dossier(SYSTEM, dossier=dossier.id, entry=world.plan["50.31"].id, reason="falsch zugeordnet")
    assert [each.id for each in named(anna, was)] == [dossier.id]


@pytest.mark.parametrize("gap", ["-", " - ", "\u2013", "/"])
def test_a_case_is_opened_by_its_dossiers_reference_and_its_number(world, anna, gap):
    dossier = world.dossiers[DOSSIER]
    made = open_case(SYSTEM, dossier=dossier.id, subject_line="Widerspruch gegen den Bescheid")
    (found,) = named(anna, f"{dossier.reference}{gap}{made.number}")
    assert (found.kind, found.id) == (RecordKind.CASE, made.id)
    (short,) = named(anna, f"{dossier.reference.replace('/0000', '/')}{gap}{made.number}")
    assert short.id == made.id


def test_nothing_is_named_to_those_who_may_not_find_it(world):
    stranger, dossier = world.actor("bauaufsicht"), world.dossiers[DOSSIER]
    number = cases(SYSTEM, dossier.id)[0].number if cases(SYSTEM, dossier.id) else 1
    for text in (dossier.reference, f"{dossier.reference}-{number}", f"{dossier.reference} {DOSSIER}"):
        assert named(stranger, text) == ()
