# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of dossiers, cases and documents share: head, book, pictures of pages, history."""
