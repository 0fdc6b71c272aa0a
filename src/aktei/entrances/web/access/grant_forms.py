# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the form „Recht vergeben“ to the act: who is meant, what would change, and then doing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.acts.refusals import REASON_MISSING
from aktei.base.granting.actions import end_grant, grant, propose_grant
from aktei.base.granting.rules import objections_to_granting
from aktei.base.names.folding import by_family_name
from aktei.base.people import queries as people
from aktei.base.rights.queries import right_name
from aktei.base.rights.record_access import access_reasons, persons_of_principal
from aktei.base.rights.rules import AUDIT, INSTANT, RIGHTS
from aktei.entrances.web.access.refusals import HOLDER_MISSING, RIGHT_MISSING
from aktei.entrances.web.kit.picking.reading import meant, sent
from aktei.entrances.web.kit.refusals import NO_DAY
from aktei.procedures.access.subjects import Subject

TOLD = 12
"""Names told in the preview; the rest is a number."""


@dataclass(frozen=True)
class Wanted:
    """A right as somebody wants to give it."""

    who: str
    principal: str
    right: str
    cause: str
    begin: datetime | None
    end: datetime | None

    @property
    def said(self) -> str:
        """In one line."""
        told = {"text": f"{self.who}: {right_name(self.right)}"}
        if self.begin:
            told["first"] = f"{timezone.localtime(self.begin):%d.%m.%Y}"
        if self.end:
            told["day"] = f"{timezone.localtime(self.end - INSTANT):%d.%m.%Y}"
        if self.begin and self.end:
            return _("%(text)s vom %(first)s bis %(day)s") % told
        if self.begin:
            return _("%(text)s ab %(first)s") % told
        return _("%(text)s bis %(day)s") % told if self.end else told["text"]


def rights_offered() -> list[tuple[str, str]]:
    """Every right with its name; the audit of the office is not given on a single record."""
    return [(right, right_name(right)) for right in RIGHTS if right != AUDIT]


def wanted(actor: Actor, form: Mapping[str, Any]) -> Wanted:
    """What was filled in. Raises `Refused` where it is not clear who or when is meant."""
    picked = meant(actor, "berechtigt", "wer", sent(form, "wer"))
    if picked is None:
        raise Refused(HOLDER_MISSING())
    short = picked.note.partition(",")[0]
    who, principal = f"{picked.label} ({short})" if short else picked.label, picked.value
    right, cause = form.get("recht", ""), form.get("grund", "").strip()[:200]
    if right not in dict(rights_offered()):
        raise Refused(RIGHT_MISSING())
    if not cause:
        raise Refused(REASON_MISSING())
    end = _day(form.get("bis", ""))
    until = _start(end + timedelta(days=1)) if end else None
    begin, now = _begin(form.get("von", "")), timezone.now()
    told = {"right": right, "principal": principal, "cause": cause, "oversight": False}
    reasons = objections_to_granting(now=now, begin=begin or now, end=until, **told)
    if reasons:
        raise Refused(reasons)
    return Wanted(who, principal, right, cause, begin, until)


def newly_reached(about: Subject, wish: Wanted) -> tuple[int, list[str]]:
    """How many persons would have the right who do not have it now, and the first of their names."""
    at = wish.begin or timezone.now()
    held = {each.person for each in access_reasons(about.node, at, at + INSTANT, right=wish.right)}
    called = people.names(persons_of_principal(wish.principal, at) - held)
    return len(called), sorted(called.values(), key=by_family_name)[:TOLD]


def do(actor: Actor, about: Subject, wish: Wanted) -> str:
    """Give the right, or lay it before a second person if the record is protected; returns what happened."""
    what: dict[str, Any] = {
        "node": about.node,
        "chain": about.chain,
        "right": wish.right,
        "principal": wish.principal,
        "cause": wish.cause,
        "valid_from": wish.begin,
        "valid_until": wish.end,
    }
    if about.protected:
        propose_grant(actor, what=wish.said, **what)
        return _("Die Berechtigung wartet auf die Freigabe durch eine zweite Person.")
    grant(actor, **what)
    return _("Die Berechtigung ist vergeben: %(said)s.") % {"said": wish.said}


def end_all(actor: Actor, about: Subject, grants: list[UUID]) -> None:
    """End these grants on the record."""
    for each in grants:
        end_grant(actor, grant_id=each, chain=about.chain)


def _begin(text: str) -> datetime | None:
    day = _day(text)
    return None if day is None or day == timezone.localdate() else _start(day)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as error:
        raise Refused(NO_DAY(day=text)) from error


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
