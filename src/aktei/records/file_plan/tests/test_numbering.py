# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""References have no gaps and no doubles, whatever happens at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import timezone

from aktei.base.acts.errors import Refused
from aktei.entrances.demo.world import BUILDER, build
from aktei.records.dossiers.actions import open_dossier
from aktei.records.dossiers.models import Dossier
from aktei.records.file_plan.actions import add_entry


class Regret(Exception):
    """Somebody changed their mind after the number was taken."""


def open_one(world, *, then_regret=False):
    try:
        with transaction.atomic():
            open_dossier(
                BUILDER, entry=world.plan["63.20"].id, subject_line="Anfrage", lead_unit=world.units["63.1"].id
            )
            if then_regret:
                raise Regret
    except Regret:
        pass
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_references_are_gap_free_under_concurrency_and_rollbacks():
    world = build()
    with ThreadPoolExecutor(8) as pool:
        work = [pool.submit(open_one, world, then_regret=number % 3 == 0) for number in range(48)]
        for each in work:
            each.result()
    year = timezone.localdate().year
    references = sorted(Dossier.objects.filter(entry=world.plan["63.20"].id).values_list("reference", flat=True))
    assert references == [f"63.20-{year}/{number:05}" for number in range(1, 33)]


def test_a_refused_opening_takes_no_number(world):
    with pytest.raises(Refused):
        open_dossier(BUILDER, entry=world.plan["63.20"].id, subject_line="  ", lead_unit=world.units["63.1"].id)
    made = open_dossier(BUILDER, entry=world.plan["63.20"].id, subject_line="x", lead_unit=world.units["63.1"].id)
    assert made.reference.endswith("/00001")


def test_numbering_starts_anew_in_january_where_the_year_is_in_the_reference(world, time_machine):
    continuous = add_entry(
        BUILDER, notation="63.30", title="Denkmale", parent=world.plan["63"].id, reference_pattern="D{number}"
    )
    references = []
    for moment in ("2026-12-31T23:30:00+01:00", "2027-01-01T00:30:00+01:00"):
        time_machine.move_to(moment)
        for entry in (world.plan["63.20"].id, continuous.id):
            made = open_dossier(BUILDER, entry=entry, subject_line="x", lead_unit=world.units["63.1"].id)
            references.append(made.reference)
    assert references == ["63.20-2026/00001", "D1", "63.20-2027/00001", "D2"]


def test_a_notation_is_given_once(world):
    with pytest.raises(Refused, match="schon vergeben"):
        add_entry(BUILDER, notation="63.20", title="x", parent=world.plan["63"].id)
