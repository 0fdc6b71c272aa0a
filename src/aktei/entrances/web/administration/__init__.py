# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verwaltung: units, persons, and the door to everything that is set up rather than worked on."""
