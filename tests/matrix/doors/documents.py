# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: acts on documents, one and many."""

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from aktei.procedures.rendition.actions import refuse
from aktei.records.documents.moving import add_document, attach_document, move_document
from aktei.records.documents.removing import set_hold
from aktei.records.documents.versions import add_version, check_out
from tests.matrix.row import DENIED, POST, RECORDS, Row, case, document, dossier, get, post
from tests.stage import PDF, SYSTEM

MANAGERS = frozenset({"schriftgut"})
ITEM = DENIED | {302, 409}


def _file():
    return {"file": [SimpleUploadedFile("vermerk.pdf", b"%PDF-1.4 x", "application/pdf")]}


def _item(stage):
    return {"item": [str(stage.filed.document_id)]}


def _prepared(path, prepare):
    """An address about the filed document, after something was done to it."""

    def at(stage):
        prepare(stage, stage.filed.document_id)
        return f"/dokumente/{stage.filed.document_id}/{path}"

    return at


def _second(stage):
    return add_document(SYSTEM, originals=[PDF], dossier=stage.dossier.id).id


def _hold(stage):
    return f"/loeschsperren/{set_hold(SYSTEM, node=stage.dossier.id, reason='Klage').id}/aufheben/"


def _withdrawn(path):
    return lambda stage: f"/dokumente/{stage.withdrawn.document_id}/{path}"


def _somebody_works(stage, node):
    check_out(stage.world.actor("vertretung"), document=node)


def _cannot_be_read(stage, node):
    """A further version that is encrypted."""
    made = add_version(SYSTEM, document=node, originals=[PDF])
    refuse(SYSTEM, version=made.id, code="encrypted", reason="Verschlüsselt.", advice="Kennwort eingeben.")


ROWS: list[Row] = [
    get(lambda s: f"/dokumente/mehrere/?was=verschieben&item={s.filed.document_id}", fine=frozenset({200, 302})),
    get(document("versionen/1/"), RECORDS),
    get(document("versionen/1/seiten/1.webp"), RECORDS),
    get(document("versionen/1/dateien/original/1/"), RECORDS),
    post(dossier("hochladen/"), RECORDS, lambda s: _file()),
    post(case("hochladen/"), RECORDS, lambda s: _file()),
    post(dossier("sperre/"), RECORDS, lambda s: {"reason": "Klage"}),
    post(document("sperre/"), RECORDS, lambda s: {"reason": "Klage"}),
    post(_hold, MANAGERS, lambda s: {"reason": "erledigt"}),
    post(document("versionen/"), RECORDS, lambda s: _file()),
    post(_prepared("versionen/2/erneut/", _cannot_be_read), RECORDS),
    post(
        _prepared("versionen/2/kennwort/", _cannot_be_read),
        RECORDS,
        lambda s: {"password": "geheim"},
    ),
    post(document("enthaltenes/"), RECORDS),
    post(document("bearbeitung/"), RECORDS),
    post(_prepared("bearbeitung/beenden/", _somebody_works), RECORDS),
    post(
        _prepared("bearbeitung/aufheben/", _somebody_works),
        frozenset({"leitung", "schriftgut"}),
        lambda s: {"reason": "krank"},
    ),
    post(document("anlage/"), RECORDS, lambda s: {"to": str(_second(s))}),
    post(_prepared("anlage/loesen/", lambda s, node: attach_document(SYSTEM, document=node, to=_second(s))), RECORDS),
    post(
        _prepared(
            "verschieben/zuruecknehmen/",
            lambda s, node: move_document(SYSTEM, document=node, dossier=s.dossier.id),
        ),
        RECORDS,
    ),
    post(document("zurueckziehen/"), RECORDS, lambda s: {"reason": "doppelt"}),
    post(_withdrawn("wiederherstellen/"), POST),
    post(_withdrawn("loeschen/"), POST, lambda s: {"reason": "Fehlscan"}),
    # Its acts happen while the archive is sent.
    post("/dokumente/mehrere/zip/", RECORDS, _item, denied=ITEM, acts=False),
    post(
        "/dokumente/mehrere/umbenennen/",
        RECORDS,
        lambda s: {**_item(s), "pattern": "{betreff} neu"},
        denied=ITEM,
    ),
    # Whose session does not remember the act has nothing to take back.
    post(f"/dokumente/mehrere/rueckgaengig/{uuid4()}/", fine=frozenset({409}), acts=False),
    post(f"/posteingang/mehrere/zuruecknehmen/{uuid4()}/", fine=frozenset({409}), acts=False),
]
