# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys and extra fields of dossiers."""

import pytest

from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.acts.queries import about, sentence
from aktei.entrances.demo.plan import KINDS
from aktei.entrances.demo.world import BUILDER
from aktei.records.dossiers.actions import close_dossier, open_dossier
from aktei.records.kinds.actions import set_fields
from aktei.records.kinds.declared import kinds
from aktei.records.kinds.queries import shown_fields
from aktei.records.kinds.rules import BUILT_IN


@pytest.fixture
def declared(settings):
    settings.DOSSIER_KINDS = KINDS


@pytest.fixture
def opened(world, declared):
    def make(key="EGH-1", **fields):
        return open_dossier(
            BUILDER,
            entry=world.plan["50.40"].id,
            subject_line="Hilfe",
            lead_unit=world.units["50.2"].id,
            kind="case_file",
            specialist_key=key,
            fields={"verfahren": "Jugendhilfe", **fields},
        )

    return make


def test_a_key_leads_one_dossier_of_its_kind(opened):
    opened("EGH-1")
    with pytest.raises(Refused, match="Zu EGH-1 gibt es schon"):
        opened(" EGH-1 ")
    assert opened("EGH-2")


def test_everything_wrong_with_a_new_dossier_is_told_at_once(world, declared):
    with pytest.raises(Refused) as refused:
        open_dossier(
            BUILDER,
            entry=world.plan["50.40"].id,
            subject_line=" ",
            lead_unit=world.units["50.2"].id,
            kind="case_file",
            fields={"haushalt": "viele"},
        )
    assert len(refused.value.reasons) == 4


def test_setting_fields_says_what_was_and_what_is(opened):
    dossier = opened(antrag_vom="1.2.2026")
    set_fields(BUILDER, dossier=dossier.id, fields={"verfahren": "Jugendhilfe", "haushalt": "3", "betreuung": "nein"})
    dossier.refresh_from_db()
    assert dossier.fields == {"verfahren": "Jugendhilfe", "haushalt": "3", "betreuung": False}
    assert dossier.specialist_key == "EGH-1"
    said = sentence(about(dossier.id)[0])
    assert "Antrag vom: 01.02.2026 → –" in said
    assert ("Rechtliche Betreuung", "Nein") in shown_fields(dossier)
    lines = about(dossier.id).count()
    set_fields(BUILDER, dossier=dossier.id, fields=dossier.fields)
    assert about(dossier.id).count() == lines


def test_fields_of_a_closed_dossier_stay(opened):
    dossier = opened()
    close_dossier(BUILDER, dossier=dossier.id)
    with pytest.raises(Refused, match="geschlossen"):
        set_fields(BUILDER, dossier=dossier.id, fields={"verfahren": "anderes"})


def test_setting_fields_needs_the_right_to_edit(opened, world):
    with pytest.raises(Forbidden):
        set_fields(world.actor("bauaufsicht"), dossier=opened().id, fields={"verfahren": "anderes"})


def test_a_kind_that_is_no_longer_declared_still_has_its_values(opened, settings, tmp_path):
    dossier = opened()
    settings.DOSSIER_KINDS = tmp_path / "none.toml"
    assert ("verfahren", "Jugendhilfe") in shown_fields(dossier)
    assert dossier.get_kind_display() == "Fallakte"


def test_a_declaration_is_read_again_when_it_changes_and_a_broken_one_is_not_used(settings, tmp_path, caplog):
    settings.DOSSIER_KINDS = tmp_path / "kinds.toml"
    settings.DOSSIER_KINDS.write_text('[house]\nlabel = "Haus"\n')
    assert "house" in kinds()
    settings.DOSSIER_KINDS.write_text('[house]\nlabel = "Haus"\ncolour = "rot"\n')
    assert kinds() == BUILT_IN
    assert "colour ist unbekannt" in caplog.text
