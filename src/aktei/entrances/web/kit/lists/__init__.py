# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every list has: filters that work at once, columns, saved views, paper and spreadsheets."""
