# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Jobs inside the act's own transaction: what is journalled happens, what rolls back never ran.

Procrastinate inserts the job through Django's connection, so the job row commits or vanishes with the act.
"""
