# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on which a stack is divided: ticks or numbers, each refusal with what was typed, and the way back."""

import pytest
from django.urls import reverse

from aktei.records.documents.models import Document, PageRange
from tests.stage import Stage


@pytest.fixture
def clerk(client, world):
    client.force_login(world.persons["sachbearbeitung"], backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def post(world):
    return Stage(world).several_pages


def address(post) -> str:
    return reverse("mailroom:divide", args=[post.id, post.document_id])


def test_ticks_say_where_a_new_document_begins(clerk, post):
    page = clerk.get(address(post)).content.decode()
    assert page.count('name="beginn"') == 1
    answer = clerk.post(address(post), {"beginn": ["2"]}, follow=True)
    assert "Aufgeteilt in 2 Dokumente" in answer.content.decode()
    assert sorted(PageRange.objects.values_list("first_page", "last_page")) == [(1, 1), (2, 2)]


def test_numbers_say_it_too_and_come_before_ticks(clerk, post):
    clerk.post(address(post), {"teile": "2; 1", "beginn": []})
    parts = Document.objects.filter(consignment=post.id, withdrawn_at=None).order_by("place_in_consignment")
    assert [each.versions.get().page_ranges.get().first_page for each in parts] == [2, 1]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "mindestens zwei Teile"),
        ({"beginn": ["9", "x", "-1", "1"]}, "gibt es nicht"),
        ({"teile": "1"}, "mindestens zwei Teile"),
        ({"teile": "1; zwei"}, "„zwei“ nennt keine Seiten"),
        ({"teile": "1; 1; 2"}, "mehreren Teilen vor: 1"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_divided(clerk, post, sent, said):
    answer = clerk.post(address(post), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    if typed := sent.get("teile"):
        assert f'value="{typed}"' in page
    assert not PageRange.objects.exists()


def test_it_is_put_together_again_from_the_note(clerk, post):
    page = clerk.post(address(post), {"beginn": ["2"]}, follow=True).content.decode()
    undo = reverse("mailroom:undo_divide", args=[post.id, post.document_id])
    assert undo in page
    clerk.post(undo)
    waiting = Document.objects.filter(consignment=post.id, withdrawn_at=None)
    assert [each.id for each in waiting] == [post.document_id]


def test_a_document_of_other_post_is_not_found_here(clerk, post, world):
    other = Stage(world).several_pages
    assert clerk.get(reverse("mailroom:divide", args=[post.id, other.document_id])).status_code == 404


def test_each_of_several_documents_is_read_beside_the_form(clerk, world):
    divided = Stage(world).divided
    first, second = Document.objects.filter(consignment=divided.id, withdrawn_at=None).order_by("place_in_consignment")
    item = reverse("mailroom:item", args=[divided.id])
    page = clerk.get(item)
    assert [part.href for part in page.context["opened"].documents] == [
        f"{item}?dokument={first.id}",
        f"{item}?dokument={second.id}",
    ]
    for asked, shown in ((second.id, second.id), (divided.document_id, first.id), ("nix", first.id)):
        files = clerk.get(item, {"dokument": str(asked)})
        assert files.status_code == 200
        assert files.context["opened"].read == shown
