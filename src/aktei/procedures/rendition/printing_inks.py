# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Colours given as amounts of printing inks (CMYK): an archive must know what they look like, and few files say it.

The archival copy says so by a profile that has the colours in which PDFium shows these inks on the screen. So the page
stays what it is, text included, instead of becoming its picture.
"""

import io
import re
import struct
from functools import cache
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Stream

_STEPS = 9
_PATCH = 4  # points a side of each colour that is looked at
_INK_OPERATOR = re.compile(rb"[\d.]\s+[kK](?=[\s/\[(<]|$)")
_NAMED = b"/DeviceCMYK"
# From linear sRGB to XYZ as seen in the light of D50, which is the white of every profile.
_TO_XYZ = np.array(
    [[0.4360747, 0.3850649, 0.1430804], [0.2225045, 0.7168786, 0.0606169], [0.0139322, 0.0971045, 0.7141733]]
)
_WHITE = np.array([0.9642, 1.0, 0.8249])


def explain(pdf: pikepdf.Pdf) -> None:
    """Give a document that uses inks without saying which ones the profile that does."""
    if not _uses_inks(pdf):
        return
    space = pdf.make_indirect(Array([Name.ICCBased, pdf.make_stream(profile(), N=4)]))
    for item in pdf.objects:
        dictionary = item.stream_dict if isinstance(item, Stream) else item
        if not isinstance(dictionary, Dictionary):
            continue
        if _draws_without_resources(item):
            item["/Resources"] = Dictionary()
        _explain_in(dictionary.get("/Resources"), space)
        group = dictionary.get("/Group")
        if isinstance(group, Dictionary) and group.get("/CS") == Name.DeviceCMYK:
            group["/CS"] = Name.DeviceRGB  # in which screens mix


def _explain_in(resources: Any, space: Any) -> None:
    if not isinstance(resources, Dictionary):
        return
    if not isinstance(resources.get("/ColorSpace"), Dictionary):
        resources["/ColorSpace"] = Dictionary()
    if "/DefaultCMYK" not in resources["/ColorSpace"]:
        resources["/ColorSpace"]["/DefaultCMYK"] = space
    states = resources.get("/ExtGState")
    for state in list(states.values()) if isinstance(states, Dictionary) else []:
        if isinstance(state, Dictionary) and "/OPM" in state:
            del state["/OPM"]  # how inks are printed one over another: not with a profile, and not on a screen


def _draws_without_resources(item: Any) -> bool:
    """Whether a drawing names nothing and so may be given resources of its own."""
    is_form = isinstance(item, Stream) and item.get("/Subtype") == Name.Form and "/Resources" not in item
    return is_form and b"/" not in _content(item)


def _uses_inks(pdf: pikepdf.Pdf) -> bool:
    return any(_names_inks(item) for item in pdf.objects) or any(_paints_with_inks(page) for page in pdf.pages)


def _names_inks(item: Any) -> bool:
    if isinstance(item, Stream):
        is_form = item.get("/Subtype") == Name.Form or "/PatternType" in item
        return _NAMED in item.stream_dict.unparse() or (is_form and _has_ink_operator(item))
    return isinstance(item, Dictionary | Array) and _NAMED in item.unparse()


def _paints_with_inks(page: pikepdf.Page) -> bool:
    contents = page.obj.get("/Contents")
    parts = contents if isinstance(contents, Array) else [contents]
    return any(isinstance(part, Stream) and _has_ink_operator(part) for part in parts)


def _content(stream: Any) -> bytes:
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        return b""


def _has_ink_operator(stream: Any) -> bool:
    content = _content(stream)
    return _INK_OPERATOR.search(content) is not None or _NAMED in content or b"/CMYK" in content


@cache
def profile() -> bytes:
    """An ICC profile: what every mixture of the four inks looks like."""
    colours = _lab(_seen())
    table = np.rint(np.stack([colours[:, 0] * 2.55, colours[:, 1] + 128, colours[:, 2] + 128], axis=1))
    straight = bytes(range(256))
    one = 1 << 16
    lut = b"".join([
        struct.pack(">4sIBBBx9i", b"mft1", 0, 4, 3, _STEPS, one, 0, 0, 0, one, 0, 0, 0, one),
        straight * 4, table.clip(0, 255).astype(np.uint8).tobytes(), straight * 3,
    ])  # fmt: skip
    name = b"CMYK as shown on screens\0"
    described = struct.pack(">4sII", b"desc", 0, len(name)) + name + bytes(8 + 3 + 67)
    white = struct.pack(">4sI3i", b"XYZ ", 0, *(round(each * one) for each in _WHITE))
    return _with_tags({b"desc": described, b"cprt": b"text\0\0\0\0CC0\0", b"wtpt": white, b"A2B0": lut})


def _with_tags(tags: dict[bytes, bytes]) -> bytes:
    at = 128 + 4 + 12 * len(tags)
    directory, body = [struct.pack(">I", len(tags))], []
    for name, content in tags.items():
        directory.append(struct.pack(">4sII", name, at, len(content)))
        body.append(content + bytes(-len(content) % 4))
        at += len(body[-1])
    white = [round(each * (1 << 16)) for each in _WHITE]
    head = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4s8xI3i48x",
        at, b"\0" * 4, 0x02400000, b"scnr", b"CMYK", b"Lab ", 2026, 1, 1, 0, 0, 0, b"acsp", b"\0" * 4, 0,
        b"\0" * 4, b"\0" * 4, 0, *white,
    )  # fmt: skip
    return head + b"".join(directory) + b"".join(body)


def _seen() -> np.ndarray:
    """Red, green, blue (0 to 1) in which PDFium shows each mixture; the last ink varies fastest."""
    across = _STEPS**2
    side = across * _PATCH
    levels = [f"{step / (_STEPS - 1):.4f}" for step in range(_STEPS)]
    mixtures = [(c, m, y, k) for c in levels for m in levels for y in levels for k in levels]
    drawn = "\n".join(
        f"{' '.join(each)} k {at % across * _PATCH} {side - (at // across + 1) * _PATCH} {_PATCH} {_PATCH} re f"
        for at, each in enumerate(mixtures)
    )
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(side, side)).Contents = pdf.make_stream(drawn.encode())
    out = io.BytesIO()
    pdf.save(out)
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        picture = document[0].render(scale=1, rev_byteorder=True, prefer_bgrx=False).to_numpy()
    middle = _PATCH // 2
    seen: np.ndarray = picture[middle::_PATCH, middle::_PATCH, :3].reshape(-1, 3) / 255.0
    return seen


def _lab(colours: np.ndarray) -> np.ndarray:
    """Colours of a screen as L*, a*, b*."""
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    parts = linear @ _TO_XYZ.T / _WHITE
    root = np.where(parts > 216 / 24389, np.cbrt(parts), (24389 / 27 * parts + 16) / 116)
    x, y, z = root.T
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=1)
