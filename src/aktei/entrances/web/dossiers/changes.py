# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be changed about a dossier or case, by the word in the address: from the form to the act."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.rights.rules import FIND
from aktei.entrances.web.dossiers.refusals import OTHER_DOSSIER_MISSING, PLACE_MISSING
from aktei.entrances.web.kit.acting import picked, typed
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.picking import reading
from aktei.records.cases import actions as case_actions
from aktei.records.cases.queries import cases
from aktei.records.dossiers import branches, changing, linking, merging
from aktei.records.dossiers.queries import dossier, final
from aktei.records.dossiers.references import written_as

Act = Callable[[HttpRequest, Actor, UUID], Any]


@dataclass(frozen=True)
class Change:
    """An act on one dossier or case, and what is said afterwards."""

    act: Act
    said: str | Promise


def target(actor: Actor, typed: str) -> UUID:
    """The dossier that is meant by what was typed: a reference however it is written, or words. Else `Refused`."""
    found = reading.meant(actor, "akte", "reference", typed)
    if found is None:
        raise Refused(OTHER_DOSSIER_MISSING())
    return final(actor, dossier(actor, UUID(found.value), FIND)).id


def link_target(actor: Actor, reference: str) -> UUID:
    """A dossier by its reference, or a case by that of its dossier and its number: `50.30-2026/00042-2`."""
    above, _dash, number = reference.strip().rpartition("-")
    if number.isdecimal() and len(number) < 6:
        inside = [row.id for row in written_as(actor, above)]
        found = cases(actor).filter(dossier__in=inside, number=int(number)).first()
        if found:
            return found.id
    return target(actor, reference)


def _uuid(text: str) -> UUID | None:
    return UUID(text) if text else None


def _seen(request: HttpRequest) -> str | None:
    """The subject line as it stood on the page when somebody began to change it."""
    return request.POST.get("seen")


def _move(request: HttpRequest, actor: Actor, node: UUID) -> Any:
    into, reason = typed(request, "reference"), typed(request, "reason")
    entry = None if into else _uuid(reading.chosen(request, actor, "eintrag-ablage", "entry"))
    if not into and entry is None:
        raise Refused(PLACE_MISSING())
    where = {"into": target(actor, into)} if into else {"entry": entry}
    return branches.move_dossier(actor, dossier=node, reissue="reissue" in request.POST, reason=reason, **where)


def _protect(request: HttpRequest, actor: Actor, node: UUID) -> Any:
    keep = [f"person:{each}" for each in reading.chosen_each(request, actor, "person", "person")] + [
        f"unit:{each}" for each in picked(request, "unit")
    ]
    return changing.protect_dossier(actor, dossier=node, reason=typed(request, "reason"), keep=keep)


def _link(request: HttpRequest, actor: Actor, node: UUID) -> Any:
    other = link_target(actor, typed(request, "reference"))
    return linking.link_records(actor, source=node, target=other, kind=request.POST.get("kind", "see_also"))


def _unlink(request: HttpRequest, actor: Actor, node: UUID) -> Any:
    for each in picked(request, "link"):
        linking.end_link(actor, link=each)


_LINKS = {
    "verweisen": Change(_link, gettext_lazy("Der Verweis ist angelegt.")),
    "verweis-entfernen": Change(_unlink, gettext_lazy("Der Verweis ist entfernt.")),
}

CHANGES: dict[str, dict[str, Change]] = {
    "dossier": {
        "betreff": Change(
            lambda r, a, n: changing.rename_dossier(a, dossier=n, subject_line=typed(r, "subject_line"), seen=_seen(r)),
            gettext_lazy("Der Betreff ist geändert."),
        ),
        "federfuehrung": Change(
            lambda r, a, n: changing.change_lead_unit(a, dossier=n, unit=reading.needed(r, a, "einheit", "unit")),
            gettext_lazy("Die Federführung ist übergeben."),
        ),
        "vertraulichkeit": Change(
            lambda r, a, n: changing.classify_dossier(a, dossier=n, confidentiality=r.POST.get("confidentiality", "")),
            gettext_lazy("Die Vertraulichkeitsstufe ist geändert."),
        ),
        "schuetzen": Change(_protect, gettext_lazy("Die Akte ist geschützt. Es sieht sie nur noch, wer genannt ist.")),
        "schutz-aufheben": Change(
            lambda r, a, n: changing.propose_lifting(a, dossier=n, reason=typed(r, "reason")),
            gettext_lazy("Zur Freigabe vorgelegt: Der Schutz endet, sobald eine zweite Person zustimmt."),
        ),
        "verschieben": Change(_move, gettext_lazy("Die Akte ist verschoben.")),
        "ueberfuehren": Change(
            lambda r, a, n: merging.merge_dossiers(
                a, source=n, target=target(a, typed(r, "reference")), reason=typed(r, "reason")
            ),
            gettext_lazy("Alles aus der Akte liegt jetzt in der anderen."),
        ),
        "teilakte": Change(
            lambda r, a, n: branches.open_sub_dossier(a, parent=n, subject_line=typed(r, "subject_line")),
            gettext_lazy("Die Teilakte ist angelegt."),
        ),
        **_LINKS,
    },
    "case": {
        "betreff": Change(
            lambda r, a, n: case_actions.rename_case(a, case=n, subject_line=typed(r, "subject_line"), seen=_seen(r)),
            gettext_lazy("Der Betreff ist geändert."),
        ),
        "verschieben": Change(
            lambda r, a, n: case_actions.move_case(
                a, case=n, into=target(a, typed(r, "reference")), reason=typed(r, "reason")
            ),
            gettext_lazy("Der Vorgang ist verschoben."),
        ),
        "schliessen": Change(
            lambda r, a, n: case_actions.close_case(a, case=n, reason=typed(r, "reason")),
            gettext_lazy("Der Vorgang ist geschlossen."),
        ),
        "wiederoeffnen": Change(
            lambda r, a, n: case_actions.reopen_case(a, case=n, reason=typed(r, "reason")),
            gettext_lazy("Der Vorgang ist wieder offen."),
        ),
        **_LINKS,
    },
}


def carry_out(request: HttpRequest, kind: str, act: str, node: UUID) -> Any:
    """Do it."""
    return CHANGES[kind][act].act(request, actor_of(request), node)
