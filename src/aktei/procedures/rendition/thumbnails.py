# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small picture of the first page, for lists."""

import io
from pathlib import Path

import pypdfium2

from aktei.procedures.rendition import finished

_WIDTH, _HEIGHT = 320, 452


def thumbnail(archival: str, target: str) -> None:
    """Write the first page as WebP, at most 320 by 452 pixels."""
    with pypdfium2.PdfDocument(archival) as document:
        page = document[0]
        width, height = page.get_size()
        scale = min(_WIDTH / width, _HEIGHT / height)
        # Rendered twice as large and reduced: thin strokes stay visible.
        image = page.render(scale=2 * scale).to_pil().convert("RGB")
    image.thumbnail((_WIDTH, _HEIGHT))
    out = io.BytesIO()
    image.save(out, "WEBP", quality=70, method=4)
    finished.write(Path(target), out.getvalue())
