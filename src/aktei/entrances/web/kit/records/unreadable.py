# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What could not be read, whether it came as post or lies in a dossier: why, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

ENCRYPTED = frozenset({"encrypted", "wrong_password"})
SAME_AGAIN = ENCRYPTED | {"empty", "no_pages", "wrong_type", "active_content"}
"""Reading these once more would find the same."""


@dataclass(frozen=True)
class Stuck:
    """Why something waits for a decision, and what can be done."""

    code: str
    reason: str
    advice: str

    @property
    def needs_password(self) -> bool:
        """Whether a password would help."""
        return self.code in ENCRYPTED

    @property
    def wrong_password(self) -> bool:
        """Whether the password that was tried did not fit."""
        return self.code == "wrong_password"

    @property
    def can_retry(self) -> bool:
        """Whether reading it once more may end differently."""
        return self.code not in SAME_AGAIN

    @property
    def accept_text(self) -> str:
        """What becomes of it if somebody takes it as it is."""
        if self.code == "active_content":
            return _("In der Archivfassung werden die aktiven Inhalte entfernt. Das Original bleibt unverändert.")
        if self.code in ("truncated", "damaged"):
            return _("Die lesbaren Seiten werden übernommen; was fehlt, wird auf einer Seite vermerkt.")
        return _("Was lesbar ist, wird übernommen; für alles andere steht ein Hinweis auf einer Seite.")
