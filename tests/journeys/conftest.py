# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real Aktei with its own data directory, a real Chromium, and pages that are looked at by axe."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.visit import Visit

CHROMIUM = os.environ.get("AKTEI_CHROMIUM", "/usr/bin/chromium")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ROOT = Path(__file__).parents[2]
PASSWORD = "musterland-im-november"
SIZES = {"desktop": (1440, 900), "laptop": (1280, 800), "phone": (390, 844)}


@dataclass(frozen=True)
class Office:
    """A running Aktei."""

    address: str
    data: Path
    password: str


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = [name for name in (CHROMIUM, ROOT / "node_modules/axe-core/axe.min.js") if not Path(name).exists()]
    for item in items:
        if "tests/journeys" in str(item.path) and missing:
            item.add_marker(pytest.mark.skip(reason=f"not installed: {', '.join(map(str, missing))}"))


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    place = Path(tempfile.mkdtemp(prefix="aktei-journey-"))
    place.chmod(0o755)
    data = place / "data"
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("AKTEI_") and name != "DJANGO_SETTINGS_MODULE"
    }
    environment |= {"AKTEI_DATA": str(data), "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, str(Path(__file__).with_name("county.py")), str(data), PASSWORD],
        env=environment,
        check=True,
        timeout=600,
    )
    port = free_port()
    with (place / "serve.log").open("w") as log:
        server = subprocess.Popen(
            [Path(sys.executable).with_name("aktei"), "serve", "--port", str(port)],
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        address = f"http://localhost:{port}"
        wait_for(address + "/anmelden/", server)
        yield Office(address, data, PASSWORD)
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
        print((place / "serve.log").read_text()[-4000:])
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="module")  # another module's browser may not start while this one's event loop lives
def chromium() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(office: Office, chromium: object, request: pytest.FixtureRequest) -> Iterator[object]:
    """Open the browser as one person: `visit("sachbearbeitung", "phone", "dark")`; nothing may go wrong meanwhile."""
    made: list[Visit] = []

    def begin(login: str = "", size: str = "desktop", theme: str = "light", *, script: bool = True) -> Visit:
        width, height = SIZES[size]
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            locale="de-DE",
            timezone_id="Europe/Berlin",
            java_script_enabled=script,
            has_touch=size == "phone",
        )
        made.append(Visit(context, office.address, f"{size}-{theme}"))
        if login:
            made[-1].log_in(login, office.password)
        return made[-1]

    yield begin
    for each in made:
        each.end()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("aktei serve did not answer")
