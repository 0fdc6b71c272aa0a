# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's handle on the doors; connects events and jobs once everything is loaded."""

from django.apps import AppConfig


class EntrancesConfig(AppConfig):
    """The top floor."""

    name = "aktei.entrances"
    label = "entrances"

    def ready(self) -> None:
        """Every app is loaded now, so jobs can be imported and subscribed."""
        # Jobs reach models, and Django lets those be imported only now: the reason for this one local import.
        from aktei.entrances import wiring  # noqa: PLC0415

        wiring.connect()
