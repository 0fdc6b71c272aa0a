# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The interface for other programs: `/api/v1/`, described by OpenAPI 3.1, errors as RFC 9457 problem details."""
