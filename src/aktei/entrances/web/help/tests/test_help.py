# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The handbook in the product: every page leads to a chapter that exists, and nothing else is handed out."""

import re

import pytest
from django.urls import get_resolver

from aktei.entrances.web.help import chapters, reading
from tests.stage import Stage

NOT_FOR_PEOPLE = {"api", "health", "frame", "help", "picking"}


def namespaces():
    return sorted({each.namespace for each in get_resolver().url_patterns if getattr(each, "namespace", None)})


def test_every_package_with_pages_has_a_chapter():
    assert [each for each in namespaces() if each not in NOT_FOR_PEOPLE and each not in chapters.EXPLAINED_BY] == []


@pytest.mark.parametrize("said", sorted(set(chapters.EXPLAINED_BY.values())))
def test_what_explains_a_page_is_a_chapter_and_a_section_that_exist(said):
    name, _hash, section = said.partition("#")
    chapter = reading.chapter(name)
    assert chapter is not None
    assert not section or f'id="{section}"' in chapter.html


def test_every_chapter_on_disk_is_named_by_the_first_one():
    assert {each.name for each in reading.contents()} == {each.stem for each in reading.CHAPTERS.glob("*.md")}


@pytest.mark.parametrize("chapter", reading.contents(), ids=lambda chapter: chapter.name)
def test_every_link_and_picture_of_a_chapter_leads_somewhere(chapter, client):
    for address in re.findall(r'(?:href|src)="(/[^"#]*)', chapter.html):
        assert client.get(address).status_code == 200, address
    for name, section in re.findall(r'href="/hilfe/([a-z0-9-]*)/?#([^"]+)"', chapter.html):
        assert f'id="{section}"' in reading.chapter(name or chapters.FIRST).html
    assert ".md" not in chapter.html
    assert "SPDX" not in chapter.html


@pytest.mark.parametrize("name", ["../README", "..%2fREADME", "gibt-es-nicht", "README.md"])
def test_what_is_no_chapter_is_not_there(name, client, db):
    assert client.get(f"/hilfe/{name}/").status_code == 404


@pytest.mark.parametrize("name", ["desk.svg", "..%2f..%2fREADME.md", "desk.png%00", "nichts.png"])
def test_what_is_no_picture_is_not_there(name, client, db):
    assert client.get(f"/hilfe/bilder/{name}").status_code == 404


def test_the_log_in_leads_to_its_own_chapter(client, db):
    page = client.get("/anmelden/").content.decode()
    assert 'href="/hilfe/anmelden/"' in page


def test_the_same_heading_twice_gets_two_anchors():
    assert reading.anchor_of("Größe: Maße & Übersicht") == "groesse-masse-uebersicht"


def test_a_letter_opened_from_the_clearing_leads_to_its_chapter(client, world):
    client.force_login(world.persons["post"], backend="django.contrib.auth.backends.ModelBackend")
    letter = Stage(world).quarantined.id
    assert 'href="/hilfe/klaerung/"' in client.get(f"/posteingang/{letter}/?zustand=klaerung").content.decode()
    assert 'href="/hilfe/posteingang/"' in client.get(f"/posteingang/{letter}/").content.decode()
