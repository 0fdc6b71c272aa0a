# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The newest answer to `/health` is everybody's who asks within a second: asking as often as one can costs no thread.

Whoever restarts what does not answer must not be led to it by strangers who ask the same.
"""

import math
import time

from aktei.entrances.serving.answers import Answer, Head
from aktei.entrances.serving.requests import Request

YOUNG = 1.0
"""Seconds for which an answer is as good as a new one."""


class Newest:
    """Of one process, in its event loop."""

    def __init__(self) -> None:
        self._at = -math.inf
        self._answer: tuple[int, Head, bytes] = (0, [], b"")

    def give(self, request: Request, answer: Answer, seconds: float = YOUNG) -> bool:
        """Answer with the newest there is, if this asks for it and it is not older than so many seconds."""
        if not _asks(request) or time.monotonic() - self._at > seconds:
            return False
        answer.repeat(*self._answer)
        return True

    def note(self, request: Request, answer: Answer) -> None:
        """Keep it, if it is one."""
        if _asks(request) and request.method == "GET" and answer.length is not None:
            self._at, self._answer = time.monotonic(), (answer.status, answer.headers, answer.told)


def _asks(request: Request) -> bool:
    return request.path == "/health" and request.method in ("GET", "HEAD") and request.declared_bytes == 0
