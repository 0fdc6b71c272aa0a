# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page of the matrix in a real browser: it fits every window, axe finds nothing, and nobody complains.

The narrow windows are phones, and what is left of a large one that is enlarged to 200 or 400 percent.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from aktei.entrances.web.kit.frame.tests.browser import browser as browser  # the fixture
from tests.door import door
from tests.stage import Stage
from tests.test_rights_matrix import stage as stage  # the fixture
from tests.walker import HOME, body_of, listen, pages, walkers

AXE = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not AXE.is_file(), reason="axe-core is missing; run script/assets --dev"),
]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SIZES = ((1440, 900), (1280, 800), (1100, 768), (1024, 768), (640, 400), (390, 844), (320, 640))
LOOKED_AT = ((1280, "light"), (1280, "dark"), (390, "light"), (390, "dark"))
"""Windows that axe looks at; wholly at two of them, at the colours in all. On the wide page everything is unfolded:
what is seen there includes all that is seen of the folded one, which the phone shows."""
WHOLLY = {(1280, "light"), (390, "dark")}
COLOURS = {"runOnly": ["color-contrast"]}

TOO_WIDE = """(width) => document.scrollingElement.scrollWidth <= width ? [] :
  [...document.querySelectorAll("body *")]
    .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > width + 0.5)
    .slice(0, 3).map((each) => `${each.tagName.toLowerCase()}.${each.className}`)"""

UNMARKED = """() => {
  const can = "a[href], button, summary, input:not([type=hidden]), select, textarea, [tabindex='0']";
  const around = (each) => [each, each.closest("label"), each.parentElement, each.parentElement?.parentElement];
  const ring = (each) => each && getComputedStyle(each).outlineStyle !== "none";
  const seen = [...document.querySelectorAll(can)].filter((each) => each.checkVisibility() && !each.disabled);
  return seen.filter((each) => { each.focus(); return document.activeElement === each && !around(each).some(ring); })
    .map((each) => each.outerHTML.slice(0, 90));
}"""
"""What has the keyboard and does not show it. A key is pressed before: browsers mark nothing for a mouse."""
UNFOLD = """() => document.querySelectorAll("details:not([data-menu])").forEach((each) => { each.open = true; })"""
# The menus of the header are the same on every page.
MENUS = """() => document.querySelectorAll("main details[data-menu]").length"""
OPEN_MENU = """(at) => { document.querySelectorAll("main details[data-menu]")[at].open = true; }"""
CLOSE_MENUS = """() => document.querySelectorAll("details[data-menu]").forEach((each) => { each.open = false; })"""
# One question and a short answer: what axe passes is much, and all of it would be carried over and read.
LOOK = """async ([part, rules]) => {
  await document.fonts.ready;
  const moves = (each) => each.playState === "running" && each.effect.getComputedTiming().endTime !== Infinity;
  while (document.getAnimations().some(moves)) await new Promise((done) => requestAnimationFrame(done));
  const { violations } = await axe.run(part || document, { ...rules, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
    `${id}: ${JSON.stringify(target)} ${failureSummary.trim().split("\\n").at(-1).trim()}`));
}"""
DIALOGS = """() => [...document.querySelectorAll("dialog:not(#keys)")].map((each) => each.id)"""


def test_every_page_fits_every_window_and_axe_finds_nothing(stage: Stage, browser: Browser) -> None:
    people = walkers(stage, looks=True)
    faults: list[str] = []
    seen = 0
    with door() as way:
        page = browser.new_page(proxy=way.proxy)
        page.emulate_media(reduced_motion="reduce")
        page.add_init_script(path=AXE)
        listen(page, heard := [])
        for at, who in pages(stage):
            login = next((each for each in who if body_of(people[each], at, keep=True)), None)
            if not login:
                continue
            current, seen = people[login], seen + 1
            with way.open_for(current):
                found = [*_looked_at(page, at), *heard, *current.faults]
            faults += [f"{login} at {at}: {fault}" for fault in dict.fromkeys(found)]
            heard.clear()
            current.faults.clear()
        page.close()
    assert seen > 60, "hardly any page was found; is the walk broken?"
    assert faults == [], "\n".join(faults)


def _looked_at(page: Page, at: str) -> Iterator[str]:
    page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
    page.goto(HOME + at)
    page.wait_for_load_state("load")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        widest = page.evaluate(TOO_WIDE, width)
        if widest:
            yield f"{width} px: scrolls sideways ({', '.join(widest)})"
        if width < 1280:
            yield from _seen_at(page, width)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.keyboard.press("Tab")
    yield from (f"no mark for the keyboard: {each}" for each in page.evaluate(UNMARKED)[:3])
    page.evaluate(UNFOLD)
    yield from _seen_at(page, 1280)
    for menu in range(page.evaluate(MENUS)):
        page.evaluate(OPEN_MENU, menu)
        yield from (f"menu {menu}: {each}" for each in _axe(page, "details[data-menu][open]"))
        page.evaluate(CLOSE_MENUS)
    for name in page.evaluate(DIALOGS):
        page.evaluate("(name) => document.getElementById(name).showModal()", name)
        yield from (f"dialog {name}: {each}" for each in _axe(page, f"#{name}"))
        page.evaluate("(name) => document.getElementById(name).close()", name)


def _seen_at(page: Page, width: int) -> Iterator[str]:
    for each in LOOKED_AT:
        if each[0] == width:
            page.emulate_media(color_scheme=each[1])
            rules = RULES if each in WHOLLY else COLOURS
            yield from (f"{width} px, {each[1]}: {fault}" for fault in _axe(page, rules=rules))


def _axe(page: Page, part: str = "", *, rules: dict[str, list[str]] = RULES) -> list[str]:
    return list(page.evaluate(LOOK, [part, rules]))
