# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The index follows dossiers that move, merge and are protected: one job for each; former references lead on."""

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from aktei.procedures.search import indexing, jobs
from aktei.procedures.search.queries import jump, search
from aktei.procedures.search.tests.conftest import SYSTEM
from aktei.procedures.search.upkeep import check
from aktei.records.cases.actions import move_case
from aktei.records.cases.queries import cases
from aktei.records.dossiers import branches, changing, merging

UTE, BERND, SABINE = "Wohngeld Yıldız, Ute", "Wohngeld Köster, Bernd", "Wohngeld Müller, Sabine"


def run_queued_jobs():
    """What a worker would do; returns how many jobs there were for dossiers and cases."""
    queued = list(ProcrastinateJob.objects.filter(queue_name=jobs.QUEUE).order_by("id"))
    for each in queued:
        {"search.index_dossier": jobs.index_dossier, "search.index_record": jobs.index_record}[each.task_name](
            **each.args
        )
    indexing.write_waiting()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    return sum(each.task_name == "search.index_dossier" for each in queued)


def agrees():
    return check(lambda done, total: None).agrees


def test_a_moved_dossier_is_found_at_its_new_place_by_one_job_and_by_its_old_reference(post, world):
    dossier, anna, builder = world.dossiers[UTE], world.actor("sachbearbeitung"), world.actor("bauaufsicht")
    for text in ("Lageplan eins", "Lageplan zwei"):
        post.file(post.receive(text), UTE)
    run_queued_jobs()
    assert (search(anna, "Lageplan").total, search(builder, "Lageplan").total) == (2, 0)
    branches.move_dossier(SYSTEM, dossier=dossier.id, entry=world.plan["63.10"].id, reissue=True)
    assert run_queued_jobs() == 2
    assert (search(anna, "Lageplan").total, search(builder, "Lageplan").total) == (0, 2)
    assert [each.id for each in jump(builder, dossier.reference)][:1] == [dossier.id]
    assert agrees()


def test_protecting_and_merging_and_moving_cases_leave_index_and_records_agreed(post, world):
    anna, head = world.actor("sachbearbeitung"), world.actor("leitung")
    ute, bernd, sabine = (world.dossiers[each] for each in (UTE, BERND, SABINE))
    case = cases(SYSTEM, ute.id)[0]
    post.file(post.receive("Mietvertrag alt"), UTE)
    post.file(post.receive("Mietvertrag neu"), BERND)
    run_queued_jobs()
    move_case(SYSTEM, case=case.id, into=sabine.id)
    merging.merge_dossiers(SYSTEM, source=bernd.id, target=ute.id, reason="doppelt")
    changing.protect_dossier(SYSTEM, dossier=ute.id, reason="Kollegin")
    run_queued_jobs()
    assert (search(anna, "Mietvertrag").total, search(head, "Mietvertrag").total) == (2, 0)
    assert ute.id in [each.id for each in jump(anna, bernd.reference)]
    assert agrees()
