# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Landkreis Musterland: the invented county that serves tests, demo and screenshots."""
