# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts that need two people: proposed by one, confirmed and so carried out by another."""
