# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is answered before, or instead of, a page: in German, and in the shape the caller asked for."""

import json
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus

from django.utils.translation import gettext as _

from aktei.entrances.serving.requests import Request

Head = list[tuple[bytes, bytes]]


@dataclass(eq=False)
class TurnedAway(Exception):
    """A request is not worked on. Carries the problem's name as the interface documents it."""

    status: int
    problem: str
    title: str
    reason: str
    headers: Head = field(default_factory=list)

    @property
    def phrase(self) -> bytes:
        """What HTTP calls the status."""
        return HTTPStatus(self.status).phrase.encode()

    def answer(self, request: Request) -> tuple[Head, bytes]:
        """Headers and body: a problem for programs, a page for people."""
        if not request.is_for_programs:
            return self.as_page()
        body = {
            "type": f"/api/v1/docs#problem-{self.problem}",
            "title": self.title,
            "status": self.status,
            "detail": self.reason,
            "reasons": [self.reason],
        }
        return self._with(b"application/problem+json", json.dumps(body, ensure_ascii=False).encode())

    def as_page(self) -> tuple[Head, bytes]:
        """Headers and body: a page that needs nothing, neither database nor template nor style."""
        title, reason, back = escape(self.title), escape(self.reason), escape(_("Zur Startseite"))
        body = (
            f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{title} · Aktei</title></head>'
            f'<body><main><h1>{title}</h1><p>{reason}</p><p><a href="/">{back}</a></p></main></body></html>\n'
        )
        return self._with(b"text/html; charset=utf-8", body.encode())

    def _with(self, media_type: bytes, body: bytes) -> tuple[Head, bytes]:
        head = [(b"content-type", media_type), (b"content-length", b"%d" % len(body)), (b"cache-control", b"no-store")]
        return head + self.headers, body


def busy() -> TurnedAway:
    """More is asked than can be answered right now."""
    return TurnedAway(
        503,
        "unavailable",
        _("Vorübergehend nicht verfügbar"),
        _("Gerade kommen zu viele Anfragen auf einmal. Bitte versuchen Sie es in einigen Sekunden erneut."),
        [(b"retry-after", b"5")],
    )


def too_large() -> TurnedAway:
    """Nobody may send so much."""
    return TurnedAway(
        413,
        "too-large",
        _("Die Anfrage ist zu groß"),
        _("Die Sendung ist größer als erlaubt. Nichts wurde übernommen. Bitte senden Sie weniger auf einmal."),
    )


def sign_in_first() -> TurnedAway:
    """A stranger may not send so much."""
    return TurnedAway(
        401,
        "unauthenticated",
        _("Nicht angemeldet"),
        _("Sie sind nicht mehr angemeldet; nichts wurde angenommen. Melden Sie sich an und versuchen Sie es erneut."),
        [(b"www-authenticate", b'Bearer realm="Aktei"')],
    )


def too_slow() -> TurnedAway:
    """The body did not come in time."""
    return TurnedAway(
        408,
        "too-slow",
        _("Die Sendung kam nicht vollständig an"),
        _("Die Übertragung dauerte zu lange. Nichts wurde übernommen. Bitte senden Sie noch einmal."),
    )


def no_room() -> TurnedAway:
    """The disk on which requests are kept until they are complete is full."""
    return TurnedAway(
        503,
        "unavailable",
        _("Der Speicher ist voll"),
        _("Auf dem Server ist kein Platz mehr. Nichts wurde übernommen. Bitte sagen Sie Ihrer IT Bescheid."),
        [(b"retry-after", b"60")],
    )


def malformed() -> TurnedAway:
    """Not HTTP, or HTTP that two programs would read differently."""
    return TurnedAway(
        400,
        "malformed",
        _("Die Anfrage ist nicht lesbar"),
        _("Der Inhalt der Anfrage ist unvollständig oder widersprüchlich. Nichts wurde übernommen."),
    )


def broken() -> TurnedAway:
    """Something of ours failed outside the pages, which have their own answer."""
    return TurnedAway(
        500,
        "broken",
        _("Ein Fehler ist aufgetreten"),
        _("Das hat nicht geklappt. Der Fehler steht im Protokoll des Servers. Bitte versuchen Sie es erneut."),
    )
