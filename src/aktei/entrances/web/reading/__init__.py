# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The book: all pages of a dossier, a case or a document, one after another."""
