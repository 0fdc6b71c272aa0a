# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which chapter of the handbook explains which page."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

FIRST = "README"
"""The chapter that leads to all others, and that explains the desk."""

# By namespace, or by the very page where its namespace says too little.
EXPLAINED_BY: dict[str, str] = {
    "access": "zugriff",
    "access:approvals": "zugriff#geschuetzte-akten-und-freigaben",
    "access:emergencies": "zugriff#notzugriff",
    "access:emergency": "zugriff#notzugriff",
    "administration": "organisation",
    "deputies": "vertretung",
    "desk": FIRST,
    "evidence": "protokoll-pflegen",
    "file_plan": "aktenplan",
    "journal": "nachweis",
    "kinds": "aktenplan",
    "lists": "akten-und-aufgaben",
    "mailroom": "posteingang",
    "mailroom:quarantine": "klaerung",
    "people": "anmelden",
    "records": "akten-und-aufgaben",
    "records:add_party": "dokumente",
    "records:case_access": "zugriff",
    "records:case_book": "suchen-und-lesen",
    "records:document": "dokumente",
    "records:document_access": "zugriff",
    "records:document_book": "suchen-und-lesen",
    "records:document_details": "dokumente",
    "records:dossier": "suchen-und-lesen",
    "records:dossier_access": "zugriff",
    "records:dossier_book": "suchen-und-lesen",
    "records:dossier_contents": "dokumente",
    "records:dossier_history": "nachweis",
    "records:case_history": "nachweis",
    "records:document_history": "nachweis",
    "records:dossier_parties": "dokumente",
    "records:many": "dokumente",
    "records:parties": "dokumente",
    "records:party": "dokumente",
    "search": "suchen-und-lesen",
    "work": "akten-und-aufgaben",
}


def address_for(request: HttpRequest) -> str:
    """Where the page that is asked for is explained; the handbook's first page for those of no chapter."""
    match = request.resolver_match
    names: tuple[str, ...] = (match.view_name, match.namespace) if match else ()
    if "mailroom" in names and request.GET.get("zustand") == "klaerung":
        names = ("mailroom:quarantine",)  # a letter opened from there
    chapter = next((EXPLAINED_BY[name] for name in names if name in EXPLAINED_BY), FIRST)
    name, _hash, section = chapter.partition("#")
    address = reverse("help:page") if name == FIRST else reverse("help:chapter", args=[name])
    return f"{address}#{section}" if section else address
