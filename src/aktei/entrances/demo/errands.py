# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the people of the demo county have given each other to do."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.people.queries import person_by_login
from aktei.procedures.work.actions import assign_task
from aktei.procedures.work.queries import on
from aktei.records.dossiers.queries import dossiers

MACHINERY = Actor.system("demo")


@dataclass(frozen=True)
class _Errand:
    giver: str
    taker: str
    dossier: str
    instruction: str
    text: str
    days: int


_ERRANDS = (
    _Errand(
        "leitung",
        "sachbearbeitung",
        "Wohngeld Yıldız, Ute",
        "process",
        "Weiterleistung bitte bis Ende der Woche entscheiden; die Heizkosten sind nachgewiesen.",
        3,
    ),
    _Errand("sachbearbeitung", "vertretung", "Wohngeld Köster, Bernd", "review", "Bitte die Berechnung gegenlesen.", 1),
    _Errand("vertretung", "sachbearbeitung", "Wohngeld Müller, Sabine", "discuss", "Rückfrage zur Haushaltsgröße.", 7),
)


def give() -> None:
    """Give every errand once; who finished one is not given it again."""
    for errand in _ERRANDS:
        dossier = dossiers(MACHINERY).get(subject_line=errand.dossier)
        if not on(MACHINERY, dossier.id).exists():
            assign_task(
                _actor(errand.giver),
                node=dossier.id,
                assignee=f"person:{_actor(errand.taker).person_id}",
                instruction=errand.instruction,
                text=errand.text,
                due_on=timezone.localdate() + timedelta(days=errand.days),
            )


def _actor(login: str) -> Actor:
    person = person_by_login(login)
    assert person is not None, "the demo county has this person"
    return Actor(person_id=person.id, client="demo")
