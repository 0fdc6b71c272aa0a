# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kept files on their way out: always as a download, whole or the part that was asked for (RFC 9110, 14)."""

import re
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from aktei.base.blobs import store

_PART = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
"""One part. Several at once nobody needs who could ask for the whole; such a header is passed over, as it may be."""
NO_SUCH_PART = 416


def goes_on(request: HttpRequest) -> bool:
    """Whether it asks for a part behind the beginning of a file: then it may belong to a download that was noted."""
    asked = _asked(request)
    return asked is not None and (not asked[0] or int(asked[0]) > 0)


def as_download(request: HttpRequest, sha256: str, *, name: str, media_type: str = "") -> HttpResponseBase:
    """These bytes. They never change under their hash, so a download that broke off can be gone on with."""
    file, mark = store.open(sha256), f'"{sha256}"'
    size = file.seek(0, 2)
    file.seek(0)
    begin, end, status = 0, size, 200
    if (asked := _asked(request)) and request.headers.get("If-Range", mark) == mark:
        begin, end, status = *_within(*asked, size), 206
        if begin >= end:
            file.close()
            text = _("Diesen Teil der Datei gibt es nicht.")
            return HttpResponse(
                text, "text/plain; charset=utf-8", NO_SUCH_PART, headers={"Content-Range": f"bytes */{size}"}
            )
    response = FileResponse(
        Part(file, begin, end), as_attachment=True, filename=name, content_type=media_type or None, status=status
    )
    response.headers["Content-Length"] = str(end - begin)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = mark
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    if status == 206:
        response.headers["Content-Range"] = f"bytes {begin}-{end - 1}/{size}"
    return response


class Part:
    """A file that ends earlier. The web server sends it by its number, from where it stands to its end."""

    def __init__(self, file: BinaryIO, begin: int, end: int) -> None:
        self._file, self.end = file, end
        self._file.seek(begin)
        self.fileno, self.tell, self.close = file.fileno, file.tell, file.close

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        left = max(0, self.end - self._file.tell())
        return self._file.read(left if size < 0 else min(size, left))


def _asked(request: HttpRequest) -> tuple[str, str] | None:
    found = _PART.fullmatch(request.headers.get("Range", "").strip().lower())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    return None if first and last and int(first) > int(last) else (first, last)


def _within(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:
        return max(0, size - int(last)), size
    return int(first), min(size, int(last) + 1) if last else size
