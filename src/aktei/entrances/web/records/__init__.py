# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages about dossiers, cases, documents and the file plan; and the book in which they are read."""
