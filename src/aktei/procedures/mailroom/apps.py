# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's handle on the mailroom."""

from django.apps import AppConfig


class MailroomConfig(AppConfig):
    """Incoming post, until it is filed."""

    name = "aktei.procedures.mailroom"
    label = "mailroom"
