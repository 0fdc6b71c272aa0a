# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Away and back: the deputy works at once, the history names both, the returning person sees what was done."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import SIZES
from tests.journeys.visit import Visit

pytestmark = pytest.mark.browser

DOSSIER = "Müller"

COVERED = """() => {
  const bar = document.querySelector(".deputy-bar").getBoundingClientRect();
  const found = document.querySelector("main").getBoundingClientRect().top < bar.bottom - 1 ? ["main"] : [];
  window.scrollTo(0, document.scrollingElement.scrollHeight);
  for (const each of [...document.querySelectorAll("main a[href], main button, main input")].reverse()) {
    each.focus();
    const box = each.getBoundingClientRect();
    const behind = box.height && box.bottom > 0 && box.top < bar.bottom - 1;
    if (document.activeElement === each && behind) found.push(each.outerHTML);
  }
  window.scrollTo(0, 0);
  return found;
}"""
"""What lies behind the bar: the page itself, or whatever gets the focus from the bottom upwards."""


@pytest.mark.parametrize("size", list(SIZES))
def test_an_absence_a_deputy_at_work_and_the_return(visit, size: str) -> None:
    subject = f"Rückfrage am {size}"
    anna: Visit = visit("sachbearbeitung", size)
    findings: list[str] = []

    def look(person: Visit, name: str) -> None:
        findings.extend(f"{name}: {finding}" for finding in person.axe())
        if person.widest() > SIZES[size][0]:
            findings.append(f"{name}: scrolls sideways ({person.widest()} px)")
        person.shot(f"vertretung-{name}")

    anna.go("/vertretung/")
    look(anna, "leer")
    anna.page.get_by_role("link", name="Abwesenheit eintragen").click()
    anna.page.fill("[name=deputy-0-who]", "Ines Straßer (bauaufsicht)")
    anna.page.get_by_role("button", name="Erst ansehen, was das bewirkt").click()
    expect(anna.page.locator(".deputies__able")).to_contain_text("50.30 Wohngeld")
    look(anna, "vorschau")
    anna.page.get_by_role("button", name="Eintragen", exact=True).click()
    expect(anna.page.get_by_role("heading", name="Meine Abwesenheiten")).to_be_visible()
    expect(anna.page.get_by_text("Ines Straßer – ganzer Schreibtisch").first).to_be_visible()
    look(anna, "eingetragen")

    ines: Visit = visit("bauaufsicht", size)
    ines.go("/")
    expect(ines.page.get_by_role("heading", name="In Vertretung für Anna Weiß")).to_be_visible()
    look(ines, "schreibtisch")
    ines.page.get_by_role("button", name="Für Anna Weiß arbeiten").click()
    expect(ines.page.locator(".deputy-bar")).to_contain_text("Sie handeln für Anna Weiß")
    look(ines, "handelt-fuer")
    for path in ("/posteingang/", "/akten/", "/aktenplan/"):
        ines.go(path)
        assert ines.page.evaluate(COVERED) == [], f"the deputy's bar covers something at {path}"
    ines.go(f"/akten/?q={DOSSIER}")
    address = str(ines.page.locator(".list-table tbody a").first.get_attribute("href")).split("/")[2]
    ines.go(f"/akten/{address}/inhalt/")
    ines.page.get_by_role("button", name="Neuer Vorgang").click()
    ines.page.locator("#open-case [name=subject_line]").fill(subject)
    ines.page.get_by_role("button", name="Vorgang anlegen").click()
    expect(ines.page.get_by_text(subject).first).to_be_visible()
    ines.go(f"/akten/{address}/verlauf/")
    expect(ines.page.locator("main")).to_contain_text("Ines Straßer")
    expect(ines.page.locator("main")).to_contain_text("für Anna Weiß")

    anna.go("/")
    anna.page.get_by_role("button", name="Ich bin wieder da").click()
    anna.page.get_by_role("link", name="Ansehen, was erledigt wurde").first.click()
    expect(anna.page.locator("main")).to_contain_text(subject)
    look(anna, "erledigt")
    anna.page.get_by_role("button", name="Gesehen, abhaken").click()
    expect(anna.page.get_by_text("Abgehakt.")).to_be_visible()
    anna.go("/")
    expect(anna.page.get_by_text("Während Ihrer Abwesenheit")).to_have_count(0)

    ines.go("/")
    expect(ines.page.get_by_text("Die Vertretung für Anna Weiß ist beendet")).to_be_visible()
    expect(ines.page.locator(".deputy-bar")).to_have_count(0)
    ines.go(f"/akten/{address}/")
    expect(ines.page.get_by_text(subject)).to_have_count(0)
    assert not findings, "\n".join(findings)


def test_the_team_is_readable_for_its_head(visit) -> None:
    for size in SIZES:
        head: Visit = visit("leitung", size)
        head.go("/vertretung/team/")
        expect(head.page.get_by_role("heading", name="Jonas Köhler")).to_be_visible()
        assert head.axe() == []
        assert head.widest() <= SIZES[size][0]
        head.shot("vertretung-team")
