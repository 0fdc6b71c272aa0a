# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every room has the same furniture and draws nothing but its own templates and the kit's."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2]
ROOMS = sorted(each.name for each in WEB.iterdir() if (each / "__init__.py").exists() and each.name != "kit")
NAMES = re.compile(r"""["']([a-z_]+/[a-z_/]+\.html)["']""")
NO_PAGES = {"health"}
"""Rooms that answer machines alone."""


def templates(folder: Path) -> set[str]:
    return {str(file.relative_to(root)) for root in folder.rglob("templates") for file in root.rglob("*.html")}


def named(folder: Path) -> set[str]:
    files = [*folder.rglob("*.html"), *(file for file in folder.rglob("*.py") if "tests" not in file.parts)]
    return {name for file in files for name in NAMES.findall(file.read_text())}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_addresses_views_templates_and_tests(room):
    there = {each.stem for each in (WEB / room).iterdir() if each.suffix in ("", ".py")}
    assert {"urls", "views", "tests"} <= there
    assert ("templates" in there) is (room not in NO_PAGES)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_draws_its_own_templates_and_those_of_the_kit(room):
    assert named(WEB / room) <= templates(WEB / room) | templates(WEB / "kit")


def test_the_kit_draws_no_template_of_a_room():
    assert named(WEB / "kit") <= templates(WEB / "kit")


def test_no_two_rooms_have_a_template_of_the_same_name():
    every = [name for folder in (*ROOMS, "kit") for name in templates(WEB / folder)]
    assert len(every) == len(set(every))
