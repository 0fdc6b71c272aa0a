# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of documents, and of acts on one and on many; part of the namespace `records`."""

from django.urls import path

from aktei.entrances.web.documents.views import acts, bulk_acts, details, lifecycle, versions
from aktei.entrances.web.kit.records.addresses import side

_DOCUMENT = "dokumente/<uuid:node>/"
_VERSION = f"{_DOCUMENT}versionen/<int:number>/"
_MANY = "dokumente/mehrere/"

urlpatterns = [
    *side("hochladen/", versions.upload, "upload", ("dossier", "case")),
    *side("zuruecknehmen/", acts.undo_filings, "undo_filings", ("dossier", "case")),
    *side("sperre/", lifecycle.hold, "hold", ("dossier", "document")),
    path("loeschsperren/<uuid:hold>/aufheben/", lifecycle.lift_hold, name="lift_hold"),
    path(f"{_DOCUMENT}angaben/", details.details, name="document_details"),
    path(f"{_DOCUMENT}umbenennen/", acts.rename_document, name="rename_document"),
    path(f"{_DOCUMENT}zuruecknehmen/", acts.undo_filing, name="undo_filing"),
    path(f"{_DOCUMENT}weiterleiten/", acts.forward_document, name="forward_document"),
    path(f"{_DOCUMENT}dateien/<slug:role>/", acts.download, name="download_first"),
    path(f"{_DOCUMENT}dateien/<slug:role>/<int:position>/", acts.download, name="download"),
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
    path(f"{_DOCUMENT}anlage/", lifecycle.attach, name="attach"),
    path(f"{_DOCUMENT}anlage/loesen/", lifecycle.detach, name="detach"),
    path(f"{_DOCUMENT}verschieben/zuruecknehmen/", lifecycle.undo_move, name="undo_move"),
    path(f"{_DOCUMENT}zurueckziehen/", lifecycle.withdraw, name="withdraw"),
    path(f"{_DOCUMENT}wiederherstellen/", lifecycle.restore, name="restore"),
    path(f"{_DOCUMENT}loeschen/", lifecycle.delete, name="delete_document"),
    path(_MANY, bulk_acts.form, name="many"),
    path(f"{_MANY}zip/", bulk_acts.download, name="many_zip"),
    path(f"{_MANY}rueckgaengig/<uuid:token>/", bulk_acts.undo, name="many_undo"),
    path(f"{_MANY}<slug:way>/", bulk_acts.act, name="many_act"),
]
