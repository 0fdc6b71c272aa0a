# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Witnesses outside the house: each keeps the newest head it has seen and signs only what continues it.

A witness that has seen more than the log holds proves that the database was set back.
"""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.utils import timezone

from aktei.base.acts.models import JournalEntry
from aktei.base.evidence.merkle import consistency_proof
from aktei.base.evidence.notes import NoteError
from aktei.base.evidence.tiles import hash_at
from aktei.base.evidence.witnessing import WitnessKey, request, signature_in
from aktei.base.log.events import LogRewound
from aktei.base.log.head_file import Rewound
from aktei.base.log.models import Checkpoint, Cosignature
from aktei.base.log.outside_services import NoAnswer, ServiceAnswer, ask, called
from aktei.base.log.tile_rows import tile_reader

_CONFLICT = 409


class Unwitnessed(RuntimeError):
    """The witness did not answer, or did not sign; it is asked again."""


@dataclass(frozen=True)
class Witness:
    """Where a witness is asked, and the key it signs with. `url` is the address before `/add-checkpoint`."""

    url: str
    key: WitnessKey

    @classmethod
    def parse(cls, text: str) -> "Witness":
        """Read `https://… name+hash+base64`. Raises `NoteError`."""
        url, _space, key = text.strip().partition(" ")
        return cls(url.rstrip("/"), WitnessKey.parse(key))


def ask_witness(witness: Witness) -> int | None:
    """Have the newest head signed; returns its size, or nothing if that was done already (or there is none).

    Raises `Unwitnessed`, or `Rewound` if the witness has seen a larger head of ours.
    """
    head = Checkpoint.objects.order_by("-size").first()
    rows = Cosignature.objects.filter(witness=witness.key.name)
    seen = rows.order_by("-size").values_list("size", flat=True).first() or 0
    if head is None or seen >= head.size:
        return None
    answer = _add(witness, seen, head)
    if answer.status == _CONFLICT:
        answer = _add(witness, _last_seen(witness, answer, head.size), head)
    if answer.status != 200:
        said = answer.body[:200].decode(errors="replace").strip()
        raise Unwitnessed(f"{called(witness.url)} antwortet mit {answer.status}: {said}")
    text = head.note.rpartition("\n\n")[0] + "\n"
    try:
        line, _seconds = signature_in(answer.body.decode(errors="replace"), witness.key, text)
    except NoteError as error:
        raise Unwitnessed(f"{called(witness.url)}: {error}") from error
    try:
        with transaction.atomic():
            Cosignature.objects.create(size=head.size, witness=witness.key.name, line=line, at=timezone.now())
    except IntegrityError:
        return None  # another process was first
    return head.size


def is_explained(witness: Witness) -> bool:
    """Whether the log itself explains, after what this witness signed last, that it went back."""
    seen = Cosignature.objects.filter(witness=witness.key.name).aggregate(last=Max("size"))["last"] or 0
    lines = JournalEntry.objects.filter(kind=LogRewound.__name__)
    return lines.filter(Q(leaf__position__gte=seen) | Q(unsealed__isnull=False)).exists()


def _add(witness: Witness, old: int, head: Checkpoint) -> ServiceAnswer:
    proof = consistency_proof(old, head.size, hash_at(tile_reader())) if 0 < old < head.size else []
    try:
        return ask(f"{witness.url}/add-checkpoint", request(old, proof, head.note), kind="text/plain")
    except NoAnswer as error:
        raise Unwitnessed(str(error)) from error


def _last_seen(witness: Witness, answer: ServiceAnswer, size: int) -> int:
    """The size a witness says it saw last."""
    said = answer.body[:40].decode(errors="replace").strip()
    if not (said.isascii() and said.isdigit()):
        raise Unwitnessed(f"{called(witness.url)} sagt nicht, welchen Prüfpunkt er zuletzt gesehen hat")
    if int(said) > size:
        raise Rewound(
            f"Der Zeuge {witness.key.name} hat einen Prüfpunkt über {said} Zeilen gesehen, aber das Protokoll hat "
            f"{size}: Die Datenbank wurde zurückgesetzt. Spielen Sie die neuere zurück, oder erklären Sie den Verlust "
            "mit „aktei evidence resume“"
        )
    return int(said)
