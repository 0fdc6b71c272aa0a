# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The handbook, shown in the product: each page of Aktei leads to the chapter that explains it."""
