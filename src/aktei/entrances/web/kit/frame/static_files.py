# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of styles, scripts and icons. A page names some forty of them, and they stay what they are."""

from __future__ import annotations

from django.contrib.staticfiles.storage import StaticFilesStorage


class RememberingStorage(StaticFilesStorage):
    """Django's storage, which makes each address once and not for every page."""

    def __init__(self) -> None:
        super().__init__()
        self._addresses: dict[tuple[str, str], str] = {}

    def url(self, name: str | None) -> str:
        """The address of one of our own files."""
        key = (self.base_url, name or "")
        if key not in self._addresses:
            self._addresses[key] = super().url(name)
        return self._addresses[key]
