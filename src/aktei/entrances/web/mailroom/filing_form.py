# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what a form chose to the mailroom's acts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.people.queries import own_units
from aktei.entrances.web.kit.bulk_acts import each_of
from aktei.entrances.web.kit.picking.reading import meant, sent
from aktei.entrances.web.kit.records.filing_targets import Choice
from aktei.entrances.web.kit.refusals import DOSSIER_MISSING
from aktei.entrances.web.mailroom.refusals import CHOICE_OF_PAGE_INVALID, NO_BIRTH_DATE
from aktei.procedures.mailroom import actions, queries
from aktei.procedures.mailroom.clues import read_date
from aktei.procedures.mailroom.queries import consignment as the_consignment
from aktei.records.cases.queries import case as the_case

PARTY_FIELDS = ("role", "kind", "name", "given_name", "birth_date", "street", "postcode", "city")
"""What the form says of who is written into a new dossier, each behind `party_`."""


def place(actor: Actor, ids: Sequence[UUID], choice: Choice, posted: Any) -> str:
    """File these, all or none; open a dossier or a case on the way if the form says so. Returns the reference."""
    subject_line, only = posted.get("subject_line"), chosen_documents(posted)
    case_subject = posted.get("case_subject", "").strip()
    if choice.entry:
        rows = actions.open_dossier_and_file(
            actor,
            consignments=ids,
            entry=choice.entry,
            dossier_subject_line=posted.get("dossier_subject", ""),
            lead_unit=_chosen_unit(actor, posted) or lead_unit(actor, the_consignment(actor, ids[0])).id,
            case_subject_line=case_subject,
            subject_line=subject_line,
            party=_party(posted),
            documents=only,
        )
    elif case_subject:
        dossier = choice.dossier or the_case(actor, _given(choice.case)).dossier_id
        rows = actions.open_case_and_file(
            actor,
            consignments=ids,
            dossier=dossier,
            case_subject_line=case_subject,
            subject_line=subject_line,
            documents=only,
        )
    else:
        rows = [
            actions.file_consignment(
                actor,
                consignment=each,
                dossier=choice.dossier,
                case=choice.case,
                subject_line=subject_line,
                reason=_reason(actor, each, choice),
                documents=only,
            )
            for each in ids
        ]
    lies_in = (rows[0].documents.get(id=only[0]) if only else rows[0].document).dossier
    return str(lies_in.reference) if lies_in else ""


def chosen_documents(given: Any) -> list[UUID]:
    """Which documents of a consignment a form or an address names; none: all of them."""
    try:
        return [UUID(each) for each in given.getlist("dokument")[:500]]
    except ValueError as error:
        raise Refused(CHOICE_OF_PAGE_INVALID()) from error


def place_each(
    actor: Actor, ids: Sequence[UUID], choice: Choice, posted: Any
) -> tuple[list[UUID], dict[UUID, tuple[str, ...]]]:
    """File several: which were, and why the others were not. Something new is opened for all or not at all."""
    if choice.entry or posted.get("case_subject", "").strip():
        place(actor, ids, choice, posted)
        return list(ids), {}
    outcomes = actions.file_together(actor, consignments=ids, dossier=choice.dossier, case=choice.case)
    refused = {each.consignment: each.reasons for each in outcomes if not each.filed}
    return [each.consignment for each in outcomes if each.filed], refused


def each(ids: Iterable[UUID | str], act: Callable[[UUID], Any]) -> tuple[int, list[str]]:
    """With how many it was done, and every reason once why not with the others."""
    outcome = each_of([UUID(str(one)) for one in ids], act)
    return len(outcome.done), outcome.reasons


def lead_unit(actor: Actor, item: queries.Incoming) -> Any:
    """Whose dossier it becomes: the clerk's own unit, for the post room the unit the post is for."""
    own, addressed = list(own_units(actor)), item.unit
    return addressed if addressed in own or not own else own[0]


def _chosen_unit(actor: Actor, posted: Any) -> UUID | None:
    found = meant(actor, "einheit", "lead_unit", sent(posted, "lead_unit"))
    return UUID(found.value) if found else None


def _party(posted: Any) -> actions.NewParty | None:
    """Who is written into the new dossier, if the form says so."""
    if not posted.get("with_party"):
        return None
    given = {name: posted.get(f"party_{name}", "").strip() for name in PARTY_FIELDS}
    born = given.pop("birth_date")
    day = read_date(born) or _iso(born)
    if born and day is None:
        raise Refused(NO_BIRTH_DATE(text=born))
    if given["kind"] not in ("person", "organisation"):
        given["kind"] = "person"
    return actions.NewParty(birth_date=day, **given)


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _reason(actor: Actor, consignment: UUID, choice: Choice) -> str:
    """The sentence of the suggestion that was followed, for the history."""
    for each in queries.suggestions(actor, consignment):
        if choice in (Choice(dossier=each.dossier.id), Choice(case=each.case.id if each.case else None)):
            return each.reason
    return ""


def _given(value: UUID | None) -> UUID:
    if value is None:
        raise Refused(DOSSIER_MISSING())
    return value
