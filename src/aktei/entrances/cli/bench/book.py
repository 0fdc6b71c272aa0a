# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long a reader waits for the pages of a thick dossier: clicks and keys in real Chromium."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from aktei.base.blobs import store
from aktei.entrances.cli.bench.serving import serving
from aktei.entrances.demo import letters, shelf
from aktei.entrances.demo.world import build
from aktei.procedures.rendition.imaging import page_image
from aktei.records.documents.queries import archival_of
from aktei.records.dossiers.actions import open_dossier
from aktei.records.dossiers.models import Dossier

FIRST_MS, NEXT_MS = 500.0, 100.0
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_PAGES_EACH = 5
_WAIT_MS = 30_000

# Notes when something was asked for, and tells when the picture of a Blatt is decoded and painted.
_WATCH = """
const asked = () => Number(sessionStorage.getItem("asked"));
addEventListener("click", () => sessionStorage.setItem("asked", performance.timeOrigin + performance.now()), true);
addEventListener("keydown", () => sessionStorage.setItem("asked", performance.timeOrigin + performance.now()), true);
window.painted = (leaf) => new Promise((resolve) => {
  const look = () => {
    const pane = document.querySelector(".book__pages");
    const image = pane?.querySelector(`.leaf[data-leaf="${leaf}"] img`);
    const place = image?.getBoundingClientRect();
    const seen = place && place.bottom > pane.getBoundingClientRect().top && place.top < innerHeight;
    if (!seen || !image.complete || !image.naturalWidth) return setTimeout(look, 2);
    image.decode().then(() => requestAnimationFrame(() => setTimeout(
      () => resolve(performance.timeOrigin + performance.now() - asked()))));
  };
  look();
});
"""


def run(*, pages: int = 1_000, repeats: int = 12, port: int = 8159, executable: str | None = None) -> dict[str, Any]:
    """Seed an empty database, start a web process, and read as a case worker does. Milliseconds.

    Pictures on the server's disk and the browser's cache are thrown away before each opening.
    """
    world = build()
    dossier = _thick(world, pages)
    person = world.persons["sachbearbeitung"]
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    with serving(port) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable or _chromium(), args=CHROMIUM)
        openings = [_opening(browser, address, cookie, dossier, repeat) for repeat in range(repeats)]
        turning = _turning(browser, address, cookie, dossier, pages)
        browser.close()
    return {
        "pages": pages,
        "documents": pages // _PAGES_EACH,
        "first": _figures([each["ms"] for each in openings[1:]]),
        "bare": _figures(_bare(dossier, repeats)),
        **turning,
    }


def table(result: dict[str, Any]) -> str:
    """The measurements as Markdown."""
    rows = [
        ("first page after the click, not cached", result["first"], FIRST_MS),
        ("next page", result["next"], NEXT_MS),
        ("jump to any page, not cached", result["jump"], FIRST_MS),
        ("drawing one page alone (no browser, no database)", result["bare"], None),
    ]
    lines = [
        f"{result['pages']} pages in {result['documents']} documents",
        "",
        "| what | p50 ms | p95 ms | limit ms |",
        "|---|--:|--:|--:|",
    ]
    for name, figures, limit in rows:
        lines.append(f"| {name} | {figures['p50']:.0f} | {figures['p95']:.0f} | {limit or ''} |")
    lines += ["", f"Elements in the page: {result['elements']}; script heap: {result['heap'] / 2**20:.0f} MiB"]
    return "\n".join(lines)


def _chromium() -> str | None:
    """The Chromium of this machine; None leaves the choice to Playwright."""
    return os.environ.get("AKTEI_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def _thick(world: Any, pages: int) -> Dossier:
    """A dossier of scans and born-digital letters; few files, filed many times."""
    subject = world.dossiers["Wohngeld Yıldız, Ute"]
    dossier = open_dossier(
        shelf.FILLER, entry=subject.entry_id, subject_line="Wohngeld, sehr dick", lead_unit=subject.lead_unit_id
    )
    volumes = []
    for seed in range(1, 9):
        letter = letters.letter(seed, pages=_PAGES_EACH)
        scan = letters.scan(letter) if seed % 4 else letter.pdf
        volumes.append((letter.subject_line, shelf.prepared(scan, text_of_pdf=letter.pdf)))
    for number in range(pages // _PAGES_EACH):
        title, volume = volumes[number % len(volumes)]
        shelf.fill(dossier.lead_unit_id, volume, f"{title} ({number + 1})", dossier=dossier.id)
    return dossier


def _opening(browser: Browser, address: str, cookie: str, dossier: Dossier, repeat: int) -> dict[str, Any]:
    with _reader(browser, address, cookie) as page:
        page.goto(f"{address}/akten/?q=dick")
        shutil.rmtree(Path(settings.CACHE_DIRECTORY) / "pages", ignore_errors=True)
        page.get_by_role("link", name=dossier.reference).click()
        page.wait_for_selector(".book--live")
        return {"ms": float(page.evaluate("painted(1)"))}


def _turning(browser: Browser, address: str, cookie: str, dossier: Dossier, pages: int) -> dict[str, Any]:
    with _reader(browser, address, cookie) as page:
        page.goto(f"{address}/akten/{dossier.id}/")
        page.wait_for_selector(".book--live")
        page.evaluate("painted(1)")
        shutil.rmtree(Path(settings.CACHE_DIRECTORY) / "pages", ignore_errors=True)
        following = []
        for leaf in range(2, 32):
            page.wait_for_timeout(400)  # somebody glances at the page before turning it
            page.keyboard.press("ArrowRight")
            following.append(float(page.evaluate(f"painted({leaf})")))
        jumps = [_jump(page, leaf) for leaf in range(101, pages, max(1, pages // 12))]
        elements = page.evaluate("document.querySelectorAll('*').length")
        heap = page.evaluate("performance.memory?.usedJSHeapSize ?? 0")
        return {"next": _figures(following), "jump": _figures(jumps), "elements": elements, "heap": heap}


def _jump(page: Page, leaf: int) -> float:
    page.keyboard.press("g")
    page.keyboard.type(str(leaf))
    page.keyboard.press("Enter")
    return float(page.evaluate(f"painted({leaf})"))


def _bare(dossier: Dossier, repeats: int) -> list[float]:
    times = []
    for row in dossier.documents.order_by("position")[:repeats]:
        path = store.path(archival_of(shelf.FILLER, row.id).sha256)
        begin = time.perf_counter()
        page_image(path, 1, 900)
        times.append((time.perf_counter() - begin) * 1000)
    return times


@contextmanager
def _reader(browser: Browser, address: str, cookie: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(_WAIT_MS)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    context.add_init_script(_WATCH)
    try:
        yield context.new_page()
    finally:
        context.close()


def _figures(times: list[float]) -> dict[str, float]:
    return {"p50": median(times), "p95": quantiles(times, n=20)[18] if len(times) > 1 else times[0]}
