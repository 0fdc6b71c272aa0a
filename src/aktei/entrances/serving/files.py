# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that pages answer with."""

import os
from collections.abc import Iterator
from typing import Any


class OpenFile:
    """The `wsgi.file_wrapper`: a file to be sent as it is, from where it stands to its end or to its `end`."""

    def __init__(self, file: Any, block: int = 64 * 2**10) -> None:
        self.file, self.block = file, block

    def descriptor(self) -> tuple[int, int, int] | None:
        """The number of the open file, where it stands, and where it ends; None if it is no file of the system."""
        try:
            number = self.file.fileno()
            return number, self.file.tell(), getattr(self.file, "end", os.fstat(number).st_size)
        except (OSError, AttributeError):  # io.UnsupportedOperation is an OSError
            return None

    def __iter__(self) -> Iterator[bytes]:
        while part := self.file.read(self.block):
            yield part

    def close(self) -> None:
        """Close it, and whatever the page has to do at the end."""
        if hasattr(self.file, "close"):
            self.file.close()
