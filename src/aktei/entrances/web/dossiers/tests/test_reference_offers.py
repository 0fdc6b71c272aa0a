# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the field for another record's reference offers, and to whom."""

from typing import Any

import pytest
from django.urls import reverse

from aktei.records.cases.actions import open_case
from aktei.records.dossiers.actions import close_dossier
from aktei.records.dossiers.branches import open_sub_dossier
from aktei.records.dossiers.changing import protect_dossier
from aktei.records.dossiers.models import Dossier

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered(as_: Any) -> Any:
    """`offered(dossier, "verweisen", "text")`: the references in the order they are shown."""

    def ask(node: Any, act: str, text: str, *, who: str = "sachbearbeitung", kind: str = "dossier") -> list[str]:
        address = reverse(f"records:{kind}_suggestions", args=[node.id, act])
        page = as_(who).get(address, {"reference": text}).content.decode()
        return [part.split('"')[0] for part in page.split('data-value="')[1:]]

    return ask


def test_only_open_dossiers_are_offered_into_which_the_person_may_file(
    offered: Any, world: Any, dossier: Dossier
) -> None:
    other, house = world.dossiers["Wohngeld Köster, Bernd"], world.dossiers["Neubau Einfamilienhaus Grünwald"]
    assert offered(dossier, "ueberfuehren", "Köster") == [other.reference]
    assert offered(dossier, "ueberfuehren", other.reference[:-2]).count(other.reference) == 1
    assert offered(dossier, "ueberfuehren", house.reference) == []
    close_dossier(world.actor("sachbearbeitung"), dossier=other.id, reason="", with_cases=True)
    assert offered(dossier, "ueberfuehren", "Köster") == []
    assert offered(dossier, "verweisen", "Köster") == [other.reference]


def test_neither_itself_nor_what_lies_in_it_is_offered(offered: Any, world: Any, dossier: Dossier) -> None:
    part = open_sub_dossier(world.actor("sachbearbeitung"), parent=dossier.id, subject_line="Sonderheft Yıldız")
    assert offered(dossier, "verschieben", "Yıldız") == []
    assert offered(part, "verschieben", "Yıldız") == []  # it lies there already
    assert offered(part, "ueberfuehren", "Yıldız") == [dossier.reference]
    assert offered(dossier, "verweisen", "Yıldız") == [part.reference]


def test_a_link_may_lead_to_a_case_and_the_case_moves_only_elsewhere(
    offered: Any, world: Any, dossier: Dossier
) -> None:
    case = open_case(world.actor("sachbearbeitung"), dossier=dossier.id, subject_line="Erhöhungsantrag")
    assert offered(world.dossiers["Wohngeld Köster, Bernd"], "verweisen", "Erhöhung") == [
        f"{dossier.reference}-{case.number}"
    ]
    assert dossier.reference not in offered(case, "verschieben", "Wohngeld", kind="case")


def test_out_of_a_protected_dossier_nothing_is_offered_that_others_see(
    offered: Any, world: Any, dossier: Dossier
) -> None:
    protect_dossier(world.actor("schriftgut"), dossier=dossier.id, reason="Bedrohung", keep=[])
    assert offered(dossier, "ueberfuehren", "Köster") == []
    assert offered(dossier, "verschieben", "Köster") != []  # a protected dossier may itself go anywhere


def test_odd_questions_are_answered_calmly(as_: Any, dossier: Dossier) -> None:
    client = as_("sachbearbeitung")
    address = reverse("records:dossier_suggestions", args=[dossier.id, "verweisen"])
    assert client.get(address).content.strip() == b""
    assert "<b>" not in client.get(address, {"reference": "<b>%_\0"}).content.decode()
    assert client.get(address, {"reference": "x" * 5_000}).status_code == 200
    assert client.get(reverse("records:dossier_suggestions", args=[dossier.id, "betreff"])).status_code == 404
    assert as_("bauaufsicht").get(address, {"reference": "Köster"}).status_code == 404
