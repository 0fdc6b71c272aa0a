# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who was found to be signed in a short while ago, by what they carry.

A session's key and a token are secrets that nobody can make up, so what was found once tells without the database who
takes precedence. It tells nothing else: what they may see and do is asked for every page.
"""

import time
from collections import OrderedDict
from hashlib import blake2b

MOST = 20_000
"""Remembered at a time; who has not been seen for longest is forgotten first."""


class Lately:
    """Of one process, in its event loop."""

    def __init__(self, seconds: float, most: int = MOST) -> None:
        self._seconds, self._most = seconds, most
        self._found: OrderedDict[bytes, tuple[str, float]] = OrderedDict()

    def who(self, proof: str) -> str:
        """Whose this session or token is, as far as is remembered; else nothing."""
        key = _key(proof)
        if key not in self._found:
            return ""
        self._found.move_to_end(key)
        return self._found[key][0]

    def is_due(self, proof: str) -> bool:
        """Whether it is time to ask again."""
        found = self._found.get(_key(proof))
        return found is None or time.monotonic() >= found[1]

    def note(self, proof: str, who: str) -> None:
        """Remember whose it is, or forget it if it is nobody's any more."""
        key = _key(proof)
        self._found.pop(key, None)
        if who:
            self._found[key] = (who, time.monotonic() + self._seconds)
            if len(self._found) > self._most:
                self._found.popitem(last=False)


def _key(proof: str) -> bytes:
    return blake2b(proof.encode(), digest_size=16).digest()
