# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's handle on the outbox."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """The outbox has no tables of its own, only indexes of the table that Procrastinate brings."""

    name = "aktei.base.outbox"
    label = "outbox"
