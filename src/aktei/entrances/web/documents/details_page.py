# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of one document tells besides its pages: versions, who works on it, attachments, holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from aktei.base.acts import queries as journal
from aktei.base.acts.actor import Actor
from aktei.base.people.queries import names
from aktei.entrances.web.kit.records import remarks
from aktei.entrances.web.kit.records.record_page import RecordPage
from aktei.entrances.web.kit.records.unreadable import Stuck
from aktei.procedures.mailroom.queries import channels, of_document
from aktei.procedures.rendition.remarks import FILES_INSIDE
from aktei.records.documents import events
from aktei.records.documents import queries as documents
from aktei.records.documents.copies import earlier_copies
from aktei.records.documents.possible import possible_acts
from aktei.records.documents.queries import DIRECT, standing_faults
from aktei.records.documents.versions import may_release


@dataclass(frozen=True)
class VersionLine:
    """One version; `stuck` says why it could not be read, `remarks` what is to be known of it once it was.

    `days`: how long after the one before it came.
    """

    version: Any
    author: str
    files: list[Any]
    is_current: bool
    stuck: Stuck | None
    remarks: list[remarks.Said]
    days: int | None


@dataclass(frozen=True)
class Work:
    """Who works on the document since when, and what the reader may do about it."""

    check_out: Any
    name: str
    is_own: bool
    may_release: bool


_IN_THE_MENU = frozenset(
    {
        "rename_document",
        "move_document",
        "attach_document",
        "detach_document",
        "undo_filing",
        "set_hold",
        "withdraw_document",
    }
)


@dataclass(frozen=True)
class About:
    """Everything the page needs beyond the head."""

    versions: list[VersionLine]
    work: Work | None
    attachments: list[Any]
    attached_to: Any
    attachable: bool
    holds: list[tuple[Any, str]]
    filed_by: str
    was_moved: bool
    deletion: Any
    deleted_by: str
    acts: frozenset[str]
    """What the reader can do with the document now."""
    clearing: str
    copies: list[Any]
    """Earlier documents that hold the same file."""

    @property
    def has_menu(self) -> bool:
        """Whether there is anything below „Mehr“."""
        return not self.acts.isdisjoint(_IN_THE_MENU)

    @property
    def stuck(self) -> VersionLine | None:
        """The newest version that waits for a decision; what came after it replaced it."""
        return self.versions[0] if self.versions and self.versions[0].stuck else None

    @property
    def remarks(self) -> list[remarks.Said]:
        """What is to be known of the version people read."""
        return next((each.remarks for each in self.versions if each.is_current), [])

    @property
    def holds_files(self) -> bool:
        """Whether files lie inside the one people read."""
        return any(each.code == FILES_INSIDE for each in self.remarks)


def of(actor: Actor, place: RecordPage) -> About:
    """The page of a document the actor may read; a constant number of queries."""
    row = place.record
    rows = documents.versions(actor, row.id)
    check_out = documents.check_out_of(actor, row.id)
    holds = documents.holds(actor, [*row.chain, *row.context])
    deletion = documents.deletion(actor, row.id)
    called = names(
        [
            row.filed_by,
            *(each.created_by for each in rows),
            *(each.set_by for each in holds),
            *([check_out.person] if check_out else []),
            *([deletion.by] if deletion else []),
        ]
    )
    acts = possible_acts(actor, row)
    return About(
        versions=_lines(row, rows, called),
        work=_work(actor, row, check_out, called),
        attachments=list(documents.attachments(actor, row.id)),
        attached_to=row.attached_to if row.attached_to_id else None,
        attachable="attach_document" in acts and documents.attachable(actor, row.id).exists(),
        holds=[(each, called[each.set_by] if each.set_by in called else _("Aktei")) for each in holds],
        filed_by=called.get(row.filed_by, "") if row.filed_by else "",
        was_moved=journal.about(row.id).filter(node=row.id, kind=events.DocumentMoved.__name__).exists(),
        deletion=deletion,
        deleted_by=called.get(deletion.by, "") if deletion and deletion.by else "",
        acts=acts,
        clearing=_clearing(actor, row),
        copies=earlier_copies(actor, row.id) if deletion is None else [],
    )


def channel_name(channel: str) -> str:
    """The way a document came, as people read it."""
    return _("direkt in die Akte gelegt") if channel == DIRECT else channels().get(channel, channel)


def _lines(row: Any, rows: list[Any], called: dict[UUID, str]) -> list[VersionLine]:
    """Newest first, each with the days since the one before, and with what kept it from being read."""
    earlier = [*rows[1:], None]
    sentences = remarks.of_versions(each.id for each in rows if each.rendered_at)
    ended = standing_faults(each.id for each in rows if each.rendered_at is None)
    return [
        VersionLine(
            version=each,
            author=called.get(each.created_by, _("Aktei")) if each.created_by else _("Eingang"),
            files=[file for file in each.components.all() if file.role != "thumbnail"],
            is_current=each.id == row.current_id,
            stuck=_stuck(ended.get(each.id)),
            remarks=sentences.get(each.id, []),
            days=(localdate(each.created_at) - localdate(before.created_at)).days if before else None,
        )
        for each, before in zip(rows, earlier, strict=True)
    ]


def _stuck(ended: Any) -> Stuck | None:
    return Stuck(ended.code, ended.reason, ended.advice) if ended else None


def _clearing(actor: Actor, row: Any) -> str:
    """Where post that is not filed yet is dealt with; empty for what lies in a dossier."""
    post = of_document(actor, row.id) if row.dossier_id is None else None
    return reverse("mailroom:item", args=[post.id]) if post else ""


def _work(actor: Actor, row: Any, check_out: Any, called: dict[UUID, str]) -> Work | None:
    if check_out is None:
        return None
    return Work(
        check_out=check_out,
        name=called.get(check_out.person, _("Unbekannt")),
        is_own=check_out.person in (actor.person_id, actor.for_person_id),
        may_release=may_release(actor, row),
    )
