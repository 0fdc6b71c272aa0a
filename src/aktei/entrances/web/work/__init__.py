# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of tasks: what waits for me, what I gave, and what is open on a record."""
