# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same file twice is told at every door to a dossier; nobody calls accepted what cannot be read."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aktei.entrances.web.documents.tests.test_documents import upload
from aktei.entrances.web.dossiers.tests.test_pages import said
from aktei.records.cases.actions import open_case
from aktei.records.documents.models import Document, Version
from aktei.records.documents.moving import move_document

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
OTHER = b"%PDF-1.4 other"


def lay(browser: Any, dossier: Any, *files: Any, **more: str) -> Any:
    at = reverse("records:dossier_upload", args=[dossier.id])
    return browser.post(at, {"file": list(files), **more}, headers=JSON)


def test_the_same_file_is_laid_into_a_dossier_once_and_the_first_is_named(as_: Any, dossier: Any) -> None:
    anna = as_("sachbearbeitung")
    first = lay(anna, dossier, upload("Antrag.pdf"))
    second = lay(anna, dossier, upload("Kopie von Antrag.pdf"))
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json()["href"] == first.json()["href"]
    assert "liegt schon in dieser Akte („Antrag“)" in second.json()["text"]
    assert Document.objects.filter(dossier=dossier).count() == 1


def test_it_is_the_same_dossier_for_a_case_in_it(as_: Any, world: Any, dossier: Any) -> None:
    anna = as_("sachbearbeitung")
    case = open_case(world.actor("leitung"), dossier=dossier.id, subject_line="Antrag 2026")
    lay(anna, dossier, upload())
    at = reverse("records:case_upload", args=[case.id])
    assert anna.post(at, {"file": upload()}, headers=JSON).status_code == 200
    moved = Document.objects.get(dossier=dossier)
    move_document(world.actor("leitung"), document=moved.id, case=case.id)
    assert lay(anna, dossier, upload()).status_code == 200


def test_whoever_says_so_has_it_laid_there_again(as_: Any, dossier: Any) -> None:
    anna = as_("sachbearbeitung")
    lay(anna, dossier, upload())
    assert lay(anna, dossier, upload(), again="1").json()["text"] == "liegt in der Akte, wird eingelesen"
    assert Document.objects.filter(dossier=dossier).count() == 2


def test_a_file_chosen_twice_is_laid_there_once(as_: Any, dossier: Any) -> None:
    at = reverse("records:dossier_upload", args=[dossier.id])
    page = as_("sachbearbeitung").post(at, {"file": [upload("a.pdf"), upload("b.pdf")]}, follow=True)
    assert Document.objects.filter(dossier=dossier).count() == 1
    assert "Doppelt ausgewählt, einmal aufgenommen." in said(page)


def test_a_file_that_lies_in_another_dossier_or_in_the_post_is_laid_here_and_told(
    as_: Any, world: Any, dossier: Any
) -> None:
    anna, other = as_("sachbearbeitung"), world.dossiers["Wohngeld Köster, Bernd"]
    lay(anna, other, upload())
    answer = lay(anna, dossier, upload())
    assert answer.status_code == 201
    assert f"Dieselbe Datei liegt auch in der Akte {other.reference}" in answer.json()["text"]
    post = {"file": upload("post.pdf", OTHER), "unit": str(world.units["50.1"].id), "channel": "paper"}
    assert anna.post(reverse("mailroom:upload"), post, headers=JSON).status_code == 201
    assert "liegt auch im Posteingang" in lay(anna, dossier, upload("post.pdf", OTHER)).json()["text"]


def test_of_a_dossier_that_is_closed_to_somebody_nothing_is_told(as_: Any, world: Any, dossier: Any) -> None:
    lay(as_("sachbearbeitung"), dossier, upload())
    mine = next(each for each in world.dossiers.values() if each.lead_unit_id == world.units["63.1"].id)
    answer = lay(as_("bauaufsicht"), mine, upload())
    assert (answer.status_code, answer.json()["text"]) == (201, "liegt in der Akte, wird eingelesen")


def test_what_is_in_one_of_several_files_is_told_and_taken(as_: Any, dossier: Any) -> None:
    anna = as_("sachbearbeitung")
    lay(anna, dossier, upload())
    answer = lay(anna, dossier, upload(), upload("mehr.pdf", OTHER), together="1")
    assert answer.status_code == 201
    assert "Eine dieser Dateien liegt auch" in answer.json()["text"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"\0\0\0\x20ftypavif\0\0\0\0avifmif1miafMA1B", "AVIF-Bild"), (b"GIF89a" + bytes(60), "GIF-Bild")],
)
def test_of_a_type_that_cannot_be_read_nobody_says_that_it_is_being_read(
    as_: Any, dossier: Any, document: Any, content: bytes, kind: str
) -> None:
    anna = as_("sachbearbeitung")
    text = lay(anna, dossier, upload("foto.pdf", content)).json()["text"]
    assert f"kein lesbares Schriftstück ({kind})" in text
    assert "wird eingelesen" not in text
    at = reverse("records:add_version", args=[document.id])
    assert kind in said(anna.post(at, {"file": upload("foto.pdf", content)}, follow=True))


def test_the_newest_version_again_is_no_new_version_and_an_older_one_is_told(as_: Any, document: Any) -> None:
    anna, at = as_("sachbearbeitung"), reverse("records:add_version", args=[document.id])
    for name, content in (("a.pdf", b"%PDF-1.4 a"), ("b.pdf", b"%PDF-1.4 b")):
        anna.post(at, {"file": upload(name, content)})
    again = said(anna.post(at, {"file": upload("c.pdf", b"%PDF-1.4 b")}, follow=True))
    assert "dieselbe Datei wie Version 3, die neueste. Es wurde nichts geändert." in again
    assert Version.objects.filter(document=document).count() == 3
    assert "Sie gleicht Version 2." in said(anna.post(at, {"file": upload("d.pdf", b"%PDF-1.4 a")}, follow=True))
    assert Version.objects.filter(document=document).count() == 4


def test_a_document_names_the_earlier_ones_that_hold_its_file(as_: Any, world: Any, dossier: Any) -> None:
    anna, other = as_("sachbearbeitung"), world.dossiers["Wohngeld Köster, Bernd"]
    first = lay(anna, other, upload()).json()["href"]
    page = anna.get(f"{lay(anna, dossier, upload()).json()['href']}angaben/")
    assert f'href="{first}"' in page.content.decode()
    assert "Dieselbe Datei" in said(page)


def test_many_files_are_compared_at_once(as_: Any, dossier: Any) -> None:
    anna = as_("sachbearbeitung")

    def cost(count: int) -> int:
        def files() -> list[Any]:
            return [upload(f"{at}.pdf", f"%PDF-1.4 {at}".encode()) for at in range(count)]

        lay(anna, dossier, *files())
        with CaptureQueriesContext(connection) as asked:
            lay(anna, dossier, *files())
        return len(asked)

    assert cost(6) <= cost(2)
