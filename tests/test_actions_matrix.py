# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every official act: refused to whoever lacks the right, done and journalled for whoever has it.

An act without an example here fails the test, so that none is ever added unseen.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

import aktei
from aktei.base.journal.acts import ACTIONS, Actor, Forbidden, Missing
from aktei.base.journal.models import JournalEntry
from aktei.base.people.models import Role
from aktei.procedures.mailroom.describing import Description
from tests.stage import PDF, SYSTEM, Stage


@dataclass(frozen=True)
class Example:
    """A call that `who` may make and `refused` may not."""

    who: str
    arguments: Callable[[Stage], dict[str, Any]]
    refused: tuple[str, ...] = ("nobody",)


MACHINERY = "the machinery"
ALL = ("nobody", "post", "sachbearbeitung", "leitung", "schriftgut", "datenschutz", "verwaltung")
NOT_IT = tuple(login for login in ALL if login != "verwaltung")
NOT_RECORDS = tuple(login for login in ALL if login != "schriftgut")
OUTSIDE = ("nobody", "bauaufsicht", "schriftgut", "datenschutz", "verwaltung")
"""Who has nothing to do with the post of another team."""
ELSEWHERE = ("nobody", "bauaufsicht", "post", "datenschutz", "verwaltung")
"""Who has nothing to do with the dossiers of another team."""


def _person(stage, login="vertretung"):
    return stage.world.persons[login].id


def _own(stage):
    return stage.anna.person_id


_PEOPLE = {
    "begin_membership": Example(
        "verwaltung",
        lambda s: {"person": _person(s), "unit": s.world.units["50.2"].id, "role": Role.MEMBER},
        NOT_IT,
    ),
    "create_token": Example("sachbearbeitung", lambda s: {"person": _own(s), "label": "x"}, ("nobody", "verwaltung")),
    "end_person": Example("verwaltung", lambda s: {"person": _person(s)}, NOT_IT),
    "establish_unit": Example("verwaltung", lambda s: {"name": "Neu", "short_name": "99"}, NOT_IT),
    "note_failed_log_in": Example(MACHINERY, lambda s: {"login": "post"}, ALL),
    "note_log_in": Example("sachbearbeitung", lambda s: {}, (MACHINERY,)),
    "note_log_out": Example("sachbearbeitung", lambda s: {}, (MACHINERY,)),
    "register_person": Example(
        "verwaltung", lambda s: {"login": "neu", "given_name": "Nina", "family_name": "Neu"}, NOT_IT
    ),
    "remove_second_factor": Example("sachbearbeitung", lambda s: {"person": _own(s)}, ("nobody", "leitung")),
    "revoke_token": Example("sachbearbeitung", lambda s: {"token": s.token.id}, ("nobody", "leitung")),
    "set_password": Example("sachbearbeitung", lambda s: {"person": _own(s), "password": "x"}, ("nobody", "leitung")),
    "set_second_factor": Example(
        "sachbearbeitung", lambda s: {"person": _own(s), "key": "ab" * 20}, ("nobody", "verwaltung")
    ),
}
_RIGHTS = {
    "grant": Example(
        "schriftgut",
        lambda s: {
            "node": s.dossier.id,
            "chain": s.dossier.chain,
            "right": "read",
            "principal": "role:member",
            "cause": "Amtshilfe",
        },
        NOT_RECORDS,
    ),
    "end_grant": Example("schriftgut", lambda s: {"grant_id": s.grant.id, "chain": s.grant.chain}, NOT_RECORDS),
}
_RECORDS = {
    "file_plan.actions.add_entry": Example(
        "schriftgut",
        lambda s: {"notation": "50.99", "title": "Neu", "parent": s.world.plan["50"].id},
        NOT_RECORDS,
    ),
    "dossiers.actions.open_dossier": Example(
        "sachbearbeitung",
        lambda s: {
            "entry": s.world.plan["50.30"].id,
            "subject_line": "Neu",
            "lead_unit": s.world.units["50.1"].id,
        },
        ELSEWHERE,
    ),
    "dossiers.actions.read_dossier": Example("sachbearbeitung", lambda s: {"dossier": s.dossier.id}, ELSEWHERE),
    "dossiers.actions.close_dossier": Example("sachbearbeitung", lambda s: {"dossier": s.dossier.id}, ELSEWHERE),
    "dossiers.actions.reopen_dossier": Example(
        "schriftgut", lambda s: {"dossier": s.closed.id, "reason": "Nachtrag"}, (*ELSEWHERE, "sachbearbeitung")
    ),
    "cases.actions.open_case": Example(
        "sachbearbeitung", lambda s: {"dossier": s.dossier.id, "subject_line": "Neu"}, ELSEWHERE
    ),
    "parties.actions.involve_party": Example(
        "sachbearbeitung", lambda s: {"dossier": s.dossier.id, "role": "Vermieter", "name": "Krüger"}, ELSEWHERE
    ),
    "documents.actions.receive_document": Example(
        "post",
        lambda s: {
            "unit": s.world.units["50.1"].id,
            "channel": "paper",
            "received_at": timezone.now(),
            "originals": [PDF],
        },
        OUTSIDE,
    ),
    "documents.actions.complete_rendition": Example(
        MACHINERY,
        lambda s: {
            "version": s.received.document.current_id,
            "archival": PDF,
            "thumbnail": None,
            "pages": [s.page()],
        },
        ALL,
    ),
    "documents.actions.describe_document": Example(
        MACHINERY, lambda s: {"document": s.received.document_id, "subject_line": "Antrag"}, ALL
    ),
    "documents.actions.file_document": Example(
        "sachbearbeitung", lambda s: {"document": s.ready.document_id, "dossier": s.dossier.id}, (*OUTSIDE, "post")
    ),
    "documents.actions.undo_filing": Example("sachbearbeitung", lambda s: {"document": s.filed.document_id}, ELSEWHERE),
    "documents.actions.forward_document": Example(
        "post", lambda s: {"document": s.received.document_id, "unit": s.world.units["63.1"].id}, OUTSIDE
    ),
    "documents.actions.rename_document": Example(
        "sachbearbeitung", lambda s: {"document": s.filed.document_id, "subject_line": "Neu"}, ELSEWHERE
    ),
    "documents.actions.withdraw_document": Example(
        "sachbearbeitung", lambda s: {"document": s.filed.document_id, "reason": "doppelt"}, ELSEWHERE
    ),
    "documents.reading.read_document": Example(
        "sachbearbeitung", lambda s: {"document": s.filed.document_id}, ELSEWHERE
    ),
    "documents.reading.download_component": Example(
        "sachbearbeitung", lambda s: {"document": s.filed.document_id, "version": 1, "role": "archival"}, ELSEWHERE
    ),
    "documents.reading.download_text": Example(
        "sachbearbeitung", lambda s: {"document": s.filed.document_id, "version": 1}, ELSEWHERE
    ),
}
_RENDITION = {
    "complete": Example(
        MACHINERY,
        lambda s: {
            "version": s.received.document.current_id,
            "archival": PDF,
            "thumbnail": None,
            "pages": [s.page()],
        },
        ALL,
    ),
    "refuse": Example(
        MACHINERY,
        lambda s: {
            "version": s.received.document.current_id,
            "code": "broken",
            "reason": "Beschädigt.",
            "advice": "Neu scannen.",
        },
        ALL,
    ),
    "reopen": Example(MACHINERY, lambda s: {"version": s.quarantined.document.current_id}, ALL),
}
_MAILROOM = {
    "actions.receive_consignment": Example(
        "post",
        lambda s: {
            "unit": s.world.units["50.1"].id,
            "channel": "paper",
            "received_at": timezone.now(),
            "files": [PDF],
        },
        OUTSIDE,
    ),
    "actions.file_consignment": Example(
        "sachbearbeitung", lambda s: {"consignment": s.ready.id, "dossier": s.dossier.id}, (*OUTSIDE, "post")
    ),
    "actions.open_dossier_and_file": Example(
        "sachbearbeitung",
        lambda s: {
            "consignments": [s.ready.id],
            "entry": s.world.plan["50.30"].id,
            "dossier_subject_line": "Neu",
            "lead_unit": s.world.units["50.1"].id,
        },
        (*OUTSIDE, "post"),
    ),
    "actions.open_case_and_file": Example(
        "sachbearbeitung",
        lambda s: {"consignments": [s.ready.id], "dossier": s.dossier.id, "case_subject_line": "Neu"},
        (*OUTSIDE, "post"),
    ),
    "actions.undo": Example("sachbearbeitung", lambda s: {"consignment": s.filed.id}, ELSEWHERE),
    "actions.forward": Example(
        "post", lambda s: {"consignment": s.received.id, "unit": s.world.units["63.1"].id}, OUTSIDE
    ),
    "actions.retry": Example("post", lambda s: {"consignment": s.quarantined.id}, OUTSIDE),
    "actions.supply_password": Example(
        "post", lambda s: {"consignment": s.quarantined.id, "password": "geheim"}, OUTSIDE
    ),
    "actions.accept_as_is": Example("post", lambda s: {"consignment": s.quarantined.id}, OUTSIDE),
    "actions.return_to_sender": Example(
        "post", lambda s: {"consignment": s.received.id, "reason": "Irrläufer"}, OUTSIDE
    ),
    "settling.make_ready": Example(
        MACHINERY,
        lambda s: {"document": s.received.document_id, "description": Description(), "proposals": []},
        ALL,
    ),
    "settling.quarantine": Example(
        MACHINERY,
        lambda s: {"document": s.received.document_id, "code": "broken", "reason": "Beschädigt.", "advice": "–"},
        ALL,
    ),
    "settling.follow": Example(MACHINERY, lambda s: {"document": s.withdrawn.document_id}, ALL),
}
EXAMPLES: dict[str, Example] = {
    **{f"aktei.base.people.actions.{name}": example for name, example in _PEOPLE.items()},
    **{f"aktei.base.rights.actions.{name}": example for name, example in _RIGHTS.items()},
    **{f"aktei.records.{name}": example for name, example in _RECORDS.items()},
    **{f"aktei.procedures.rendition.actions.{name}": example for name, example in _RENDITION.items()},
    **{f"aktei.procedures.mailroom.{name}": example for name, example in _MAILROOM.items()},
}


def _is_ours(name: str) -> bool:
    return name.startswith("aktei.") and ".tests." not in name


def _import_everything() -> None:
    for floor in ("base", "records", "procedures", "exchange"):
        package = importlib.import_module(f"{aktei.__name__}.{floor}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".tests" not in module.name and ".migrations" not in module.name:
                importlib.import_module(module.name)


def _actor(stage: Stage, name: str) -> Actor:
    if name == MACHINERY:
        return SYSTEM
    return stage.nobody if name == "nobody" else stage.world.actor(name)


@pytest.fixture(scope="module", autouse=True)
def _every_act_is_known():
    _import_everything()


def test_every_act_has_an_example_and_every_example_an_act():
    assert {name for name in ACTIONS if _is_ours(name)} == set(EXAMPLES)


def test_every_act_is_refused_without_the_right_and_journalled_with_it(world):
    stage = Stage(world).complete()
    faults = []
    for name in EXAMPLES:
        with transaction.atomic():
            faults += [f"{name}: {fault}" for fault in _faults(stage, name)]
            transaction.set_rollback(True)
    assert faults == []


def _faults(stage: Stage, name: str) -> Iterator[str]:
    example, act = EXAMPLES[name], ACTIONS[name]
    arguments = example.arguments(stage)
    before = JournalEntry.objects.latest("id").id
    for refused in example.refused:
        try:
            with transaction.atomic():
                act(_actor(stage, refused), **arguments)
            yield f"{refused} was not refused"
        except (Forbidden, Missing):
            if JournalEntry.objects.latest("id").id != before:
                yield f"{refused} left a line"
    actor = _actor(stage, example.who)
    act(actor, **arguments)
    lines = JournalEntry.objects.filter(id__gt=before)
    if {line.person for line in lines} != {actor.person_id}:
        yield f"{example.who} left no line, or somebody else's"
