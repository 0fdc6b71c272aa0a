# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's handle on people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Units, persons, memberships."""

    name = "aktei.base.people"
    label = "people"
