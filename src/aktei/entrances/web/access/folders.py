# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses say what they are about in German; the rest of the house says it in the glossary's words."""

from uuid import UUID

from django.urls import reverse

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.procedures.access.subjects import Subject, subject

KINDS = {
    "akten": "dossier",
    "vorgaenge": "case",
    "dokumente": "document",
    "aktenplan": "plan_entry",
    "einheiten": "unit",
}
_FOLDERS = {kind: folder for folder, kind in KINDS.items()}
_TABBED = frozenset({"dossier", "case", "document"})


def about(actor: Actor, folder: str, node: UUID) -> Subject:
    """What the address is about, or `Missing`."""
    if folder not in KINDS:
        raise Missing()
    return subject(actor, KINDS[folder], node)


def folder_of(asked: Subject) -> str:
    """The German word of its kind."""
    return _FOLDERS[asked.kind]


def address(asked: Subject) -> str:
    """Its page „Zugriff“: a tab where the record has tabs."""
    if asked.kind in _TABBED:
        return reverse(f"records:{asked.kind}_access", args=[asked.node])
    return reverse("access:page", args=[folder_of(asked), asked.node])
