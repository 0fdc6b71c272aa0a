# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The engine that AKTEI_SEARCH_URL names."""

from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from aktei.procedures.search.engines.port import Engine
from aktei.procedures.search.engines.tantivy import TantivyEngine


def engine() -> Engine:
    """The engine of this process; opened once for each URL."""
    return _open(settings.SEARCH_URL)


@cache
def _open(url: str) -> Engine:
    parts = urlsplit(url)
    if parts.scheme == "tantivy" and parts.path.strip("/"):
        return TantivyEngine(Path(unquote(parts.path)))
    raise ImproperlyConfigured(
        f"AKTEI_SEARCH_URL ist „{url}“; verstanden wird tantivy:///verzeichnis/des/index (mit absolutem Pfad)."
    )
