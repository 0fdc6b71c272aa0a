# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Explaining a line of the journal that is not genuine: one who manages the office proposes it, a second one confirms.

From then on the line is no alarm any more and holds nothing up. It stays a line that is not genuine.
"""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.acts.transaction import action
from aktei.base.four_eyes.actions import propose, use_approval
from aktei.base.four_eyes.kinds import ProposalKind
from aktei.base.four_eyes.models import Proposal
from aktei.base.four_eyes.queries import may_decide
from aktei.base.log.settled_lines import digest_of, objections_to_settling, refused_line, settle
from aktei.base.people import refusals
from aktei.base.people.models import OFFICE
from aktei.base.rights.queries import denied, require_own
from aktei.base.rights.rules import AUDIT, MANAGE


@action(personal=True)
def propose_settling(actor: Actor, *, line: int, reason: str) -> UUID:
    """Lay before a second person that this line, which the sealer refuses, was looked into. Needs `manage`.

    Raises `Missing` if no such line waits, `Refused` if it is genuine or explained already.
    """
    require_own(actor, MANAGE, [OFFICE])
    entry, why = refused_line(line)
    if reasons := objections_to_settling(reason):
        raise Refused(reasons)
    said = _("Protokollzeile {number} als nicht echt geklärt festhalten ({why})").format(number=line, why=why)
    arguments = {"line": line, "digest": digest_of(entry), "reason": reason.strip()}
    return propose(actor, kind=SETTLING.name, node=OFFICE, what=said, arguments=arguments, reason=reason)


@action(personal=True)
def settle_refused_line(
    actor: Actor, *, line: int, digest: str, reason: str, proposed_by: str, approval: UUID | None = None
) -> None:
    """Put down in the log that a line is not genuine, and why it is there. Needs `manage` or `audit` on the office.

    Takes two people: `propose_settling`, and the confirmed proposal as `approval`.
    """
    if not may_decide(actor, SETTLING.name, [OFFICE]):
        raise denied(actor, [OFFICE], refusals.SETTLED_BY_PERSONS())
    arguments = {"line": line, "digest": digest, "reason": reason}
    use_approval(actor, approval, kind=SETTLING.name, node=OFFICE, arguments=arguments)
    settle(actor, office=OFFICE, number=line, digest=digest, reason=reason, proposed_by=proposed_by)


def _carry_out(actor: Actor, proposal: Proposal, chain: Sequence[UUID]) -> None:
    settle_refused_line(actor, **proposal.arguments, proposed_by=str(proposal.proposed_by), approval=proposal.id)


def _basis(_node: UUID) -> str:
    """What the decision rests on is the line itself, whose digest the proposal names."""
    return ""


SETTLING = ProposalKind("settling", needs=(MANAGE, AUDIT), basis=_basis, carry_out=_carry_out)
"""Offered where everything is connected: its pages do not know this module."""
