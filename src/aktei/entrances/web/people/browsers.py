# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Browsers in which somebody has logged in before: they wait by themselves, not behind all others of their address.

A whole county may come from one address, and so may a flood. The mark opens nothing: it is a person's number, hashed
and signed, and tells the web server whose turn it is before anybody has logged in. However many browsers a person has
used, and wherever the mark was copied to, all have one turn together.
"""

from hashlib import blake2b

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpResponseBase

COOKIE = "browser"
SECONDS = 400 * 24 * 60 * 60
"""So long browsers keep a cookie at most."""
_SALT = "aktei.browsers"


def keep(response: HttpResponseBase, person: object) -> None:
    """Mark the browser that gets this answer as one in which this person has logged in."""
    whose = blake2b(str(person).encode(), digest_size=12, key=settings.SECRET_KEY.encode()[:64]).hexdigest()
    response.set_cookie(
        COOKIE,
        TimestampSigner(salt=_SALT).sign(whose),
        max_age=SECONDS,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def whose(cookie: str) -> str:
    """Whose turn it is by this mark; nothing if it is none of ours."""
    if not cookie or len(cookie) > 200:
        return ""
    try:
        return TimestampSigner(salt=_SALT).unsign(cookie, max_age=SECONDS)
    except BadSignature:
        return ""
