# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every official act, done by somebody who only stands in: recorded for the absent person, or refused to the deputy."""

from collections.abc import Iterator

from django.db import transaction

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.transaction import ACTIONS, PERSONAL
from aktei.base.deputies.actions import declare_absence
from aktei.base.deputies.rules import Choice
from tests.matrix.example import MACHINERY
from tests.stage import SYSTEM, Stage
from tests.test_actions_matrix import EXAMPLES, _every_act_is_known, _is_ours  # noqa: F401 (a fixture)

ALONE = (
    "aktei.base.people.",
    "aktei.base.rights.",
    "aktei.base.granting.",
    "aktei.base.four_eyes.",
    "aktei.base.deputies.",
    "aktei.procedures.access.",
)
"""Accounts, rights and absences: nobody changes them on the strength of somebody else's role."""

OPEN = {
    # Aktei's own note of what happened, made for whoever is there.
    "aktei.base.people.actions.note_log_in",
    "aktei.base.people.actions.note_log_out",
    "aktei.base.people.actions.note_failed_log_in",
    # Whoever oversees emergencies may also do so as a deputy: it takes access away and gives none.
    "aktei.procedures.access.actions.end_emergency",
}

OWN = {
    # What somebody has on their own screen is theirs until they hand it back or it is taken from them.
    "aktei.records.documents.versions.give_back",
    "aktei.records.dossiers.actions.undo_closing",
    "aktei.procedures.proof.actions.download_export",
    # What somebody did a moment ago they alone take back; a deputy gives the task anew or asks for the letter.
    "aktei.records.documents.calling_back.undo_forwarding",
    "aktei.procedures.mailroom.calling_back.undo_forward",
    "aktei.procedures.work.reopening.undo_task",
    # It is for the head of the unit to decide, who is asked by membership and not by a right.
    "aktei.records.documents.versions.release_check_out",
    "aktei.records.documents.versions.hand_over_check_out",
    # What two persons decided carries out who proposed it; a deputy proposes it anew.
    "aktei.records.documents.removing.delete_document",
    "aktei.records.dossiers.changing.lift_protection",
    # They grant rights, or change units and accounts, on the way.
    "aktei.records.file_plan.actions.set_default_rights",
    "aktei.base.people.importing.import_organisation",
    # Whoever gave the task; a deputy says for whom they work.
    "aktei.procedures.work.actions.withdraw_task",
}


def test_what_concerns_accounts_rights_and_absences_is_for_nobody_else_to_do():
    machinery = {name for name, example in EXAMPLES.items() if example.who == MACHINERY}
    wanted = {name for name in ACTIONS if _is_ours(name) and name.startswith(ALONE)} - OPEN - machinery
    assert wanted - PERSONAL == set()


def test_every_act_of_a_deputy_is_recorded_for_the_absent_person_or_refused(world, settings):
    stage = Stage(world).complete()
    faults = []
    for name, example in EXAMPLES.items():
        if example.who in (MACHINERY, "nobody") or name in OPEN:
            continue
        for explicit in (False, True):
            # The journal is rolled back every time; the head published beside the database would know better.
            (settings.DATA / "evidence_checkpoint").unlink(missing_ok=True)
            with transaction.atomic():
                faults += [f"{name} ({explicit=}): {fault}" for fault in _faults(stage, name, explicit)]
                transaction.set_rollback(True)
    assert not faults, "\n".join(faults)


def _faults(stage: Stage, name: str, explicit: bool) -> Iterator[str]:
    absent = stage.world.persons[EXAMPLES[name].who].id
    arguments = EXAMPLES[name].arguments(stage)
    declare_absence(SYSTEM, person=absent, deputies=[Choice(stage.nobody.person_id)])
    deputy = Actor(stage.nobody.person_id, for_person_id=absent if explicit else None)
    before = JournalEntry.objects.latest("id").id
    try:
        with transaction.atomic():
            ACTIONS[name](deputy, **arguments)
    except Refused as refusal:
        if name not in PERSONAL | OWN:
            yield f"refused: {refusal}"
    else:
        if name in PERSONAL:
            yield "was not refused"
    lines = JournalEntry.objects.filter(id__gt=before, person=deputy.person_id)
    if any(line.for_person != absent for line in lines):
        yield f"not recorded for the absent person: {[line.kind for line in lines if line.for_person != absent]}"
