# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking services of others: one request, little patience, a small answer."""

from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

PATIENCE = 10.0
"""Seconds for one answer."""
LARGEST = 1 << 18
"""Bytes of an answer; more is cut off, and then refused by whoever reads it."""


class NoAnswer(RuntimeError):
    """The service did not answer, or refused."""


@dataclass(frozen=True)
class ServiceAnswer:
    """Status and body."""

    status: int
    body: bytes


def called(url: str) -> str:
    """The machine an address speaks of: what stands on pages tells neither paths nor what somebody logs in with."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "der Dienst") + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return "der Dienst"


def ask(url: str, body: bytes | None, *, kind: str = "application/octet-stream", token: str = "") -> ServiceAnswer:
    """`POST` a body (`GET` without one); every status is an answer. Raises `NoAnswer` if there is none."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise NoAnswer(f"Die Adresse von {called(url)} beginnt weder mit http noch mit https")
    headers = {"Content-Type": kind, **({"Authorization": f"Bearer {token}"} if token else {})}
    method = "GET" if body is None else "POST"
    try:
        with urlopen(Request(url, body, headers, method=method), timeout=PATIENCE) as answer:  # noqa: S310 -- checked above
            return ServiceAnswer(answer.status, answer.read(LARGEST))
    except HTTPError as error:
        with error:
            return ServiceAnswer(error.code, error.read(LARGEST))
    except (OSError, ValueError) as error:
        raise NoAnswer(f"{called(url)} antwortet nicht: {error}") from error
