# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
import io
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from PIL import Image

from aktei.base.acts.queries import about
from aktei.base.blobs import store
from aktei.entrances.demo import letters, phrases, shelf
from aktei.entrances.web.kit.records import book, page_images
from aktei.entrances.web.reading import printing
from aktei.procedures.rendition.imaging import Unrenderable
from aktei.records.cases.models import Case
from aktei.records.documents.actions import StoredFile, complete_rendition, receive_document
from aktei.records.documents.models import Document
from aktei.records.dossiers.models import Dossier

pytestmark = pytest.mark.django_db


def image_of(document: Any, number: int = 1, **query: Any) -> str:
    address = reverse("records:page_image", args=[document.id, number])
    return address + ("?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else "")


def reads(document: Any) -> int:
    return about(document.id).filter(kind="DocumentRead").count()


def test_a_page_comes_as_webp_in_one_of_few_widths(as_: Any, document: Document) -> None:
    answer = as_("sachbearbeitung").get(image_of(document, breite=700))
    assert answer.headers["Content-Type"] == "image/webp"
    assert Image.open(io.BytesIO(answer.content)).size == (900, 1273)
    assert "private" in answer.headers["Cache-Control"]


def test_a_page_is_for_those_who_may_read_it_every_time(as_: Any, world: Any, document: Document) -> None:
    assert as_("sachbearbeitung").get(image_of(document)).status_code == 200
    assert as_("bauaufsicht").get(image_of(document)).status_code == 404
    assert as_("datenschutz").get(image_of(document)).status_code == 404
    words = reverse("records:page_words", args=[document.id, 1])
    assert as_("bauaufsicht").get(words).status_code == 404
    # Also from a browser that has kept the picture of an earlier time.
    tag = as_("sachbearbeitung").get(image_of(document)).headers["ETag"]
    assert as_("bauaufsicht").get(image_of(document), headers={"If-None-Match": tag}).status_code == 404


def test_a_kept_page_is_not_sent_again(as_: Any, document: Document) -> None:
    client = as_("sachbearbeitung")
    tag = client.get(image_of(document)).headers["ETag"]
    again = client.get(image_of(document), headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert not again.content


def test_turning_pages_is_one_line_in_the_history(as_: Any, document: Document) -> None:
    client = as_("sachbearbeitung")
    for number in (1, 2, 1):
        client.get(image_of(document, number))
    client.get(reverse("records:page_words", args=[document.id, 1]))
    assert reads(document) == 1
    as_("vertretung").get(image_of(document))
    assert reads(document) == 2


def test_reading_only_the_text_is_reading_too(as_: Any, document: Document) -> None:
    as_("sachbearbeitung").get(reverse("records:page_words", args=[document.id, 1]))
    assert reads(document) == 1


def test_a_page_costs_few_queries(as_: Any, document: Document, django_assert_max_num_queries: Any) -> None:
    client = as_("sachbearbeitung")
    client.get(image_of(document))
    with django_assert_max_num_queries(8):
        client.get(image_of(document, 2))


def test_a_page_that_is_drawn_is_not_drawn_again(as_: Any, document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    client = as_("sachbearbeitung")
    first = client.get(image_of(document, breite=400)).content

    def nobody(*_anything: Any) -> bytes:
        raise AssertionError("drawn again")

    monkeypatch.setattr(page_images, "page_image", nobody)
    assert client.get(image_of(document, breite=400)).content == first


def test_who_asks_at_once_for_the_same_page_waits_for_one_drawing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    begun, both_wait, go = threading.Event(), threading.Barrier(3), threading.Event()

    class Awaited(Future[bytes]):
        def result(self, timeout: float | None = None) -> bytes:
            both_wait.wait(60)
            return super().result(timeout)

    def slowly(_path: Path, number: int, _width: int) -> bytes:
        drawn.append(number)
        begun.set()
        go.wait(60)
        return b"picture"

    monkeypatch.setattr(page_images, "Future", Awaited)
    monkeypatch.setattr(page_images, "page_image", slowly)
    monkeypatch.setattr(page_images.store, "path", lambda sha: tmp_path / sha)
    cache = page_images.PageCache(tmp_path / "pages")
    answers: list[bytes] = []
    readers = [threading.Thread(target=lambda: answers.append(cache.page("ab" * 32, 1, 400))) for _each in range(3)]
    for reader in readers:
        reader.start()
    assert begun.wait(60)
    both_wait.wait(60)
    go.set()
    for reader in readers:
        reader.join(60)
    assert answers == [b"picture"] * 3
    assert drawn == [1]


def test_the_cache_forgets_the_oldest_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_images, "page_image", lambda _path, number, _width: bytes([number]) * 100)
    monkeypatch.setattr(page_images.store, "path", lambda sha: tmp_path / sha)
    cache = page_images.PageCache(tmp_path / "pages", largest=250)
    for number in range(1, 5):
        cache.page("ab" * 32, number, 400)
    import os

    for age, path in enumerate(sorted((tmp_path / "pages").rglob("*.webp"), reverse=True)):
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    cache.sweep()
    assert sorted(path.name for path in (tmp_path / "pages").rglob("*.webp")) == ["3-400.webp", "4-400.webp"]


def test_a_broken_page_is_told_and_the_others_are_shown(
    as_: Any, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = page_images.page_image

    def torn(path: Path, number: int, width: int) -> bytes:
        if number == 2:
            raise Unrenderable("torn")
        return whole(path, number, width)

    monkeypatch.setattr(page_images, "page_image", torn)
    client = as_("sachbearbeitung")
    assert client.get(image_of(document, 2, breite=640)).status_code == 422
    assert client.get(image_of(document, 1, breite=640)).status_code == 200


def test_a_page_whose_bytes_are_gone_is_told(as_: Any, dossier: Dossier, world: Any) -> None:
    lost = shelf.prepared(letters.letter(77).pdf)
    document = shelf.fill(dossier.lead_unit_id, lost, "Verloren", dossier=dossier.id)
    store.delete(lost.file.sha256)
    assert as_("sachbearbeitung").get(image_of(document)).status_code == 422


def test_words_come_with_boxes_and_the_wanted_ones_marked(as_: Any, document: Document) -> None:
    address = reverse("records:page_words", args=[document.id, 1])
    answer = as_("sachbearbeitung").get(address, {"q": "wohngeld"}).json()
    marked = {answer["words"][at][0].lower() for at in answer["marks"]}
    assert any("wohngeld" in word for word in marked)
    assert all(0 <= side <= 10_000 for word in answer["words"] for side in word[1:5])
    assert as_("sachbearbeitung").get(address).json()["marks"] == []


def test_hits_name_the_blatt_in_the_whole_book(as_: Any, dossier: Dossier, volume: shelf.Volume, letter: Any) -> None:
    foreign = letters.letter(8, topic=other_topic(), pages=3)
    shelf.fill(dossier.lead_unit_id, shelf.prepared(foreign.pdf), "Anderes", dossier=dossier.id)
    shelf.fill(dossier.lead_unit_id, volume, "Wohngeld", dossier=dossier.id)
    elsewhere = " ".join([letter.text_pages[0], *foreign.text_pages]).lower()
    alone = (word.strip(".,;:()") for word in letter.text_pages[1].split())
    word = max((word for word in alone if word.isalpha() and word.lower() not in elsewhere), key=len)
    address = reverse("records:dossier_hits", args=[dossier.id])
    found = as_("sachbearbeitung").get(address, {"q": word, "stufe": "words"}).json()
    assert [leaf for leaf, _count in found["hits"]] == [5]


def other_topic() -> str:
    return next(topic for topic in sorted(phrases.TOPICS) if topic != "wohngeld")


def test_the_book_counts_blatt_through_all_documents(as_: Any, dossier: Dossier, volume: shelf.Volume) -> None:
    made = [shelf.fill(dossier.lead_unit_id, volume, f"Schreiben {n}", dossier=dossier.id) for n in range(3)]
    told = as_("sachbearbeitung").get(reverse("records:dossier_geometry", args=[dossier.id])).json()
    assert told["total"] == 6
    assert [row[3:] for row in told["documents"]] == [[1, 2], [3, 2], [5, 2]]
    assert told["sizes"] == [[1, 6, 595, 842]]
    page = as_("sachbearbeitung").get(
        reverse("records:dossier", args=[dossier.id]), {"dokument": made[1].id, "seite": 2}
    )
    assert page.context["leaf"] == 4


def test_without_script_every_blatt_has_an_address(as_: Any, dossier: Dossier, volume: shelf.Volume) -> None:
    made = [shelf.fill(dossier.lead_unit_id, volume, f"Schreiben {n}", dossier=dossier.id) for n in range(2)]
    page = as_("sachbearbeitung").get(reverse("records:dossier", args=[dossier.id]), {"blatt": 3}).content.decode()
    assert image_of(made[1], 1) in page
    assert 'href="?blatt=2"' in page
    assert 'href="?blatt=4"' in page
    last = as_("sachbearbeitung").get(reverse("records:dossier", args=[dossier.id]), {"blatt": "99999"})
    assert last.context["leaf"] == 4


def test_no_page_has_inline_script_or_style(as_: Any, dossier: Dossier, document: Document) -> None:
    client = as_("sachbearbeitung")
    for name in ("dossier", "dossier_contents", "dossier_history", "dossier_access", "dossier_parties"):
        page = client.get(reverse(f"records:{name}", args=[dossier.id])).content.decode()
        assert " style=" not in page
        assert " onclick=" not in page
        scripts = [part.partition(">")[0] for part in page.split("<script")[1:]]
        assert all("src=" in each or 'type="application/json"' in each for each in scripts)


def test_a_case_is_a_book_of_its_own(as_: Any, dossier: Dossier, volume: shelf.Volume) -> None:
    case = Case.objects.filter(dossier=dossier).first()
    assert case is not None
    shelf.fill(dossier.lead_unit_id, volume, "Außerhalb", dossier=dossier.id)
    shelf.fill(dossier.lead_unit_id, volume, "Im Vorgang", dossier=dossier.id, case=case.id)
    page = as_("sachbearbeitung").get(reverse("records:case", args=[case.id]))
    assert page.context["book"].total == 2
    assert "Außerhalb" not in page.content.decode()


def test_a_document_that_is_still_read_in_says_so(as_: Any, world: Any) -> None:
    blob = store.put(b"%PDF-1.7 not yet")
    waiting = receive_document(
        shelf.FILLER,
        unit=world.units["50.1"].id,
        channel="paper",
        received_at=world.units["50.1"].valid_from,
        originals=[StoredFile(blob.sha256, blob.size, "application/pdf", "neu.pdf")],
    )
    page = as_("sachbearbeitung").get(reverse("records:document", args=[waiting.id])).content.decode()
    assert "werden gerade eingelesen" in page
    assert as_("sachbearbeitung").get(image_of(waiting)).status_code == 404
    assert complete_rendition(
        shelf.FILLER,
        version=waiting.current_id,
        archival=StoredFile(blob.sha256, blob.size, "application/pdf"),
        thumbnail=None,
        pages=[],
    )


def test_printing_is_bounded(as_: Any, dossier: Dossier, document: Document) -> None:
    many = book.of_rows([(document.id, "Dick", None, document.received_at, 1_000)])
    asked = printing.sheets(many, {"von": "11", "bis": "900"})
    assert len(asked["sheets"]) == printing.MOST
    assert asked["cut"]
    page = as_("sachbearbeitung").get(reverse("records:dossier_print", args=[dossier.id]), {"von": "1", "bis": "2"})
    assert page.content.decode().count("print-sheet") == 2


def test_pages_are_kept_where_the_settings_say(as_: Any, document: Document) -> None:
    as_("sachbearbeitung").get(image_of(document, breite=1280))
    assert list((Path(settings.CACHE_DIRECTORY) / "pages").rglob("1-1280.webp"))
