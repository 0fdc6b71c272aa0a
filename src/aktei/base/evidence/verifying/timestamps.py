# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Timestamps of heads (RFC 3161): over exactly this note, and signed by an authority whom one trusts."""

from datetime import datetime
from hashlib import sha256

from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import TimeStampResponse, VerificationError, VerifierBuilder, decode_timestamp_response


class Unfit(ValueError):
    """A timestamp that proves nothing; the text says why, in German."""


def check_timestamp(response: bytes, note: str, authorities: bytes = b"") -> datetime:
    """The time that the authority vouches for. Raises `Unfit`.

    Without `authorities` (certificates, PEM) only the imprint is compared: that finds damage, not forgery.
    """
    try:
        answer = decode_timestamp_response(response)
        imprint = bytes(answer.tst_info.message_imprint.message)
    except ValueError as error:
        raise Unfit("Das ist kein Zeitstempel.") from error
    if imprint != sha256(note.encode()).digest():
        raise Unfit("Der Zeitstempel gilt für etwas anderes.")
    if authorities:
        try:
            certificates = load_pem_x509_certificates(authorities)
        except ValueError as error:
            raise Unfit("Die Zertifikate der Zeitstempelstelle sind nicht lesbar (erwartet: PEM).") from error
        _check_signature(answer, imprint, certificates)
    return answer.tst_info.gen_time


def _check_signature(answer: TimeStampResponse, imprint: bytes, certificates: list[Certificate]) -> None:
    builder = VerifierBuilder()
    for each in certificates:
        if each.issuer == each.subject:
            builder = builder.add_root_certificate(each)
        else:
            builder = builder.add_intermediate_certificate(each)
    try:
        builder.build().verify(answer, imprint)
    except (VerificationError, ValueError) as error:
        raise Unfit("Die Unterschrift des Zeitstempels stimmt nicht, oder sie ist nicht von dieser Stelle.") from error
