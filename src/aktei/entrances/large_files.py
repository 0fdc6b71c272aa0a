# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where large files lie while a form is taken apart."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class ToScratch(TemporaryFileUploadHandler):
    """Django's own, in a directory that there need not be yet."""

    def new_file(self, *arguments: Any, **named: Any) -> None:
        """Begin with the next file."""
        Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir(parents=True, exist_ok=True)
        super().new_file(*arguments, **named)
