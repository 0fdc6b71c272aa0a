# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Electronic signatures that no page shows (ISO 32000-2, 12.8): told, for they are valid on the original alone.

Nothing is checked here. A signature that has its picture on a page becomes part of that page.
"""

from typing import Any

import pikepdf
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509 import Certificate
from cryptography.x509.oid import NameOID
from pikepdf import Dictionary, Name, Stream

from aktei.procedures.rendition import boxes, unplaced

_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5
_UNNAMED = "ohne Namen"
_LONG_FORM = 0x80
_PAINTING = frozenset(("Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh"))
_MOST_FORMS = 100


def unseen(pdf: pikepdf.Pdf) -> list[str]:
    """Who signed without a sign of it on any page, in the order of the fields; time stamps are no signatures."""
    shown = {item.objgen for page in pdf.pages for item in unplaced.annotations(page) if _shows(item)}
    found: dict[str, None] = {}
    for field, widgets in unplaced.fields_of(pdf):
        value = boxes.inherited(field, "/V")
        if boxes.inherited(field, "/FT") != Name.Sig or not isinstance(value, Dictionary):
            continue
        if value.get("/Type") != Name.DocTimeStamp and not any(each.objgen in shown for each in widgets):
            found.setdefault(_signer(value), None)
    return list(found)


def _shows(widget: Any) -> bool:
    box = boxes.rectangle(widget.get("/Rect"))
    if not box or box[2] - box[0] < 1 or box[3] - box[1] < 1:
        return False
    look = widget.get("/AP")
    normal = look.get("/N") if isinstance(look, Dictionary) else None
    hidden = int(boxes.number(widget.get("/F"))) & (_HIDDEN | _NO_VIEW)
    return not hidden and isinstance(normal, Stream) and _paints(normal)


def _paints(form: Any) -> bool:
    """Whether a form leaves anything on the page: programs put blank forms, one in the other, where nothing is seen."""
    waiting, seen = [form], set[tuple[int, int]]()
    while waiting and len(seen) < _MOST_FORMS:
        form = waiting.pop()
        if form.get("/Subtype") == Name.Image:
            return True
        if form.objgen in seen:
            continue
        seen.add(form.objgen)
        named = form.get("/Resources", Dictionary()).get("/XObject", Dictionary())
        for each in pikepdf.parse_content_stream(form):
            if not isinstance(each, pikepdf.ContentStreamInstruction) or str(each.operator) in _PAINTING:
                return True
            inner = named.get(str(each.operands[0])) if str(each.operator) == "Do" and each.operands else None
            if isinstance(inner, Stream):
                waiting.append(inner)
    return False


def _signer(value: Any) -> str:
    """The name beside the signature, else that of the certificate in it."""
    named = str(value.get("/Name", "")).strip()
    if named:
        return named
    try:
        held = pkcs7.load_der_pkcs7_certificates(_without_padding(bytes(value.get("/Contents", b""))))
    except (ValueError, TypeError):
        return _UNNAMED
    issuers = {each.issuer for each in held if each.issuer != each.subject}
    own = next((each for each in held if each.subject not in issuers), None)
    return _common_name(own) if own else _UNNAMED


def _common_name(certificate: Certificate) -> str:
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else _UNNAMED


def _without_padding(der: bytes) -> bytes:
    """The place for a signature is larger than it; what follows its stated length is no part of it."""
    if len(der) < 2:
        return der
    if der[1] < _LONG_FORM:
        return der[: 2 + der[1]]
    size = der[1] - _LONG_FORM
    return der[: 2 + size + int.from_bytes(der[2 : 2 + size])]
