# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names as they are compared: without case, accents or the many spellings of an umlaut."""

import re
import unicodedata

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ø": "oe", "ł": "l"})
_WORD = re.compile(r"[a-z0-9]+")


def fold_name(*parts: str) -> str:
    """`Yıldız, Ute` and `YILDIZ Ute` become `yildiz ute`: for matching, never for showing."""
    text = unicodedata.normalize("NFC", " ".join(parts)).lower().translate(_UMLAUTS)
    plain = "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))
    return " ".join(_WORD.findall(plain))
