# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What decoders say of damage. They go on and leave a grey or black band; all they do is to write a line about it."""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import cv2
import numpy as np

_LOST = re.compile(
    r"premature end|bad Huffman|instead of RST|Inconsistent progression|before marker 0x(?!d9)", re.IGNORECASE
)


@contextmanager
def overheard() -> Iterator[list[str]]:
    """What is written on the standard error output meanwhile: lines, complete after the block."""
    said: list[str] = []
    sys.stderr.flush()
    kept = os.dup(2)
    with tempfile.TemporaryFile() as heard:
        os.dup2(heard.fileno(), 2)
        try:
            yield said
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            heard.seek(0)
            said += heard.read(2**20).decode(errors="replace").splitlines()


def grey_jpeg(data: bytes) -> tuple[np.ndarray | None, bool]:
    """A JPEG in shades of grey as it is stored, None if it cannot be decoded, and whether all of it is there."""
    with overheard() as said:
        grey = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE | cv2.IMREAD_IGNORE_ORIENTATION)
    return grey, not any(_LOST.search(line) for line in said)
