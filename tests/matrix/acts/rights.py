# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on rights."""

from tests.matrix.example import NOT_RECORDS, Example

EXAMPLES: dict[str, Example] = {
    "aktei.base.granting.actions.grant": Example(
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
    "aktei.base.granting.actions.end_grant": Example(
        "schriftgut", lambda s: {"grant_id": s.grant.id, "chain": s.grant.chain}, NOT_RECORDS
    ),
}
