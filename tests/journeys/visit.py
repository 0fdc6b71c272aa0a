# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""One person at one browser: looks, clicks, types; and notes everything that goes wrong on the way."""

import json
from pathlib import Path
from typing import Any

from PIL import Image

from aktei.entrances.web.kit.frame.tests.browser import PATIENCE, at_rest

ROOT = Path(__file__).parents[2]
OUTPUT = ROOT / "tests/output"
AXE = ROOT / "node_modules/axe-core/axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LARGEST = 150_000
"""Bytes of a picture for the documentation."""
WATCH = """
window.troubles = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.troubles.push(event.violatedDirective + " " + event.blockedURI);
});
"""

IN_SIGHT = """() => [...document.images].every((image) => {
  const box = image.getBoundingClientRect();
  const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  return !seen || (image.complete && image.naturalWidth > 0);
})"""


class Visit:
    def __init__(self, context: Any, address: str, name: str) -> None:
        self.context = context
        self.address = address
        self.name = name
        self.troubles: list[str] = []
        context.set_default_timeout(PATIENCE)
        context.add_init_script(WATCH)
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.troubles.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._note)

    def _note(self, response: Any) -> None:
        if response.status >= 500:
            self.troubles.append(f"{response.status} {response.url}")

    def log_in(self, login: str, password: str) -> None:
        self.go("/anmelden/")
        self.page.fill("[name=username]", login)
        self.page.fill("[name=password]", password)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url(lambda url: "/anmelden" not in url)

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.page.wait_for_load_state("load")

    def settle(self) -> None:
        """Wait until every picture in sight is there."""
        self.page.wait_for_function(IN_SIGHT, timeout=60_000)

    def shot(self, name: str) -> Path:
        """Keep a picture of what is in sight in tests/output."""
        self._collect()
        self.settle()
        self.page.evaluate("document.fonts.ready")
        OUTPUT.mkdir(exist_ok=True)
        path = OUTPUT / f"{name}-{self.name}.png"
        self.page.screenshot(path=path)
        # Hiding the cursor for the picture leaves empty style attributes behind; those are not the page's doing.
        self.page.evaluate("document.querySelectorAll('[style=\"\"]').forEach((each) => each.removeAttribute('style'))")
        self.page.evaluate("window.troubles = []")
        return path

    def axe(self) -> list[str]:
        """What axe finds on the page, one line per finding and place."""
        at_rest(self.page)
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate(f"axe.run(document, {json.dumps(RULES)})")
        return [
            f"{each['id']} ({each['impact']}): {node['target']} {node['failureSummary'].splitlines()[-1].strip()}"
            for each in found["violations"]
            for node in each["nodes"]
        ]

    def widest(self) -> int:
        """How far the page reaches to the right, in pixels: more than the window means scrolling sideways."""
        return int(self.page.evaluate("document.scrollingElement.scrollWidth"))

    def _collect(self) -> None:
        if not self.page.is_closed() and self.page.url != "about:blank":
            self.troubles += self.page.evaluate("window.troubles || []")

    def end(self) -> None:
        try:
            self._collect()
        finally:
            self.context.close()
        assert not self.troubles, self.troubles


def for_documentation(picture: Path, name: str) -> Path:
    """Put a picture into docs/images: with as many colours, then as large, as fit into the allowed size."""
    target = ROOT / "docs/images" / f"{name}.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(picture) as opened:
        whole = opened.convert("RGB")
    for width in (whole.width, 1280, 1120, 960):
        size = (min(width, whole.width), round(whole.height * min(width, whole.width) / whole.width))
        smaller = whole.resize(size, Image.Resampling.LANCZOS)
        for colours in (256, 128, 64, 40):
            drawn = smaller.quantize(colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
            drawn.save(target, optimize=True)
            if target.stat().st_size <= LARGEST:
                return target
    raise AssertionError(f"{target} is too large")
