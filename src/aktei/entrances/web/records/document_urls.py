# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of acts on documents, one and many; part of the namespace `records`."""

from django.urls import path

from aktei.entrances.web.records.views import documents, many, versions

_DOCUMENT = "dokumente/<uuid:node>/"
_VERSION = f"{_DOCUMENT}versionen/<int:number>/"
_MANY = "dokumente/mehrere/"

urlpatterns = [
    path("akten/<uuid:node>/hochladen/", versions.upload, {"kind": "dossier"}, name="dossier_upload"),
    path("vorgaenge/<uuid:node>/hochladen/", versions.upload, {"kind": "case"}, name="case_upload"),
    path("akten/<uuid:node>/sperre/", documents.hold, {"kind": "dossier"}, name="dossier_hold"),
    path(f"{_DOCUMENT}sperre/", documents.hold, {"kind": "document"}, name="document_hold"),
    path("loeschsperren/<uuid:hold>/aufheben/", documents.lift_hold, name="lift_hold"),
    path(f"{_DOCUMENT}versionen/", versions.add, name="add_version"),
    path(_VERSION, versions.show, name="version"),
    path(f"{_VERSION}seiten/<int:page>.webp", versions.page_image, name="version_page"),
    path(f"{_VERSION}dateien/<slug:role>/<int:position>/", versions.download, name="version_download"),
    path(f"{_VERSION}erneut/", versions.retry, name="retry_version"),
    path(f"{_VERSION}kennwort/", versions.unlock, name="unlock_version"),
    path(f"{_DOCUMENT}enthaltenes/", versions.take_out, name="take_out"),
    path(f"{_DOCUMENT}bearbeitung/", versions.check_out, name="check_out"),
    path(f"{_DOCUMENT}bearbeitung/beenden/", versions.give_back, name="give_back"),
    path(f"{_DOCUMENT}bearbeitung/aufheben/", versions.release, name="release_check_out"),
    path(f"{_DOCUMENT}anlage/", documents.attach, name="attach"),
    path(f"{_DOCUMENT}anlage/loesen/", documents.detach, name="detach"),
    path(f"{_DOCUMENT}verschieben/zuruecknehmen/", documents.undo_move, name="undo_move"),
    path(f"{_DOCUMENT}zurueckziehen/", documents.withdraw, name="withdraw"),
    path(f"{_DOCUMENT}wiederherstellen/", documents.restore, name="restore"),
    path(f"{_DOCUMENT}loeschen/", documents.delete, name="delete_document"),
    path(_MANY, many.form, name="many"),
    path(f"{_MANY}zip/", many.download, name="many_zip"),
    path(f"{_MANY}rueckgaengig/<uuid:token>/", many.undo, name="many_undo"),
    path(f"{_MANY}<slug:way>/", many.act, name="many_act"),
]
