# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The main job in a browser: post comes in, is read, filed, found again; and post that could not be read."""

import base64
import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from aktei.entrances.demo import letters
from tests.journeys.county import encrypted
from tests.journeys.visit import Visit

pytestmark = pytest.mark.browser

SLOW = 90_000
"""Milliseconds that reading a page may take on a busy machine."""

SENDERS = {
    "desktop": letters.Person("Franziska", "Großkreuz", date(1979, 3, 2), "Lindenstraße 7", "99301", "Musterstadt"),
    "phone": letters.Person("Balthasar", "Thümmler", date(1951, 12, 24), "Am Markt 1", "99301", "Musterstadt"),
}


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_dropped_post_is_read_filed_by_one_key_found_and_read(visit, size: str) -> None:
    clerk: Visit = visit("sachbearbeitung", size)
    page, sender = clerk.page, SENDERS[size]
    reference = reference_of(clerk, "Köster")
    letter = letters.letter(
        70 if size == "desktop" else 71, pages=2, reference=reference, person=sender, topic="wohngeld"
    )

    clerk.go("/posteingang/")
    page.evaluate("window.stayed = true")
    hand_in(page, size, letters.scan(letter), "Scan vom Kopierer.pdf")
    row = page.locator(".post", has_text=sender.family_name)
    expect(row.get_by_text("sicher", exact=False).first).to_be_visible(timeout=SLOW)
    assert page.evaluate("window.stayed"), "the list must follow without a reload"

    open_first(page, row, size)
    expect(page.locator(".target--first")).to_contain_text(reference)
    expect(page.locator(".target--first")).to_contain_text("Seite 1")
    expect(page.locator(".leaf__outlined rect").first).to_be_attached()
    expect(page.locator("#subject-line")).to_have_value(re.compile("."))
    clerk.shot("ablegen")
    opened = page.locator("#pages").get_attribute("data-opened")
    if size == "desktop":
        page.keyboard.press("Enter")  # one key, and it is filed
    else:
        page.locator("#aside").get_by_role("button", name=re.compile("^Ablegen")).click()
    expect(page.locator("#toasts")).to_contain_text(f"Abgelegt in {reference}")
    expect(page.get_by_role("button", name=re.compile("Rückgängig"))).to_be_visible()
    expect(page.locator("#pages")).not_to_have_attribute("data-opened", opened or "")
    expect(page.locator(".post", has_text=sender.family_name)).to_have_count(0)
    clerk.shot("abgelegt")

    find_and_read(clerk, sender.family_name, size)
    history = f"/akten/{dossier_of(clerk, reference)}/verlauf/"
    clerk.go(history)
    expect(page.locator("main")).to_contain_text(f"abgelegt: {letter.subject_line}")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_encrypted_post_is_explained_and_opens_with_its_password(visit, size: str) -> None:
    clerk: Visit = visit("sachbearbeitung", size)
    page = clerk.page
    name = f"Kontoauszug_{size}.pdf"
    clerk.go("/posteingang/")
    hand_in(page, size, encrypted(letters.letter(80 if size == "desktop" else 81).pdf, "Rübe7"), name)
    row = page.locator(".post", has_text=name)
    expect(row.get_by_text("Klärung")).to_be_visible(timeout=SLOW)
    row.locator("a.row__title").click()
    expect(page.locator("#pages")).to_contain_text("mit einem Kennwort verschlüsselt")
    expect(page.locator("#pages")).to_contain_text("Das Original liegt unverändert vor")
    clerk.shot("klaerung")

    try_password(page, "falsch")
    expect(page.locator("#pages")).to_contain_text("öffnet die Datei nicht", timeout=SLOW)
    try_password(page, "Rübe7")
    expect(page.locator(".leaf img").first).to_be_visible(timeout=SLOW)
    expect(page.locator("#aside").get_by_role("button", name=re.compile("^Ablegen"))).to_be_visible()
    page.locator(".sheet-toggle").check(force=True) if size == "phone" else None
    page.locator(".about summary").click()
    expect(page.locator(".story")).to_contain_text("hat ein Kennwort für die verschlüsselte Datei eingegeben")
    assert "Rübe7" not in page.content()


def test_filing_into_another_dossier_takes_three_interactions(visit) -> None:
    clerk: Visit = visit("sachbearbeitung")
    page = clerk.page
    reference = reference_of(clerk, "Nguyen")
    ready = open_ready(clerk)
    page.keyboard.press("a")
    with page.expect_response(lambda answer: answer.url.endswith("akte=nguyen")):
        page.keyboard.type("nguyen")  # 1: type
    expect(page.locator("#found-targets")).to_contain_text(reference)
    page.keyboard.press("Enter")  # 2: choose
    page.keyboard.press("Enter")  # 3: file
    expect(page.locator("#toasts")).to_contain_text(f"Abgelegt in {reference}")
    page.keyboard.press("u")
    expect(page.locator("#toasts")).to_contain_text("zurückgenommen")
    expect(page.locator("#pages")).to_have_attribute("data-opened", ready)


def test_a_new_dossier_and_case_are_opened_on_the_way(visit) -> None:
    clerk: Visit = visit("sachbearbeitung")
    page = clerk.page
    open_ready(clerk)
    page.keyboard.press("n")
    page.get_by_label("Unter", exact=True).press_sequentially("50.30")
    page.get_by_role("option", name=re.compile("50.30 Wohngeld")).first.click()
    page.get_by_label("Betreff der Akte").fill("Wohngeld Neumann, Erika")
    page.get_by_label("Neuer Vorgang in der gewählten Akte").fill("Erstantrag")
    page.locator("#aside").get_by_role("button", name=re.compile("^Ablegen")).click()
    expect(page.locator("#toasts")).to_contain_text("Abgelegt in 50.30-")
    clerk.go("/akten/?q=Neumann")
    expect(page.locator("main")).to_contain_text("Wohngeld Neumann, Erika")


def test_several_are_filed_together(visit) -> None:
    clerk: Visit = visit("sachbearbeitung")
    page = clerk.page
    reference = reference_of(clerk, "Müller, Sabine")
    count = list_ready(clerk, least=2)
    for place in (count - 1, count - 2):
        page.locator(".post input[type=checkbox]").nth(place).check()
    page.get_by_role("button", name="Ablegen", exact=True).click()
    expect(page.locator("#pages")).to_contain_text("2 Eingänge ausgewählt")
    clerk.shot("mehrere")
    page.fill("#akte", reference)
    page.locator("#found-targets .target__label", has_text=reference).first.click()
    page.get_by_role("button", name=re.compile("2 Eingänge ablegen")).click()
    expect(page.locator("#toasts")).to_contain_text("2 Eingänge abgelegt")


def test_everything_works_without_script(visit) -> None:
    clerk: Visit = visit("sachbearbeitung", script=False)
    page = clerk.page
    list_ready(clerk)
    page.locator(".post a.row__title").last.click()
    expect(page.locator(".leaf img").first).to_be_visible()
    page.fill("#akte", "Nguyen")
    page.get_by_role("button", name="Suchen", exact=True).click()
    page.wait_for_url("**akte=Nguyen**")
    page.locator("#found-targets .target__label", has_text="Nguyen").first.click()
    page.locator("#aside").get_by_role("button", name=re.compile("^Ablegen")).click()
    expect(page.locator("#toasts")).to_contain_text("Abgelegt in 50.31-")
    page.get_by_role("button", name=re.compile("Rückgängig")).click()
    expect(page.locator("#toasts")).to_contain_text("zurückgenommen")
    clerk.go("/posteingang/hochladen/")
    page.set_input_files(
        "input[type=file]", {"name": "ohne.pdf", "mimeType": "application/pdf", "buffer": letters.letter(90).pdf}
    )
    page.get_by_role("button", name="Hochladen").click()
    expect(page.locator("#toasts")).to_contain_text("1 Eingang angenommen")


def hand_in(page: Page, size: str, content: bytes, name: str) -> None:
    """Drop a file onto the page, as from the desktop; on a phone, choose it."""
    if size == "phone":
        page.get_by_role("link", name="Hochladen").click()
        page.set_input_files(
            "#upload input[type=file]", {"name": name, "mimeType": "application/pdf", "buffer": content}
        )
    else:
        transfer = page.evaluate_handle(
            """([bytes, name]) => {
              const transfer = new DataTransfer();
              const content = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
              transfer.items.add(new File([content], name, {type: "application/pdf"}));
              return transfer;
            }""",
            [base64.b64encode(content).decode(), name],
        )
        for event in ("dragenter", "dragover", "drop"):
            page.dispatch_event("#mailroom", event, {"dataTransfer": transfer})
    expect(page.locator(".upload--done")).to_be_visible(timeout=30_000)
    page.keyboard.press("Escape")
    expect(page.locator("#upload")).not_to_be_visible()


def open_first(page: Page, row: object, size: str) -> None:
    if size == "desktop":
        page.keyboard.press("j")
    else:
        row.locator("a.row__title").click()
    expect(page.locator(".leaf img").first).to_be_visible()


def list_ready(clerk: Visit, least: int = 1) -> int:
    """List the post that can be filed, once there is enough of it; returns how much."""
    for _attempt in range(SLOW // 1_000):  # the worker may still be reading
        clerk.go("/posteingang/?zustand=bereit")
        count = clerk.page.locator(".post").count()
        if count >= least:
            return count
        clerk.page.wait_for_timeout(1_000)
    raise AssertionError(f"{count} of {least} pieces of post were read in time")


def open_ready(clerk: Visit) -> str:
    """Open the oldest piece of post that can be filed; returns its id."""
    list_ready(clerk)
    clerk.page.locator(".post a.row__title").last.click()
    expect(clerk.page.locator(".leaf img").first).to_be_visible()
    return clerk.page.locator("#pages").get_attribute("data-opened") or ""


def try_password(page: Page, password: str) -> None:
    page.fill("#password", password)
    page.get_by_role("button", name="Öffnen und einlesen").click()


def reference_of(clerk: Visit, name: str) -> str:
    clerk.go(f"/akten/?q={name}")
    found = re.search(r"\d\d\.\d\d-\d{4}/\d{5}", clerk.page.locator("main").inner_text())
    assert found, f"no dossier of {name}"
    return found[0]


def dossier_of(clerk: Visit, reference: str) -> str:
    clerk.go(f"/akten/?q={reference}")
    address = clerk.page.locator("main a[href^='/akten/']", has_text=reference).first.get_attribute("href")
    return (address or "").split("/")[2]


def find_and_read(clerk: Visit, word: str, size: str) -> None:
    """Find a word that stands in a letter, and see it marked on its page."""
    page = clerk.page
    if size == "desktop":
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        page.keyboard.type(word)
        page.keyboard.press("Enter")
    else:
        page.fill("#jump-input", word)
        page.press("#jump-input", "Enter")
    page.wait_for_url("**/suche/**")
    hit = page.locator(".hit__title")
    for _attempt in range(30):  # the index follows within seconds
        if hit.count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    expect(hit.first).to_be_visible()
    expect(page.locator(".hit mark").first).to_contain_text(word)
    clerk.shot("suche")
    hit.first.click()
    expect(page.locator("img[src*='/seiten/']").first).to_be_visible()
    expect(page.locator(".leaf__mark").first).to_be_visible()
    clerk.shot("lesen")
