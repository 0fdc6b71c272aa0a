# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How large a compressed stream becomes, found out without letting it."""

import zlib
from typing import Any

import pikepdf


def unpacked_too_large(stream: Any, most: int) -> bool:
    """Unpack the leading Flate filters with a bound; only what could reach the bound is unpacked at all."""
    filters = filters_of(stream)
    data = stream.read_raw_bytes()
    for name in filters:
        if name not in ("/FlateDecode", "/Fl"):
            return False
        if len(data) * 1040 <= most and len(filters) == 1:  # Deflate's best ratio
            return False
        unpacker = zlib.decompressobj()
        try:
            data = unpacker.decompress(data, most)
        except zlib.error:
            return False
        if unpacker.unconsumed_tail:
            return True
    return False


def filters_of(stream: Any) -> list[str]:
    """How a stream is packed, outermost first."""
    names = stream.get("/Filter")
    return [str(name) for name in names] if isinstance(names, pikepdf.Array) else [str(names)]
