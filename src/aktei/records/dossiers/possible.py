# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody can do with a dossier, for pages that offer it: asked of the acts' own rights and rules."""

from collections.abc import Collection
from dataclasses import replace

from aktei.base.acts.actor import Actor
from aktei.base.refusals import Refusal
from aktei.base.rights.queries import rights_on
from aktei.base.rights.rules import EDIT, FILE, MANAGE
from aktei.records.dossiers import rules
from aktei.records.dossiers.locking import standing
from aktei.records.dossiers.models import Dossier

_SAID = "–"
"""A reason or subject line that somebody will have given by then."""


def possible_acts(actor: Actor, row: Dossier) -> frozenset[str]:
    """The acts, by their names, that would not be refused the actor now.

    Whatever is still to be chosen (a reason, a place, a unit) is taken to fit. What can be cleared away first, say
    open tasks, takes nothing away: the act tells it. Three queries.
    """
    now = standing(row)
    rights, own = rights_on(actor, row.chain), rights_on(actor, row.chain, lent=False)
    # Another open dossier behind the same barrier, if there is one.
    elsewhere = replace(now, id=row.entry_id, closed=False)
    changing = rules.objections_to_changing(closed=now.closed)
    asked: dict[str, tuple[str, Collection[str], list[Refusal]]] = {
        "rename_dossier": (EDIT, rights, changing),
        "change_lead_unit": (EDIT, own, []),
        "classify_dossier": (MANAGE, rights, []),
        "protect_dossier": (MANAGE, own, rules.objections_to_protecting(protected=row.protected, reason=_SAID)),
        "propose_lifting": (MANAGE, own, rules.objections_to_lifting(protected=row.protected, reason=_SAID)),
        "move_dossier": (MANAGE, own, rules.objections_to_moving(now, into=elsewhere)),
        "merge_dossiers": (MANAGE, own, rules.objections_to_merging(now, elsewhere)),
        "open_sub_dossier": (
            FILE,
            rights,
            rules.objections_to_sub_dossier(subject_line=_SAID, parent_closed=now.closed),
        ),
    }
    return frozenset(act for act, (right, held, reasons) in asked.items() if right in held and not reasons)
