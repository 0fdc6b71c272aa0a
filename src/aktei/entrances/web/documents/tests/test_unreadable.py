# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lies in a dossier and could not be read says so everywhere, and offers what may be done about it."""

from typing import Any

import pytest
from django.urls import reverse

from aktei.base.acts.actor import Actor
from aktei.base.blobs import store
from aktei.entrances.web.dossiers.tests.test_pages import said
from aktei.procedures.rendition import actions as renditions
from aktei.records.cases.actions import close_case, open_case
from aktei.records.documents.actions import StoredFile
from aktei.records.documents.faults import read_again
from aktei.records.documents.moving import add_document, move_document

pytestmark = pytest.mark.django_db

ADVICE = "Geben Sie das Kennwort ein."


@pytest.fixture
def stuck(world: Any, dossier: Any) -> Any:
    """A file laid directly into the dossier that nobody could open."""

    def lay(code: str = "encrypted") -> Any:
        blob = store.put(b"%PDF-1.7 geheim")
        file = StoredFile(blob.sha256, blob.size, "application/pdf", "Kontoauszug.pdf")
        row = add_document(world.actor("sachbearbeitung"), originals=[file], dossier=dossier.id)
        reason = "Die Datei ist verschlüsselt."
        renditions.refuse(Actor.system("test"), version=row.current_id, code=code, reason=reason, advice=ADVICE)
        return row

    return lay


def details(row: Any) -> str:
    return reverse("records:document_details", args=[row.id])


def test_an_encrypted_file_asks_for_its_password_and_offers_every_other_way(as_: Any, stuck: Any) -> None:
    row, anna = stuck(), as_("sachbearbeitung")
    page = anna.get(details(row))
    shown = said(page)
    assert "Die Datei ist verschlüsselt." in shown
    assert ADVICE in shown
    addresses = page.content.decode()
    for name in ("unlock_version", "retry_version"):
        assert f'action="{reverse(f"records:{name}", args=[row.id, 1])}"' in addresses
    assert "Trotzdem annehmen" in shown
    assert "Zurückziehen …" in shown
    answer = anna.post(reverse("records:unlock_version", args=[row.id, 1]), {"password": "geheim"}, follow=True)
    assert "Das Kennwort wird ausprobiert" in said(answer)


def test_no_password_is_asked_for_where_none_is_missing(as_: Any, stuck: Any) -> None:
    shown = said(as_("sachbearbeitung").get(details(stuck("crashed"))))
    assert "Öffnen und einlesen" not in shown
    assert "Erneut versuchen" in shown


def test_while_it_is_read_again_nobody_is_asked_to_decide(as_: Any, stuck: Any) -> None:
    row = stuck()
    read_again(Actor.system("test"), document=row.id)
    shown = said(as_("sachbearbeitung").get(details(row)))
    assert "konnte nicht eingelesen werden" not in shown
    assert "wird eingelesen" in shown


def test_who_may_only_read_is_told_who_decides(as_: Any, stuck: Any) -> None:
    shown = said(as_("leitung").get(details(stuck())))
    assert "Die Datei ist verschlüsselt." in shown


def test_contents_and_book_name_it_instead_of_promising_pages(as_: Any, stuck: Any, dossier: Any) -> None:
    row, anna = stuck(), as_("sachbearbeitung")
    contents = said(anna.get(reverse("records:dossier_contents", args=[dossier.id])))
    assert "nicht eingelesen" in contents
    assert "wird eingelesen" not in contents
    alone = anna.get(reverse("records:dossier", args=[dossier.id]))
    assert "Dieses Dokument konnte nicht eingelesen werden" in said(alone)
    assert details(row) in alone.content.decode()
    assert "Gleich steht hier" not in said(alone)


def test_beside_readable_documents_the_book_says_what_is_missing(
    as_: Any, stuck: Any, document: Any, dossier: Any
) -> None:
    row = stuck()
    page = as_("sachbearbeitung").get(reverse("records:dossier", args=[dossier.id]))
    assert "1 Dokument konnte nicht eingelesen werden und fehlt hier." in said(page)
    marks = {each[0]: each[5:] for each in page.context["told"]["documents"]}
    assert marks == {str(document.id): (), str(row.id): ("stuck",)}


def test_a_closed_case_says_so_in_the_contents_and_beside_the_pages(
    as_: Any, world: Any, document: Any, dossier: Any
) -> None:
    head = world.actor("leitung")
    case = open_case(head, dossier=dossier.id, subject_line="Antrag 2025")
    move_document(head, document=document.id, case=case.id)
    anna, contents = as_("sachbearbeitung"), reverse("records:dossier_contents", args=[dossier.id])
    assert "tree__mark" not in anna.get(contents).content.decode()
    close_case(head, case=case.id)
    assert "tree__mark" in anna.get(contents).content.decode()
    assert "Antrag 2025 geschlossen" in said(anna.get(contents))
    told = anna.get(reverse("records:dossier", args=[dossier.id])).context["told"]
    assert [each[5:] for each in told["documents"]] == [("closed",)]
    inside = anna.get(reverse("records:case", args=[case.id])).context["told"]
    assert [each[5:] for each in inside["documents"]] == [()]
