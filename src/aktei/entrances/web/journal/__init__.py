# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The journal for people: what happened, by record, person and day; and what is handed out as proof."""
