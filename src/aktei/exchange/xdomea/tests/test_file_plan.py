# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The message 0301: what is written is valid and read back, and what is hostile is refused."""

import os
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from lxml import etree

from aktei.exchange.plan_table.tests.plans import LINES, plans
from aktei.exchange.xdomea.file_plan import read, write

_SCHEMAS = Path(os.environ.get("AKTEI_SHARED", "../shared")) / "standards" / "xdomea"
_HEAD = {"office": "Landkreis Musterland", "created": datetime(2026, 11, 22, 9, tzinfo=UTC), "process": UUID(int=7)}


@given(plans())
def test_what_is_written_is_read_back(lines):
    found = read(write(lines, **_HEAD))
    assert (list(found.faults), list(found.unknown)) == ([], [])
    assert sorted(found.lines, key=lambda each: each.notation) == sorted(lines, key=lambda each: each.notation)


@pytest.mark.skipif(not _SCHEMAS.is_dir(), reason="the official schemas are not here (AKTEI_SHARED)")
def test_the_message_is_valid_against_the_official_schema():
    schema = etree.XMLSchema(etree.parse(_SCHEMAS / "3.1.0" / "xdomea.xsd"))
    schema.assertValid(etree.fromstring(write(LINES, **_HEAD)))


def foreign(units: str, version: str = "3.1.0") -> bytes:
    return (
        f'<x:Aktenplan.Aktenplan.0301 xmlns:x="urn:xoev-de:xdomea:schema:{version}"><x:Kopf/><x:Aktenplan>'
        f"<x:Bezeichnung>Plan</x:Bezeichnung><x:Version>1</x:Version>\n{units}\n</x:Aktenplan></x:Aktenplan.Aktenplan.0301>"
    ).encode()


def unit(notation: str, more: str = "", disposal: str = "<code>B</code>") -> str:
    return (
        f"<x:Einheit><x:Kennzeichen>{notation}</x:Kennzeichen><x:Inhaltsangabe>Titel</x:Inhaltsangabe><x:Aussonderungsart>"
        f"<x:Aussonderungsart>{disposal}</x:Aussonderungsart></x:Aussonderungsart><x:Stillgelegt>0</x:Stillgelegt>"
        f"<x:Aufbewahrungsdauer><x:AnzahlJahre>30</x:AnzahlJahre></x:Aufbewahrungsdauer>{more}</x:Einheit>"
    )


def test_another_systems_plan_says_only_what_it_says():
    found = read(foreign(unit("6", unit("63") + "<x:VerweisAktenplaneinheit>7</x:VerweisAktenplaneinheit>"), "3.0.0"))
    assert [(each.notation, each.values["parent"]) for each in found.lines] == [("6", None), ("63", "6")]
    assert set(found.lines[1].values) == {"title", "parent", "retention_years", "disposal_type", "disabled"}
    assert list(found.unknown) == ["VerweisAktenplaneinheit"]


def test_faults_name_their_line_and_the_rest_is_still_read():
    found = read(foreign(unit("") + "\n" + unit("63", disposal="<code>Z</code>") + "\n" + unit("64")))
    assert [fault.line for fault in found.faults] == [2, 3]
    assert [each.notation for each in found.lines] == ["63", "64"]


def test_a_newer_version_is_read_with_a_remark():
    assert "4.0.0" in read(foreign(unit("6"), "4.0.0")).unknown[0]


_BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "hostile",
    [
        _BOMB.encode() + foreign(unit("6").replace("Titel", "&b;")),
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd">' + foreign(unit("6")),
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + foreign(unit("6").replace("Titel", "&f;")),
        foreign("<x:Einheit>" * 5_000),
        foreign(unit("6"))[:-20],
        b"\xff\xfe\x00",
        b"",
        b"<a/>",
        foreign(""),
    ],
)
def test_hostile_or_broken_messages_are_refused_with_a_reason(hostile):
    found = read(hostile)
    assert found.lines == () or not found.lines
    assert found.faults
