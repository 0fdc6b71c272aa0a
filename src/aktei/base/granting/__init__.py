# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Giving and ending rights, as acts of people; on a protected record it takes two."""
