# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Styles and scripts are kept by browsers for ever, and are still never out of date."""

from django.conf import settings
from django.templatetags.static import static

from aktei.entrances.settings.static_files import stamp


def test_the_address_changes_with_any_file_and_with_nothing_else(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.css").write_text("a {}")
    first = stamp(tmp_path)
    assert stamp(tmp_path) == first
    (tmp_path / "deep" / "a.css").write_text("b {}")
    changed = stamp(tmp_path)
    (tmp_path / "deep" / "a.css").rename(tmp_path / "a.css")
    assert len({first, changed, stamp(tmp_path)}) == 3


def test_files_are_kept_for_ever(client):
    response = client.get(static("aktei/css/frame.css"))
    assert response.status_code == 200
    assert "immutable" in response["Cache-Control"]


def test_a_page_from_before_an_update_is_led_to_the_files_of_today(client, db):
    response = client.get("/static/00000000/aktei/favicon.svg")
    assert response.status_code == 302
    assert response["Location"] == f"{settings.STATIC_URL}aktei/favicon.svg"
    assert client.get(f"{settings.STATIC_URL}nothing.css").status_code == 404
