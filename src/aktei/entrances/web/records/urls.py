# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of dossiers, cases, documents and the file plan; included at the root with namespace `records`."""

from django.urls import URLPattern, path

from aktei.entrances.web.access.views import pages as access_pages
from aktei.entrances.web.records import document_urls, life_urls, party_urls
from aktei.entrances.web.records.views import acts, life, lists, reading, sides

app_name = "records"

_PLACES = {"dossier": "akten", "case": "vorgaenge", "document": "dokumente"}


def _sides(kind: str, folder: str) -> list[URLPattern]:
    """What dossiers, cases and documents have alike."""
    which = {"kind": kind}
    at = f"{folder}/<uuid:node>/"
    return [
        path(at, reading.book, which, name=kind),
        path(f"{at}lesen/", reading.book, which, name=f"{kind}_book"),
        path(f"{at}lesen/seiten.json", reading.geometry, which, name=f"{kind}_geometry"),
        path(f"{at}lesen/treffer.json", reading.hits, which, name=f"{kind}_hits"),
        path(f"{at}drucken/", reading.printed, which, name=f"{kind}_print"),
        path(f"{at}verlauf/", sides.history, which, name=f"{kind}_history"),
        path(f"{at}zugriff/", access_pages.tab, which, name=f"{kind}_access"),
    ]


urlpatterns = [
    *document_urls.urlpatterns,
    *party_urls.urlpatterns,
    *life_urls.urlpatterns,
    path("aktenplan/", lists.plan, name="plan"),
    path("aktenplan/<uuid:node>/", lists.plan_entry, name="plan_entry"),
    path("akten/", lists.dossier_list, name="dossiers"),
    path("akten/neu/", lists.open_dossier, name="open_dossier"),
    path("akten/schliessen/", life.close_many, name="close_many"),
    *(each for kind, folder in _PLACES.items() for each in _sides(kind, folder)),
    path("akten/<uuid:node>/inhalt/", sides.table_of_contents, {"kind": "dossier"}, name="dossier_contents"),
    path("akten/<uuid:node>/schliessen/", acts.close_dossier, name="close_dossier"),
    path("akten/<uuid:node>/wiederoeffnen/", acts.reopen_dossier, name="reopen_dossier"),
    path("akten/<uuid:node>/vorgaenge/", acts.open_case, name="open_case"),
    path("akten/<uuid:node>/zuruecknehmen/", acts.undo_filings, {"kind": "dossier"}, name="dossier_undo_filings"),
    path("vorgaenge/<uuid:node>/inhalt/", sides.table_of_contents, {"kind": "case"}, name="case_contents"),
    path("vorgaenge/<uuid:node>/zuruecknehmen/", acts.undo_filings, {"kind": "case"}, name="case_undo_filings"),
    path("dokumente/<uuid:node>/angaben/", sides.details, name="document_details"),
    path("dokumente/<uuid:node>/seiten/<int:number>.webp", reading.page_image, name="page_image"),
    path("dokumente/<uuid:node>/seiten/<int:number>/worte.json", reading.words, name="page_words"),
    path("dokumente/<uuid:node>/umbenennen/", acts.rename_document, name="rename_document"),
    path("dokumente/<uuid:node>/zuruecknehmen/", acts.undo_filing, name="undo_filing"),
    path("dokumente/<uuid:node>/weiterleiten/", acts.forward_document, name="forward_document"),
    path("dokumente/<uuid:node>/dateien/<slug:role>/", acts.download, name="download_first"),
    path("dokumente/<uuid:node>/dateien/<slug:role>/<int:position>/", acts.download, name="download"),
]
