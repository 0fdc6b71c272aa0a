# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The county's pages as it is served, on a desk and on a phone: axe finds nothing, nothing scrolls sideways.

Each address in every window and theme is looked at by `tests/test_every_page.py`; here are the states a county has.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import SIZES
from tests.journeys.visit import Visit

pytestmark = pytest.mark.browser

SLOW = 400_000


@pytest.mark.parametrize(("size", "theme"), [("desktop", "light"), ("phone", "dark")])
def test_pages_are_accessible_and_fit(visit, size: str, theme: str) -> None:
    clerk: Visit = visit("sachbearbeitung", size, theme)
    clerk.go("/posteingang/")
    expect(clerk.page.locator("[name=laufend]")).to_have_count(0, timeout=SLOW)
    findings = []
    for name, path in pages(clerk):
        clerk.go(path)
        clerk.settle()
        findings += [f"{path}: {finding}" for finding in clerk.axe()]
        if clerk.widest() > SIZES[size][0]:
            findings.append(f"{path}: scrolls sideways ({clerk.widest()} px)")
        clerk.shot(name)
    assert not findings, "\n".join(findings)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", list(SIZES))
def test_the_log_in_is_accessible(visit, size: str, theme: str) -> None:
    stranger: Visit = visit("", size, theme)
    stranger.go("/anmelden/")
    assert stranger.axe() == []
    assert stranger.widest() <= SIZES[size][0]
    stranger.shot("anmelden")


@pytest.mark.parametrize("login", ["leitung", "schriftgut", "datenschutz", "verwaltung", "post"])
def test_pages_of_other_roles_are_accessible(visit, login: str) -> None:
    person: Visit = visit(login)
    findings = []
    for path in ("/", "/posteingang/", "/posteingang/klaerung/", "/akten/", "/aktenplan/", "/aufgaben/", "/konto/"):
        person.go(path)
        findings += [f"{path}: {finding}" for finding in person.axe()]
    for name, path in duties(person, login):
        person.go(path)
        findings += [f"{path}: {finding}" for finding in person.axe()]
        person.shot(f"{login}-{name}")
    assert not findings, "\n".join(findings)


def duties(person: Visit, login: str) -> Iterator[tuple[str, str]]:
    """The pages that only some roles have, with a name for their pictures."""
    if login == "leitung":
        dossier = ids(person, "/akten/?q=Y%C4%B1ld%C4%B1z", "akten")[0]
        yield "zugriff", f"/akten/{dossier}/zugriff/"
        yield "nachweis", f"/akten/{dossier}/nachweis/"
        yield "team", "/vertretung/team/"
    if login == "schriftgut":
        yield "aktenplan", "/verwaltung/aktenplan/"
        yield "freigaben", "/zugriff/freigaben/"
    if login == "datenschutz":
        yield "protokoll", "/protokoll/"
        yield "notzugriffe", "/zugriff/notzugriffe/"
        yield "pruefpunkte", "/evidence/"
    if login == "verwaltung":
        yield "verwaltung", "/verwaltung/"
        yield "personen", "/verwaltung/personen/"
        yield "einheiten", "/verwaltung/einheiten/"


def pages(clerk: Visit) -> Iterator[tuple[str, str]]:
    """Every page a clerk can open, with a name for its picture."""
    yield "schreibtisch", "/"
    yield "posteingang", "/posteingang/"
    post = ids(clerk, "/posteingang/?zustand=bereit", "posteingang")
    yield "posteingang-offen", f"/posteingang/{post[0]}/"
    yield "posteingang-weiterleiten", f"/posteingang/{post[0]}/weiterleiten/"
    yield "posteingang-mehrere", f"/posteingang/mehrere/?item={post[-1]}&item={post[-2]}&was=ablegen"
    yield "posteingang-leer", "/posteingang/?q=gibtesnicht"
    yield "hochladen", "/posteingang/hochladen/"
    yield "klaerung", "/posteingang/klaerung/"
    stuck = ids(clerk, "/posteingang/klaerung/", "posteingang")
    yield "klaerung-offen", f"/posteingang/{stuck[0]}/?zustand=klaerung"
    yield "akten", "/akten/"
    dossier = ids(clerk, "/akten/?q=Y%C4%B1ld%C4%B1z", "akten")[0]
    yield "akte", f"/akten/{dossier}/"
    for side in ("inhalt", "beteiligte", "verlauf", "zugriff"):
        yield f"akte-{side}", f"/akten/{dossier}/{side}/"
    yield "akte-neu", "/akten/neu/"
    yield "aktenplan", "/aktenplan/"
    document = ids(clerk, f"/akten/{dossier}/inhalt/", "dokumente")[0]
    yield "dokument", f"/dokumente/{document}/"
    for side in ("angaben", "verlauf", "zugriff"):
        yield f"dokument-{side}", f"/dokumente/{document}/{side}/"
    if clerk.page.locator("#jump-input").count():
        yield "suche", "/suche/?q=Wohngeldbescheid"
        yield "suche-leer", "/suche/?q=Quastenflosser"
    yield "konto", "/konto/"
    yield "fehlt", "/gibt-es-nicht/"


def ids(clerk: Visit, path: str, of: str) -> list[str]:
    """The ids in the links of a page to records of this kind, in their order."""
    clerk.go(path)
    links = clerk.page.locator(f"main a[href*='/{of}/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    found = [match[1] for link in links if (match := re.search(rf"/{of}/([0-9a-f-]{{36}})/", link))]
    return list(dict.fromkeys(found))
