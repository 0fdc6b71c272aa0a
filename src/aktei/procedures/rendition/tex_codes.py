# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the codes of TeX's bitmap fonts mean, which do not say it themselves: accents, ligatures, umlauts."""

import re
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

_OLD: Final = {
    "\x0b": "ﬀ", "\x0c": "ﬁ", "\x0d": "ﬂ", "\x0e": "ﬃ", "\x0f": "ﬄ", "\x10": "ı", "\x11": "ȷ", "\x12": "`", "\x13": "´",
    "\x14": "ˇ", "\x15": "˘", "\x16": "¯", "\x17": "˚", "\x18": "¸", "\x19": "ß", "\x1a": "æ", "\x1b": "œ",
    "\x1c": "ø", "\x1d": "Æ", "\x1e": "Œ", "\x1f": "Ø", "\x7f": "¨",
}  # fmt: skip
"""The encoding OT1: 128 codes, accents apart from their letters."""
_CORK: Final = {
    "\x0d": "‚", "\x0e": "‹", "\x0f": "›", "\x10": "“", "\x11": "”", "\x12": "„", "\x13": "«", "\x14": "»", "\x15": "–",
    "\x16": "—", "\x17": "\u200b", "\x18": "‰", "\x19": "ı", "\x1a": "ȷ", "\x1b": "ﬀ", "\x1c": "ﬁ", "\x1d": "ﬂ",
    "\x1e": "ﬃ", "\x1f": "ﬄ", "\x7f": "-", "ß": "SS", "ÿ": "ß", "Ÿ": "ß",
}  # fmt: skip
"""The encoding T1, as far as it differs from Latin-1 in letters that German texts have."""
_CODES: Final = re.compile(r"[\x0b-\x1f\x7fßÿŸ]")
_SURE_OF_OLD: Final = re.compile(r"[\x0b\x0c\x7f]")


def decoded(textpage: pypdfium2.PdfTextPage, text: str) -> str:
    """The text with what such codes mean, of the same length. `text`: one character for each of the page's."""
    at = [match.start() for match in _CODES.finditer(text) if _is_code(textpage, match.start())]
    if not at:
        return text
    table = _OLD if any(_SURE_OF_OLD.match(text[each]) for each in at) else _CORK
    signs = list(text)
    for each in at:
        meant = table.get(signs[each], signs[each])
        signs[each] = meant if len(meant) == 1 else "ẞ"
    return "".join(signs)


def _is_code(textpage: pypdfium2.PdfTextPage, position: int) -> bool:
    """Whether a character stands in the file, in a font that says nothing of what its codes mean."""
    index = pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, position)
    if index < 0 or pdfium.FPDFText_IsGenerated(textpage, index):
        return False
    return bool(pdfium.FPDFText_HasUnicodeMapError(textpage, index) == 1)
