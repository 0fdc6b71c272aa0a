# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the mailroom puts on the desk: the newest post, and what waits for a decision."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.desk.sections import Section, section
from aktei.entrances.web.mailroom import post_list
from aktei.procedures.mailroom import queries

NEWEST = 5


@section(place="left")
def newest(actor: Actor) -> Iterable[Section]:
    """The newest post that can be filed; that there is none is said, too."""
    rows = post_list.rows(actor, queries.incoming(actor, state="ready", limit=NEWEST).items)
    yield Section("post", _("Neue Post"), "mailroom/desk_newest.html", rows, reverse("mailroom:inbox"))


@section(place="right")
def unreadable(actor: Actor) -> Iterable[Section]:
    """The newest post that could not be read."""
    rows = post_list.rows(actor, queries.incoming(actor, state="quarantined", limit=NEWEST).items)
    if rows:
        yield Section("stuck", _("Zu klären"), "mailroom/desk_unreadable.html", rows, reverse("mailroom:quarantine"))
