# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents in dossiers: details, versions, files, what is done with one and with many."""
