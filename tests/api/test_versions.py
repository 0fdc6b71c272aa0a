# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every version of a document is served, whichever people read now."""

import pytest

from aktei.base.blobs import store
from aktei.records.documents.actions import StoredFile, complete_rendition, withdraw_document
from aktei.records.documents.moving import add_document
from aktei.records.documents.versions import add_version
from tests.api.conftest import SYSTEM, is_problem, page

pytestmark = pytest.mark.django_db


def _stored(content):
    blob = store.put(content)
    return StoredFile(blob.sha256, blob.size, "application/pdf", "entwurf.pdf")


def _read(version, text):
    archival = _stored(f"Archiv {text}".encode())
    complete_rendition(SYSTEM, version=version, archival=archival, thumbnail=None, pages=[page(1, text)])


def test_each_version_gives_its_own_files_and_text_also_after_withdrawal(world, clerk):
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    document = add_document(SYSTEM, originals=[_stored(b"%PDF eins")], dossier=dossier.id)
    _read(document.current_id, "eins")
    _read(add_version(SYSTEM, document=document.id, originals=[_stored(b"%PDF zwei")]).id, "zwei")
    add_version(SYSTEM, document=document.id, originals=[_stored(b"%PDF drei")])
    told = clerk.get(f"documents/{document.id}").json()
    assert told["current_version"] == 2
    assert [each["number"] for each in told["versions"]] == [3, 2, 1]
    for number, word in ((1, "eins"), (2, "zwei"), (3, "drei")):
        at = f"documents/{document.id}/versions/{number}/components"
        assert b"".join(clerk.get(f"{at}/original").streaming_content) == f"%PDF {word}".encode()
        if number < 3:
            assert clerk.get(f"{at}/text").content.decode() == word
            assert b"".join(clerk.get(f"{at}/archival").streaming_content) == f"Archiv {word}".encode()
    is_problem(clerk.get(f"documents/{document.id}/versions/3/components/archival"), 404)
    withdraw_document(SYSTEM, document=document.id, reason="falsch")
    at = f"/api/v1/documents/{document.id}/versions/1/components/original"
    assert b"".join(clerk.client.get(at).streaming_content) == b"%PDF eins"


def test_a_part_of_a_file_is_served_and_one_that_is_not_there_is_a_problem(world, clerk):
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    document = add_document(SYSTEM, originals=[_stored(b"%PDF eins")], dossier=dossier.id)
    at = f"/api/v1/documents/{document.id}/versions/1/components/original"
    part = clerk.client.get(at, headers={"Range": "bytes=5-6"})
    assert (part.status_code, part.headers["Content-Range"]) == (206, "bytes 5-6/9")
    assert b"".join(part.streaming_content) == b"ei"
    assert is_problem(beyond := clerk.client.get(at, headers={"Range": "bytes=9-"}), 416)
    assert beyond.headers["Content-Range"] == "bytes */9"
