# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lies in watched folders and cannot be taken in, for those who take in the post of that team."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.rights.queries import visible
from aktei.base.rights.rules import FILE
from aktei.procedures.mailroom.models import FolderTrouble

MOST_LINES = 100
_MOST_FOLDERS = 20


def tell(folder: str, chain: Sequence[UUID], lines: Sequence[str]) -> None:
    """Note what is wrong in a watched folder now; nothing any more, if there are no lines. No act: nothing official."""
    if not lines:
        FolderTrouble.objects.filter(folder=folder).delete()
        return
    told = {"chain": list(chain), "lines": list(lines)[:MOST_LINES], "changed_at": timezone.now()}
    FolderTrouble.objects.update_or_create(folder=folder, defaults=told)


def troubles(actor: Actor) -> list[FolderTrouble]:
    """The folders in trouble whose post the actor may take in; one query."""
    return list(visible(FolderTrouble.objects.order_by("folder"), actor, FILE)[:_MOST_FOLDERS])
