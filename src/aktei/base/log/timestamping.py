# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Timestamps of heads (RFC 3161), by any authority.

A head covers every line before it, so the newest head is enough: what an authority missed while it was down is caught
up with one timestamp. Nothing waits for it; sealing goes on.
"""

from hashlib import sha256

from cryptography.x509 import Certificate, load_pem_x509_certificates
from django.db import IntegrityError, transaction
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from aktei.base.log.models import Checkpoint, Timestamp
from aktei.base.log.outside_services import NoAnswer, ask, called


class Unstamped(RuntimeError):
    """The authority did not answer, or not with a timestamp for this head; it is asked again."""


def stamp_newest(url: str, authorities: bytes = b"") -> int | None:
    """Have the newest head stamped; returns its size, or nothing if it is stamped already (or there is none).

    `authorities`: certificates (PEM) that the answer must lead to; without them only the imprint is checked. Raises
    `Unstamped`; then nothing is stored.
    """
    head = Checkpoint.objects.order_by("-size").first()
    if head is None or Timestamp.objects.filter(size=head.size).exists():
        return None
    note = head.note.encode()
    wanted = TimestampRequestBuilder(hash_algorithm=HashAlgorithm.SHA256).data(note).build()
    try:
        answer = ask(url, wanted.as_bytes(), kind="application/timestamp-query")
    except NoAnswer as error:
        raise Unstamped(str(error)) from error
    if answer.status != 200:
        raise Unstamped(f"{called(url)} antwortet mit {answer.status}")
    stamp = read(answer.body, wanted, note, authorities)
    try:
        with transaction.atomic():
            Timestamp.objects.create(size=head.size, at=stamp.tst_info.gen_time, response=answer.body)
    except IntegrityError:
        return None  # another process was first
    return head.size


def read(response: bytes, wanted: TimeStampRequest, note: bytes, authorities: bytes) -> TimeStampResponse:
    """The authority's answer, if it is one to this request. Raises `Unstamped`."""
    try:
        stamp = decode_timestamp_response(response)
        if PKIStatus(stamp.status) not in (PKIStatus.GRANTED, PKIStatus.GRANTED_WITH_MODS):
            raise Unstamped(f"Die Zeitstempelstelle lehnt ab: {', '.join(stamp.status_string) or stamp.status}")
        info = stamp.tst_info
        fits = bytes(info.message_imprint.message) == sha256(note).digest() and info.nonce == wanted.nonce
    except ValueError as error:
        raise Unstamped(f"Die Antwort ist kein Zeitstempel: {error}") from error
    if not fits:
        raise Unstamped("Der Zeitstempel gilt für etwas anderes")
    if authorities:
        _verify(stamp, wanted, note, authorities)
    return stamp


def _certificates(authorities: bytes) -> list[Certificate]:
    try:
        return load_pem_x509_certificates(authorities)
    except ValueError as error:
        raise Unstamped("In der Datei von AKTEI_TSA_CA stehen keine Zertifikate (PEM)") from error


def _verify(stamp: TimeStampResponse, wanted: TimeStampRequest, note: bytes, authorities: bytes) -> None:
    builder = VerifierBuilder.from_request(wanted)
    for each in _certificates(authorities):
        is_root = each.issuer == each.subject
        builder = builder.add_root_certificate(each) if is_root else builder.add_intermediate_certificate(each)
    try:
        builder.build().verify_message(stamp, note)
    except (VerificationError, ValueError) as error:
        raise Unstamped(f"Der Zeitstempel führt nicht zu den angegebenen Zertifikaten: {error}") from error
