# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a token was last used: written outside any act, as it holds nothing official."""

from datetime import timedelta

from django.utils import timezone

from aktei.base.people.models import AccessToken, TokenUse

STEP = timedelta(minutes=1)
"""So exact the moment is; a program that calls a hundred times a second writes no more often."""


def note_use(token: AccessToken) -> None:
    """Remember that this token, read with its last use, is used just now."""
    now, last = timezone.now(), getattr(token, "use", None)
    if last is None or last.used_at < now - STEP:
        use = TokenUse(token=token, used_at=now)
        TokenUse.objects.bulk_create([use], update_conflicts=True, update_fields=["used_at"], unique_fields=["token"])
