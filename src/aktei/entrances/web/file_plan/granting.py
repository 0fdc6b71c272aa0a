# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The little form that gives and takes default rights of an entry."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.rights.rules import MANAGE, RIGHTS
from aktei.entrances.web.file_plan.refusals import HOLDER_OF_RIGHTS_MISSING, RIGHTS_MISSING
from aktei.entrances.web.kit.acting import typed
from aktei.entrances.web.kit.picking import reading
from aktei.records.file_plan.actions import set_default_rights
from aktei.records.file_plan.queries import default_rights, entry


def change(actor: Actor, node: UUID, request: HttpRequest) -> None:
    """Add rights for somebody, or take all of somebody's away (`remove`); the rest stays as it is."""
    entry(actor, node, MANAGE)
    standing = {(each.principal, each.right) for each in default_rights(node)}
    if gone := request.POST.get("remove"):
        kept = {pair for pair in standing if pair[0] != gone}
        set_default_rights(actor, entry=node, wanted=kept, cause=_("weggenommen"))
        return
    principal = reading.chosen(request, actor, "berechtigt", "principal")
    rights = [right for right in request.POST.getlist("right") if right in RIGHTS]
    reasons = [] if principal else [HOLDER_OF_RIGHTS_MISSING()]
    reasons += [] if rights else [RIGHTS_MISSING()]
    if reasons:
        raise Refused(reasons)
    wanted = standing | {(principal, right) for right in rights}
    set_default_rights(actor, entry=node, wanted=wanted, cause=typed(request, "cause"))
