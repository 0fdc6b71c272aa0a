# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be done to many dossiers at once, and how it is taken back."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import ngettext

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.records.dossier_acts import each, taken_back_by
from aktei.records.dossiers import actions, changing
from aktei.records.dossiers import queries as dossiers


def close(request: HttpRequest, actor: Actor, items: list[UUID], *, reason: str, with_cases: bool) -> None:
    """Close them."""

    def one(node: UUID) -> str:
        actions.close_dossier(actor, dossier=node, reason=reason, with_cases=with_cases)
        return ""

    each(
        request,
        items,
        one,
        what="closing",
        said=lambda count: (
            ngettext("Eine Akte ist geschlossen.", "%(count)s Akten sind geschlossen.", count) % {"count": count}
        ),
    )


def change_lead(request: HttpRequest, actor: Actor, items: list[UUID], unit: UUID) -> None:
    """Put another unit in charge of them."""

    def one(node: UUID) -> str:
        before = dossiers.dossier(actor, node, "find").lead_unit_id
        changing.change_lead_unit(actor, dossier=node, unit=unit)
        return str(before)

    each(
        request,
        items,
        one,
        what="lead_unit",
        said=lambda count: (
            ngettext("Die Federführung einer Akte ist übergeben.", "Die von %(count)s Akten ist übergeben.", count)
            % {"count": count}
        ),
    )


def _open_again(actor: Actor, node: UUID, _before: str) -> None:
    actions.undo_closing(actor, dossier=node)


def _lead_again(actor: Actor, node: UUID, before: str) -> None:
    changing.change_lead_unit(actor, dossier=node, unit=UUID(before))


taken_back_by("closing", _open_again)
taken_back_by("lead_unit", _lead_again)
