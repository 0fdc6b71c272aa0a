# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What proofs listen to: somebody asks for one."""

from aktei.base.outbox.jobs import subscribe
from aktei.procedures.proof import events as proofs
from aktei.procedures.proof import jobs


def listen() -> None:
    """Subscribe; called once."""
    subscribe(proofs.ProofRequested, jobs.make_export)
    subscribe(proofs.ExtractRequested, jobs.make_export)
