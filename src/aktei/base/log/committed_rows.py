# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lies beside the log: earlier heads, timestamps, witnesses' lines, keys. A head commits to all that came since.

The database notes each such row with its digest (`Committed`). A head carries one extension line (C2SP tlog-checkpoint)
with a running hash: SHA-256 over the hash of the head before and each row that this head is the first to commit to.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from aktei.base.evidence.notes import Checkpoint as Head
from aktei.base.log.head_file import said_in
from aktei.base.log.models import Checkpoint, Committed

NAME = "aktei beside "
"""How the extension line begins."""
_FIRST = bytes(32)


@dataclass(frozen=True)
class CommittedRows:
    """The rows that the next head is the first to commit to, and the line with which it does."""

    rows: Sequence[int]
    line: str

    def commit(self, size: int) -> None:
        """Note which head it was, in the transaction that writes the head."""
        Committed.objects.filter(id__in=self.rows).update(head=size)


def waiting_beside(most: int) -> CommittedRows:
    """Up to `most` rows that no head commits to yet, in the order in which they came."""
    last = Checkpoint.objects.order_by("-size").values_list("note", flat=True).first()
    rows = list(Committed.objects.filter(head=None).order_by("id").values_list("id", "source", "key", "digest")[:most])
    said = _said_by(said_in(last)) if last else _FIRST
    for _id, source, key, digest in rows:
        said = fold(said, source, key, bytes(digest))
    return CommittedRows([row[0] for row in rows], NAME + base64.b64encode(said).decode())


def fold(said: bytes, source: str, key: str, digest: bytes) -> bytes:
    """The running hash with one more row in it."""
    names = b"".join(len(each).to_bytes(4, "big") + each for each in (source.encode(), key.encode()))
    return sha256(said + names + digest).digest()


def _said_by(head: Head) -> bytes:
    return next((base64.b64decode(each[len(NAME) :]) for each in head.extension if each.startswith(NAME)), _FIRST)
