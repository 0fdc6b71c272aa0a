# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of records. A list has hundreds of them, and finding each anew would take as long as the rest of a row."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

_ANY = UUID("00000000-0000-4000-8000-000000000000")


def record_address(url_name: str, record: UUID) -> str:
    """What `reverse` answers for a page whose address has one record in it."""
    shape = _shape(url_name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())
    return shape.format(record)


@cache  # of pages, not of records: there are as many as the code names
def _shape(url_name: str, urlconf: str, _prefix: str) -> str:
    address = reverse(url_name, urlconf, args=[_ANY])
    return address.replace("{", "{{").replace("}", "}}").replace(str(_ANY), "{}")
