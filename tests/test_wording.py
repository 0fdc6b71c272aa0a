# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What no page says to anybody: the language of programs, and sentences in which somebody acts for themselves."""

import html
import re
from urllib.parse import unquote

import pytest
from django.test import Client

from aktei.base.acts.actor import Actor
from aktei.base.acts.queries import about
from aktei.base.acts.transaction import acting, record
from aktei.procedures.search.upkeep import rebuild
from aktei.records.dossiers.events import DossierRead
from tests.stage import Stage
from tests.test_rights_matrix import ROWS

TAGS = re.compile(r"<(script|style|template|details)\b.*?</\1>|<[^>]+>", re.DOTALL)
NEVER = {
    "a placeholder of code": re.compile(r"\{(notation|year|number|name|count)\b[^}]*\}|%\(\w+\)s"),
    "a media type": re.compile(
        r"\b(application|image|text)/(pdf|json|xml|zip|tiff|jpeg|png|heic|plain|octet-stream)\b"
    ),
    "a bare checksum": re.compile(r"\b[0-9a-f]{64}\b"),
    "a command": re.compile(r"\b(curl|fsck|sudo|aktei evidence)\b"),
    "a name of Python's": re.compile(r"\b(None|True|False|datetime|UUID\()\b"),
    "an instant as programs write it": re.compile(r"\b20\d\d-\d\d-\d\d[T ]\d\d:\d\d"),
    "a day in another order": re.compile(r"\b20\d\d-\d\d-\d\d\b"),
}
PAGES = [row for row in ROWS if row.method == "GET"]


def said(page: str) -> str:
    """What somebody reads of a page at first sight: without folded parts, addresses and scripts."""
    return unquote(html.unescape(TAGS.sub(" ", page)))


@pytest.fixture
def stage(world, settings, tmp_path):
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    settings.DEBUG = False
    made = Stage(world).complete()
    rebuild(lambda done, total: None)
    return made


def test_no_page_speaks_the_language_of_programs(stage):
    faults, seen = [], 0
    for login in ("sachbearbeitung", "schriftgut", "datenschutz", "verwaltung"):
        client = Client(raise_request_exception=False)
        client.force_login(stage.world.persons[login], backend="django.contrib.auth.backends.ModelBackend")
        for row in PAGES:
            at = row.at(stage)
            if login not in row.may or at.startswith(("/api/", "/evidence/", "/health", "/metrics", "/hilfe/")):
                continue
            answer = client.get(at)
            if answer.status_code != 200 or not answer.get("Content-Type", "").startswith("text/html"):
                continue
            seen += 1
            text = said(answer.content.decode())
            for what, pattern in NEVER.items():
                faults += [f"{login} {at}: {what}: {found.group()}" for found in pattern.finditer(text)]
    assert seen > 100
    assert sorted(set(faults)) == []


def test_nobody_is_told_to_have_acted_for_themselves(world):
    anna = world.actor("sachbearbeitung")
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    with acting("test"):
        record(Actor(anna.person_id, for_person_id=anna.person_id), DossierRead(node=dossier.id))
    row = about(dossier.id)[0]
    assert (row.person, row.for_person) == (anna.person_id, None)
