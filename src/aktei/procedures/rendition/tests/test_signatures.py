# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""An electronic signature of which no page shows anything is told, with whoever signed."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from pikepdf import Array, Dictionary, Name, String

from aktei.procedures.rendition.tests.seen import prepared
from aktei.procedures.rendition.tests.sheets import Sheet

BOX, NOWHERE = (70, 180, 400, 240), (0, 0, 0, 0)
SHOWING, BLANK = "BT /Helv 10 Tf 5 30 Td (Signiert) Tj ET", "% DSBlank"
SIGNED = {"Type": Name.Sig, "Filter": Name("/Adobe.PPKLite"), "Contents": String("")}


def signed_field(sheet, box=NOWHERE, look=None, **value):
    entries = {"AP": Dictionary(N=sheet.form(look, (0, 0, 330, 60)))} if look is not None else {}
    return sheet.field("Sig", box, V=Dictionary(**{**SIGNED, **value}), F=132, **entries)


def certified(name: str) -> bytes:
    """What a signature holds of this person's certificate, in a place that is larger than it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    made = made.serial_number(7).not_valid_before(now).not_valid_after(now + timedelta(days=1))
    return pkcs7.serialize_certificates([made.sign(key, SHA256())], Encoding.DER) + bytes(400)


def test_a_signature_without_a_picture_is_told_with_its_name():
    sheet = Sheet()
    signed_field(sheet, Name=String("Dr. Ute Yıldız"))
    assert prepared(sheet)[1] == [["signature_unseen", "Dr. Ute Yıldız"]]


def test_its_certificate_names_who_signed_where_the_file_does_not():
    sheet = Sheet()
    signed_field(sheet, Contents=String(certified("Ute Yıldız")))
    assert prepared(sheet)[1] == [["signature_unseen", "Ute Yıldız"]]


@pytest.mark.parametrize("contents", [b"", b"\x30", b"\x30\x84\xff\xff\xff\xff", b"no certificate"])
def test_a_signature_that_names_nobody_is_told_all_the_same(contents):
    sheet = Sheet()
    signed_field(sheet, Contents=String(contents))
    assert prepared(sheet)[1] == [["signature_unseen", "ohne Namen"]]


@pytest.mark.parametrize(("box", "look"), [(BOX, BLANK), (BOX, None), (NOWHERE, SHOWING), (BOX, "q Q")])
def test_a_place_in_which_nothing_is_drawn_shows_nothing(box, look):
    sheet = Sheet()
    signed_field(sheet, box, look, Name=String("Anna Weiß"))
    assert prepared(sheet)[1] == [["signature_unseen", "Anna Weiß"]]


def test_a_signature_whose_field_lies_on_no_page_is_told():
    sheet = Sheet()
    signed_field(sheet, BOX, SHOWING, Name=String("Anna Weiß"))
    sheet.page.Annots = Array()
    assert prepared(sheet)[1] == [["signature_unseen", "Anna Weiß"]]


def test_of_signatures_that_are_seen_places_to_sign_and_time_stamps_nothing_is_told():
    sheet = Sheet()
    signed_field(sheet, BOX, SHOWING, Name=String("Anna Weiß"))
    nested = sheet.form("/n2 Do", (0, 0, 330, 60))
    nested.Resources = Dictionary(XObject=Dictionary(n2=sheet.form(SHOWING, (0, 0, 330, 60))))
    sheet.field("Sig", (70, 300, 400, 360), V=Dictionary(**SIGNED), F=132, AP=Dictionary(N=nested))
    sheet.field("Sig", NOWHERE, F=132)
    signed_field(sheet, Type=Name.DocTimeStamp)
    assert prepared(sheet)[1] == []
