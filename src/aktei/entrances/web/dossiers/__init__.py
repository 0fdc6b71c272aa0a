# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dossiers and their cases: the list, the file plan, what is known of one, what is done with them."""
