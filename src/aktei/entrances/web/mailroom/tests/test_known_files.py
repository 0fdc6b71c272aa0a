# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same file twice is told and taken in once; of what cannot be read nobody says that it is accepted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aktei.entrances.web.mailroom.tests.test_acts import INBOX, form_of, pdf
from aktei.procedures.mailroom.actions import return_to_sender
from aktei.records.envelopes.models import Consignment

JSON = {"accept": "application/json"}


def sent(clerk, world, *files, **more):
    return clerk.post(f"{INBOX}hochladen/", form_of(world, file=list(files), **more), headers=JSON)


def test_the_same_file_twice_is_told_with_the_way_to_the_first(clerk, world) -> None:
    first = sent(clerk, world, pdf("brief.pdf"))
    second = sent(clerk, world, pdf("Kopie von brief.pdf"))
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json()["href"] == first.json()["href"]
    assert "liegt schon im Posteingang" in second.json()["text"]
    assert Consignment.objects.count() == 1


def test_whoever_says_so_has_it_taken_in_again(clerk, world) -> None:
    sent(clerk, world, pdf())
    assert sent(clerk, world, pdf(), again="1").json()["text"] == "angenommen"
    assert Consignment.objects.count() == 2


def test_a_file_chosen_twice_is_taken_in_once(clerk, world) -> None:
    answer = clerk.post(f"{INBOX}hochladen/", form_of(world, file=[pdf("a.pdf"), pdf("b.pdf")]), follow=True)
    assert Consignment.objects.count() == 1
    assert "Doppelt ausgewählt" in answer.content.decode()


def test_a_consignment_of_several_files_is_another_one(clerk, world) -> None:
    sent(clerk, world, pdf("a.pdf"))
    together = [pdf("a.pdf"), pdf("b.pdf", b"%PDF-1.7 b")]
    assert sent(clerk, world, *together, together="1").status_code == 201
    for each in together:
        each.seek(0)
    assert sent(clerk, world, *together, together="1").status_code == 200


def test_what_others_received_and_one_may_not_see_is_not_told(logged_in, clerk, world) -> None:
    sent(clerk, world, pdf())
    form = form_of(world, unit=world.units["63.1"].id, file=[pdf()])
    assert logged_in("bauaufsicht").post(f"{INBOX}hochladen/", form, headers=JSON).status_code == 201


def test_what_was_returned_may_come_again(clerk, world) -> None:
    sent(clerk, world, pdf())
    return_to_sender(world.actor("sachbearbeitung"), consignment=Consignment.objects.get().id, reason="unleserlich")
    assert sent(clerk, world, pdf()).status_code == 201


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\0\0\0\x20ftypavif\0\0\0\0avifmif1miafMA1B", "AVIF-Bild"),
        (b"GIF89a" + bytes(60), "GIF-Bild"),
    ],
)
def test_a_type_that_cannot_be_taken_is_not_called_accepted(clerk, world, content, kind) -> None:
    answer = sent(clerk, world, pdf("foto.pdf", content))
    assert answer.status_code == 201
    assert "angenommen" not in answer.json()["text"]
    assert "Klärung" in answer.json()["text"]
    assert kind in answer.json()["text"]


def test_many_files_are_compared_at_once(clerk, world) -> None:
    def cost(count: int) -> int:
        files = [pdf(f"{at}.pdf", f"%PDF-1.7 {at}".encode()) for at in range(count)]
        sent(clerk, world, *files)
        for each in files:
            each.seek(0)
        with CaptureQueriesContext(connection) as asked:
            sent(clerk, world, *files)
        return len(asked)

    assert cost(2) + 8 >= cost(6)
