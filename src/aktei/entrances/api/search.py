# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search over all pages the caller may read."""

from ninja import Router

router = Router(tags=["search"])
