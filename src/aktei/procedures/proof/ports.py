# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What proof asks of the house: the key that the heads of the log are signed with."""

from django.conf import settings

from aktei.base.journal.signing import current_key, signer


def verifier_key() -> str:
    """The public key as verifiers take it."""
    return current_key() or str(signer(settings.EVIDENCE_KEY, settings.EVIDENCE_ORIGIN).verifier)
