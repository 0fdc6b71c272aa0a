# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that are fetched in parts: the bytes asked for, and a journal that tells of downloads and not of requests."""

from typing import Any

import pytest
from django.urls import reverse

from aktei.base.acts.models import JournalEntry
from aktei.records.documents.models import Document

pytestmark = pytest.mark.django_db


def test_parts_of_a_file_belong_to_the_download_they_go_on_with(as_: Any, document: Document) -> None:
    client, address = as_("sachbearbeitung"), reverse("records:download_first", args=[document.id, "original"])
    whole = client.get(address)
    content, mark = b"".join(whole.streaming_content), whole.headers["ETag"]
    assert whole.headers["Accept-Ranges"] == "bytes"

    def part(wanted: str, **further: str) -> tuple[int, bytes, str | None]:
        answer = client.get(address, headers={"Range": wanted, **further})
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return answer.status_code, body, answer.headers.get("Content-Range")

    size = len(content)
    assert part("bytes=5-") == (206, content[5:], f"bytes 5-{size - 1}/{size}")
    assert part("bytes=2-4", **{"If-Range": mark}) == (206, content[2:5], f"bytes 2-4/{size}")
    assert part("bytes=-3") == (206, content[-3:], f"bytes {size - 3}-{size - 1}/{size}")
    assert part(f"bytes=1-{10**17}")[1] == content[1:]
    status, _said, told = part(f"bytes={size}-")
    assert (status, told) == (416, f"bytes */{size}")
    assert JournalEntry.objects.filter(kind="ComponentDownloaded").count() == 1
    # What asks for no single part of this very file is answered whole.
    for wanted in ("bytes=0-1,3-4", "bytes=-", "bytes=4-2", "lines=1-2", "bytes=1-x"):
        assert part(wanted)[:2] == (200, content), wanted
    assert part("bytes=2-4", **{"If-Range": '"another"'})[:2] == (200, content)


def test_every_beginning_of_a_file_is_a_download_of_its_own(as_: Any, document: Document) -> None:
    client, address = as_("sachbearbeitung"), reverse("records:download_first", args=[document.id, "original"])
    for wanted in ("bytes=7-", "bytes=9-", "bytes=0-", "bytes=00-3", ""):
        b"".join(client.get(address, headers={"Range": wanted}).streaming_content)
    # Whoever goes on with what nobody saw them begin has begun as well, once.
    assert JournalEntry.objects.filter(kind="ComponentDownloaded").count() == 4
