# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Other people's formats: bytes to dataclasses and back. Nothing here knows Django, records or procedures."""
