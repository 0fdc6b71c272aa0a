# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The mailroom's pages: the unit's incoming post, filing it, uploading, and clearing what could not be read."""
