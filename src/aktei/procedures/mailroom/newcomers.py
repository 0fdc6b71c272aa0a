# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a new dossier for the sender of a letter would begin with."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from aktei.procedures.mailroom.clues import named_title
from aktei.procedures.mailroom.describing import sender
from aktei.procedures.mailroom.queries import Incoming
from aktei.procedures.mailroom.senders import Sender, agreed
from aktei.records.documents.queries import pages

_PAGES_READ = 5


@dataclass(frozen=True)
class Newcomer:
    """Who wrote, the file plan entry their letter speaks of (None: nobody knows), and what their dossier is about."""

    sender: Sender
    entry: UUID | None
    subject_line: str


def newcomer(item: Incoming, entries: Mapping[UUID, str], office: str) -> Newcomer | None:
    """What to offer for this letter below one of these entries (by title); None where nobody knows who wrote it.

    `office` is what the office is called: it is written to, and does not write.
    """
    document = item.consignment.document
    if document.current_id is None:
        return None
    texts = list(pages(document.current_id).values_list("text", flat=True)[:_PAGES_READ])
    who = agreed(document.sender, sender(texts, [office]))
    if not who.name:
        return None
    entry = next(iter(entries)) if len(entries) == 1 else named_title(entries, [document.subject_line, *texts[:1]])
    about = entries[entry] if entry else document.subject_line
    return Newcomer(who, entry, f"{about} {who.listed_name}".strip()[:300])
