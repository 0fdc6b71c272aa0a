# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Word boxes as records keep them; they live with the page, because reading, searching and marking need them too."""

from aktei.records.documents.words import SCALE, Word, pack, text_of, unpack

__all__ = ["SCALE", "Word", "pack", "text_of", "unpack"]
