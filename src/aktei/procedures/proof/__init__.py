# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Handing out proof: a dossier with everything that shows it is unchanged, and readings of the journal."""
