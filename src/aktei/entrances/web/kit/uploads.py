# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files handed in through the browser, as post or into a dossier: bytes kept, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from aktei.base.acts.errors import Refused
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.refusals import NO_FILE_CHOSEN
from aktei.procedures.rendition.keeping import keep
from aktei.records.documents.actions import StoredFile


@dataclass(frozen=True)
class Taken:
    """What became of one piece of post: where it lies, and what whoever sent it should know."""

    href: str
    said: str = ""
    is_new: bool = True


def chosen(request: HttpRequest) -> list[list[StoredFile]]:
    """The files of a form, kept by now: all together if it says so, else each for itself. Raises `Refused`."""
    uploaded = request.FILES.getlist("file")
    if not uploaded:
        raise Refused(NO_FILE_CHOSEN())
    stored = [kept(each) for each in uploaded]
    return [stored] if request.POST.get("together") else [[each] for each in stored]


def kept(uploaded: Any) -> StoredFile:
    """A file that came through the browser, its bytes in the store."""
    uploaded.seek(0)
    return keep(uploaded, uploaded.name or "")


def answer(
    request: HttpRequest, taken: Sequence[Taken], *, usual: str, said: Callable[[int], str], back: str
) -> HttpResponse:
    """What became of them, to a script that sends one at a time, or on the page.

    `usual` is said of one of which nothing else is to be said, `said` of how many those are.
    """
    if by_script(request):
        first = taken[0]
        return JsonResponse({"text": first.said or usual, "href": first.href}, status=201 if first.is_new else 200)
    for each in taken:
        if each.said:
            kind = "warning" if each.is_new else "info"
            tell(request, each.said, kind, href=each.href, link_text=_("Ansehen"))
    if count := sum(each.is_new and not each.said for each in taken):
        tell(request, said(count))
    return redirect(back)


def by_script(request: HttpRequest) -> bool:
    """Whether a script sends one file at a time, and reads the answer."""
    return "json" in request.headers.get("Accept", "")
